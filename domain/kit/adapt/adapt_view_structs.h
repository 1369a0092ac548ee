#pragma once
#include <string>
#include <vector>

#include "domain/kit/kit_views.h"

/// What the views of adapting show, already in words.
namespace kit {

/// A part of the edition, in the list of what may be adapted.
struct AdaptPartLine {
  std::string slug, title, summary;  ///< summary: « 2 blocs changés, 1 laissé de côté »
  std::string level = "1";
  bool out = false, with_chapter = false;  ///< left out; with the chapter that holds it
  html::Url url;
};

/// An edition of the territory.
struct AdaptEdition {
  std::string number, state, day, note;
  html::Url url, errata;  ///< errata: empty until it is public
  bool may_be_published = false, lacks_files = false;
};

struct AdaptView {
  std::string title, territory, standing, origin, subtitle, description, publisher;
  html::Url source, opening, change, about, freeze, publish, newer, read;
  std::string newer_words;  ///< empty while the edition stood on is the latest
  std::vector<AdaptPartLine> parts;
  std::vector<std::string> remarks;
  bool may_be_frozen = false;
  std::vector<Option> licences, numbers;
  std::vector<AdaptEdition> editions;
};

/// Two texts beside one another, what differs marked.
struct SideBySide {
  std::string left_name, right_name;
  std::vector<StretchView> left, right;
};

struct AdaptBlock {
  std::string id, title, mark, mark_words, kept;  ///< kept: why its words stay; empty when they may be changed
  std::string place;                              ///< « Bloc 3 », for who listens
  html::Safe body;
  bool out = false, changed = false, given_back = false;
  SideBySide sides;  ///< of a changed one
  html::Safe after;  ///< the territory's own words after it
  bool has_after = false, after_given_back = false;
  html::Url write, write_after;
};

struct AdaptPartView {
  std::string part, title, kit_title, why_out;
  bool out = false, with_chapter = false;
  AdaptBlock start;  ///< only its words after: those the part begins with
  std::vector<AdaptBlock> blocks;
  html::Url change, back;
  TocLine previous, next;
};

/// The page an edition of a territory opens with, before it is frozen.
struct AdaptOpening {
  std::string title, kit_title;
  html::Safe body;
  std::vector<std::string> sheets;  ///< titles of the experiences that come next
  html::Url back;
};

/// The form of a changed block, or of words after one.
struct AdaptForm {
  std::string heading, part_title, title, markdown, revision, edition, refused, help;
  bool titled = false;               ///< the block has a title of its own
  std::string source_title, source;  ///< the words of the edition; empty for words after a block
  html::Safe preview;
  html::Url action, back;
  SideBySide theirs;  ///< what somebody else saved meanwhile; empty otherwise
};

/// One difference with a newer edition.
struct MatterView {
  std::string part, block, title, place, turn, tone, kept, id;
  SideBySide sides, other_sides;  ///< of the source then and now; of it now and ours
  std::string third, third_title, revision;
  bool titled = false, has_third = false, third_open = false, decided = false;
  std::vector<Option> choices;
  html::Safe body;   ///< of what came or is gone, as readers see it
  std::string ours;  ///< of what is gone, the territory's words in its place
};
struct NewerView {
  std::string title, from, to, note, count, stays_count;
  std::int64_t left = 0;
  std::string take_words;  ///< of the button that takes what the territory did not touch; empty when there is none
  std::string refused;
  std::vector<MatterView> matters, stays;
  html::Url action, move, take_all, back, newer;
  html::Url previous, next;
  std::string range;
};

/// Where one begins, and the list of those who did.
struct TerritoryKitLine {
  std::string territory, title, words;
  html::Url url, adapt;
};
struct StartAdaptingView {
  std::string kit_title, refused;
  bool none_public = false, nobody = false;  ///< no edition to adapt; no territory this viewer may adapt it to
  std::vector<Option> territories;
  std::vector<TerritoryKitLine> kits;
  html::Url action, back;
};
struct TerritoryKitsView {
  std::string kit_title, range;
  std::vector<TerritoryKitLine> kits;
  html::Url back, adapt, previous, next;
};

}  // namespace kit
