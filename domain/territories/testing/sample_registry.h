#pragma once
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>

#include "domain/territories/registry.h"

namespace territories {

/// A registry of a dozen territories with the traps of the real one, in a folder that disappears.
class SampleRegistry {
 public:
  SampleRegistry() : m_folder{std::filesystem::temp_directory_path() / base::RealWorld{}.new_uuid()} {
    std::filesystem::create_directories(m_folder);
    write("territories.csv", territories);
    write("aliases.csv", aliases);
  }
  ~SampleRegistry() { std::filesystem::remove_all(m_folder); }
  SampleRegistry(SampleRegistry const&) = delete;
  SampleRegistry& operator=(SampleRegistry const&) = delete;

  std::string folder() const { return m_folder.string(); }
  void write(std::string const& name, std::string const& bytes) const { std::ofstream{m_folder / name, std::ios::binary} << bytes; }
  RegistryReport import_into(db::Database& database) const {
    auto const report = import_registry(database, folder());
    if (!report) throw std::runtime_error{report.error().refusal.msgid};
    return *report;
  }

  std::string const territories =
      "type,code,name,nature,population,population_year,department,region,epci,ept,latitude,longitude,precision,typology,seat,siren,zone,postcodes\n"
      "commune,01004,Ambérieu-en-Bugey,,15934,2023,01,84,,,45.9580,5.3600,exact,urban,,210100046,metro,01500\n"
      "commune,01015,Arboys en Bugey,,710,2023,01,84,,,45.7400,5.6500,approximate,rural,,200053668,metro,01300\n"
      "commune,2A004,Ajaccio,,76320,2023,2A,94,,,41.9190,8.7380,exact,urban,,212000046,metro,20000|20090|20167\n"
      "commune,44109,Nantes,,327734,2023,44,52,244400404,,47.2180,-1.5530,exact,urban,,214401093,metro,44000|44100|44200|44300\n"
      "commune,44172,Sainte-Luce-sur-Loire,,15940,2023,44,52,244400404,,47.2500,-1.4870,exact,urban,,214401721,metro,44980\n"
      "commune,05135,Sainte-Colombe,,60,2023,05,93,,,,,,rural,,,metro,05700\n"
      "commune,16309,Sainte-Colombe,,190,2023,16,75,,,45.9100,0.2500,approximate,rural,,,metro,16230\n"
      "commune,75056,Paris,,2103778,2023,75,11,,,48.8530,2.3490,exact,urban,,217500016,metro,75001|75116\n"
      "commune,80829,Y,,100,2023,80,32,,,49.7900,2.9900,approximate,rural,,,metro,80190\n"
      "commune,85163,L'Île-d'Olonne,,3100,2023,85,52,,,46.5600,-1.7700,exact,rural,,,metro,85340\n"
      "commune,97411,Saint-Denis,,157000,2023,974,04,,,-20.8790,55.4480,exact,urban,,,drom,97400|97490\n"
      "commune,98901,Île de Clipperton,,,,989,989,,,,,,,,,com,\n"
      "epci,244400404,Nantes Métropole,METRO,677879,2023,44,52,,,47.2200,-1.5500,mean,urban,44109,244400404,metro,\n"
      "department,01,Ain,,680000,2023,,84,,,46.1000,5.3000,mean,intermediate,01004,,metro,\n"
      "department,16,Charente,,350000,2023,,75,,,45.7000,0.2000,mean,rural,,,metro,\n"
      "department,44,Loire-Atlantique,,1480000,2023,,52,,,47.3000,-1.7000,mean,urban,44109,,metro,\n"
      "department,75,Paris,,2103778,2023,,11,,,48.8530,2.3490,mean,urban,75056,,metro,\n"
      "region,01,Guadeloupe,,380000,2023,,,,,16.2000,-61.5000,mean,intermediate,,,drom,\n"
      "region,52,Pays de la Loire,,3900000,2023,,,,,47.5000,-0.8000,mean,urban,44109,,metro,\n"
      "region,75,Nouvelle-Aquitaine,,6100000,2023,,,,,45.2000,0.2000,mean,intermediate,,,metro,\n";
  std::string const aliases =
      "type,code,name,kind,successor,year\n"
      "commune,01015,Arbignieu,delegated,01015,2026\n"
      "commune,01340,Saint-Bois,delegated,01015,2026\n"
      "commune,20004,,former_code,2A004,2026\n"
      "commune,75101,Paris 1er Arrondissement,district,75056,2026\n";

 private:
  std::filesystem::path m_folder;
};

}  // namespace territories
