#pragma once
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/refusal.h"

/// The working outline of a kit and how one composes it. Nothing here knows a database or HTTP.
namespace kit {

/// A chapter, as in kit.toml: its own page, then pictures, lists of the directory, experience sheets and method sheets in their order.
struct Chapter {
  std::string slug, title;
  std::string page;                      ///< slug of one of the kit's own pages; may be empty
  std::vector<std::string> experiences;  ///< slugs
  std::vector<std::string> methods;      ///< slugs
  std::vector<std::string> pictures;     ///< of the état des lieux: obstacles, levers, matrix, themes, map
  bool brief = false;                    ///< printed in the short version too, for who has a quarter of an hour
  std::vector<std::string> directory{};  ///< lists made from the programme: structures, people
  std::string snapshot{};                ///< number of the frozen état des lieux its pictures are of; empty: as it stands
  bool operator==(Chapter const&) const = default;
};

struct Outline {
  std::string slug, title, subtitle, description;
  std::string licence = "CC-BY-SA-4.0", publisher, language = "fr";
  std::vector<Chapter> chapters;
  bool operator==(Outline const&) const = default;
};

enum class ItemKind { experience, method, picture, directory };
/// In the order a chapter prints them.
inline constexpr std::array item_kinds = {ItemKind::picture, ItemKind::directory, ItemKind::experience, ItemKind::method};
std::string_view code(ItemKind kind);
std::optional<ItemKind> item_kind_from(std::string_view code);
std::vector<std::string>& items_of(Chapter& chapter, ItemKind kind);
std::vector<std::string> const& items_of(Chapter const& chapter, ItemKind kind);

enum class Step { up, down };

/// Each answers the outline changed, or why not. An unknown chapter or item is refused.
base::Outcome<Outline> with_about(Outline outline, Outline const& about);  ///< title, texts, licence, publisher
base::Outcome<Outline> with_chapter(Outline outline, std::string_view title);
base::Outcome<Outline> renamed(Outline outline, std::string_view chapter, std::string_view title);
base::Outcome<Outline> without_chapter(Outline outline, std::string_view chapter);
base::Outcome<Outline> moved(Outline outline, std::string_view chapter, Step step);
/// To a place counted from 0; past the end is the end.
base::Outcome<Outline> placed(Outline outline, std::string_view chapter, std::size_t place);
base::Outcome<Outline> in_brief(Outline outline, std::string_view chapter, bool brief);
/// The pictures of a chapter are those of a frozen état des lieux; of the one as it stands when `snapshot` is empty.
base::Outcome<Outline> with_snapshot(Outline outline, std::string_view chapter, std::string_view snapshot);
struct Item {
  std::string chapter;
  ItemKind kind = ItemKind::experience;
  std::string name;
};
base::Outcome<Outline> with_item(Outline outline, Item const& item);
base::Outcome<Outline> without_item(Outline outline, Item const& item);
base::Outcome<Outline> moved(Outline outline, Item const& item, Step step);
/// To a place among those of its kind in a chapter, its own or another; counted from 0, past the end is the end.
base::Outcome<Outline> placed(Outline outline, Item const& item, std::string_view chapter, std::size_t place);
/// The chapter that prints it; null when none does.
Chapter const* chapter_of(Outline const& outline, ItemKind kind, std::string_view name);

/// Pictures of the état des lieux a chapter may hold, in the order offered.
std::vector<std::string> const& picture_names();

/// Edition numbers: "1.0", then "1.1" (more or changed), "1.0.1" (corrections), "2.0" (another kit).
bool is_number(std::string_view number);
bool comes_after(std::string_view later, std::string_view earlier);
/// The three numbers that may follow the last one: correction, addition, rewriting. "1.0" alone after none.
std::vector<std::string> numbers_after(std::string_view last);
/// Refuses a number that does not follow, or a new edition that does not say what changed.
base::Outcome<std::string> checked_number(std::string_view number, std::vector<std::string> const& earlier, std::string_view change_note);

}  // namespace kit
