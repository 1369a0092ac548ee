#include "domain/kit/checks/cartridge_check.h"

#include <map>
#include <set>

#include "platform/files/xml_tree.h"

namespace kit {
namespace {

class Checker {
 public:
  explicit Checker(std::vector<files::Entry> const& entries) {
    for (auto const& entry : entries) m_files[entry.name] = &entry.bytes;
  }

  std::vector<std::string> run() {
    auto const found = m_files.find("imsmanifest.xml");
    if (found == m_files.end()) return {"no imsmanifest.xml"};
    auto const& manifest = *found->second;
    if (manifest.substr(0, 1024).find(" xmlns=\"http://www.imsglobal.org/xsd/imsccv1p") == std::string::npos)
      say("the default namespace is not in the first 1,024 bytes: Moodle refuses the package");
    auto read = files::read_xml(manifest);
    if (!read || read->name != "manifest") return {"imsmanifest.xml is not well formed"};
    m_manifest = std::move(*read);
    metadata();
    resources();
    outline();
    for (auto const& [name, bytes] : m_files)
      if (name != "imsmanifest.xml" && !m_claimed.contains(name)) say(name + " belongs to no resource");
    return m_wrong;
  }

 private:
  void say(std::string words) { m_wrong.push_back(std::move(words)); }

  void metadata() {
    auto const& root = m_manifest;
    auto const& version = root.child("metadata").child("schemaversion").text;
    if (root.child("metadata").child("schema").text != "IMS Common Cartridge") say("schema is not IMS Common Cartridge");
    if (version != "1.1.0" && version != "1.3.0") say("unknown version " + version);
    m_minor = version == "1.3.0" ? "3" : "1";
    if (root.attribute("xmlns") != "http://www.imsglobal.org/xsd/imsccv1p" + m_minor + "/imscp_v1p1") say("the namespace is not that of the version");
    if (root.child("metadata").child("lomimscc:lom").child("lomimscc:general").child("lomimscc:title").child("lomimscc:string").text.empty())
      say("no title in the metadata");
    names(root, "manifest");
  }

  /// Identifiers are unique, and names XML accepts.
  void names(files::Element const& node, std::string const& where) {
    for (auto const& child : node.inside) {
      auto const identifier = std::string{child.attribute("identifier")};
      if (!identifier.empty() && !m_identifiers.insert(identifier).second) say("twice the identifier " + identifier);
      if (!identifier.empty() &&
          !((identifier[0] >= 'a' && identifier[0] <= 'z') || (identifier[0] >= 'A' && identifier[0] <= 'Z') || identifier[0] == '_'))
        say("an identifier must start with a letter: " + identifier);
      names(child, where + "/" + child.name);
    }
  }

  void resources() {
    std::set<std::string> const known = {"webcontent", "imswl_xmlv1p" + m_minor, "imsdt_xmlv1p" + m_minor,
                                         "imsqti_xmlv1p2/imscc_xmlv1p" + m_minor + "/assessment",
                                         "imsqti_xmlv1p2/imscc_xmlv1p" + m_minor + "/question-bank"};
    for (auto const& resource : m_manifest.child("resources").inside) {
      std::string const identifier{resource.attribute("identifier")}, type{resource.attribute("type")}, href{resource.attribute("href")};
      m_types[identifier] = type;
      if (!known.contains(type)) say("unknown type " + type);
      std::set<std::string> own;
      for (auto const* file : resource.children("file")) {
        std::string const name{file->attribute("href")};
        if (!m_files.contains(name)) say(identifier + " names a missing file " + name);
        own.insert(name);
        m_claimed.insert(name);
      }
      if (own.empty()) say(identifier + " has no file");
      if (type == "webcontent" && !own.contains(href)) say(identifier + " launches a file it does not hold");
      if (type != "webcontent" && !href.empty()) say(identifier + ": only web content may have an href");
      if (href.ends_with(".html")) page(href, own);
      else if (type != "webcontent" && own.size() == 1) descriptor(*own.begin(), type);
    }
  }

  /// A page's own pictures are in its resource, and no address leads out of the package.
  void page(std::string const& name, std::set<std::string> const& own) {
    if (!m_files.contains(name)) return;
    auto const& html = *m_files.at(name);
    for (auto at = html.find(" src=\""); at != std::string::npos; at = html.find(" src=\"", at + 1)) {
      auto address = html.substr(at + 6, html.find('"', at + 6) - at - 6);
      if (address.starts_with("../")) address = address.substr(3);
      if (!own.contains(address)) say(name + " shows " + address + ", which its resource does not hold");
    }
    for (auto at = html.find(" href=\""); at != std::string::npos; at = html.find(" href=\"", at + 1)) {
      auto const address = html.substr(at + 7, html.find('"', at + 7) - at - 7);
      if (!address.starts_with("https://") && !address.starts_with("http://") && !address.starts_with('#') && !address.starts_with("mailto:"))
        say(name + " leads to " + address);
    }
    if (html.find("<script") != std::string::npos) say(name + " holds a script");
  }

  void descriptor(std::string const& name, std::string const& type) {
    if (!m_files.contains(name)) return;
    auto const read = files::read_xml(*m_files.at(name));
    if (!read) return say(name + " is not well formed");
    auto const& root = *read;
    if (type.starts_with("imswl")) {
      if (root.name != "webLink" || root.child("title").text.empty() || root.child("url").attribute("href").find("://") == std::string_view::npos)
        say(name + " is no web link");
      if (root.attribute("xmlns") != "http://www.imsglobal.org/xsd/imsccv1p" + m_minor + "/imswl_v1p" + m_minor)
        say(name + ": namespace of another version");
    }
    if (type.starts_with("imsqti")) quiz(name, root);
  }

  static std::string field(files::Element const& qtimetadata, std::string_view label) {
    for (auto const* one : qtimetadata.children("qtimetadatafield"))
      if (one->child("fieldlabel").text == label) return one->child("fieldentry").text;
    return "";
  }

  void quiz(std::string const& name, files::Element const& root) {
    auto const& assessment = root.child("assessment");
    if (root.name != "questestinterop" || root.attribute("xmlns") != "http://www.imsglobal.org/xsd/ims_qtiasiv1p2")
      return say(name + " is no QTI 1.2.1");
    if (assessment.attribute("ident").empty() || assessment.attribute("title").empty()) say(name + ": the assessment has no ident or title");
    if (field(assessment.child("qtimetadata"), "cc_profile") != "cc.exam.v0p1") say(name + ": the assessment has no profile");
    std::set<std::string> idents;
    for (auto const* item : assessment.child("section").children("item")) {
      auto const where = name + "#" + std::string{item->attribute("ident")};
      if (!idents.insert(std::string{item->attribute("ident")}).second) say(where + ": twice");
      question(where, *item, field(item->child("itemmetadata").child("qtimetadata"), "cc_profile"));
    }
    if (idents.empty()) say(name + " asks nothing");
  }

  void question(std::string const& where, files::Element const& item, std::string const& profile) {
    static std::set<std::string> const choices = {"cc.multiple_choice.v0p1", "cc.multiple_response.v0p1", "cc.true_false.v0p1"};
    auto const& presentation = item.child("presentation");
    if (presentation.child("material").child("mattext").text.empty()) say(where + " asks nothing");
    std::set<std::string> answers;
    if (choices.contains(profile)) {
      auto const& response = presentation.child("response_lid");
      auto const cardinality = response.attribute("rcardinality");
      if (cardinality != (profile == "cc.multiple_response.v0p1" ? "Multiple" : "Single")) say(where + ": cardinality " + std::string{cardinality});
      for (auto const* label : response.child("render_choice").children("response_label")) answers.insert(std::string{label->attribute("ident")});
      if (answers.size() < 2) say(where + " offers fewer than two answers");
      if (profile == "cc.true_false.v0p1" && answers.size() != 2) say(where + " is neither true nor false");
    } else if (profile != "cc.fib.v0p1" && profile != "cc.essay.v0p1") say(where + ": unknown profile " + profile);
    else if (presentation.child("response_str").child("render_fib").name.empty()) say(where + " has nowhere to write");
    if (profile == "cc.essay.v0p1") return;
    bool scored = false;
    std::set<std::string> said;
    for (auto const* feedback : item.children("itemfeedback")) said.insert(std::string{feedback->attribute("ident")});
    for (auto const* condition : item.child("resprocessing").children("respcondition")) {
      scored = scored || condition->child("setvar").text == "100";
      for (auto const* equal : condition->all("varequal")) {
        if (choices.contains(profile) && !answers.contains(equal->text)) say(where + " marks an answer it does not offer");
        if (equal->attribute("respident") != "response") say(where + " marks another response");
      }
      auto const shown = std::string{condition->child("displayfeedback").attribute("linkrefid")};
      if (!shown.empty() && !said.contains(shown)) say(where + " shows words it does not hold: " + shown);
    }
    if (!scored) say(where + " has no right answer");
  }

  void outline() {
    auto const& organization = m_manifest.child("organizations").child("organization");
    if (organization.attribute("structure") != "rooted-hierarchy") say("the outline is no rooted hierarchy");
    if (organization.children("item").size() != 1) say("the outline has not one root");
    auto const& root = organization.child("item");
    if (!root.children("title").empty()) say("the root of the outline bears a title");
    for (auto const* section : root.children("item")) {
      if (section->child("title").text.empty()) say("a section has no title");
      for (auto const* item : section->children("item")) {
        if (item->child("title").text.empty()) say("an item has no title");
        if (!m_types.contains(std::string{item->attribute("identifierref")}))
          say("an item leads nowhere: " + std::string{item->attribute("identifierref")});
      }
    }
  }

  std::map<std::string, std::string const*> m_files;
  std::map<std::string, std::string> m_types;
  std::set<std::string> m_claimed, m_identifiers;
  files::Element m_manifest;
  std::string m_minor;
  std::vector<std::string> m_wrong;
};

}  // namespace

std::vector<std::string> wrong_in_cartridge(std::vector<files::Entry> const& entries) { return Checker{entries}.run(); }

}  // namespace kit
