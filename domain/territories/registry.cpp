#include "domain/territories/registry.h"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <fstream>
#include <sstream>
#include <unordered_set>
#include <utility>

#include "domain/territories/names.h"
#include "domain/territories/territory_rows.h"
#include "platform/base/csv.h"
#include "platform/base/text.h"
#include "platform/i18n/words.h"

namespace territories {
namespace {

template <class T>
using Read = tl::expected<T, base::Problem>;

tl::unexpected<base::Problem> problem(std::string file, std::size_t line, std::string msgid, std::vector<std::string> arguments = {}) {
  return tl::unexpected<base::Problem>{base::Problem{std::move(file), line, {std::move(msgid), std::move(arguments), {}}}};
}

Read<std::string> read_file(std::string const& path) {
  std::ifstream file{path, std::ios::binary};
  if (!file) return problem(path, 0, i18n::msgid("This file cannot be read. Build the registry first: node tools/build_registry.mjs"));
  std::ostringstream bytes;
  bytes << file.rdbuf();
  return std::move(bytes).str();
}

template <class T>
std::optional<T> number_in(std::string_view text) {
  T number{};
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

/// The columns of territories.csv, found once.
class RegistryTable {
 public:
  explicit RegistryTable(base::CsvTable const& table) : m_table{table} {
    for (std::size_t at = 0; at < names.size(); ++at) m_columns[at] = table.column(names[at]);
  }
  std::string_view missing_column() const {
    for (std::size_t at = 0; at < names.size(); ++at) {
      if (m_columns[at] == std::string::npos) return names[at];
    }
    return "";
  }
  std::optional<Territory> territory(base::CsvRow const& row) const;
  std::vector<std::string> postcodes(base::CsvRow const& row) const { return base::split(cell(row, 17), '|'); }

 private:
  static constexpr std::array<std::string_view, 18> names{"type",       "code",     "name", "nature", "population", "population_year",
                                                          "department", "region",   "epci", "ept",    "latitude",   "longitude",
                                                          "precision",  "typology", "seat", "siren",  "zone",       "postcodes"};
  std::string_view cell(base::CsvRow const& row, std::size_t at) const {
    return m_columns[at] < row.cells.size() ? base::trimmed(row.cells[m_columns[at]]) : std::string_view{};
  }
  base::CsvTable const& m_table;
  std::array<std::size_t, 18> m_columns{};
};

std::optional<Territory> RegistryTable::territory(base::CsvRow const& row) const {
  auto const type = type_from(cell(row, 0));
  if (!type || cell(row, 1).empty() || cell(row, 2).empty()) return std::nullopt;
  Territory one;
  one.type = *type;
  one.code = cell(row, 1);
  one.id = id_of(one.key());
  one.name = cell(row, 2);
  one.nature = cell(row, 3);
  one.population = number_in<std::int64_t>(cell(row, 4));
  one.population_year = number_in<int>(cell(row, 5)).value_or(0);
  one.department = cell(row, 6);
  one.region = cell(row, 7);
  one.epci = cell(row, 8);
  one.ept = cell(row, 9);
  one.latitude = number_in<double>(cell(row, 10));
  one.longitude = number_in<double>(cell(row, 11));
  one.placed = cell(row, 12);
  one.typology = cell(row, 13);
  one.typology_source = one.typology.empty() ? "" : "population";
  one.seat = cell(row, 14);
  one.siren = cell(row, 15);
  one.zone = cell(row, 16);
  return one;
}

struct RegistryFiles {
  std::string territories_path, aliases_path, territories, aliases;
  std::string fingerprint() const { return base::fingerprint(base::fingerprint(territories) + base::fingerprint(aliases)); }
};

Read<RegistryFiles> read_files(std::string const& folder) {
  RegistryFiles files{folder + "/territories.csv", folder + "/aliases.csv", {}, {}};
  auto territories = read_file(files.territories_path);
  if (!territories) return tl::unexpected{territories.error()};
  auto aliases = read_file(files.aliases_path);
  if (!aliases) return tl::unexpected{aliases.error()};
  files.territories = std::move(*territories);
  files.aliases = std::move(*aliases);
  return files;
}

struct Registry {
  std::vector<Territory> territories;
  std::vector<std::pair<TerritoryId, std::string>> postcodes;
  std::vector<std::vector<db::Value>> aliases;
};

tl::expected<void, base::Problem> parse_territories(RegistryFiles const& files, Registry& registry, std::unordered_set<std::string>& ids) {
  auto const table = base::read_csv(files.territories, files.territories_path);
  if (!table) return tl::unexpected{table.error()};
  RegistryTable const reader{*table};
  if (!reader.missing_column().empty())
    return problem(files.territories_path, 1, i18n::msgid("The column {} is missing"), {std::string{reader.missing_column()}});
  for (auto const& row : table->rows) {
    auto one = reader.territory(row);
    if (!one) return problem(files.territories_path, row.line, i18n::msgid("This row has no known type, no code or no name"));
    if (!ids.insert(one->id.text()).second)
      return problem(files.territories_path, row.line, i18n::msgid("The territory {} comes twice"), {text_of(one->key())});
    for (auto& postcode : reader.postcodes(row)) registry.postcodes.emplace_back(one->id, std::move(postcode));
    registry.territories.push_back(std::move(*one));
  }
  return {};
}

tl::expected<void, base::Problem> parse_aliases(RegistryFiles const& files, Registry& registry, std::unordered_set<std::string> const& ids) {
  auto const table = base::read_csv(files.aliases, files.aliases_path);
  if (!table) return tl::unexpected{table.error()};
  for (auto const& row : table->rows) {
    auto const cell = [&](std::string_view column) { return table->cell(row, column); };
    auto const successor = id_of({Type::commune, std::string{cell("successor")}});
    if (!ids.contains(successor.text()))
      return problem(files.aliases_path, row.line, i18n::msgid("The successor {} is not a commune"), {std::string{cell("successor")}});
    registry.aliases.push_back({db::value(cell("type")), db::value(cell("code")), db::value(cell("name")), db::value(name_key(cell("name"))),
                                db::value(cell("kind")), db::value(successor), db::value(number_in<int>(cell("year")).value_or(0))});
  }
  return {};
}

RegistryReport write_registry(db::Session& session, Registry const& registry, std::string const& fingerprint) {
  session.execute("UPDATE territories_territory SET is_current = 0 WHERE type NOT IN ('group', 'adhoc')");
  auto territories = territory_insert(session);
  for (auto const& one : registry.territories) territories.add(values_of(one));
  territories.flush();
  session.execute("DELETE FROM territories_postcode");
  BulkInsert postcodes{session, "INSERT INTO territories_postcode (territory_id, postcode)", 2, " ON CONFLICT DO NOTHING"};
  for (auto const& [id, postcode] : registry.postcodes) postcodes.add({db::value(id), db::value(postcode)});
  postcodes.flush();
  session.execute("DELETE FROM territories_alias");
  BulkInsert aliases{session, "INSERT INTO territories_alias (type, code, name, name_key, kind, successor_id, year)", 7, " ON CONFLICT DO NOTHING"};
  for (auto const& row : registry.aliases) aliases.add(row);
  aliases.flush();
  note_import(session, "registry", fingerprint, territories.rows());
  return {false, territories.rows(), aliases.rows(), postcodes.rows()};
}

bool already_in(db::Session& session, std::string const& fingerprint) {
  std::string held;
  return session.query("SELECT fingerprint FROM territories_import WHERE source = 'registry'").next(held) && held == fingerprint;
}

}  // namespace

tl::expected<RegistryReport, base::Problem> import_registry(db::Database& database, std::string const& folder) {
  auto const files = read_files(folder);
  if (!files) return tl::unexpected{files.error()};
  std::string const fingerprint = files->fingerprint();
  if (database.read([&](db::Session& session) { return already_in(session, fingerprint); })) return RegistryReport{true, 0, 0, 0};
  Registry registry;
  std::unordered_set<std::string> ids;
  if (auto const parsed = parse_territories(*files, registry, ids); !parsed) return tl::unexpected{parsed.error()};
  if (auto const parsed = parse_aliases(*files, registry, ids); !parsed) return tl::unexpected{parsed.error()};
  return database.write([&](db::Session& session) { return write_registry(session, registry, fingerprint); });
}

}  // namespace territories
