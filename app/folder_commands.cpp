#include <iostream>

#include "app/commands.h"
#include "app/programme_folder.h"
#include "app/wiring.h"
#include "domain/programme/programme.h"
#include "platform/files/process.h"

namespace app {
namespace {

void print(FolderReport const& report) {
  for (auto const& line : report.lines) {
    std::string words = "  " + line.what;
    words.resize(24, ' ');
    std::cout << words << line.created << " new, " << line.changed << " changed, " << line.unchanged << " unchanged\n";
  }
  for (auto const& remark : report.remarks) std::cout << "  note: " << remark << '\n';
}

}  // namespace

int import_folder(Settings const& settings, std::string const& folder, bool dry_run) {
  Place place{settings};
  auto const report = import_programme(place.database(), place.world(), place.kit_tools(), folder, dry_run);
  if (!report) throw Stop{problems_in_words(report.error()) + "\nNothing was imported."};
  print(*report);
  if (dry_run) std::cout << "Nothing was changed: this was a dry run.\n";
  for (auto const& why : report->unmade)
    std::cerr << "An edition of the kit is here but not public, its files could not be made: " << why << "\nPublish it from the bench of the kit.\n";
  return report->unmade.empty() ? 0 : 1;
}

int export_folder(Settings const& settings, std::string const& programme, std::string const& folder) {
  Place place{settings};
  auto const report = export_programme(place.database(), programme, folder, {settings.pieces_folder(), settings.kit_photos_folder()});
  if (!report) throw Stop{problems_in_words({{folder, 0, report.error()}})};
  print(*report);
  return 0;
}

namespace {

/// For a document at hand: without a place, nothing is signed nor published.
kit::Workshop bare_workshop(Settings const& settings, KitShelves const& shelves) {
  kit::Workshop workshop;
  workshop.web = settings.web_folder();
  workshop.before = files::MadeBefore{shelves.before};
  workshop.photos = shelves.photos;
  workshop.time = std::chrono::milliseconds{shelves.milliseconds};
  workshop.pdf = {.typst = {.tools = settings.typst_folder()}, .before = workshop.before};
  return workshop;
}

}  // namespace

int make_kit_formats(Settings const& settings, std::vector<std::string> const& documents, std::string const& folder, KitShelves const& shelves) {
  auto const dictionary = i18n::Dictionary::load(settings.words_folder());
  auto workshop = bare_workshop(settings, shelves);
  workshop.program = files::own_program();
  workshop.share = settings.share_folder;
  workshop.pdf.typesetter = std::make_shared<kit::Typesetter>(workshop.pdf.typst);
  for (auto const& document : documents) {
    auto const read = kit::document_in_file(document);
    if (!read) throw Stop{document + " is no frozen document of a kit."};
    for (auto const& file : kit::write_files(*read, dictionary->words(i18n::Language::french), workshop, folder + "/" + read->number))
      std::cout << "  " << file.name << '\n';
    std::cout << read->number << std::endl;
  }
  workshop.before.tidy();
  return 0;
}

int make_kit_format(Settings const& settings, std::string const& document, std::string const& folder, std::vector<std::string> const& formats,
                    KitShelves const& shelves) {
  auto const dictionary = i18n::Dictionary::load(settings.words_folder());
  auto const workshop = bare_workshop(settings, shelves);
  auto const dress = kit::read_dress(workshop.web);
  return kit::make_for_another(formats, document, folder, dictionary->words(i18n::Language::french), {dress, workshop});
}

int build_kit(Settings const& settings, std::string const& programme, std::string const& number, std::string const& folder) {
  Place place{settings};
  auto const document = place.database().read([&](db::Session& session) -> std::optional<kit::Document> {
    auto const id = programme::id_of_slug(session, programme);
    return id ? kit::edition_document(session, *id, number) : std::nullopt;
  });
  if (!document) throw Stop{"The programme " + programme + " has no published kit" + (number.empty() ? "" : " of number " + number) + "."};
  auto const tools = place.kit_tools();
  for (auto const& file : kit::write_files(*document, tools.words, tools.workshop, folder)) std::cout << "  " << file.name << '\n';
  return 0;
}

}  // namespace app
