#include <boost/json.hpp>

#include <algorithm>
#include <map>

#include "domain/exchange/sheet_export.h"
#include "domain/exchange/table_reader.h"
#include "platform/base/text.h"

namespace exchange {
namespace {

namespace json = boost::json;

constexpr std::size_t most_columns = 2'000, most_rows = 200'000, most_cells = 6'000'000;

/// A list's item as it stands among others in one cell (sheet_cells.h).
std::string escaped(std::string_view text) {
  std::string out;
  for (char const c : text) {
    if (c == '|' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}

std::string text_of(json::value const& value) {
  switch (value.kind()) {
    case json::kind::string: return std::string{value.get_string()};
    case json::kind::bool_: return value.get_bool() ? "true" : "false";
    case json::kind::null: return {};
    default: return json::serialize(value);
  }
}

/// "obstacles.f2 = private | contact = companion": parts of a sheet fewer people read, in one cell (sheet_cells.h).
std::string closures_of(json::array const& array) {
  std::vector<std::string> items;
  for (auto const& one : array) {
    if (!one.is_object()) continue;
    auto const* part = one.get_object().if_contains("part");
    auto const* circle = one.get_object().if_contains("circle");
    if (part && circle) items.push_back(text_of(*part) + " = " + text_of(*circle));
  }
  return base::join(items, " | ");
}

/// Flattens objects into rows.
class Flattener {
 public:
  explicit Flattener(std::string const& file) { m_rows.files.push_back(file); }

  void take(json::object const& object) {
    m_row.clear();
    flatten("", object);
    m_rows.rows.push_back({0, m_rows.rows.size() + 1, std::move(m_row)});
  }
  void reject(std::string msgid) {
    m_rows.rejected.push_back({m_rows.files.front(), m_rows.rows.size() + m_rows.rejected.size() + 1, {std::move(msgid), {}, {}}});
  }
  bool too_large() const { return m_rows.columns.size() > most_columns || m_cells > most_cells; }
  Rows finish() {
    for (auto& row : m_rows.rows) row.cells.resize(m_rows.columns.size());
    return std::move(m_rows);
  }
  void name_columns(std::vector<std::string> names) {
    for (auto const& name : names) place_of(name);
  }

 private:
  std::size_t place_of(std::string column) {
    std::erase(column, '\0');
    auto const [found, fresh] = m_places.try_emplace(column, m_rows.columns.size());
    if (fresh) m_rows.columns.push_back(column);
    return found->second;
  }
  void put(std::string const& column, std::string text) {
    if (too_large()) return;
    auto const place = place_of(column);
    if (m_row.size() <= place) m_row.resize(place + 1);
    std::erase(text, '\0');
    m_row[place] = std::move(text);
    ++m_cells;
  }
  void flatten(std::string const& prefix, json::object const& object) {
    for (auto const& member : object) flatten_value(prefix + std::string{member.key()}, member.value());
  }
  void flatten_value(std::string const& name, json::value const& value) {
    // In our own files the territory is its key and its name, and what is written stands in "content".
    if (name == "territory" && value.is_object() && value.get_object().contains("key"))
      return put("territory", text_of(value.get_object().at("key")));
    if (name == "closer" && value.is_array()) return put(name, closures_of(value.get_array()));
    if (name == "content" && value.is_object()) return flatten("", value.get_object());
    if (value.is_object()) return flatten(name + ".", value.get_object());
    if (!value.is_array()) return put(name, text_of(value));
    auto const& array = value.get_array();
    bool const objects = !array.empty() && std::all_of(array.begin(), array.end(), [](auto const& item) { return item.is_object(); });
    std::vector<std::string> texts;
    for (std::size_t at = 0; at < array.size(); ++at) {
      if (objects) flatten(name + "." + std::to_string(at + 1) + ".", array[at].get_object());
      else texts.push_back(escaped(text_of(array[at])));
    }
    if (!objects) put(name, base::join(texts, " | "));
  }

  Rows m_rows;
  std::map<std::string, std::size_t> m_places;
  std::vector<std::string> m_row;
  std::size_t m_cells = 0;
};

/// The fields a sheet always has in our files.
std::vector<std::string> our_columns(bool named) {
  auto columns = experiences::every_path(0);
  if (!named) std::erase_if(columns, [](auto const& path) { return names_people(path); });
  return columns;
}

/// The list of objects: the whole, or the first member that is one.
json::array const* list_in(json::value const& value) {
  if (value.is_array()) return &value.get_array();
  if (!value.is_object()) return nullptr;
  if (auto const* ours = value.get_object().if_contains("experiences"); ours && ours->is_array()) return &ours->get_array();
  for (auto const& member : value.get_object())
    if (member.value().is_array()) return &member.value().get_array();
  return nullptr;
}

}  // namespace

tl::expected<Rows, base::Problem> read_json_table(std::string_view bytes, std::string const& file_name) {
  auto const refuse = [&](std::string msgid, std::vector<std::string> arguments = {}) {
    return tl::unexpected{base::Problem{file_name, 0, {std::move(msgid), std::move(arguments), {}}}};
  };
  if (!base::is_clean_utf8(bytes)) return refuse("A JSON file is written in UTF-8; this one is not.");
  json::error_code error;
  auto const read = json::parse(json::string_view{bytes.data(), bytes.size()}, error);
  if (error) return refuse("This is not JSON: {}.", {error.message()});
  auto const* list = list_in(read);
  if (!list) return refuse("A list of objects was expected in this JSON file.");
  if (list->size() > most_rows) return refuse("The sheet has more than {} lines: cut it in several files.", {std::to_string(most_rows)});
  Flattener rows{file_name};
  bool const ours = read.is_object() && read.get_object().if_contains("essaim") && read.get_object().contains("experiences");
  // Our files leave empty fields out; coming back they are empty, not absent, but for the names that were kept back.
  auto const* people = read.is_object() ? read.get_object().if_contains("people") : nullptr;
  if (ours) rows.name_columns(our_columns(people && people->is_string() && people->get_string() == "named"));
  for (auto const& item : *list) {
    if (!item.is_object()) rows.reject("An object was expected here.");
    else rows.take(item.get_object());
    if (rows.too_large())
      return refuse("The file has more than {} columns, or too many cells: cut it in several files.", {std::to_string(most_columns)});
  }
  return rows.finish();
}

}  // namespace exchange
