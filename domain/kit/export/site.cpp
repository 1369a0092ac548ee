#include "domain/kit/export/site.h"

#include <algorithm>

#include "domain/kit/audience.h"
#include "domain/kit/export/site_search.h"
#include "domain/kit/licence.h"
#include "domain/kit/photographs.h"
#include "platform/base/threads.h"
#include "platform/base/xml.h"

namespace kit {
namespace {

using html::escaped;

constexpr std::string_view plain_style =
    R"(body { max-width: 42rem; margin: 0 auto; padding: 1rem; font: 1.05rem/1.55 Georgia, serif; color: #251e26; background: #fff; }
.block { border-left: 3px solid #857a84; padding-left: 1rem; margin: 0 0 1.5rem; }
.callout { padding: 1rem; border: 1px solid #857a84; margin: 0 0 1.5rem; }
img { max-width: 100%; }
table { border-collapse: collapse; } td, th { border-bottom: 1px solid #857a84; padding: 0.3rem 0.6rem; text-align: left; }
)";

constexpr std::string_view own_style = R"(
.site-head { border-bottom: 3px solid currentColor; padding-block: 1rem; margin-bottom: 1.5rem; }
.site-head p { margin: 0; }
.site-head form { margin-top: 0.75rem; display: flex; flex-wrap: wrap; gap: 0.5rem; }
.site-head input { min-width: 12rem; flex: 1; font: inherit; padding: 0.5rem; min-height: 44px; }
.site-head button { font: inherit; padding: 0.5rem 1rem; min-height: 44px; }
.block > .prov + h2 { margin-top: 0; }
.cited ul { list-style: none; padding: 0; }
.prov .icon { width: 1.1rem; height: 1.1rem; }
.photo { display: block; margin-block: 0.75rem; } .photo img { display: block; max-width: 100%; height: auto; } .photo small { display: block; }
.figure img { display: block; width: 100%; height: auto; background: #fff; }
.quiz > ol { padding-left: 1.4rem; } .quiz .question { margin-bottom: 1.75rem; }
.quiz fieldset { border: 0; margin: 0 0 0.75rem; padding: 0; } .quiz fieldset label { display: block; padding: 0.5rem 0; min-height: 44px; }
.quiz input[type=text], .quiz textarea { display: block; width: 100%; font: inherit; padding: 0.5rem; } .quiz button { font: inherit; padding: 0.5rem 1rem; min-height: 44px; }
.quiz .result { font-weight: bold; } .quiz .result:empty { display: none; }
.skip { position: absolute; left: -9999px; }
.skip:focus { position: static; }
.site-foot { border-top: 1px solid currentColor; margin-top: 3rem; padding-block: 1.5rem; font-size: 0.9rem; }
@media print {
  .site-head form, .toc-side, .toc-phone, .pager, .skip { display: none; }
  details > * { display: block; }
  a { color: inherit; }
  .block, .figure, details { break-inside: auto; } .prov, .reads, h2, h3 { break-after: avoid; } .figure img { max-height: 17cm; width: auto; max-width: 100%; }
  tr, .reads { break-inside: avoid; }
  .table-wrap { overflow: visible; } .table-wrap table { font-size: 0.7rem; } .table-wrap td, .table-wrap th { padding: 0.1rem 0.2rem; hyphens: auto; }
}
)";

/// Writes the pages of one document.
class SiteWriter {
 public:
  SiteWriter(Document const& document, i18n::Words const& words, bool quizzes, bool searches)
      : m_document{document}, m_words{words}, m_quizzes{quizzes}, m_searches{searches}, m_places{document}, m_terms{terms_of(document)} {}

  std::string cover() const {
    std::string body = "<h1>" + escaped(m_document.title) + "</h1>\n";
    if (!m_document.subtitle.empty()) body += "<p class=\"lead\">" + escaped(m_document.subtitle) + "</p>\n";
    body += "<p class=\"edition\"><span class=\"no\">" + escaped(m_document.number) + "</span> <span>" + escaped(edition_words(m_document, m_words)) +
        "</span></p>\n";
    if (!m_document.description.empty()) body += "<p>" + escaped(m_document.description) + "</p>\n";
    body += "<h2>" + escaped(m_words.t("Contents")) + "</h2>\n<nav class=\"toc\" aria-label=\"" + escaped(m_words.t("Contents")) + "\">" +
        contents(nullptr, "") + "</nav>\n";
    if (!m_document.credits.empty()) body += credits();
    return page({m_document.title, "", body, true});
  }

  std::string part(std::size_t place) const {
    auto const& part = m_document.parts[place];
    Format format{m_words,
                  false,
                  [this](std::string_view address) { return link(address); },
                  [](Picture const& picture) { return "../pictures/" + picture.id + ".svg"; },
                  [](Photo const& photo) { return "../pictures/" + photo_name(photo); },
                  m_terms};
    auto const chapters = contents(&part, "../");
    std::string body = "<div class=\"reading\">\n" +
        around("<nav class=\"toc toc-side\" aria-label=\"" + escaped(m_words.t("Contents")) + "\">" + chapters +
               "</nav>\n<details class=\"toc toc-phone\"><summary>" + escaped(m_words.t("Contents")) + "</summary>" + chapters + "</details>\n");
    body += "<article class=\"prose\"><h1>" + escaped(part.title) + "</h1>\n" + markup_of(part, format).markup() + around(pager(place)) +
        "</article>\n</div>\n";
    if (m_quizzes && asks(part)) body += "<script src=\"../quiz.js\"></script>\n";
    return page({part.title + " – " + m_document.title, "../", body, false});
  }

  std::string search_page() const {
    auto const t = [this](char const* msgid) { return escaped(m_words.t(msgid)); };
    return page({m_words.t("Search") + " – " + m_document.title, "",
                 "<h1>" + t("Search") + "</h1>\n<noscript><p>" + t("Searching needs JavaScript. The contents below lead everywhere.") +
                     "</p></noscript>\n<p id=\"found\" role=\"status\" data-none=\"" + t("Nothing found: try another word.") + "\" data-some=\"" +
                     t("Pages found:") + "\"></p>\n<ul id=\"results\"></ul>\n<h2>" + t("Contents") + "</h2>\n<nav class=\"toc\" aria-label=\"" +
                     t("Contents") + "\">" + contents(nullptr, "") +
                     "</nav>\n<script src=\"search-index.js\"></script>\n<script src=\"search.js\"></script>\n",
                 false});
  }

 private:
  struct Page {
    std::string title, root, body;
    bool cover = false;
  };

  /// What stands around each page, which a reader program that searches by itself must not find in all of them (libzim's indexer
  /// heeds the mark).
  std::string around(std::string const& markup) const { return m_searches ? markup : "<!--htdig_noindex-->" + markup + "<!--/htdig_noindex-->"; }

  std::string link(std::string_view address) const {
    auto const place = m_places.find(address);
    if (!place.part) return m_places.outside(address);
    return place.part->slug + ".html" + (place.block.empty() ? "" : "#" + place.block);
  }

  /// The chapter a part stands in: itself, or the last one before it.
  Part const* chapter_of(Part const& part) const {
    auto const* chapter = &part;
    while (chapter->level > 1 && chapter != m_document.parts.data()) --chapter;
    return chapter;
  }

  /// Chapters, the sheets of each inside it; beside a page, those of its own chapter alone.
  std::string contents(Part const* here, std::string const& root) const {
    std::string out = "<ol>";
    bool open_item = false, open_list = false;
    auto const* own = here ? chapter_of(*here) : nullptr;
    for (auto const& part : m_document.parts) {
      if (own && part.level > 1 && open_item && chapter_of(part) != own) continue;
      bool const inside = part.level > 1 && open_item;
      if (!inside) {
        if (open_list) out += "</ol>";
        if (open_item) out += "</li>";
        open_list = false;
      } else if (!open_list) {
        out += "<ol>";
        open_list = true;
      }
      out += "<li><a href=\"" + root + "parts/" + escaped(part.slug) + ".html\"" + (&part == here ? " aria-current=\"page\"" : "") + ">" +
          escaped(part.title) + "</a>";
      if (inside) out += "</li>";
      open_item = open_item || !inside;
    }
    if (open_list) out += "</ol>";
    if (open_item) out += "</li>";
    return m_document.parts.empty() ? "" : out + "</ol>";
  }

  std::string pager(std::size_t place) const {
    std::string out = "<nav class=\"pager\" aria-label=\"" + escaped(m_words.t("Neighbouring chapters")) + "\">";
    auto const to = [&](std::size_t other, char const* relation) {
      auto const& part = m_document.parts[other];
      out += "<a rel=\"" + std::string{relation} + "\" href=\"" + escaped(part.slug) + ".html\">" + escaped(part.title) + "</a>";
    };
    if (place > 0) to(place - 1, "prev");
    if (place + 1 < m_document.parts.size()) to(place + 1, "next");
    return out + "</nav>\n";
  }

  std::string credits() const {
    std::string out = "<h2>" + escaped(m_words.t("Credits")) + "</h2>\n<ul>";
    for (auto const& credit : m_document.credits) {
      out += "<li>" + escaped(credit.name);
      if (!credit.role.empty()) out += ", " + escaped(credit.role);
      if (!credit.territory.empty()) out += " (" + escaped(credit.territory) + ")";
      out += "</li>";
    }
    return out + "</ul>\n";
  }

  std::string foot() const {
    auto const* licence = find_licence(m_document.licence);
    std::string out =
        "<footer class=\"site-foot\"><p><b>" + escaped(m_document.title) + "</b>, " + escaped(edition_words(m_document, m_words)) + ". ";
    if (!m_document.publisher.empty()) out += escaped(m_words.t("Published by {}.", {m_document.publisher})) + " ";
    out += escaped(m_words.t("Licence:")) + " ";
    out += licence ? "<a rel=\"license\" href=\"" + std::string{licence->address} + "\">" + std::string{licence->name} + "</a>."
                   : escaped(m_document.licence) + ".";
    return out + "</p>\n<p>" + escaped(m_words.t("To cite it:")) + " " + escaped(citation_words(m_document, m_words)) + "</p></footer>\n";
  }

  std::string page(Page const& page) const {
    auto const& root = page.root;
    std::string out = "<!DOCTYPE html>\n<html lang=\"" + escaped(m_document.language) + "\">\n<head>\n<meta charset=\"utf-8\">\n<title>" +
        escaped(page.title) +
        "</title>\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"generator\" content=\"Essaim\">\n<link "
        "rel=\"stylesheet\" href=\"" +
        root + "style/book.css\">\n<link rel=\"stylesheet\" href=\"" + root +
        "style/site.css\">\n</head>\n<body>\n<a class=\"skip\" href=\"#contenu\">" + escaped(m_words.t("Skip to the text")) + "</a>\n";
    out += around(head(page)) + "<main id=\"contenu\">\n";
    return base::without_controls(out + page.body + "</main>\n" + around(foot()) + "</div>\n</body>\n</html>\n");
  }

  std::string head(Page const& page) const {
    auto const& root = page.root;
    std::string out;
    if (m_document.fictional)
      out += "<aside class=\"fiction\" aria-label=\"" + escaped(m_words.t("Warning")) + "\"><p class=\"page\"><b>" +
          escaped(m_words.t("Fictional example")) + ".</b> " + escaped(m_words.t("Territories, people and figures are invented.")) + "</p></aside>\n";
    out += "<div class=\"page\">\n<header class=\"site-head\">";
    if (!page.cover)
      out += "<p><a href=\"" + root + "index.html\">" + escaped(m_document.title) + "</a>, " + escaped(edition_words(m_document, m_words)) + "</p>";
    if (m_searches)
      out += "<form role=\"search\" action=\"" + root + "search.html\" method=\"get\"><input type=\"search\" name=\"q\" aria-label=\"" +
          escaped(m_words.t("Search in the kit")) + "\"> <button type=\"submit\">" + escaped(m_words.t("Search")) + "</button></form>";
    return out + "</header>\n";
  }

  Document const& m_document;
  i18n::Words const& m_words;
  bool m_quizzes, m_searches;
  Places m_places;
  std::vector<TermPlace> m_terms;
};

/// The words of all, which take longest, then the cover and each part: written two at a time.
std::vector<files::Entry> pages_of(Document const& document, SiteWriter const& writer, bool searches) {
  std::vector<files::Entry> pages(document.parts.size() + 2);
  base::each_on_two_threads(pages.size(), [&](std::size_t at) {
    if (at > 1) pages[at] = {"parts/" + document.parts[at - 2].slug + ".html", writer.part(at - 2), false};
    else if (at == 1) pages[at] = {"index.html", writer.cover(), false};
    else if (searches) pages[at] = {"search-index.js", search_index(document), false};
  });
  return pages;
}

}  // namespace

std::vector<files::Entry> site(Document const& document, i18n::Words const& words, Dress const& dress, SiteUse use) {
  bool const searches = use == SiteUse::folder;
  SiteWriter const writer{document, words, !dress.quiz.empty(), searches};
  auto entries = pages_of(document, writer, searches);
  auto index = std::move(entries.front());
  entries.erase(entries.begin());
  for (auto const& part : document.parts)
    for (auto const& block : part.blocks)
      if (block.picture) entries.push_back({"pictures/" + block.picture->id + ".svg", block.picture->svg, false});
  for (auto const* photo : photos_of(document)) entries.push_back({"pictures/" + photo_name(*photo), photo->bytes, true});
  if (searches) {
    entries.push_back({"search.html", writer.search_page(), false});
    entries.push_back(std::move(index));
    entries.push_back({"search.js", std::string{search_script()}, false});
  }
  entries.push_back({"style/site.css", std::string{own_style}, false});
  if (!dress.quiz.empty() && asks(document)) entries.push_back({"quiz.js", dress.quiz, false});
  if (dress.style.empty()) entries.push_back({"style/book.css", std::string{plain_style}, false});
  for (auto const& entry : dress.style) entries.push_back({"style/" + entry.name, entry.bytes, entry.stored});
  return entries;
}

}  // namespace kit
