#include "domain/kit/export/office_text.h"

#include "domain/kit/export/levels.h"
#include "domain/kit/licence.h"

namespace kit {
namespace {

using office::Look;

class TextWriter {
 public:
  TextWriter(Document const& document, i18n::Words const& words) : m_document{document}, m_words{words}, m_places{document} {}

  office::Text take() {
    m_text.about = office_about(m_document, m_words);
    m_text.labels = {m_words.t("Figure"), m_words.t("Table"), m_words.tc("between a number and its caption", ": "), m_words.t("Page")};
    m_text.running =
        m_document.title + ", " + edition_words(m_document, m_words) + (m_document.fictional ? " · " + m_words.t("Fictional example") : "");
    cover();
    add(office::NewPage{});
    add(office::Contents{m_words.t("Contents"), 2});
    for (auto const& part : m_document.parts) write(part);
    credits();
    return std::move(m_text);
  }

 private:
  void add(auto what) { m_text.blocks.push_back({std::move(what)}); }
  void say(Look look, std::string text) {
    if (!text.empty()) add(office::Paragraph{look, {{.text = std::move(text)}}, {}});
  }

  void cover() {
    say(Look::title, m_document.title);
    say(Look::subtitle, m_document.subtitle);
    if (m_document.fictional) say(Look::remark, m_words.t("Fictional example") + ". " + m_words.t("Territories, people and figures are invented."));
    say(Look::lead, edition_words(m_document, m_words));
    say(Look::text, m_document.description);
    if (!m_document.publisher.empty()) say(Look::text, m_words.t("Published by {}.", {m_document.publisher}));
    auto const* licence = find_licence(m_document.licence);
    add(office::Paragraph{Look::text,
                          {{.text = m_words.t("Licence:") + " "},
                           {.text = std::string{licence_name(m_document.licence)}, .link = licence ? std::string{licence->address} : std::string{}}},
                          {}});
    say(Look::text, m_words.t("To cite it:") + " " + citation_words(m_document, m_words));
    if (!m_document.home_address.empty())
      add(office::Paragraph{Look::text, {{.text = m_document.home_address, .link = m_document.home_address}}, {}});
  }

  void write(Part const& part) {
    int const level = m_levels.part(part);
    if (level == 1) add(office::NewPage{});
    add(office::Heading{level, {{.text = part.title}}, place_name(part, "")});
    for (auto const& block : part.blocks) write(part, block);
  }

  void write(Part const& part, Block const& block) {
    bool const callout = !block.callout.empty();
    auto const place = place_name(part, block.id);
    if (callout) {
      add(office::Paragraph{Look::box_title, {{.text = callout_words(block, m_words)}}, place});
    } else {
      // The team's own voice is the usual one: only the others are named.
      bool const own = block.provenance == Provenance::written && block.said_by.empty();
      if (!own) add(office::Paragraph{Look::kicker, {{.text = provenance_words(block, m_words)}}, block.title.empty() ? place : std::string{}});
      if (!block.title.empty()) add(office::Heading{m_levels.title(), {{.text = block.title}}, place});
    }
    m_levels.begin(part, block);
    OfficeMarkdown const markdown{m_document, block};
    for (auto& one : markdown.blocks([this](int level) { return m_levels.heading(level); }, callout ? Look::box : Look::text))
      m_text.blocks.push_back(std::move(one));
    if (block.picture) write(*block.picture);
    grounds(block);
  }

  void write(Picture const& picture) {
    add(office::Heading{m_levels.picture(), {{.text = picture.finding}}, {}});
    say(Look::remark, picture.reads);
    add(office::Figure{{.svg = picture.svg,
                        .raster = {},
                        .title = picture.finding,
                        .alternative = picture.alternative.empty() ? picture.finding : picture.alternative},
                       picture.source.empty() ? picture.finding : picture.source});
    office::Table table{{}, true, picture.finding};
    for (auto const& row : picture.table) {
      auto& cells = table.rows.emplace_back();
      for (auto const& cell : row) cells.push_back({{.text = cell}});
    }
    if (table.rows.size() > 1) add(std::move(table));
  }

  void grounds(Block const& block) {
    if (block.grounds.empty()) return;
    say(Look::remark, m_words.t("Rests on"));
    office::List list;
    for (auto const& ground : block.grounds) {
      office::Runs runs;
      if (!ground.quote.empty()) runs.push_back({.text = m_words.tc("around a quotation", "“{}”", {ground.quote}) + " ", .emphasis = true});
      auto const place = m_places.find(ground.address);
      runs.push_back({.text = ground.title + (ground.passage.empty() ? "" : m_words.t(", passage {}", {passage_label(ground.passage)})),
                      .link = place.part ? "#" + place_name(*place.part, place.block) : m_places.outside(ground.address)});
      if (!ground.territory.empty()) runs.push_back({.text = " (" + ground.territory + ")"});
      list.items.push_back({{office::Paragraph{Look::text, std::move(runs), {}}}});
    }
    add(std::move(list));
  }

  void credits() {
    if (m_document.credits.empty()) return;
    add(office::NewPage{});
    add(office::Heading{1, {{.text = m_words.t("Credits")}}, "credits"});
    office::List list;
    for (auto const& credit : m_document.credits)
      list.items.push_back({{office::Paragraph{
          Look::text,
          {{.text = credit.name + (credit.role.empty() ? "" : ", " + credit.role) + (credit.territory.empty() ? "" : " (" + credit.territory + ")")}},
          {}}}});
    add(std::move(list));
  }

  Document const& m_document;
  i18n::Words const& m_words;
  Places m_places;
  Levels m_levels;
  office::Text m_text;
};

}  // namespace

office::About office_about(Document const& document, i18n::Words const& words) {
  office::About about;
  about.title = document.title;
  about.description =
      (document.fictional ? words.t("Fictional example") + ". " : "") + (document.description.empty() ? document.subtitle : document.description);
  about.creator = document.publisher.empty() ? document.programme_name : document.publisher;
  about.licence = licence_name(document.licence);
  about.identifier = document.identifier;
  about.address = document.home_address;
  about.keywords = {document.programme_name, words.t("Edition {}", {document.number})};
  about.language = document.language;
  about.day = document.frozen_on;
  return about;
}

office::Text office_text(Document const& document, i18n::Words const& words) { return TextWriter{document, words}.take(); }

}  // namespace kit
