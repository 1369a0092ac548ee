#include "domain/kit/export/course_units.h"
#include "platform/base/xml.h"

namespace kit {
namespace {

void said(base::Xml& xml, char const* name, std::string_view text, std::string_view language) {
  xml.open(name).line("langstring", text, {{"lang", language}}).close();
}

}  // namespace

std::string cmi5_structure(Document const& document, std::vector<CourseUnit> const& units) {
  auto const home = document.home_address.empty() ? document.identifier : document.home_address;
  base::Xml xml;
  xml.declare().open("courseStructure", {{"xmlns", "https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd"}});
  xml.open("course", {{"id", home}});
  said(xml, "title", document.title, document.language);
  said(xml, "description", document.description.empty() ? document.title : document.description, document.language);
  xml.close();
  for (auto const& unit : units) {
    xml.open("au",
             {{"id", home + (document.home_address.empty() ? ":" : "/") + unit.id},
              {"moveOn", "Completed"},
              {"masteryScore", "0.5"},
              {"launchMethod", "AnyWindow"}});
    said(xml, "title", unit.title, document.language);
    said(xml, "description", unit.title, document.language);
    xml.line("url", unit.launch).close();
  }
  return xml.take() + "\n";
}

}  // namespace kit
