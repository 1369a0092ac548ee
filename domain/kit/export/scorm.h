#pragma once
#include "domain/kit/dress.h"
#include "domain/kit/export/book.h"

namespace kit {

enum class CoursePackage { scorm12, scorm12_chapters, scorm2004, cmi5 };

/// The kit as a course package: the pages of the offline site inside a page that tells the course system where the reader is,
/// what they have seen and answered. Whole as one unit, or (scorm12_chapters, cmi5) one unit a chapter. Every file of the package
/// is in its manifest (cmi5 names only what it launches). Completion: every page of the unit seen and every question answered. Score: share of right answers,
/// or of pages seen where nothing is asked. Same document and dress → same bytes.
std::string course_package(CoursePackage kind, Document const& document, i18n::Words const& words, Dress const& dress);

}  // namespace kit
