#include "domain/kit/bring/joining.h"

#include <algorithm>

namespace kit {
namespace {

std::string free_page(std::string const& slug, std::set<std::string> const& taken) {
  if (!taken.contains(slug)) return slug;
  for (int number = 2;; ++number)
    if (auto numbered = slug + "-" + std::to_string(number); !taken.contains(numbered)) return numbered;
}

bool prints_something(Chapter const& chapter) {
  return std::ranges::any_of(item_kinds, [&](ItemKind kind) { return !items_of(chapter, kind).empty(); });
}

}  // namespace

base::Outcome<Joined> joined(Outline outline, std::span<std::string const> titles, std::string_view after, std::set<std::string> const& pages) {
  auto taken = pages;
  for (auto const& chapter : outline.chapters) taken.insert(chapter.page);
  Joined done;
  for (auto const& title : titles) {
    auto longer = with_chapter(std::move(outline), title);
    if (!longer) return tl::unexpected{longer.error()};
    outline = std::move(*longer);
    auto& chapter = outline.chapters.back();
    chapter.page = free_page(chapter.slug, taken);
    taken.insert(chapter.page);
    done.chapters.push_back({chapter.slug, chapter.page, chapter.title});
  }
  auto const first = outline.chapters.end() - static_cast<std::ptrdiff_t>(titles.size());
  if (auto const found = std::find_if(outline.chapters.begin(), first, [&](Chapter const& one) { return one.slug == after; }); found != first)
    std::rotate(found + 1, first, outline.chapters.end());
  done.outline = std::move(outline);
  return done;
}

Parted parted(Outline outline, std::span<JoinedChapter const> chapters, std::set<std::string> const& rewritten) {
  Parted done;
  for (auto const& one : chapters) {
    auto const found = std::ranges::find(outline.chapters, one.chapter, &Chapter::slug);
    if (found == outline.chapters.end()) continue;
    if (prints_something(*found) || rewritten.contains(one.page) || found->page != one.page || found->title != one.title) {
      done.stayed.push_back(found->title);
      continue;
    }
    outline.chapters.erase(found);
    done.pages.push_back(one.page);
  }
  done.outline = std::move(outline);
  return done;
}

}  // namespace kit
