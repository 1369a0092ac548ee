#include "domain/exchange/sheet_maker.h"

#include <algorithm>

#include "domain/exchange/cells.h"
#include "platform/base/text.h"

namespace exchange {
namespace {

constexpr std::size_t longest_key = 80, nowhere = std::string::npos;

std::string_view cell(Row const& row, std::size_t column) {
  return column < row.cells.size() ? std::string_view{row.cells[column]} : std::string_view{};
}

}  // namespace

SheetMaker::SheetMaker(Mapping const& mapping, Rows const& rows) : m_mapping{mapping}, m_rows{rows} {
  for (auto const& column : mapping.key_columns) m_key.push_back(place_of(column));
  for (auto const& rule : mapping.fields) {
    Rule tied{&rule, {}, {}};
    for (auto const& column : rule.columns) tied.columns.push_back(place_of(column));
    for (auto const& part : rule.parts) {
      tied.parts.emplace_back();
      for (auto& piece : pieces_of(part)) {
        auto const column = piece.column.empty() ? nowhere : place_of(piece.column);
        tied.parts.back().push_back({std::move(piece), column});
      }
    }
    m_rules.push_back(std::move(tied));
  }
}

std::size_t SheetMaker::place_of(std::string const& column) const {
  auto const found = std::find(m_rows.columns.begin(), m_rows.columns.end(), column);
  return found == m_rows.columns.end() ? nowhere : static_cast<std::size_t>(found - m_rows.columns.begin());
}

std::vector<base::Problem> SheetMaker::missing_columns() const {
  std::vector<base::Problem> problems;
  for (auto const& named : m_mapping.columns()) {
    auto const& column = named.first;
    bool const made = std::any_of(m_mapping.headings.begin(), m_mapping.headings.end(), [&](auto const& one) { return one.column == column; });
    if (made || place_of(column) != nowhere) continue;
    problems.push_back({m_mapping.file,
                        named.second,
                        {"There is no column “{}”. The columns are: {}.", {column, base::shortened(base::join(m_rows.columns, ", "), 600)}, column}});
  }
  return problems;
}

std::string SheetMaker::composed(Rule const& rule, Row const& row, Filled& filled) const {
  std::vector<std::string> parts;
  for (auto const& pieces : rule.parts) {
    std::string part;
    bool whole = true;
    for (auto const& [piece, column] : pieces) {
      if (piece.column.empty()) {
        part += piece.text;
        continue;
      }
      if (whole = whole && !cell(row, column).empty(); !whole) break;
      auto value = read_value(cell(row, column), piece.as);
      if (value) part += *value;
      else filled.refusals.push_back({value.error().msgid, value.error().arguments, rule.rule->field + " ← " + piece.column});
    }
    if (whole) parts.push_back(std::move(part));
  }
  return base::join(parts, rule.rule->as == As::line ? " " : "\n\n");
}

std::vector<std::string> SheetMaker::values_of(Rule const& rule, Row const& row, Filled& filled) const {
  std::string text = composed(rule, row, filled);
  std::string from = rule.rule->field;
  for (std::size_t at = 0; at < rule.columns.size() && text.empty(); ++at) {
    text = std::string{cell(row, rule.columns[at])};
    from = rule.rule->field + " ← " + rule.rule->columns[at];
  }
  if (rule.rule->as == As::words) {
    auto codes = codes_in(text, m_mapping.words.at(rule.rule->words));
    if (codes.empty() && !rule.rule->otherwise.empty()) codes = {rule.rule->otherwise};
    return codes;
  }
  if (text.empty()) return rule.rule->otherwise.empty() ? std::vector<std::string>{} : std::vector{rule.rule->otherwise};
  if (rule.rule->as == As::list) return base::split(text, rule.rule->separator);
  auto value = read_value(text, rule.rule->as);
  if (!value) {
    filled.refusals.push_back({value.error().msgid, value.error().arguments, from});
    return {};
  }
  if (rule.rule->longest == 0) return {*value};
  auto shorter = base::shortened(*value, rule.rule->longest);
  if (shorter != *value && rule.rule->as != As::first)
    filled.remarks.push_back({"This text was cut to {} characters.", {std::to_string(rule.rule->longest)}, from});
  return {std::move(shorter)};
}

Filled SheetMaker::fill(Row const& row) const {
  Filled filled;
  for (auto const& rule : m_rules)
    if (auto values = values_of(rule, row, filled); !values.empty()) filled.values.emplace_back(rule.rule->field, std::move(values));
  return filled;
}

std::string SheetMaker::key_of(Row const& row, Filled& filled) {
  std::string written;
  for (auto const column : m_key) written.append(written.empty() ? "" : " ").append(cell(row, column));
  auto const bare = base::slug(written, longest_key - std::min(longest_key / 2, m_mapping.key_prefix.size()));
  if (bare.empty()) {
    filled.refusals.push_back(
        {"The columns of the key make no address: they are empty, or hold no letter and no figure.", {}, base::join(m_mapping.key_columns, ", ")});
    return {};
  }
  std::string key = m_mapping.key_prefix + bare;
  auto const [first, fresh] = m_first_line.try_emplace(key, row.line);
  if (fresh && m_given.try_emplace(key, 1).second) return key;
  std::string const place = m_rows.files.size() > 1 ? "another row" : "line " + std::to_string(first->second);
  if (m_mapping.duplicates == Duplicates::refuse) {
    filled.refusals.push_back({"The key {} is already that of {}.", {key, place}, base::join(m_mapping.key_columns, ", ")});
    return {};
  }
  auto& count = m_given[key];
  std::string numbered;
  do numbered = key + "-" + std::to_string(++count);
  while (!m_given.try_emplace(numbered, 1).second);
  filled.remarks.push_back({"The key {} is already that of {}: this sheet is {}.", {key, place, numbered}, base::join(m_mapping.key_columns, ", ")});
  return numbered;
}

}  // namespace exchange
