#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/accounts/accounts.h"

/// What a territory is, and the rules about codes, sizes and kinds. Nothing here knows a database or HTTP.
namespace territories {

using accounts::TerritoryId;

enum class Type { commune, epci, ept, department, region, group, adhoc };
std::string_view code(Type type);
std::optional<Type> type_from(std::string_view code);
/// English msgid: "Commune", "Intercommunality"…
std::string_view msgid_of(Type type);

/// A territory is named by its type and code together: region 75 is Nouvelle-Aquitaine, department 75 is Paris.
struct Key {
  Type type = Type::commune;
  std::string code;
  bool operator==(Key const&) const = default;
};
/// "commune:44109". Nothing for an unknown type or an empty code. The code is cleaned (see cleaned_code).
std::optional<Key> parse_key(std::string_view text);
std::string text_of(Key const& key);
TerritoryId id_of(Key const& key);

/// A code without spaces, letters in capitals: "2a004" → "2A004", "200 069 193" → "200069193". Zeros are not added.
std::string cleaned_code(Type type, std::string_view code);
/// The code with the leading zero a spreadsheet ate: "1004" → "01004". Nothing when none is missing.
std::optional<std::string> with_lost_zero(Type type, std::string_view code);
/// "1" → "01", "2a" → "2A", "971" stays; anything else is returned as it came, trimmed.
std::string department_code(std::string_view text);
/// Of a commune: "2A004" → "2A", "97411" → "974", "44109" → "44".
std::string department_of_commune(std::string_view code);

/// 1 under 500 inhabitants, then from 500, 2,000, 5,000, 10,000, 20,000, 50,000; 8 from 100,000; 0 when unknown.
int population_band(std::optional<std::int64_t> population);
std::string_view msgid_of_band(int band);
/// rural, intermediate, urban.
bool is_typology(std::string_view code);
std::string_view msgid_of_typology(std::string_view code);
/// From the density grid of the INSEE: 1–2 urban, 3–4 intermediate, 5–7 rural; "" otherwise.
std::string_view typology_of_density(int level);

struct Territory {
  TerritoryId id;
  Type type = Type::commune;
  std::string code, name, nature;
  std::optional<std::int64_t> population;
  int population_year = 0;  ///< 0 when unknown
  int band = 0;
  std::string department, department_name, region, region_name, epci, ept;
  std::optional<double> latitude, longitude;  ///< degrees
  std::string placed;                         ///< exact, approximate, mean, ""
  std::string typology, typology_source;
  std::string seat, siren, zone;
  bool current = true;

  Key key() const { return {type, code}; }
  /// "Mirecourt (88)"; a department or a region needs nothing more.
  std::string label() const;
};

/// Why two territories are alike, in msgids with their arguments.
struct Likeness {
  double distance = 0;                 ///< smaller is closer; compare only with one another
  std::vector<base::Refusal> reasons;  ///< "same kind of territory", "population close (×{})" with "1.3"…
};
/// By kind, typology, population (its logarithm), region, overseas; kilometres only to part equals.
Likeness likeness(Territory const& one, Territory const& other);
double kilometres(Territory const& one, Territory const& other);

}  // namespace territories
