#include "app/report_document.h"

#include "domain/experiences/experiences.h"

namespace app {
namespace {

kit::Ground ground_of(synthesis::Report const& report, synthesis::SentenceSource const& source) {
  return {.slug = source.slug,
          .title = source.title.empty() ? source.slug : source.title,
          .passage = source.passage,
          .territory = source.territory,
          .address = experiences::address_of(report.programme_slug, source.slug, source.passage).text(),
          .quote = {}};
}

kit::Block sentence_block(synthesis::Report const& report, synthesis::Sentence const& sentence, std::string id, i18n::Words const& words) {
  kit::Block block;
  block.id = std::move(id);
  block.said_by = sentence.minority ? words.t("Minority position") : words.t("Read together by the programme");
  // Plain text, not Markdown: what a mark would mean is shown as written.
  for (char c : sentence.text) {
    if (std::string_view{"\\`*_{}[]<>#+-.!|&"}.find(c) != std::string_view::npos) block.markdown += '\\';
    block.markdown += c;
  }
  for (auto const& source : sentence.sources) block.grounds.push_back(ground_of(report, source));
  return block;
}

kit::Part part_of(synthesis::Report const& report, synthesis::Report::Section const& section, i18n::Words const& words) {
  kit::Part part;
  part.slug = section.name;
  part.title = section.finding;
  part.kind = "state_of_play";
  kit::Block figure;
  figure.provenance = kit::Provenance::counted;
  figure.id = "figure";
  figure.picture =
      kit::Picture{section.name, section.finding, section.reads, section.source, section.finding + ". " + section.reads, section.svg, section.table};
  part.blocks.push_back(std::move(figure));
  for (auto const& sentence : section.sentences)
    part.blocks.push_back(sentence_block(report, sentence, "said-" + std::to_string(part.blocks.size()), words));
  return part;
}

kit::Document document_in(synthesis::Report const& report, i18n::Words const& words) {
  kit::Document document;
  document.slug = "state-of-play";
  document.title = report.title;
  document.subtitle = report.subtitle;
  document.description = report.note;
  document.number = report.number;
  document.frozen_on = report.day;
  document.language = report.language;
  document.programme_slug = report.programme_slug;
  document.programme_name = report.programme;
  document.identifier = kit::identifier_of(report.programme_slug, "state-of-play", report.number);
  document.home_address = report.address;
  document.fictional = report.fictional;
  for (auto const& section : report.sections) document.parts.push_back(part_of(report, section, words));
  kit::Part method;
  method.slug = "method";
  method.title = words.t("How these numbers are made");
  method.kind = "page";
  kit::Block text;
  text.id = "text";
  for (auto const& paragraph : report.method) text.markdown += paragraph + "\n\n";
  method.blocks.push_back(std::move(text));
  document.parts.push_back(std::move(method));
  return document;
}

}  // namespace

synthesis::Printer report_pdf(kit::Workshop const& workshop) {
  // A report may be for a few: nothing of it is kept for another time.
  return [pdf = kit::PdfWorkshop{workshop.pdf.typst}](synthesis::Report const& report, i18n::Words const& words) {
    return kit::pdf(document_in(report, words), words, pdf);
  };
}

}  // namespace app
