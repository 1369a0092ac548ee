#include <fstream>
#include <iostream>
#include <map>

#include "app/commands.h"
#include "domain/exchange/exchange.h"
#include "app/wiring.h"

namespace app {
namespace {

constexpr std::size_t most_shown = 200;

std::string why(base::Refusal const& refusal) { return problems_in_words({{"", 0, {refusal.msgid, refusal.arguments, {}}}}).substr(1); }

std::string place_of(base::Problem const& problem) {
  return problem.file + (problem.line == 0 ? "" : ":" + std::to_string(problem.line)) +
      (problem.refusal.field.empty() ? "" : " [" + problem.refusal.field + "]");
}

void print_rejected(exchange::Report const& report) {
  std::size_t shown = 0, hidden = 0;
  for (auto const& [problem, key, rejected] : report.notes) {
    if (!rejected) continue;
    if (shown == most_shown) ++hidden;
    else ++shown, std::cout << "  left out: " << place_of(problem) << ' ' << why(problem.refusal) << '\n';
  }
  if (hidden != 0) std::cout << "  … and " << hidden << " more: --report FILE.csv lists them all.\n";
}

/// A remark that a thousand rows share is said once, with its first row.
void print_remarks(exchange::Report const& report) {
  std::map<std::string, std::pair<exchange::Note const*, int>> alike;
  for (auto const& note : report.notes)
    if (!note.rejected) ++alike.try_emplace(note.problem.refusal.msgid, &note, 0).first->second.second;
  for (auto const& [msgid, one] : alike) {
    auto const& [first, count] = one;
    std::cout << "  noted " << count << (count == 1 ? " time: " : " times, first at ") << place_of(first->problem) << ' '
              << why(first->problem.refusal) << '\n';
  }
}

}  // namespace

int import_mapped(Settings const& settings, MappedImport const& asked) {
  if (asked.programme.empty()) throw Stop{"Say with --programme which programme these sheets go to."};
  Place place{settings};
  auto const report = exchange::import_rows(place.database(), place.world(), {asked.source, asked.mapping, asked.programme, asked.dry_run});
  if (!report) throw Stop{problems_in_words(report.error()) + "\nNothing was imported."};
  if (!asked.report.empty()) {
    std::ofstream file{asked.report, std::ios::binary};
    file << exchange::notes_as_csv(*report, why);
    if (!file.flush()) std::cout << "The report could not be written to " << asked.report << ".\n";
  }
  print_rejected(*report);
  print_remarks(*report);
  std::cout << "  " << report->rows << " rows of " << report->files << (report->files == 1 ? " file: " : " files: ") << report->created << " new, "
            << report->changed << " changed, " << report->unchanged << " unchanged, " << report->rejected << " left out\n";
  if (asked.dry_run) std::cout << "Nothing was changed: this was a dry run.\n";
  return 0;
}

}  // namespace app
