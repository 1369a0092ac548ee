#include "domain/kit/gestures.h"

#include <algorithm>

#include "platform/i18n/words.h"

namespace kit {
namespace {

using base::refuse;
using i18n::msgid;

std::size_t place_of(Outline const& outline, std::string_view chapter) {
  return static_cast<std::size_t>(std::ranges::find(outline.chapters, chapter, &Chapter::slug) - outline.chapters.begin());
}

/// Its name even when it was just taken out.
std::string title_of(Outline const& outline, std::string_view chapter) {
  auto const place = place_of(outline, chapter);
  return place < outline.chapters.size() ? outline.chapters[place].title : std::string{chapter};
}

base::Outcome<Gestured> told(base::Outcome<Outline> outline, char const* words, std::vector<std::string> arguments) {
  if (!outline) return tl::unexpected{outline.error()};
  return Gestured{std::move(*outline), {words, std::move(arguments), {}}};
}

/// « Le chapitre “Se situer” est maintenant le 2e de 12. »
base::Outcome<Gestured> chapter_placed(base::Outcome<Outline> outline, std::string_view chapter) {
  if (!outline) return tl::unexpected{outline.error()};
  auto title = title_of(*outline, chapter);
  auto number = std::to_string(place_of(*outline, chapter) + 1), count = std::to_string(outline->chapters.size());
  return told(std::move(outline), msgid("The chapter “{}” is now number {} of {}."), {std::move(title), std::move(number), std::move(count)});
}

base::Outcome<Gestured> item_placed(base::Outcome<Outline> outline, Item const& item, std::string const& title) {
  if (!outline) return tl::unexpected{outline.error()};
  auto const* chapter = chapter_of(*outline, item.kind, item.name);
  auto const& list = items_of(*chapter, item.kind);
  auto number = std::to_string(std::ranges::find(list, item.name) - list.begin() + 1), count = std::to_string(list.size());
  auto where = chapter->title;
  return told(std::move(outline), msgid("“{}” is now number {} of {} in the chapter “{}”."),
              {title, std::move(number), std::move(count), std::move(where)});
}

base::Outcome<Gestured> item_gestured(Gesture const& gesture, Outline outline) {
  auto const item = item_named(gesture.item, outline);
  if (!item) return refuse(msgid("Choose what to add."), {}, "item");
  auto const title = gesture.item_title.empty() ? item->name : gesture.item_title;
  auto const& action = gesture.action;
  if (action == "add-item") {
    auto where = title_of(outline, gesture.chapter);
    return told(with_item(std::move(outline), {gesture.chapter, item->kind, item->name}), msgid("“{}” is printed in the chapter “{}”."),
                {title, std::move(where)});
  }
  if (action == "remove-item") {
    auto where = title_of(outline, item->chapter);
    return told(without_item(std::move(outline), *item), msgid("“{}” is taken out of the chapter “{}”."), {title, std::move(where)});
  }
  if (action == "place-item") return item_placed(placed(std::move(outline), *item, gesture.chapter, gesture.place), *item, title);
  return item_placed(moved(std::move(outline), *item, action == "item-up" ? Step::up : Step::down), *item, title);
}

base::Outcome<Gestured> brief_gestured(Gesture const& gesture, Outline outline) {
  bool const brief = gesture.action == "brief";
  auto title = title_of(outline, gesture.chapter);
  return told(in_brief(std::move(outline), gesture.chapter, brief),
              brief ? msgid("The chapter “{}” is in the short version.") : msgid("The chapter “{}” is no longer in the short version."),
              {std::move(title)});
}

base::Outcome<Gestured> snapshot_gestured(Gesture const& gesture, Outline outline) {
  auto title = title_of(outline, gesture.chapter);
  if (gesture.snapshot.empty())
    return told(with_snapshot(std::move(outline), gesture.chapter, ""), msgid("The pictures of “{}” are those of the état des lieux as it stands."),
                {std::move(title)});
  return told(with_snapshot(std::move(outline), gesture.chapter, gesture.snapshot), msgid("The pictures of “{}” are those of the état des lieux {}."),
              {std::move(title), gesture.snapshot});
}

base::Outcome<Gestured> chapter_gestured(Gesture const& gesture, Outline outline) {
  auto const &action = gesture.action, &chapter = gesture.chapter;
  if (action == "add-chapter") return told(with_chapter(std::move(outline), gesture.title), msgid("The chapter “{}” is added."), {gesture.title});
  if (action == "rename") return told(renamed(std::move(outline), chapter, gesture.title), msgid("The chapter is now called “{}”."), {gesture.title});
  if (action == "remove-chapter") {
    auto title = title_of(outline, chapter);
    return told(without_chapter(std::move(outline), chapter), msgid("The chapter “{}” is taken out of the kit; its text is kept."),
                {std::move(title)});
  }
  if (action == "place") return chapter_placed(placed(std::move(outline), chapter, gesture.place), chapter);
  if (action == "brief" || action == "not-brief") return brief_gestured(gesture, std::move(outline));
  if (action == "snapshot") return snapshot_gestured(gesture, std::move(outline));
  return chapter_placed(moved(std::move(outline), chapter, action == "up" ? Step::up : Step::down), chapter);
}

bool is_one_of(std::string_view action, std::initializer_list<std::string_view> known) { return std::ranges::count(known, action) > 0; }

}  // namespace

base::Outcome<Gestured> gestured(Gesture const& gesture, Outline outline) {
  auto const& action = gesture.action;
  if (action == "about") return told(with_about(std::move(outline), gesture.about), msgid("The title, the licence and the publisher are kept."), {});
  if (is_one_of(action, {"add-item", "remove-item", "place-item", "item-up", "item-down"})) return item_gestured(gesture, std::move(outline));
  if (is_one_of(action, {"add-chapter", "rename", "remove-chapter", "place", "brief", "not-brief", "snapshot", "up", "down"}))
    return chapter_gestured(gesture, std::move(outline));
  return refuse(msgid("This button is not known here."));
}

std::optional<Item> item_named(std::string_view item, Outline const& outline) {
  auto const colon = item.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  auto const kind = item_kind_from(item.substr(0, colon));
  if (!kind) return std::nullopt;
  std::string const name{item.substr(colon + 1)};
  auto const* chapter = chapter_of(outline, *kind, name);
  return Item{chapter ? chapter->slug : "", *kind, name};
}

std::string form_name(ItemKind kind, std::string_view name) { return std::string{code(kind)} + ":" + std::string{name}; }

}  // namespace kit
