#pragma once
#include <set>
#include <span>
#include <string>
#include <vector>

#include "domain/kit/outline.h"

/// Chapters brought from a file join the working outline, and leave it again.
namespace kit {

/// A chapter made of a brought page: its address, and the page that holds its text.
struct JoinedChapter {
  std::string chapter, page, title;
};

struct Joined {
  Outline outline;
  std::vector<JoinedChapter> chapters;  ///< in the order of the titles
};
/// The outline with chapters of those titles after the chapter `after`, or at the end when there is none of that name.
/// `pages`: texts the kit holds already, even of chapters that left: none is written over. Refused past 100 chapters.
base::Outcome<Joined> joined(Outline outline, std::span<std::string const> titles, std::string_view after, std::set<std::string> const& pages);

struct Parted {
  Outline outline;
  std::vector<std::string> pages;   ///< texts that go with their chapters
  std::vector<std::string> stayed;  ///< titles of chapters somebody worked on since
};
/// The outline without those chapters, but for those that hold sheets by now or whose text is in `rewritten`.
Parted parted(Outline outline, std::span<JoinedChapter const> chapters, std::set<std::string> const& rewritten);

}  // namespace kit
