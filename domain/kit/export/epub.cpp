#include "domain/kit/export/epub.h"

#include <algorithm>

#include "domain/kit/export/epub_package.h"
#include "domain/kit/licence.h"
#include "domain/kit/photographs.h"
#include "platform/base/threads.h"
#include "platform/base/xml.h"

namespace kit {
namespace {

using html::escaped;

constexpr std::string_view style = R"(body { line-height: 1.5; margin: 0 4%; }
h1, h2, h3 { line-height: 1.2; text-align: left; page-break-after: avoid; }
.block { border-left: 2px solid #857a84; padding-left: 0.8em; margin: 0 0 1.4em; }
.block.said { border-left-color: #8f2f6b; } .block.tried { border-left-color: #2f6b4f; } .block.counted { border-left-color: #3d5a80; }
.prov { font-size: 0.8em; font-weight: bold; margin: 0 0 0.4em; text-indent: 0; }
.prov svg { width: 1.1em; height: 1.1em; vertical-align: middle; margin-right: 0.3em; }
.cited { font-size: 0.85em; } .cited p { margin: 0.4em 0; } .cited ul { margin: 0; padding-left: 1.2em; }
.callout { border: 1px solid #857a84; padding: 0.8em; margin: 0 0 1.4em; } .callout .title { font-weight: bold; margin: 0 0 0.4em; }
.photo { display: block; margin: 0.8em 0; } .photo img { display: block; max-width: 100%; height: auto; } .photo small { display: block; }
figure { margin: 0 0 1.4em; } figure img { max-width: 100%; } .finding { font-size: 1.1em; margin: 0 0 0.3em; }
.reads, .source { font-size: 0.85em; }
table { border-collapse: collapse; margin: 0 0 1em; font-size: 0.85em; }
td, th { overflow-wrap: anywhere; border-bottom: 1px solid #857a84; padding: 0.3em; -webkit-hyphens: auto; hyphens: auto; text-align: left; vertical-align: top; } .r { text-align: right; }
table.many { table-layout: fixed; width: 100%; font-size: 0.6em; } table.many td, table.many th { padding: 0.3em 0.1em; }
table.many th:first-child { width: 20%; }
pre { white-space: pre-wrap; } .footnotes { font-size: 0.85em; border-top: 1px solid #857a84; margin-top: 1.5em; }
.fiction { border: 1px solid #857a84; padding: 0.4em 0.8em; } .number { font-size: 1.6em; font-weight: bold; }
nav ol { list-style-type: none; padding-left: 1.2em; }
)";

/// Reading systems open a note in place when both marks are there.
std::string with_notes(std::string markup) {
  static constexpr std::pair<std::string_view, std::string_view> marks[] = {
      {" role=\"doc-noteref\"", " epub:type=\"noteref\" role=\"doc-noteref\""},
      {" role=\"doc-endnotes\"", " epub:type=\"endnotes\" role=\"doc-endnotes\""}};
  for (auto const& [from, to] : marks)
    for (std::size_t at = markup.find(from); at != std::string::npos; at = markup.find(from, at + to.size())) markup.replace(at, from.size(), to);
  return markup;
}

std::string cover_picture(Document const& document) {
  std::string lines;
  int y = 420;
  std::string line;
  auto const flush = [&] {
    if (line.empty()) return;
    lines += "<text x=\"100\" y=\"" + std::to_string(y) + "\" font-size=\"92\" font-weight=\"bold\">" + escaped(line) + "</text>\n";
    y += 110;
    line.clear();
  };
  for (std::size_t at = 0; at < document.title.size() && y < 1100;) {
    auto const end = std::min(document.title.find(' ', at), document.title.size());
    auto const word = document.title.substr(at, end - at);
    if (!line.empty() && line.size() + word.size() > 20) flush();
    line += (line.empty() ? "" : " ") + word;
    at = end + 1;
  }
  flush();
  return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1200 1600\" width=\"1200\" height=\"1600\" font-family=\"sans-serif\" "
         "fill=\"#251e26\">\n"
         "<rect width=\"1200\" height=\"1600\" fill=\"#fbf8f4\"/>\n<rect x=\"100\" y=\"240\" width=\"180\" height=\"14\" fill=\"#8f2f6b\"/>\n" +
      lines + "<text x=\"100\" y=\"1400\" font-size=\"64\">" + escaped(document.number) + "</text>\n<text x=\"100\" y=\"1480\" font-size=\"40\">" +
      escaped(document.publisher) + "</text>\n</svg>\n";
}

class EpubWriter {
 public:
  EpubWriter(Document const& document, i18n::Words const& words)
      : m_document{document}, m_words{words}, m_places{document}, m_terms{terms_of(document)} {}

  std::string part(Part const& part) const {
    Format format{m_words,
                  true,
                  [this](std::string_view address) { return link(address); },
                  [](Picture const& picture) { return "../pictures/" + picture.id + ".svg"; },
                  [](Photo const& photo) { return "../pictures/" + photo_name(photo); },
                  m_terms};
    auto const type = part.kind == "glossary" ? "glossary" : "chapter";
    return epub_page(m_document, part.title, "../",
                     "<section epub:type=\"" + std::string{type} + "\" role=\"doc-" + type + "\" aria-labelledby=\"titre\">\n<h1 id=\"titre\">" +
                         escaped(part.title) + "</h1>\n" + with_notes(markup_of(part, format).markup()) + "</section>\n");
  }

  std::string title_page() const {
    auto const* licence = find_licence(m_document.licence);
    std::string body = "<section epub:type=\"titlepage\" aria-labelledby=\"titre\">\n<h1 id=\"titre\">" + escaped(m_document.title) + "</h1>\n";
    auto const line = [&body](std::string const& words) {
      if (!words.empty()) body += "<p>" + words + "</p>\n";
    };
    line(escaped(m_document.subtitle));
    if (m_document.fictional)
      body += "<p class=\"fiction\"><b>" + escaped(m_words.t("Fictional example")) + ".</b> " +
          escaped(m_words.t("Territories, people and figures are invented.")) + "</p>\n";
    body += "<p class=\"number\">" + escaped(m_document.number) + "</p>\n";
    line(escaped(edition_words(m_document, m_words)));
    line(escaped(m_document.description));
    if (!m_document.publisher.empty()) line(escaped(m_words.t("Published by {}.", {m_document.publisher})));
    line(escaped(m_words.t("Licence:")) + " " +
         (licence ? "<a href=\"" + std::string{licence->address} + "\">" + std::string{licence->name} + "</a>" : escaped(m_document.licence)));
    line(escaped(m_words.t("To cite it:")) + " " + escaped(citation_words(m_document, m_words)));
    for (auto const& credit : m_document.credits)
      line(escaped(credit.name) + (credit.role.empty() ? "" : ", " + escaped(credit.role)) +
           (credit.territory.empty() ? "" : " (" + escaped(credit.territory) + ")"));
    return epub_page(m_document, m_document.title, "", body + "</section>\n");
  }

  std::string cover() const {
    return epub_page(m_document, m_document.title, "",
                     "<section epub:type=\"cover\" aria-label=\"" + escaped(m_words.t("Cover")) + "\"><img src=\"cover.svg\" alt=\"" +
                         escaped(m_document.title + ", " + edition_words(m_document, m_words)) + "\"/></section>\n");
  }

 private:
  std::string link(std::string_view address) const {
    auto const place = m_places.find(address);
    if (!place.part) return m_places.outside(address);
    return place.part->slug + ".xhtml" + (place.block.empty() ? "" : "#" + place.block);
  }

  Document const& m_document;
  i18n::Words const& m_words;
  Places m_places;
  std::vector<TermPlace> m_terms;
};

/// In their order, written two at a time.
std::vector<files::Entry> parts_of(Document const& document, EpubWriter const& writer) {
  std::vector<files::Entry> pages(document.parts.size());
  base::each_on_two_threads(pages.size(), [&](std::size_t at) {
    pages[at] = {"EPUB/parts/" + document.parts[at].slug + ".xhtml", base::without_controls(writer.part(document.parts[at])), false};
  });
  return pages;
}

}  // namespace

std::string epub(Document const& document, i18n::Words const& words) {
  EpubWriter const writer{document, words};
  std::vector<files::Entry> entries{{"mimetype", "application/epub+zip", true}, {"META-INF/container.xml", epub_container(), false}};
  auto const add = [&entries](std::string name, std::string bytes) {
    entries.push_back({"EPUB/" + std::move(name), base::without_controls(std::move(bytes)), false});
  };
  add("package.opf", epub_package(document, words));
  add("nav.xhtml", epub_navigation(document, words));
  add("style.css", std::string{style});
  add("cover.svg", cover_picture(document));
  add("cover.xhtml", writer.cover());
  add("title.xhtml", writer.title_page());
  for (auto& page : parts_of(document, writer)) entries.push_back(std::move(page));
  for (auto const& part : document.parts)
    for (auto const& block : part.blocks)
      if (block.picture) add("pictures/" + block.picture->id + ".svg", block.picture->svg);
  for (auto const* photo : photos_of(document)) entries.push_back({"EPUB/pictures/" + photo_name(*photo), photo->bytes, true});
  return files::zip(entries, document.frozen_on);
}

}  // namespace kit
