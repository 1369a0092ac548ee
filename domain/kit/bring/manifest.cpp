#include "domain/kit/bring/manifest.h"

#include <algorithm>

#include "domain/kit/bring/xml_names.h"
#include "platform/base/text.h"

namespace kit {
namespace {

using files::Element;

std::string title_of(Element const& item) { return base::join(base::split(words_in(child_called(item, "title")), '\n'), " "); }

std::vector<CourseItem> items_of(Element const& parent) {
  std::vector<CourseItem> items;
  for (auto const* one : children_called(parent, "item")) {
    bool const hidden = one->attribute("isvisible") == "false";
    if (!hidden) items.push_back({title_of(*one), std::string{one->attribute("identifierref")}, items_of(*one)});
  }
  return items;
}

CourseResource resource_of(Element const& element, std::string const& manifest, std::string const& outer) {
  auto const from = outer + std::string{element.attribute("xml:base")};
  auto const name = [&](std::string_view href) { return href.empty() ? "" : pointed(manifest, from + std::string{href}); };
  CourseResource resource;
  resource.type = element.attribute("type");
  resource.href = name(element.attribute("href"));
  for (auto const* file : children_called(element, "file"))
    if (auto found = name(file->attribute("href")); !found.empty()) resource.files.push_back(std::move(found));
  return resource;
}

}  // namespace

std::string manifest_of(Package const& package) {
  if (package.holds("imsmanifest.xml")) return "imsmanifest.xml";
  for (auto const& name : package.ending("/imsmanifest.xml"))
    if (std::ranges::count(name, '/') == 1) return name;
  return "";
}

std::optional<Course> read_course(Package const& package) {
  Course course;
  course.manifest = manifest_of(package);
  auto const* bytes = package.find(course.manifest);
  auto const root = bytes ? files::read_xml(*bytes) : std::nullopt;
  if (!root || local_name(*root) != "manifest") return std::nullopt;
  auto const& about = child_called(*root, "metadata");
  course.schema = base::trimmed(words_in(child_called(about, "schema")));
  for (auto const* rights : all_called(about, "rights"))
    for (auto const* said : all_called(*rights, "description")) course.rights = base::trimmed(words_in(*said));
  for (auto const* one : children_called(child_called(*root, "organizations"), "organization")) {
    if (course.title.empty()) course.title = title_of(*one);
    for (auto& item : items_of(*one)) course.items.push_back(std::move(item));
  }
  auto const& resources = child_called(*root, "resources");
  auto const outer = std::string{resources.attribute("xml:base")};
  for (auto const* one : children_called(resources, "resource"))
    course.resources.emplace(std::string{one->attribute("identifier")}, resource_of(*one, course.manifest, outer));
  return course;
}

}  // namespace kit
