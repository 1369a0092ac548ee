#include <iostream>

#include "app/commands.h"
#include "app/programme_folder.h"
#include "app/wiring.h"

namespace app {
namespace {

void print(FolderReport const& report) {
  for (auto const& line : report.lines) {
    std::string words = "  " + line.what;
    words.resize(18, ' ');
    std::cout << words << line.created << " new, " << line.changed << " changed, " << line.unchanged << " unchanged\n";
  }
  for (auto const& remark : report.remarks) std::cout << "  note: " << remark << '\n';
}

}  // namespace

int import_folder(Settings const& settings, std::string const& folder, bool dry_run) {
  Place place{settings};
  auto const report = import_programme(place.database(), place.world(), folder, dry_run);
  if (!report) throw Stop{problems_in_words(report.error()) + "\nNothing was imported."};
  print(*report);
  if (dry_run) std::cout << "Nothing was changed: this was a dry run.\n";
  return 0;
}

int export_folder(Settings const& settings, std::string const& programme, std::string const& folder) {
  Place place{settings};
  auto const report = export_programme(place.database(), programme, folder);
  if (!report) throw Stop{problems_in_words({{folder, 0, report.error()}})};
  print(*report);
  return 0;
}

int build_kit(Settings const&, std::string const& programme, std::string const&, std::string const&) {
  throw Stop{"The programme " + programme + " has no kit to build."};
}

}  // namespace app
