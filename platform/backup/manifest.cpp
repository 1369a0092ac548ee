#include "platform/backup/manifest.h"

#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <charconv>
#include <optional>

#include "platform/backup/damage.h"

namespace backup {
namespace {

namespace json = boost::json;

constexpr std::int64_t format = 1;

/// The shortest text that gives the same number back.
std::string exact(double real) {
  std::array<char, 32> text{};
  return {text.data(), std::to_chars(text.data(), text.data() + text.size(), real).ptr};
}

std::optional<double> real_from(json::value const& cell) {
  if (!cell.is_string()) return std::nullopt;
  std::string_view const text{cell.get_string().data(), cell.get_string().size()};
  double real = 0;
  auto const [end, fault] = std::from_chars(text.data(), text.data() + text.size(), real);
  return fault == std::errc{} && end == text.data() + text.size() ? std::optional{real} : std::nullopt;
}

json::value to_value(db::Value const& value) {
  if (auto const* number = std::get_if<std::int64_t>(&value)) return *number;
  // Boost.JSON 1.81 reads a decimal number to within a few units of its last place: a text comes back to the bit.
  if (auto const* real = std::get_if<double>(&value)) return json::string{exact(*real)};
  if (auto const* text = std::get_if<std::string>(&value)) return json::string{*text};
  return nullptr;
}

std::string text_in(json::object const& object, std::string_view name) { return json::value_to<std::string>(object.at(name)); }
std::vector<std::string> texts_in(json::object const& object, std::string_view name) {
  return json::value_to<std::vector<std::string>>(object.at(name));
}

json::array from_texts(std::vector<std::string> const& texts) {
  json::array list;
  for (auto const& text : texts) list.push_back(json::string{text});
  return list;
}

Manifest read_manifest(json::object const& root) {
  if (root.at("format").to_number<std::int64_t>() != format) throw Damage{"This archive was made by a newer program: restore it with that one."};
  Manifest manifest;
  manifest.made = base::from_milliseconds(root.at("made").to_number<std::int64_t>());
  manifest.engine = text_in(root, "engine");
  manifest.migrations = texts_in(root, "migrations");
  for (auto const& one : root.at("tables").as_array()) {
    auto const& table = one.as_object();
    manifest.tables.push_back(
        {text_in(table, "name"), texts_in(table, "columns"), table.at("rows").to_number<std::int64_t>(), text_in(table, "hash")});
  }
  for (auto const& one : root.at("files").as_array()) {
    auto const& file = one.as_object();
    manifest.files.push_back({text_in(file, "name"), file.at("size").to_number<std::uint64_t>(), text_in(file, "hash")});
  }
  return manifest;
}

}  // namespace

std::string Manifest::content_hash() const {
  std::vector<std::string> lines;
  for (auto const& table : tables) lines.push_back("table " + table.name + " " + std::to_string(table.rows) + " " + table.hash);
  for (auto const& file : files) lines.push_back("file " + file.name + " " + std::to_string(file.size) + " " + file.hash);
  std::ranges::sort(lines);
  std::string all;
  for (auto const& line : lines) all += line + "\n";
  return base::fingerprint(all);
}

std::int64_t Manifest::rows() const {
  std::int64_t sum = 0;
  for (auto const& table : tables) sum += table.rows;
  return sum;
}

std::string to_json(Manifest const& manifest) {
  json::array tables, files;
  for (auto const& table : manifest.tables)
    tables.push_back({{"name", table.name}, {"columns", from_texts(table.columns)}, {"rows", table.rows}, {"hash", table.hash}});
  for (auto const& file : manifest.files) files.push_back({{"name", file.name}, {"size", file.size}, {"hash", file.hash}});
  json::object root{{"format", format},
                    {"made", base::to_milliseconds(manifest.made)},
                    {"engine", manifest.engine},
                    {"content", manifest.content_hash()},
                    {"migrations", from_texts(manifest.migrations)},
                    {"tables", tables},
                    {"files", files}};
  return json::serialize(root) + "\n";
}

Manifest manifest_from(std::string_view text) {
  try {
    auto const root = json::parse(json::string_view{text.data(), text.size()});
    auto manifest = read_manifest(root.as_object());
    if (text_in(root.as_object(), "content") != manifest.content_hash()) throw Damage{"The manifest of the archive contradicts itself."};
    return manifest;
  } catch (Damage const&) {
    throw;
  } catch (std::exception const&) {
    throw Damage{"The manifest of the archive cannot be read."};
  }
}

std::string row_line(std::span<db::Value const> values) {
  json::array row;
  for (auto const& value : values) row.push_back(to_value(value));
  return json::serialize(row);
}

std::vector<db::Value> row_from(std::string_view line, Table const& table) {
  boost::system::error_code error;
  auto const value = json::parse(json::string_view{line.data(), line.size()}, error);
  auto const* row = error ? nullptr : value.if_array();
  if (!row || row->size() != table.columns.size()) throw Damage{"A row of " + table.name + " in the archive cannot be read."};
  std::vector<db::Value> values;
  for (std::size_t at = 0; at < row->size(); ++at) {
    auto const& cell = (*row)[at];
    auto const kind = table.columns[at].kind;
    if (cell.is_null()) values.emplace_back(std::monostate{});
    else if (kind == Kind::integer && cell.is_int64()) values.emplace_back(cell.get_int64());
    else if (auto const real = kind == Kind::real ? real_from(cell) : std::nullopt) values.emplace_back(*real);
    else if (kind == Kind::text && cell.is_string()) values.emplace_back(json::value_to<std::string>(cell));
    else throw Damage{"A row of " + table.name + " in the archive has a wrong value for " + table.columns[at].name + "."};
  }
  return values;
}

}  // namespace backup
