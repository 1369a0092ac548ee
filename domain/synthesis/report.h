#pragma once
#include <functional>
#include <string>
#include <vector>

#include "domain/programme/programme.h"
#include "domain/synthesis/figures.h"
#include "domain/synthesis/snapshot.h"

/// A frozen state of play as a document: what every file format reads. Nothing here knows HTTP or SQL.
namespace synthesis {

struct Report {
  struct Section {
    std::string name, finding, reads, source, svg;
    std::vector<std::vector<std::string>> table;  ///< headings first
    std::vector<Sentence> sentences;
    std::vector<std::string> screens;  ///< SVG: the figure cut so that a room reads each piece (slides.h)
  };
  std::string programme_slug, programme, number, title, subtitle, citation, note, address;  ///< address: absolute, of the frozen page
  base::Day day{};
  std::string language;  ///< "fr", "en"
  bool fictional = false;
  std::vector<Section> sections;
  std::vector<std::string> method;  ///< paragraphs
};

Report report_of(programme::Brief const& brief, Snapshot const& snapshot, Reading const& reading, Setting const& setting,
                 charts::MapShapes const& shapes, std::string const& address);
/// How the numbers were made, in a few paragraphs: goes with every document.
std::vector<std::string> method_in_short(Reading const& reading, i18n::Words const& words);
/// All tables one under the other, each under its finding: a sheet for a spreadsheet.
std::vector<std::vector<std::string>> rows_of(Report const& report, i18n::Words const& words);

/// Makes the PDF; wired by the app, which knows who prints. Refused when the workshop is not there; empty: no PDF is offered.
using Printer = std::function<base::Outcome<std::string>(Report const& report, i18n::Words const& words)>;

}  // namespace synthesis
