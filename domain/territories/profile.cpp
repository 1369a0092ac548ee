#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cmath>
#include <unordered_set>
#include <utility>

#include "domain/territories/registry.h"
#include "domain/territories/territory_rows.h"
#include "domain/territories/territory_store.h"
#include "platform/base/csv.h"
#include "platform/base/text.h"
#include "platform/i18n/words.h"

namespace territories {
namespace {

/// The names a column may bear, French files first: the profile of the national datasets is in French.
struct Column {
  std::string_view field;
  std::array<std::string_view, 3> names;
};
constexpr std::array<Column, 13> columns{{{"type", {"type", "", ""}},
                                          {"code", {"code", "siren", ""}},
                                          {"name", {"nom", "name", ""}},
                                          {"nature", {"nature", "", ""}},
                                          {"population", {"population", "", ""}},
                                          {"department", {"departement", "department", ""}},
                                          {"region", {"region", "", ""}},
                                          {"latitude", {"lat_bourg", "lat", "latitude"}},
                                          {"longitude", {"lon_bourg", "lon", "longitude"}},
                                          {"density", {"densite7", "density", ""}},
                                          {"typology", {"typologie", "typology", ""}},
                                          {"postcodes", {"codes_postaux", "postcodes", ""}},
                                          {"folded", {"nom_recherche", "", ""}}}};

std::string_view first_cell(base::CsvTable const& table, base::CsvRow const& row, std::string_view field) {
  for (auto const& column : columns) {
    if (column.field != field) continue;
    for (auto const name : column.names) {
      auto const cell = name.empty() ? std::string_view{} : table.cell(row, name);
      if (!cell.empty()) return cell;
    }
  }
  return "";
}

bool is_known_column(std::string_view name) {
  for (auto const& column : columns) {
    for (auto const known : column.names) {
      if (known == name) return true;
    }
  }
  return false;
}

/// "departement" and "groupement" as national files write them.
std::optional<Type> type_of(std::string_view text) {
  if (text == "departement") return Type::department;
  if (text == "groupement") return Type::group;
  return type_from(text);
}

std::string typology_of(std::string_view word) {
  if (word == "urbain") return "urban";
  if (word == "mixte" || word == "intermediaire") return "intermediate";
  return is_typology(word) ? std::string{word} : "";
}

template <class T>
std::optional<T> number_in(std::string_view text) {
  T number{};
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

/// Reads the rows of one profile into the registry.
class ProfileReader {
 public:
  ProfileReader(db::Session& session, base::CsvTable const& table, std::string file) : m_session{session}, m_table{table}, m_file{std::move(file)} {}

  ProfileReport read() {
    find_known();
    for (auto const& row : m_table.rows) take(row);
    return std::move(m_report);
  }

 private:
  std::optional<Key> key_of(base::CsvRow const& row) const {
    auto const written = first_cell(m_table, row, "type");
    auto const type = m_table.column("type") == std::string::npos ? std::optional{Type::group} : type_of(written);
    if (!type) return std::nullopt;
    Key key{*type, cleaned_code(*type, first_cell(m_table, row, "code"))};
    if (key.code.empty()) return std::nullopt;
    return key;
  }

  void find_known() {
    std::vector<TerritoryId> ids;
    for (auto const& row : m_table.rows) {
      auto const key = key_of(row);
      if (!key) continue;
      ids.push_back(id_of(*key));
      if (auto const whole = with_lost_zero(key->type, key->code)) ids.push_back(id_of({key->type, *whole}));
    }
    for (auto const& one : TerritoryStore{m_session}.of_ids(ids)) m_known.insert(one.id.text());
  }

  void leave_out(base::CsvRow const& row, std::string msgid, std::vector<std::string> arguments) {
    ++m_report.left_out;
    if (m_report.problems.size() < 200) m_report.problems.push_back({m_file, row.line, {std::move(msgid), std::move(arguments), {}}});
  }

  void take(base::CsvRow const& row) {
    auto const key = key_of(row);
    if (!key) return leave_out(row, i18n::msgid("This row has no known type, or no code"), {});
    if (m_known.contains(id_of(*key).text())) return update(row, *key);
    auto const name = first_cell(m_table, row, "name");
    if (key->type == Type::group && !name.empty()) return add_group(row, *key);
    auto const whole = with_lost_zero(key->type, key->code);
    if (whole && m_known.contains(id_of({key->type, *whole}).text())) {
      return leave_out(row, i18n::msgid("Unknown territory {}: a leading zero seems lost, did you mean {}?"), {text_of(*key), *whole});
    }
    leave_out(row, i18n::msgid("Unknown territory {}: the registry has no such code"), {text_of(*key)});
  }

  void add_group(base::CsvRow const& row, Key const& key) {
    Perimeter const group{key,
                          std::string{first_cell(m_table, row, "name")},
                          std::string{first_cell(m_table, row, "nature")},
                          {},
                          department_code(first_cell(m_table, row, "department")),
                          std::string{first_cell(m_table, row, "region")},
                          number_in<std::int64_t>(first_cell(m_table, row, "population"))};
    if (auto const added = put_perimeter(m_session, group); !added) {
      return leave_out(row, added.error().msgid, added.error().arguments);
    }
    ++m_report.added;
  }

  std::string attributes_of(base::CsvRow const& row) const {
    std::string text;
    for (std::size_t at = 0; at < m_table.columns.size() && at < row.cells.size(); ++at) {
      auto const value = base::trimmed(row.cells[at]);
      if (!value.empty() && !is_known_column(m_table.columns[at]))
        text += fmt::format("{}={}\n", m_table.columns[at], base::join(base::split(value, '\n'), " "));
    }
    return text;
  }

  void update(base::CsvRow const& row, Key const& key) {
    auto const density = number_in<int>(first_cell(m_table, row, "density"));
    std::string typology{density ? typology_of_density(*density) : ""};
    if (typology.empty()) typology = typology_of(first_cell(m_table, row, "typology"));
    auto const latitude = number_in<double>(first_cell(m_table, row, "latitude"));
    auto const longitude = number_in<double>(first_cell(m_table, row, "longitude"));
    bool const placed = latitude && longitude && std::abs(*latitude) <= 90 && std::abs(*longitude) <= 180;
    auto const id = id_of(key);
    if (!typology.empty()) m_session.execute("UPDATE territories_territory SET typology = ?, typology_source = 'density' WHERE id = ?", typology, id);
    if (placed)
      m_session.execute("UPDATE territories_territory SET latitude = ?, longitude = ?, placed = 'imported' WHERE id = ?", *latitude, *longitude, id);
    m_session.execute("UPDATE territories_territory SET attributes = ? WHERE id = ?", attributes_of(row), id);
    ++m_report.updated;
  }

  db::Session& m_session;
  base::CsvTable const& m_table;
  std::string m_file;
  std::unordered_set<std::string> m_known;
  ProfileReport m_report;
};

}  // namespace

tl::expected<ProfileReport, base::Problem> import_profile(db::Session& session, std::string_view bytes, std::string file_name) {
  auto const table = base::read_csv(bytes, file_name);
  if (!table) return tl::unexpected{table.error()};
  bool const keyed = table->column("type") != std::string::npos && table->column("code") != std::string::npos;
  if (!keyed && table->column("siren") == std::string::npos) {
    return tl::unexpected{base::Problem{file_name, 1, base::Refusal{"The columns type and code, or siren, are expected", {}, {}}}};
  }
  auto report = ProfileReader{session, *table, file_name}.read();
  note_import(session, "profile", base::fingerprint(bytes), report.updated + report.added);
  return report;
}

}  // namespace territories
