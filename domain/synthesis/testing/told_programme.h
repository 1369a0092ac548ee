#pragma once
// For the tests of this folder only: a programme in a database, with sheets of real territories.
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>

#include "domain/synthesis/synthesis.h"
#include "domain/territories/territories.h"
#include "platform/base/world.h"

namespace synthesis::made_up {

inline auto const programme_id = accounts::ProgrammeId::trusted("00000000-0000-8000-8000-000000000001");

inline void make_programme(db::Session& session) {
  session.execute(
      "INSERT INTO programme_programme (id, slug, name, subtitle, description, charter, fictional, starts, ends, language, licence, "
      "pioneers_announced, position) VALUES (?, 'demo', 'Parcours', '', '', '', 1, '', '', 'fr', 'CC-BY-SA-4.0', 0, 1)",
      programme_id);
}

/// Communes 44001 (rural), 44002 (intermediate), 44003 (urban), 44004 (rural)… and their region.
inline void make_territories(db::Database& database, int communes) {
  auto const folder = std::filesystem::temp_directory_path() / base::RealWorld{}.new_uuid();
  std::filesystem::create_directories(folder);
  std::ofstream file{folder / "territories.csv"};
  file << "type,code,name,nature,population,population_year,department,region,epci,ept,latitude,longitude,precision,typology,seat,siren,zone,"
          "postcodes\n"
          "region,52,Pays de la Loire,,3800000,2023,,52,,,47.4,-0.8,mean,,44109,,metro,\n"
          "department,44,Loire-Atlantique,,1400000,2023,44,52,,,47.3,-1.7,mean,,44109,,metro,\n";
  for (int at = 1; at <= communes; ++at) {
    auto const code = "44" + std::string(at < 10 ? "00" : "0") + std::to_string(at);
    auto const typology = at % 3 == 1 ? "rural" : at % 3 == 2 ? "intermediate" : "urban";
    file << "commune," << code << ",Commune " << at << ",,1000,2023,44,52,,,47." << at << ",-1." << at << ",exact," << typology << ",,,metro,44000\n";
  }
  file.close();
  std::ofstream{folder / "aliases.csv"} << "type,code,name,kind,successor,year\n";
  auto const report = territories::import_registry(database, folder.string());
  std::filesystem::remove_all(folder);
  if (!report) throw std::runtime_error{report.error().refusal.msgid};
}

/// A sheet of commune `commune` (1…); 0: of no territory.
inline experiences::Import sheet(std::string slug, int commune, experiences::Content content,
                                 accounts::Visibility visibility = accounts::Visibility::public_) {
  experiences::Import import{programme_id, "demo", {}, std::nullopt, std::nullopt};
  import.sheet.slug = std::move(slug);
  import.sheet.status = experiences::Status::published;
  import.sheet.visibility = visibility;
  import.sheet.published = "2026-05-03";
  import.sheet.content = std::move(content);
  if (import.sheet.content.title.empty()) import.sheet.content.title = import.sheet.slug;
  if (commune == 0) return import;
  auto const code = "44" + std::string(commune < 10 ? "00" : "0") + std::to_string(commune);
  auto const typology = commune % 3 == 1 ? "rural" : commune % 3 == 2 ? "intermediate" : "urban";
  import.place = experiences::Place{territories::id_of({territories::Type::commune, code}), typology, "52", "Commune " + std::to_string(commune)};
  return import;
}

inline experiences::Content told(std::string obstacle, bool overcome, std::string lever = "") {
  experiences::Content content;
  content.themes = {"food"};
  content.obstacles = {{obstacle, "Ce qui bloquait.", overcome ? "Une **tournée** en commun." : "", 2, overcome}};
  if (!lever.empty()) content.levers = {{lever, "Ce qui a aidé.", "", overcome ? std::vector<std::string>{"f1"} : std::vector<std::string>{}}};
  return content;
}

}  // namespace synthesis::made_up
