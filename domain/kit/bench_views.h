#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "domain/kit/beginning.h"
#include "domain/kit/kit_views.h"

/// What the pages where a kit is composed show, already in words.
namespace kit {

struct BenchTab {
  std::string words;
  html::Url url;
  bool here = false;
  std::string count;  ///< things to see there; empty when not counted
};

/// What stands above every page of the bench.
struct BenchHead {
  std::string title, state_words;
  std::vector<std::string> sizes;  ///< words, minutes, pages
  std::string too_long;            ///< said when the short version is longer than its readers have time for
  std::vector<BenchTab> tabs;
};

/// The last change, with the buttons that undo it and do it again.
struct PastBar {
  std::string said, undo;  ///< undo: the place of the change; empty when there is none
  std::string redo_said, redo;
  html::Url action;
};

struct TreeItem {
  std::string name;  ///< "experience:la-navette"
  std::string id, title, kind_words;
  html::Url move;
  bool first = false, last = false, missing = false;
};
struct TreeChapter {
  std::string slug, title, size, remarks_words;
  html::Url write, add, remarks;
  std::string brief_action;  ///< of the button that puts it in the short version or takes it out
  std::vector<TreeItem> items;
  std::vector<Option> snapshots;  ///< versions of the état des lieux its pictures may be of; none without pictures
  bool brief = false, first = false, last = false;
};
struct TreePage {
  BenchHead head;
  PastBar past;
  std::vector<TreeChapter> chapters;
  html::Url change, bring;
};

/// Something to see to, where it is.
struct RemarkLine {
  std::string chapter, words, place;  ///< place: « ligne 12 », may be empty
  html::Url url;
  bool blocks = false;
};
struct ProofLine {
  std::string title, revision, chapter;
  html::Url read, action;
};
struct OutsideLine {
  std::string chapter, address;
  html::Url url;
};
struct RemarksPage {
  BenchHead head;
  std::vector<RemarkLine> blocking, others;
  std::vector<ProofLine> unread;
  std::vector<OutsideLine> outside;
  html::Url editions, picture_words;  ///< picture_words: where what pictures show is written; empty when every one has its words
};

/// Looking for what to print in a chapter.
struct FoundLine {
  std::string name, title, kind_words, note, printed_in;
  bool open = true;
};
struct AddPage {
  std::string chapter, chapter_title, q, kind, count_words;
  std::vector<Option> kinds;
  std::vector<FoundLine> found;
  PastBar past;
  html::Url search, change, back, previous, next;
};

/// Where else a sheet may stand.
struct MovePage {
  std::string name, title, chapter_title;
  std::vector<Option> chapters;
  html::Url change, back;
};

struct AboutPage {
  BenchHead head;
  std::string title, subtitle, description, publisher;
  std::vector<Option> licences;
  html::Url change;
};

struct EditionLine {
  std::string number, state, day, note;
  html::Url url, errata, publish, making;  ///< errata, publish, making: empty when they make no sense
  std::string publish_words;
};
struct EditionsPage {
  BenchHead head;
  bool proofreading = false, may_be_frozen = false;
  std::vector<Option> numbers;
  std::string note, last, refused;          ///< note: suggested from what changed since `last`
  std::vector<std::string> holds, changed;  ///< what it would hold; what changed since the last edition
  std::vector<EditionLine> editions;
  html::Url state, freeze, take, changes, remarks;
};

/// Before an edition becomes public: what that means.
struct PublishPage {
  std::string number, title, address;
  std::vector<std::string> holds, chapters, people;
  bool again = false;  ///< public already: only files are made again
  html::Url action, read, back;
};

/// A slide as it would be shown, its words without their look.
struct SlideLine {
  std::string title;
  std::vector<std::string> body, notes;
  bool pictures = false;
};
struct AudiencePage {
  BenchHead head;
  std::vector<BenchTab> audiences;
  std::string about, size, empty;
  std::vector<TocLine> toc;
  std::string title;
  html::Safe body;
  std::vector<SlideLine> slides;
  bool asks = false;  ///< holds a quiz
  TocLine previous, next;
  html::Url write;
};

/// A button of the form that types a whole box at the caret.
struct PageBox {
  std::string label, text;
};
struct PageForm {
  std::string title, markdown, base, revision, refused, saved_by_others, size;
  html::Url action, back, write;  ///< write: where several write together; empty when there is no such place
  html::Safe preview;
  std::vector<std::string> remarks;
  std::vector<PageBox> boxes;
  std::vector<std::vector<StretchView>> theirs;  ///< what differs between what was typed and what was saved meanwhile
};

struct StartView {
  html::Url action, take;
  std::vector<BeginningChoice> beginnings;
};

}  // namespace kit
