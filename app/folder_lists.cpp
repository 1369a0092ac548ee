#include "app/folder_lists.h"

#include <algorithm>
#include <set>

#include "platform/base/csv.h"

namespace app {
namespace {

using Problems = std::vector<base::Problem>;
using Columns = std::vector<std::string>;

Columns const& territory_columns() {
  static Columns const columns = {"territory", "role", "name", "kind", "perimeter", "note"};
  return columns;
}
Columns const& organisation_columns() {
  static Columns const columns = {"key", "name", "kind", "siren", "siret", "website", "perimeters", "note"};
  return columns;
}
Columns const& people_columns() {
  static Columns const columns = {"email", "name", "territory", "function", "power", "organisation", "note"};
  return columns;
}

/// The table of a file with exactly these columns, in any order; nothing when it is absent or wrong.
std::optional<base::CsvTable> table_of(std::string const& path, std::string const& name, Columns const& columns, Problems& problems) {
  auto const bytes = file_bytes(path);
  if (!bytes) return std::nullopt;
  auto table = base::read_csv(*bytes, name);
  if (!table) {
    problems.push_back(table.error());
    return std::nullopt;
  }
  bool good = true;
  for (auto const& column : columns) {
    if (table->column(column) != std::string::npos) continue;
    problems.push_back({name, 1, {"The column “{}” is missing.", {column}, column}});
    good = false;
  }
  for (auto const& column : table->columns) {
    if (std::find(columns.begin(), columns.end(), column) != columns.end()) continue;
    problems.push_back({name, 1, {"The column “{}” is unknown.", {column}, column}});
    good = false;
  }
  if (!good) return std::nullopt;
  return std::move(*table);
}

std::string text(base::CsvTable const& table, base::CsvRow const& row, std::string_view column) { return std::string{table.cell(row, column)}; }

/// Says so when a key stands on two lines.
bool is_new(std::set<std::string>& seen, std::string const& key, std::string const& name, std::size_t line, std::string field, Problems& problems) {
  if (seen.insert(key).second) return true;
  problems.push_back({name, line, {"“{}” already stands on a line above.", {key}, std::move(field)}});
  return false;
}

}  // namespace

std::vector<TerritoryLine> read_territory_lines(std::string const& path, std::string const& name, Problems& problems) {
  std::vector<TerritoryLine> lines;
  auto const table = table_of(path, name, territory_columns(), problems);
  if (!table) return lines;
  std::set<std::string> seen;
  for (auto const& row : table->rows) {
    TerritoryLine line{{text(*table, row, "territory"), row.line, "territory"},
                       text(*table, row, "role"),
                       text(*table, row, "name"),
                       text(*table, row, "kind"),
                       text(*table, row, "perimeter"),
                       text(*table, row, "note")};
    static std::set<std::string> const roles = {"pioneer", "learner", "host"};
    if (!roles.contains(line.role))
      problems.push_back({name, row.line, {"“{}” is not a role; expected pioneer, learner or host.", {line.role}, "role"}});
    if (is_new(seen, line.territory.text, name, row.line, "territory", problems)) lines.push_back(std::move(line));
  }
  return lines;
}

std::vector<OrganisationLine> read_organisation_lines(std::string const& path, std::string const& name, Problems& problems) {
  std::vector<OrganisationLine> lines;
  auto const table = table_of(path, name, organisation_columns(), problems);
  if (!table) return lines;
  std::set<std::string> seen;
  for (auto const& row : table->rows) {
    OrganisationLine line;
    auto& one = line.organisation;
    one.key = text(*table, row, "key");
    one.name = text(*table, row, "name");
    one.kind = text(*table, row, "kind");
    one.siren = text(*table, row, "siren");
    one.siret = text(*table, row, "siret");
    one.website = text(*table, row, "website");
    one.note = text(*table, row, "note");
    line.perimeters = text(*table, row, "perimeters");
    line.line = row.line;
    if (is_new(seen, one.key, name, row.line, "key", problems)) lines.push_back(std::move(line));
  }
  return lines;
}

std::vector<PersonLine> read_people_lines(std::string const& path, std::string const& name, Problems& problems) {
  std::vector<PersonLine> lines;
  auto const table = table_of(path, name, people_columns(), problems);
  if (!table) return lines;
  std::set<std::string> seen;
  for (auto const& row : table->rows) {
    PersonLine line;
    auto& one = line.invitation;
    one.email = text(*table, row, "email");
    one.name = text(*table, row, "name");
    one.organisation = text(*table, row, "organisation");
    one.note = text(*table, row, "note");
    line.territory = {text(*table, row, "territory"), row.line, "territory"};
    auto const function = accounts::function_from(text(*table, row, "function"));
    auto const power = accounts::power_from(text(*table, row, "power"));
    if (!accounts::is_email(one.email)) problems.push_back({name, row.line, {"“{}” is not an e-mail address.", {one.email}, "email"}});
    if (!function)
      problems.push_back({name,
                          row.line,
                          {"“{}” is not a function; expected programme_lead, facilitator, companion, interviewer, pioneer, learner, elected, "
                           "partner, expert or sponsor.",
                           {text(*table, row, "function")},
                           "function"}});
    if (!power)
      problems.push_back(
          {name, row.line, {"“{}” is not a power; expected read, contribute, edit or administer.", {text(*table, row, "power")}, "power"}});
    if (function) one.membership.function = *function;
    if (power) one.membership.power = *power;
    if (is_new(seen, accounts::folded_email(one.email), name, row.line, "email", problems)) lines.push_back(std::move(line));
  }
  return lines;
}

std::string write_territory_lines(std::vector<TerritoryLine> const& lines) {
  std::vector<std::vector<std::string>> rows{territory_columns()};
  for (auto const& line : lines) rows.push_back({line.territory.text, line.role, line.name, line.kind, line.perimeter, line.note});
  return base::write_csv(rows);
}

std::string write_organisation_lines(std::vector<OrganisationLine> const& lines) {
  std::vector<std::vector<std::string>> rows{organisation_columns()};
  for (auto const& line : lines) {
    auto const& one = line.organisation;
    rows.push_back({one.key, one.name, one.kind, one.siren, one.siret, one.website, line.perimeters, one.note});
  }
  return base::write_csv(rows);
}

std::string write_people_lines(std::vector<PersonLine> const& lines) {
  std::vector<std::vector<std::string>> rows{people_columns()};
  for (auto const& line : lines) {
    auto const& one = line.invitation;
    rows.push_back({one.email, one.name, line.territory.text, std::string{accounts::code(one.membership.function)},
                    std::string{accounts::code(one.membership.power)}, one.organisation, one.note});
  }
  return base::write_csv(rows);
}

}  // namespace app
