#include "domain/kit/export/cartridge.h"

#include <set>

#include "domain/kit/audience.h"
#include "domain/kit/export/lom.h"
#include "domain/kit/photographs.h"

namespace kit {
namespace {

using html::escaped;

struct Resource {
  std::string identifier, type, href;  ///< href: of a page; empty for quizzes and links
  std::vector<std::string> files;
  std::string needs{};  ///< another resource; may be empty
};
struct Item {
  std::string identifier, title, resource;
};
struct Section {
  std::string identifier, title;
  std::vector<Item> items;
};

/// Lays out sections, resources and files, then writes the manifest.
class CartridgeWriter {
 public:
  CartridgeWriter(CartridgeVersion version, Document const& document, i18n::Words const& words)
      : m_new{version == CartridgeVersion::v1_3}, m_document{document}, m_words{words}, m_places{document} {}

  std::string write(std::vector<files::Entry> const& enclosed) {
    opening(enclosed);
    for (auto const& part : m_document.parts) add(part);
    m_entries.insert(m_entries.begin(), {"imsmanifest.xml", manifest(), false});
    return files::zip(m_entries, m_document.frozen_on);
  }

 private:
  void opening(std::vector<files::Entry> const& enclosed) {
    m_sections.push_back({"section-kit", m_words.t("The kit"), {}});
    page("kit.cover", m_document.title, cover(), {});
    if (!m_document.home_address.empty()) weblink("link-kit", m_words.t("The edition on the web"), m_document.home_address);
    for (std::size_t at = 0; at < enclosed.size(); ++at) {
      auto const name = "files/" + enclosed[at].name, identifier = "file-" + std::to_string(at + 1);
      m_entries.push_back({name, enclosed[at].bytes, enclosed[at].stored});
      m_resources.push_back({identifier, "webcontent", name, {name}});
      m_sections.back().items.push_back({"item-" + identifier, enclosed[at].name, identifier});
    }
  }

  std::string cover() const {
    std::string body = m_document.subtitle.empty() ? "" : "<p>" + escaped(m_document.subtitle) + "</p>\n";
    if (m_document.fictional)
      body += "<p><b>" + escaped(m_words.t("Fictional example")) + ".</b> " + escaped(m_words.t("Territories, people and figures are invented.")) +
          "</p>\n";
    body += "<p>" + escaped(edition_words(m_document, m_words)) + "</p>\n";
    if (!m_document.description.empty()) body += "<p>" + escaped(m_document.description) + "</p>\n";
    return body + "<p>" + escaped(m_words.t("To cite it:")) + " " + escaped(citation_words(m_document, m_words)) + "</p>\n";
  }

  void add(Part const& part) {
    if (part.level == 1) m_sections.push_back({"section-" + part.slug, part.title, {}});
    // The quizzes of a part stand after its page, as activities of their own.
    auto read = part;
    std::vector<Question> questions;
    for (auto& block : read.blocks) {
      questions.insert(questions.end(), block.questions.begin(), block.questions.end());
      block.questions.clear();
      put_on_paper(block, m_words);  // nothing runs in its pages
    }
    std::erase_if(read.blocks, [](Block const& block) {
      return block.markdown.empty() && !block.picture && block.title.empty() && !block.running_order && block.terms.empty();
    });
    std::set<std::string> pictures;
    Format format{m_words, false, [this](std::string_view address) { return link(address); },
                  [&pictures](Picture const& picture) {
                    pictures.insert("pictures/" + picture.id + ".svg");
                    return "../pictures/" + picture.id + ".svg";
                  },
                  [&pictures](Photo const& photo) {
                    auto const name = "pictures/" + photo_name(photo);
                    pictures.insert(name);
                    return "../" + name;
                  }};
    if (!read.blocks.empty()) {
      auto const body = markup_of(read, format).markup();
      for (auto const& block : read.blocks)
        if (block.picture && m_drawn.insert(block.picture->id).second)
          m_entries.push_back({"pictures/" + block.picture->id + ".svg", block.picture->svg, false});
      enclose(part, pictures);
      page(part.slug, part.title, body, {pictures.begin(), pictures.end()});
    }
    if (!questions.empty()) quiz(part, questions);
    links(part);
  }

  /// The photographs of the part that were named.
  void enclose(Part const& part, std::set<std::string> const& named) {
    for (auto const& photo : part.photos)
      if (named.contains("pictures/" + photo_name(photo)) && m_drawn.insert(photo.print).second)
        m_entries.push_back({"pictures/" + photo_name(photo), photo.bytes, true});
  }

  /// An inner address is not the same in every course system: a place of the kit is read on the web, or not at all.
  std::string link(std::string_view address) const {
    auto const place = m_places.find(address);
    if (place.part && !m_document.home_address.empty())
      return m_document.home_address + "/" + place.part->slug + (place.block.empty() ? "" : "#" + place.block);
    return m_places.outside(address);
  }

  void page(std::string const& slug, std::string const& title, std::string const& body, std::vector<std::string> pictures) {
    auto const name = "pages/" + slug + ".html";
    m_entries.push_back(
        {name,
         base::without_controls("<!DOCTYPE html>\n<html lang=\"" + escaped(m_document.language) + "\">\n<head>\n<meta charset=\"utf-8\">\n<title>" +
                                escaped(title) + "</title>\n</head>\n<body>\n" + body + "</body>\n</html>\n"),
         false});
    pictures.insert(pictures.begin(), name);
    m_resources.push_back({"page-" + slug, "webcontent", name, std::move(pictures)});
    m_sections.back().items.push_back({"item-page-" + slug, title, "page-" + slug});
  }

  void quiz(Part const& part, std::vector<Question> const& questions) {
    auto const name = "quizzes/" + part.slug + ".xml", title = m_words.t("Quiz: {}", {part.title});
    std::set<std::string> pictures;
    Format const format{m_words, false, {}, {}, [&pictures](Photo const& photo) {
                          pictures.insert("pictures/" + photo_name(photo));
                          // What course systems put in place of the token is the folder of the quiz.
                          return "$IMS-CC-FILEBASE$../pictures/" + photo_name(photo);
                        }};
    auto const show = [&](std::string_view address, std::string_view shows) { return shown_picture(part, format, address, shows); };
    m_entries.push_back({name, qti("quiz-" + part.slug, title, questions, m_words, show), false});
    enclose(part, pictures);
    auto const beside = pictures.empty() ? "" : "quiz-pictures-" + part.slug;
    if (!pictures.empty()) m_resources.push_back({beside, "webcontent", *pictures.begin(), {pictures.begin(), pictures.end()}});
    m_resources.push_back(
        {"quiz-" + part.slug, std::string{"imsqti_xmlv1p2/imscc_xmlv1p"} + (m_new ? "3" : "1") + "/assessment", "", {name}, beside});
    m_sections.back().items.push_back({"item-quiz-" + part.slug, title, "quiz-" + part.slug});
  }

  /// What a chapter rests on and does not print, each once.
  void links(Part const& part) {
    for (auto const& block : part.blocks)
      for (auto const& ground : block.grounds) {
        auto const hash = ground.address.find('#');
        auto const sheet = ground.address.substr(0, hash);
        auto const outside = m_places.outside(sheet);
        if (m_places.find(sheet).part || outside.empty() || !m_linked.insert(sheet).second) continue;
        weblink("link-" + std::to_string(m_linked.size()), ground.title, outside);
      }
  }

  void weblink(std::string const& identifier, std::string const& title, std::string const& address) {
    auto const name = "links/" + identifier + ".xml";
    base::Xml xml;
    xml.declare().open("webLink",
                       {{"xmlns", std::string{"http://www.imsglobal.org/xsd/imsccv1p"} + (m_new ? "3" : "1") + "/imswl_v1p" + (m_new ? "3" : "1")}});
    xml.line("title", title).leaf("url", {{"href", address}, {"target", "_blank"}});
    m_entries.push_back({name, xml.take() + "\n", false});
    m_resources.push_back({identifier, m_new ? "imswl_xmlv1p3" : "imswl_xmlv1p1", "", {name}});
    m_sections.back().items.push_back({"item-" + identifier, title, identifier});
  }

  std::string manifest() const {
    // Moodle looks for the version in the first 1,024 bytes: the default namespace comes first.
    std::string const space = m_new ? "http://www.imsglobal.org/xsd/imsccv1p3/" : "http://www.imsglobal.org/xsd/imsccv1p1/",
                      lom = std::string{"http://ltsc.ieee.org/xsd/imsccv1p"} + (m_new ? "3" : "1") + "/LOM/manifest";
    base::Xml xml;
    xml.raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
        .open("manifest",
              {{"xmlns", space + "imscp_v1p1"},
               {"xmlns:lomimscc", lom},
               {"identifier", "essaim-" + m_document.identifier.substr(m_document.identifier.find_last_of(':') + 1)}});
    xml.open("metadata").line("schema", "IMS Common Cartridge").line("schemaversion", m_new ? "1.3.0" : "1.1.0").open("lomimscc:lom");
    write_lom(xml, "lomimscc", LomStyle::ieee, m_document, m_words);
    xml.close()
        .close()
        .open("organizations")
        .open("organization", {{"identifier", "outline"}, {"structure", "rooted-hierarchy"}})
        .open("item", {{"identifier", "root"}});
    for (auto const& section : m_sections) {
      if (section.items.empty()) continue;
      xml.open("item", {{"identifier", section.identifier}}).line("title", section.title);
      for (auto const& item : section.items)
        xml.open("item", {{"identifier", item.identifier}, {"identifierref", item.resource}}).line("title", item.title).close();
      xml.close();
    }
    xml.close().close().close().open("resources");
    for (auto const& resource : m_resources) {
      xml.open("resource", {{"identifier", resource.identifier}, {"type", resource.type}, {resource.href.empty() ? "" : "href", resource.href}});
      for (auto const& file : resource.files) xml.leaf("file", {{"href", file}});
      if (!resource.needs.empty()) xml.leaf("dependency", {{"identifierref", resource.needs}});
      xml.close();
    }
    return xml.take() + "\n";
  }

  bool m_new;
  Document const& m_document;
  i18n::Words const& m_words;
  Places m_places;
  std::vector<files::Entry> m_entries;
  std::vector<Resource> m_resources;
  std::vector<Section> m_sections;
  std::set<std::string> m_drawn, m_linked;
};

}  // namespace

std::string cartridge(CartridgeVersion version, Document const& document, i18n::Words const& words, std::vector<files::Entry> const& enclosed) {
  return CartridgeWriter{version, document, words}.write(enclosed);
}

}  // namespace kit
