#include "domain/exchange/mapping.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <set>

#include "domain/exchange/sheet_fields.h"
#include "platform/base/front_matter.h"
#include "platform/base/text.h"

namespace exchange {
namespace {

using base::Node;

template <class T>
using Names = std::vector<std::pair<std::string_view, T>>;

Names<As> const& ways_to_read() {
  static Names<As> const names = {{"text", As::text},   {"line", As::line}, {"first", As::first},   {"list", As::list},
                                  {"words", As::words}, {"day", As::day},   {"amount", As::amount}, {"number", As::number}};
  return names;
}

template <class T>
std::optional<T> named(Names<T> const& names, std::string_view text) {
  for (auto const& [name, value] : names)
    if (name == text) return value;
  return std::nullopt;
}

/// Reads the file table by table, noting every problem.
class MappingReader {
 public:
  MappingReader(Node const& root, std::string const& file) : m_root{root} { m_mapping.file = file; }

  tl::expected<Mapping, std::vector<base::Problem>> read() {
    only(m_root, "", {"format", "kind", "source", "about", "nothing", "key", "constants", "fields", "territory", "body", "words"});
    if (m_root.text("format") != "1") problem(m_root, "format", "This version reads mappings of format 1.");
    m_mapping.kind = choose<Kind>(m_root, "kind", {{"experience", Kind::experience}, {"method", Kind::method}}, "");
    m_mapping.source = choose<Source>(m_root, "source", {{"csv", Source::csv}, {"markdown", Source::markdown}}, "");
    m_mapping.nothing = texts(m_root, "nothing");
    read_words();
    read_key();
    read_constants();
    for (auto const* rule : m_root.list("fields")) read_field(*rule);
    read_territory();
    read_body();
    check_title();
    if (m_problems.empty()) return std::move(m_mapping);
    return tl::unexpected{std::move(m_problems)};
  }

 private:
  void problem(Node const& where, std::string field, std::string msgid, std::vector<std::string> arguments = {}) {
    auto const* node = where.find(field);
    m_problems.push_back({m_mapping.file, node ? node->line : where.line, {std::move(msgid), std::move(arguments), std::move(field)}});
  }
  void only(Node const& table, std::string const& name, std::set<std::string, std::less<>> const& known) {
    for (auto const& [field, node] : table.fields) {
      if (known.contains(field)) continue;
      problem(table, field, "“{}” is not a word of a mapping{}. Expected one of: {}.",
              {field, name.empty() ? "" : ", under [" + name + "]", base::join({known.begin(), known.end()}, ", ")});
    }
  }
  template <class T>
  T choose(Node const& table, std::string const& field, Names<T> const& names, std::string_view otherwise) {
    auto text = table.text(field);
    if (text.empty()) text = otherwise;
    if (auto const found = named(names, text)) return *found;
    std::vector<std::string> expected;
    for (auto const& [name, value] : names) expected.emplace_back(name);
    problem(table, field, "“{}” is none of: {}.", {std::string{text}, base::join(expected, ", ")});
    return names.front().second;
  }
  static std::vector<std::string> texts(Node const& table, std::string_view field) {
    std::vector<std::string> found;
    for (auto const* item : table.list(field)) found.push_back(item->scalar);
    return found;
  }

  void read_words() {
    auto const* tables = m_root.find("words");
    if (!tables) return;
    for (auto const& [name, table] : tables->fields) {
      auto& keywords = m_mapping.words[name];
      for (auto const& [code, words] : table.fields) {
        keywords.emplace_back(code, std::vector<std::string>{});
        for (auto const* word : table.list(code)) keywords.back().second.push_back(base::fold(word->scalar));
      }
    }
  }
  void check_words(Node const& where, std::string const& field, std::string const& name) {
    if (!m_mapping.words.contains(name)) problem(where, field, "There is no table [words.{}] in this mapping.", {name});
  }

  void read_key() {
    auto const* key = m_root.find("key");
    if (!key) return problem(m_root, "key", "A mapping says under [key] which columns make the address of a sheet.");
    only(*key, "key", {"columns", "prefix", "duplicates"});
    m_mapping.key_columns = texts(*key, "columns");
    m_mapping.key_prefix = std::string{key->text("prefix")};
    m_mapping.key_line = key->line;
    m_mapping.duplicates = choose<Duplicates>(*key, "duplicates", {{"refuse", Duplicates::refuse}, {"suffix", Duplicates::suffix}}, "refuse");
    if (m_mapping.key_columns.empty()) problem(*key, "columns", "A mapping says under [key] which columns make the address of a sheet.");
    if (base::slug(m_mapping.key_prefix + "x") != m_mapping.key_prefix + "x")
      problem(*key, "prefix", "A prefix is made of small letters, digits and hyphens.");
  }

  bool is_field(Node const& where, std::string const& name, std::string const& field) {
    auto const known = field_names(m_mapping.kind);
    if (std::find(known.begin(), known.end(), name) != known.end()) return true;
    problem(where, field, "“{}” is no field of such a sheet. Expected one of: {}.", {name, base::join(known, ", ")});
    return false;
  }

  void read_constants() {
    auto const* constants = m_root.find("constants");
    if (!constants) return;
    for (auto const& [name, node] : constants->fields)
      if (is_field(*constants, name, name)) m_mapping.constants.emplace_back(name, texts(*constants, name));
  }

  void read_field(Node const& rule) {
    only(rule, "[fields]", {"field", "column", "text", "as", "separator", "longest", "words", "otherwise"});
    FieldRule one;
    one.line = rule.line;
    one.field = std::string{rule.text("field")};
    if (!is_field(rule, one.field, "field")) return;
    one.columns = texts(rule, "column");
    one.parts = texts(rule, "text");
    one.words = std::string{rule.text("words")};
    one.otherwise = std::string{rule.text("otherwise")};
    one.as = choose(rule, "as", ways_to_read(), one.words.empty() ? "text" : "words");
    if (auto const separator = rule.text("separator"); !separator.empty()) one.separator = separator.front();
    one.longest = number(rule, "longest");
    if (one.columns.empty() == one.parts.empty())
      problem(rule, "column", "A field is made of one “column” (or the first of several), or of a “text”: one of the two.");
    if (one.as == As::words) check_words(rule, "words", one.words);
    for (auto const& part : one.parts)
      if (pieces_of(part).empty()) problem(rule, "text", "“{}” does not read as a text with {column} or {column:amount} inside.", {part});
    m_mapping.fields.push_back(std::move(one));
  }

  std::size_t number(Node const& table, std::string const& field) {
    auto const text = table.text(field);
    std::size_t value = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (!text.empty() && (error != std::errc{} || end != text.data() + text.size())) problem(table, field, "A number was expected.");
    return value;
  }

  void read_territory() {
    auto const* territory = m_root.find("territory");
    if (!territory) return;
    only(*territory, "territory", {"required", "ways"});
    m_mapping.territory_required = territory->text("required") == "yes";
    for (auto const* way : territory->list("ways")) read_way(*way);
  }
  void read_way(Node const& node) {
    static std::set<std::string, std::less<>> const types = {"commune", "epci", "ept", "department", "region", "group", "adhoc"};
    only(node, "[territory.ways]", {"type", "type_column", "words", "code", "name", "department"});
    Way way;
    way.line = node.line;
    way.types = texts(node, "type");
    way.type_column = std::string{node.text("type_column")};
    way.type_words = std::string{node.text("words")};
    way.code = std::string{node.text("code")};
    way.name = std::string{node.text("name")};
    way.department = std::string{node.text("department")};
    for (auto const& type : way.types)
      if (!types.contains(type)) problem(node, "type", "“{}” is none of: {}.", {type, base::join({types.begin(), types.end()}, ", ")});
    if (way.code.empty() == way.name.empty())
      problem(node, "code", "A way to a territory is a “code” column with its type, or a “name” column: one of the two.");
    if (!way.code.empty() && way.types.empty() == way.type_column.empty())
      problem(node, "type", "A code needs its “type”, or the “type_column” that says it.");
    if (!way.type_column.empty()) check_words(node, "words", way.type_words);
    m_mapping.ways.push_back(std::move(way));
  }

  void read_body() {
    auto const* body = m_root.find("body");
    if (!body) return;
    only(*body, "body", {"level", "headings"});
    if (body->find("level")) m_mapping.heading_level = static_cast<int>(number(*body, "level"));
    for (auto const* node : body->list("headings")) {
      only(*node, "[body.headings]", {"like", "column", "keep"});
      HeadingRule rule{base::fold(node->text("like")), std::string{node->text("column")}, node->text("keep") == "yes"};
      if (rule.like.empty() || rule.column.empty())
        problem(*node, "like", "A heading has “like”, the words it holds, and “column”, the name its section takes.");
      m_mapping.headings.push_back(std::move(rule));
    }
  }

  void check_title() {
    auto const has_title = [](auto const& one) { return one.field == "title"; };
    if (std::none_of(m_mapping.fields.begin(), m_mapping.fields.end(), has_title))
      problem(m_root, "fields", "No [[fields]] makes the title of the sheets.");
  }

  Node const& m_root;
  Mapping m_mapping;
  std::vector<base::Problem> m_problems;
};

}  // namespace

std::vector<Piece> pieces_of(std::string_view part) {
  std::vector<Piece> pieces;
  while (!part.empty()) {
    auto const open = part.find('{');
    if (open != 0) pieces.push_back({std::string{part.substr(0, open)}, "", As::line});
    if (open == std::string_view::npos) break;
    auto const close = part.find('}', open);
    if (close == std::string_view::npos) return {};
    auto const inside = part.substr(open + 1, close - open - 1);
    auto const colon = inside.rfind(':');
    auto const as = colon == std::string_view::npos ? std::optional{As::line} : named(ways_to_read(), inside.substr(colon + 1));
    if (!as || *as == As::words || *as == As::list || inside.substr(0, colon).empty()) return {};
    pieces.push_back({"", std::string{inside.substr(0, colon)}, *as});
    part.remove_prefix(close + 1);
  }
  return pieces;
}

std::vector<std::pair<std::string, std::size_t>> Mapping::columns() const {
  std::vector<std::pair<std::string, std::size_t>> named;
  for (auto const& column : key_columns) named.emplace_back(column, key_line);
  for (auto const& rule : fields) {
    for (auto const& column : rule.columns) named.emplace_back(column, rule.line);
    for (auto const& part : rule.parts)
      for (auto const& piece : pieces_of(part))
        if (!piece.column.empty()) named.emplace_back(piece.column, rule.line);
  }
  for (auto const& way : ways)
    for (auto const* column : {&way.type_column, &way.code, &way.name, &way.department})
      if (!column->empty()) named.emplace_back(*column, way.line);
  return named;
}

tl::expected<Mapping, std::vector<base::Problem>> read_mapping(std::string_view bytes, std::string const& file_name) {
  auto const root = base::read_toml(bytes, file_name);
  if (!root) return tl::unexpected{std::vector{root.error()}};
  return MappingReader{*root, file_name}.read();
}

}  // namespace exchange
