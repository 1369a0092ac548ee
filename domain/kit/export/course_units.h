#pragma once
#include "domain/kit/dress.h"
#include "domain/kit/export/book.h"

/// What the course packages (SCORM, cmi5) share: units of pages, each in a page that follows the reader.
namespace kit {

struct CourseUnit {
  std::string id, title;
  std::string launch;  ///< file of the package a course system opens
  std::vector<Part const*> parts;
};

/// The whole kit as one unit, or a unit a chapter.
std::vector<CourseUnit> course_units(Document const& document, bool by_chapter);
/// The course structure of cmi5: an assignable unit for each.
std::string cmi5_structure(Document const& document, std::vector<CourseUnit> const& units);
/// The page that follows the reader through a unit. `standard`: as offline/progress.ts names it.
std::string course_shell(Document const& document, CourseUnit const& unit, std::string_view standard, i18n::Words const& words);

}  // namespace kit
