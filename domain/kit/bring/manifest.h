#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "domain/kit/bring/package.h"

/// imsmanifest.xml: what a course package (Common Cartridge, SCORM) is made of.
namespace kit {

struct CourseItem {
  std::string title, resource;
  std::vector<CourseItem> inside;
};
struct CourseResource {
  std::string type, href;          ///< href: a name in the archive; may be empty
  std::vector<std::string> files;  ///< names in the archive
};
struct Course {
  std::string manifest;  ///< its name in the archive
  std::string schema, title, rights;
  std::vector<CourseItem> items;
  std::map<std::string, CourseResource, std::less<>> resources;
};

/// The manifest's name: at the root, or in the one folder that holds all; "" when there is none.
std::string manifest_of(Package const& package);
/// Nothing when it is broken or declares entities.
std::optional<Course> read_course(Package const& package);

}  // namespace kit
