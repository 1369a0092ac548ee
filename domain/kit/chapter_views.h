#pragma once
#include "domain/kit/bench.h"

namespace kit {

/// Where the text of a chapter is written together.
struct ChapterDesk {
  std::string title, chapter, programme_slug, document;
};
writing::Desk chapter_desk(ChapterDesk const& about, views::Context const& context);

/// With every block, whoever it is for, and for whom said beside it: what one sees while writing.
Part for_writers(Part part, i18n::Words const& words);
/// A part of the working copy as its readers would see it, pictures from the bench.
html::Safe bench_markup(Part const& part, std::string const& programme_slug, i18n::Words const& words);

/// What differs from one text of a page to another, paragraph by paragraph.
std::vector<std::vector<StretchView>> difference(std::string const& before, std::string const& after);

}  // namespace kit
