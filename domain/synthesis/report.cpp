#include "domain/synthesis/report.h"

#include <algorithm>

#include "domain/synthesis/findings.h"
#include "domain/synthesis/setting.h"
#include "domain/synthesis/slides.h"

namespace synthesis {

std::vector<std::string> method_in_short(Reading const& reading, i18n::Words const& words) {
  std::vector<std::string> method{
      words.t("The published sheets you may read. A sheet counts once for each kind of obstacle, lever or theme it names, even when it names it "
              "twice; so the sum of the bars is larger than the number of sheets."),
      words.t("Obstacles come heaviest first: each sheet weighs 1 (it slowed us), 2 (it blocked us for a time) or 3 (it nearly stopped everything), "
              "and the weights are added. The length of a bar stays a number of sheets."),
      words.t("The interval beside a share says between what it may stand, 95 times of 100, given how few sheets are behind it (Wilson).")};
  if (!reading.exact)
    method.push_back(words.t("A number that rests on fewer than three territories is hidden, and so is any other that would give it away."));
  return method;
}

Report report_of(programme::Brief const& brief, Snapshot const& snapshot, Reading const& reading, Setting const& setting,
                 charts::MapShapes const& shapes, std::string const& address) {
  auto const& words = setting.words;
  Report report;
  report.programme_slug = brief.slug;
  report.programme = brief.name;
  report.number = snapshot.number;
  report.title = words.t("What holds back, what helps");
  report.subtitle = words.t("State of play {} of {}", {snapshot.number, brief.name});
  report.day = base::Day{std::chrono::floor<std::chrono::days>(snapshot.frozen_at)};
  report.citation = words.t("“{}”, {}, state of play {} of {}. {}", {report.title, brief.name, snapshot.number, words.day(report.day), address});
  report.note = snapshot.note;
  report.address = address;
  report.language = std::string{i18n::code(words.language())};
  report.fictional = brief.fictional;
  for (auto const& [name, picture] : pictures_of(reading, setting)) {
    Report::Section section{
        name, finding_of(picture), reads_of(picture), source_of(picture), svg_document(picture, shapes, words), table(picture, words), {}, {}};
    for (auto const& slide : slides_of({{name, picture}})) section.screens.push_back(svg_document(slide.picture, shapes, words));
    std::ranges::copy_if(snapshot.sentences, std::back_inserter(section.sentences),
                         [&](Sentence const& sentence) { return sentence.figure == section.name; });
    report.sections.push_back(std::move(section));
  }
  report.method = method_in_short(reading, words);
  return report;
}

std::vector<std::vector<std::string>> rows_of(Report const& report, i18n::Words const& words) {
  std::vector<std::vector<std::string>> rows{{report.title}, {report.citation}, {}};
  for (auto const& section : report.sections) {
    rows.push_back({section.finding});
    rows.insert(rows.end(), section.table.begin(), section.table.end());
    for (auto const& sentence : section.sentences)
      rows.push_back({sentence.minority ? words.t("Minority position") : words.t("Read together"), sentence.text});
    rows.push_back({});
  }
  rows.push_back({words.t("How these numbers are made")});
  for (auto const& paragraph : report.method) rows.push_back({paragraph});
  return rows;
}

}  // namespace synthesis
