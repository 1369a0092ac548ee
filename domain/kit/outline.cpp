#include "domain/kit/outline.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "domain/kit/directory.h"
#include "domain/kit/licence.h"
#include "platform/base/text.h"
#include "platform/i18n/words.h"

namespace kit {
namespace {

using base::refuse;
using i18n::msgid;

constexpr std::array<std::string_view, 4> kinds = {"experience", "method", "picture", "directory"};
constexpr std::size_t most_chapters = 300, most_items = 200, longest_title = 200;

Chapter* find(Outline& outline, std::string_view slug) {
  auto const found = std::ranges::find(outline.chapters, slug, &Chapter::slug);
  return found == outline.chapters.end() ? nullptr : &*found;
}

tl::unexpected<base::Refusal> no_chapter() { return refuse(msgid("This chapter is no longer in the kit.")); }
tl::unexpected<base::Refusal> no_item() { return refuse(msgid("This sheet is no longer in the chapter.")); }

base::Outcome<std::string> checked_title(std::string_view title) {
  auto const plain = base::trimmed(title);
  if (plain.empty()) return refuse(msgid("Give a title."), {}, "title");
  if (plain.size() > longest_title) return refuse(msgid("This title is too long."), {}, "title");
  return std::string{plain};
}

std::string fresh_slug(Outline const& outline, std::string_view title) {
  auto slug = base::slug(title, 60);
  if (slug.empty()) slug = "chapitre";
  auto const taken = [&](std::string const& one) { return std::ranges::count(outline.chapters, one, &Chapter::slug) > 0; };
  if (!taken(slug)) return slug;
  for (int number = 2;; ++number)
    if (auto numbered = slug + "-" + std::to_string(number); !taken(numbered)) return numbered;
}

/// Swaps the element at `at` with its neighbour; at an end, nothing moves.
template <class T>
void swap_with_neighbour(std::vector<T>& list, std::size_t at, Step step) {
  if (step == Step::up && at > 0) std::swap(list[at], list[at - 1]);
  if (step == Step::down && at + 1 < list.size()) std::swap(list[at], list[at + 1]);
}

std::array<int, 3> parts_of(std::string_view number) {
  std::array<int, 3> parts{};
  std::size_t place = 0;
  for (auto const& part : base::split(number, '.'))
    if (place < parts.size()) std::from_chars(part.data(), part.data() + part.size(), parts[place++]);
  return parts;
}

}  // namespace

std::string_view code(ItemKind kind) { return kinds[static_cast<std::size_t>(kind)]; }

std::optional<ItemKind> item_kind_from(std::string_view code) {
  auto const* found = std::ranges::find(kinds, code);
  if (found == kinds.end()) return std::nullopt;
  return static_cast<ItemKind>(found - kinds.begin());
}

std::vector<std::string>& items_of(Chapter& chapter, ItemKind kind) {
  switch (kind) {
    case ItemKind::experience: return chapter.experiences;
    case ItemKind::method: return chapter.methods;
    case ItemKind::picture: return chapter.pictures;
    case ItemKind::directory: break;
  }
  return chapter.directory;
}
std::vector<std::string> const& items_of(Chapter const& chapter, ItemKind kind) { return items_of(const_cast<Chapter&>(chapter), kind); }

base::Outcome<Outline> with_about(Outline outline, Outline const& about) {
  auto title = checked_title(about.title);
  if (!title) return tl::unexpected{title.error()};
  if (!find_licence(about.licence)) return refuse(msgid("Choose a licence of the list."), {}, "licence");
  outline.title = std::move(*title);
  outline.subtitle = base::trimmed(about.subtitle);
  outline.description = base::trimmed(about.description);
  outline.licence = about.licence;
  outline.publisher = base::trimmed(about.publisher);
  return outline;
}

base::Outcome<Outline> with_chapter(Outline outline, std::string_view title) {
  auto checked = checked_title(title);
  if (!checked) return tl::unexpected{checked.error()};
  if (outline.chapters.size() >= most_chapters) return refuse(msgid("A kit has {} chapters at most."), {std::to_string(most_chapters)});
  Chapter chapter;
  chapter.slug = fresh_slug(outline, *checked);
  chapter.title = std::move(*checked);
  chapter.page = chapter.slug;
  outline.chapters.push_back(std::move(chapter));
  return outline;
}

base::Outcome<Outline> renamed(Outline outline, std::string_view chapter, std::string_view title) {
  auto* found = find(outline, chapter);
  if (!found) return no_chapter();
  auto checked = checked_title(title);
  if (!checked) return tl::unexpected{checked.error()};
  found->title = std::move(*checked);  // its address stays: an earlier edition may have been cited
  return outline;
}

base::Outcome<Outline> without_chapter(Outline outline, std::string_view chapter) {
  if (!find(outline, chapter)) return no_chapter();
  std::erase_if(outline.chapters, [&](Chapter const& one) { return one.slug == chapter; });
  return outline;
}

base::Outcome<Outline> moved(Outline outline, std::string_view chapter, Step step) {
  auto* found = find(outline, chapter);
  if (!found) return no_chapter();
  swap_with_neighbour(outline.chapters, static_cast<std::size_t>(found - outline.chapters.data()), step);
  return outline;
}

base::Outcome<Outline> placed(Outline outline, std::string_view chapter, std::size_t place) {
  auto const found = std::ranges::find(outline.chapters, chapter, &Chapter::slug);
  if (found == outline.chapters.end()) return no_chapter();
  auto moving = std::move(*found);
  outline.chapters.erase(found);
  outline.chapters.insert(outline.chapters.begin() + static_cast<std::ptrdiff_t>(std::min(place, outline.chapters.size())), std::move(moving));
  return outline;
}

base::Outcome<Outline> in_brief(Outline outline, std::string_view chapter, bool brief) {
  auto* found = find(outline, chapter);
  if (!found) return no_chapter();
  found->brief = brief;
  return outline;
}

base::Outcome<Outline> with_snapshot(Outline outline, std::string_view chapter, std::string_view snapshot) {
  auto* found = find(outline, chapter);
  if (!found) return no_chapter();
  if (!snapshot.empty() && !is_number(snapshot)) return refuse(msgid("Choose a version of the état des lieux."), {}, "snapshot");
  found->snapshot = snapshot;
  return outline;
}

base::Outcome<Outline> with_item(Outline outline, Item const& item) {
  auto* chapter = find(outline, item.chapter);
  if (!chapter) return no_chapter();
  if (item.name.empty()) return refuse(msgid("Choose what to add."), {}, "name");
  auto const* offered = item.kind == ItemKind::picture ? &picture_names() : item.kind == ItemKind::directory ? &directory_names() : nullptr;
  if (offered && !std::ranges::count(*offered, item.name)) return refuse(msgid("Choose what to add."), {}, "name");
  // A sheet is printed once: two chapters that need it cite its passages.
  if (auto const* other = chapter_of(outline, item.kind, item.name))
    return refuse(msgid("It is already in the chapter “{}”."), {other->title}, "name");
  auto& list = items_of(*chapter, item.kind);
  if (list.size() >= most_items) return refuse(msgid("A chapter has {} sheets at most."), {std::to_string(most_items)});
  list.push_back(item.name);
  return outline;
}

base::Outcome<Outline> without_item(Outline outline, Item const& item) {
  auto* chapter = find(outline, item.chapter);
  if (!chapter) return no_chapter();
  if (std::erase(items_of(*chapter, item.kind), item.name) == 0) return no_item();
  return outline;
}

base::Outcome<Outline> moved(Outline outline, Item const& item, Step step) {
  auto* chapter = find(outline, item.chapter);
  if (!chapter) return no_chapter();
  auto& list = items_of(*chapter, item.kind);
  auto const found = std::ranges::find(list, item.name);
  if (found == list.end()) return no_item();
  swap_with_neighbour(list, static_cast<std::size_t>(found - list.begin()), step);
  return outline;
}

base::Outcome<Outline> placed(Outline outline, Item const& item, std::string_view chapter, std::size_t place) {
  auto* from = find(outline, item.chapter);
  auto* to = find(outline, chapter);
  if (!from || !to) return no_chapter();
  auto& list = items_of(*to, item.kind);
  if (from != to && list.size() >= most_items) return refuse(msgid("A chapter has {} sheets at most."), {std::to_string(most_items)});
  if (std::erase(items_of(*from, item.kind), item.name) == 0) return no_item();
  list.insert(list.begin() + static_cast<std::ptrdiff_t>(std::min(place, list.size())), item.name);
  return outline;
}

Chapter const* chapter_of(Outline const& outline, ItemKind kind, std::string_view name) {
  auto const found = std::ranges::find_if(outline.chapters, [&](Chapter const& one) { return std::ranges::count(items_of(one, kind), name) > 0; });
  return found == outline.chapters.end() ? nullptr : &*found;
}

std::vector<std::string> const& picture_names() {
  static std::vector<std::string> const names = {"obstacles", "levers", "matrix", "themes", "map"};
  return names;
}

bool is_number(std::string_view number) {
  if (number.empty() || number.size() > 12 || number.front() == '.' || number.back() == '.') return false;
  auto const dots = std::ranges::count(number, '.');
  if (dots < 1 || dots > 2 || number.find("..") != std::string_view::npos) return false;
  if (!std::ranges::all_of(number, [](char c) { return c == '.' || (c >= '0' && c <= '9'); })) return false;
  // One way to write each number: "01.0" and "1.0.0" are not.
  for (auto const& part : base::split(number, '.'))
    if (part.size() > 3 || (part.size() > 1 && part.front() == '0')) return false;
  return dots == 1 || parts_of(number)[2] > 0;
}

bool comes_after(std::string_view later, std::string_view earlier) { return parts_of(later) > parts_of(earlier); }

std::vector<std::string> numbers_after(std::string_view last) {
  if (!is_number(last)) return {"1.0"};
  auto const [major, minor, fix] = parts_of(last);
  auto const text = [](int a, int b) { return std::to_string(a) + "." + std::to_string(b); };
  return {text(major, minor) + "." + std::to_string(fix + 1), text(major, minor + 1), text(major + 1, 0)};
}

base::Outcome<std::string> checked_number(std::string_view number, std::vector<std::string> const& earlier, std::string_view change_note) {
  auto const plain = std::string{base::trimmed(number)};
  if (!is_number(plain)) return refuse(msgid("An edition number reads 1.0, 1.1 or 1.0.1."), {}, "number");
  for (auto const& one : earlier)
    if (!comes_after(plain, one)) return refuse(msgid("Edition {} exists: the new one needs a higher number."), {one}, "number");
  if (!earlier.empty() && base::trimmed(change_note).empty())
    return refuse(msgid("Say in a sentence what changed since the last edition."), {}, "note");
  return plain;
}

}  // namespace kit
