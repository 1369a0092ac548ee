#pragma once
#include "domain/kit/bring/brought.h"
#include "domain/kit/bring/brought_store.h"
#include "domain/kit/kit_views.h"
#include "platform/i18n/words.h"

/// What the pages about files brought to a kit show, already in words.
namespace kit {

struct BringView {
  std::string refusal;
  html::Url action, back;
  struct File {
    std::string name, when, who, state;
    html::Url url;
  };
  std::vector<File> files;
};

struct BroughtView {
  std::string file, shape, summary, detail, stayed;
  bool waiting = false, joined = false;
  html::Url action, undo, back, again, pictures;
  std::int64_t wordless = 0;   ///< pictures that came without words
  std::vector<Option> places;  ///< chapters one may put the pages after
  struct Asked {
    std::string kind, text;
    std::vector<std::pair<bool, std::string>> answers;  ///< whether it is right, its words
  };
  struct Page {
    std::string field, title, size, start;
    html::Url read;
    std::vector<Asked> questions;
    std::size_t more_questions = 0;
  };
  std::vector<Page> pages;
  struct Line {
    std::string fate, tone, where, words;
  };
  std::vector<Line> report;
  std::string more_lines;
};

/// A file whose chapters are being added.
struct BringWaitView {
  std::string file, pictures, ready;  ///< how many pictures there are, and are ready
  html::Url action, back;
};

/// One brought page as it will be read.
struct BroughtPageView {
  std::string title, file;
  html::Safe body;
  html::Url back;
};

/// The whole look at a brought file, its report sorted: left out first, kept last.
BroughtView brought_view(BroughtFile const& file, Brought const& brought, i18n::Words const& words);
/// « page.html, question 3 ».
std::string spot_words(Spot const& spot, i18n::Words const& words);
std::string state_words(BroughtState state, i18n::Words const& words);

}  // namespace kit
