#include "domain/kit/export/scorm.h"

#include <set>

#include "domain/kit/export/course_units.h"
#include "domain/kit/export/lom.h"
#include "domain/kit/export/site.h"
#include "platform/base/xml.h"

namespace kit {
namespace {

/// Writes imsmanifest.xml.
class ManifestWriter {
 public:
  ManifestWriter(CoursePackage kind, Document const& document, i18n::Words const& words)
      : m_2004{kind == CoursePackage::scorm2004}, m_document{document}, m_words{words} {}

  std::string write(std::vector<CourseUnit> const& units, std::vector<files::Entry> const& entries) {
    root();
    metadata();
    m_xml.open("organizations", {{"default", "kit"}}).open("organization", {{"identifier", "kit"}}).line("title", m_document.title);
    for (auto const& unit : units) item(unit);
    if (m_2004) m_xml.open("imsss:sequencing").leaf("imsss:controlMode", {{"choice", "true"}, {"flow", "true"}}).close();
    m_xml.close().close().open("resources");
    for (auto const& unit : units) resource(unit, units.size() == 1 ? entries : std::vector<files::Entry>{}, units.size() > 1);
    if (units.size() > 1) shared(units, entries);
    return m_xml.take() + "\n";
  }

 private:
  std::string identifier() const { return "essaim-" + m_document.identifier.substr(m_document.identifier.find_last_of(':') + 1); }
  char const* type() const { return m_2004 ? "adlcp:scormType" : "adlcp:scormtype"; }

  void root() {
    m_xml.declare();
    if (m_2004)
      m_xml.open("manifest",
                 {{"identifier", identifier()},
                  {"version", m_document.number},
                  {"xmlns", "http://www.imsglobal.org/xsd/imscp_v1p1"},
                  {"xmlns:adlcp", "http://www.adlnet.org/xsd/adlcp_v1p3"},
                  {"xmlns:imsss", "http://www.imsglobal.org/xsd/imsss"},
                  {"xmlns:lom", "http://ltsc.ieee.org/xsd/LOM"}});
    else
      m_xml.open("manifest",
                 {{"identifier", identifier()},
                  {"version", m_document.number},
                  {"xmlns", "http://www.imsproject.org/xsd/imscp_rootv1p1p2"},
                  {"xmlns:adlcp", "http://www.adlnet.org/xsd/adlcp_rootv1p2"},
                  {"xmlns:imsmd", "http://www.imsglobal.org/xsd/imsmd_rootv1p2p1"}});
  }

  void metadata() {
    m_xml.open("metadata").line("schema", "ADL SCORM").line("schemaversion", m_2004 ? "2004 4th Edition" : "1.2");
    m_xml.open(m_2004 ? "lom:lom" : "imsmd:lom");
    write_lom(m_xml, m_2004 ? "lom" : "imsmd", m_2004 ? LomStyle::ieee : LomStyle::imsmd12, m_document, m_words);
    m_xml.close().close();
  }

  void item(CourseUnit const& unit) {
    m_xml.open("item", {{"identifier", "item-" + unit.id}, {"identifierref", "unit-" + unit.id}, {"isvisible", "true"}}).line("title", unit.title);
    // The pages say themselves when they are done and what the score is.
    if (m_2004)
      m_xml.open("imsss:sequencing").leaf("imsss:deliveryControls", {{"completionSetByContent", "true"}, {"objectiveSetByContent", "true"}}).close();
    m_xml.close();
  }

  void resource(CourseUnit const& unit, std::vector<files::Entry> const& entries, bool depends) {
    m_xml.open("resource", {{"identifier", "unit-" + unit.id}, {"type", "webcontent"}, {type(), "sco"}, {"href", unit.launch}})
        .leaf("file", {{"href", unit.launch}});
    for (auto const& entry : entries)
      if (entry.name != unit.launch) m_xml.leaf("file", {{"href", entry.name}});
    if (depends) m_xml.leaf("dependency", {{"identifierref", "pages"}});
    m_xml.close();
  }

  void shared(std::vector<CourseUnit> const& units, std::vector<files::Entry> const& entries) {
    std::set<std::string> launches;
    for (auto const& unit : units) launches.insert(unit.launch);
    m_xml.open("resource", {{"identifier", "pages"}, {"type", "webcontent"}, {type(), "asset"}, {"href", "index.html"}});
    for (auto const& entry : entries)
      if (!launches.contains(entry.name)) m_xml.leaf("file", {{"href", entry.name}});
    m_xml.close();
  }

  bool m_2004;
  Document const& m_document;
  i18n::Words const& m_words;
  base::Xml m_xml;
};

}  // namespace

std::string course_package(CoursePackage kind, Document const& document, i18n::Words const& words, Dress const& dress) {
  auto entries = site(document, words, dress);
  bool const cmi5 = kind == CoursePackage::cmi5;
  auto const units = course_units(document, cmi5 || kind == CoursePackage::scorm12_chapters);
  auto const* standard = cmi5 ? "cmi5" : kind == CoursePackage::scorm2004 ? "scorm2004" : "scorm12";
  for (auto const& unit : units) entries.push_back({unit.launch, course_shell(document, unit, standard, words), false});
  entries.push_back({"player.js", dress.player, false});
  if (cmi5) {
    entries.insert(entries.begin(), {"cmi5.xml", cmi5_structure(document, units), false});
    return files::zip(entries, document.frozen_on);
  }
  auto manifest = ManifestWriter{kind, document, words}.write(units, entries);
  entries.insert(entries.begin(), {"imsmanifest.xml", std::move(manifest), false});
  return files::zip(entries, document.frozen_on);
}

}  // namespace kit
