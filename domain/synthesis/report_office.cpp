#include "domain/synthesis/report_office.h"

#include "platform/base/text.h"

namespace synthesis {

namespace {

using office::Look;

office::Runs runs(std::string text) { return {office::Run{.text = std::move(text)}}; }
office::Block paragraph(Look look, std::string text) { return {office::Paragraph{.look = look, .runs = runs(std::move(text))}}; }
office::Block heading(int level, std::string text) { return {office::Heading{.level = level, .runs = runs(std::move(text))}}; }

std::string kind_of(Sentence const& sentence, i18n::Words const& words) {
  return sentence.minority ? words.t("Minority position") : words.t("Read together by the programme");
}

std::string sources_of(Sentence const& sentence, i18n::Words const& words) {
  std::vector<std::string> names;
  for (auto const& source : sentence.sources) {
    auto name = source.title.empty() ? source.slug : source.title;
    if (!source.passage.empty()) name += ", " + source.passage;
    names.push_back(source.territory.empty() ? name : name + " (" + source.territory + ")");
  }
  return words.t("Rests on") + " " + words.enumeration(names);
}

office::About about_of(Report const& report) {
  office::About about;
  about.title = report.subtitle;
  about.description = report.note;
  about.creator = report.programme;
  about.identifier = report.address;
  about.address = report.address;
  about.language = report.language;
  about.day = report.day;
  return about;
}

office::Block table_of(Report::Section const& section, i18n::Words const& words) {
  office::Table table{.rows = {}, .first_column_heads = true, .caption = words.t("The same numbers: {}", {section.finding})};
  for (auto const& row : section.table) {
    std::vector<office::Runs> cells;
    for (auto const& cell : row) cells.push_back(runs(cell));
    table.rows.push_back(std::move(cells));
  }
  return {table};
}

office::Picture picture_of(Report::Section const& section, std::string svg) {
  office::Picture picture;
  picture.svg = std::move(svg);
  picture.title = section.finding;
  picture.alternative = section.finding + ". " + section.reads;
  return picture;
}

void add_section(std::vector<office::Block>& blocks, Report::Section const& section, i18n::Words const& words) {
  blocks.push_back(heading(1, section.finding));
  blocks.push_back(paragraph(Look::text, section.reads));
  blocks.push_back({office::Figure{.picture = picture_of(section, section.svg), .caption = section.source}});
  for (auto const& sentence : section.sentences) {
    blocks.push_back(paragraph(Look::box_title, kind_of(sentence, words)));
    blocks.push_back(paragraph(Look::box, sentence.text));
    blocks.push_back(paragraph(Look::remark, sources_of(sentence, words)));
  }
  if (!section.table.empty()) blocks.push_back(table_of(section, words));
}

}  // namespace

office::Text office_text(Report const& report, i18n::Words const& words) {
  office::Text text;
  text.about = about_of(report);
  text.labels = {words.t("Figure"), words.t("Table"), words.t(": "), words.t("Page")};
  text.running = report.subtitle;
  text.blocks = {paragraph(Look::title, report.title), paragraph(Look::subtitle, report.subtitle)};
  if (report.fictional)
    text.blocks.push_back(
        paragraph(Look::remark, words.t("Invented example.") + " " + words.t("Territories taking part, people and figures are made up.")));
  if (!report.note.empty()) text.blocks.push_back(paragraph(Look::lead, report.note));
  text.blocks.push_back(paragraph(Look::remark, report.citation));
  text.blocks.push_back({office::Contents{.title = words.t("Contents"), .depth = 1}});
  for (auto const& section : report.sections) add_section(text.blocks, section, words);
  text.blocks.push_back(heading(1, words.t("How these numbers are made")));
  for (auto const& one : report.method) text.blocks.push_back(paragraph(Look::text, one));
  return text;
}

office::Slides office_slides(Report const& report, i18n::Words const& words) {
  office::Slides slides;
  slides.about = about_of(report);
  slides.slides.push_back({.title = report.title,
                           .opening = true,
                           .body = {paragraph(Look::subtitle, report.subtitle)},
                           .pictures = {},
                           .notes = {runs(report.citation)}});
  for (auto const& section : report.sections) {
    std::size_t place = 0;
    for (auto const& screen : section.screens) {
      auto const title = ++place == 1 ? section.finding : words.t("{} ({} of {})", {section.finding, place, section.screens.size()});
      slides.slides.push_back({.title = title,
                               .opening = false,
                               .body = {},
                               .pictures = {picture_of(section, screen)},
                               .notes = {runs(section.reads), runs(section.source)}});
      if (place > 1) continue;
      for (auto const& row : section.table) slides.slides.back().notes.push_back(runs(base::join(row, " · ")));
    }
    for (auto const& sentence : section.sentences) {
      slides.slides.push_back({.title = kind_of(sentence, words),
                               .opening = false,
                               .body = {paragraph(Look::text, sentence.text), paragraph(Look::remark, sources_of(sentence, words))},
                               .pictures = {},
                               .notes = {runs(section.finding)}});
    }
  }
  office::Slide method{.title = words.t("How these numbers are made"), .opening = false, .body = {}, .pictures = {}, .notes = {}};
  for (auto const& one : report.method) method.body.push_back(paragraph(Look::text, one));
  slides.slides.push_back(std::move(method));
  return slides;
}

}  // namespace synthesis
