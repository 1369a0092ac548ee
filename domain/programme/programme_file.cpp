#include "domain/programme/programme_file.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <initializer_list>

#include "platform/base/front_matter.h"
#include "platform/base/text.h"

namespace programme {
namespace {

/// Which TOML key fills which field of a statement, in the order they are written.
struct StatementField {
  std::string_view key;
  std::string Statement::*field;
};
struct StatementKind {
  std::string_view table;
  std::vector<Statement> Programme::*list;
  std::vector<StatementField> fields;
};

std::vector<StatementKind> const& statement_kinds() {
  static std::vector<StatementKind> const kinds = {
      {"phases",
       &Programme::phases,
       {{"key", &Statement::key},
        {"name", &Statement::title},
        {"starts", &Statement::starts},
        {"ends", &Statement::ends},
        {"text", &Statement::text},
        {"source", &Statement::source}}},
      {"events",
       &Programme::events,
       {{"key", &Statement::key},
        {"kind", &Statement::sort},
        {"title", &Statement::title},
        {"starts", &Statement::starts},
        {"ends", &Statement::ends},
        {"place", &Statement::place},
        {"text", &Statement::text},
        {"source", &Statement::source}}},
      {"sponsors",
       &Programme::sponsors,
       {{"name", &Statement::title},
        {"role", &Statement::sort},
        {"since", &Statement::starts},
        {"until", &Statement::ends},
        {"source", &Statement::source}}},
      {"facts",
       &Programme::facts,
       {{"text", &Statement::text}, {"date", &Statement::starts}, {"source", &Statement::source}, {"disputed", &Statement::disputed}}},
      {"sources", &Programme::sources, {{"key", &Statement::key}, {"title", &Statement::title}, {"address", &Statement::place}}}};
  return kinds;
}

constexpr std::array<std::string_view, 12> plain_fields = {"format", "slug", "name",     "subtitle", "description",        "fictional",
                                                           "starts", "ends", "language", "licence",  "pioneers_announced", "charter"};

class Reader {
 public:
  explicit Reader(std::string const& file) : m_file{file} {}

  Programme read(base::Node const& root) {
    check_fields(root);
    Programme programme;
    auto& brief = programme.brief;
    if (root.text("format") != "1") problem(root.line, "format", "The format must be 1; here it is “{}”.", {std::string{root.text("format")}});
    brief.slug = root.text("slug");
    if (brief.slug.empty() || brief.slug != base::slug(brief.slug))
      problem(line_of(root, "slug"), "slug", "The address must be made of a-z, 0-9 and dashes; here it is “{}”.", {brief.slug});
    brief.id = id_from_slug(brief.slug);
    brief.name = required(root, "name");
    brief.subtitle = root.text("subtitle");
    brief.fictional = root.text("fictional") == "yes";
    programme.description = base::trimmed(root.text("description"));
    programme.charter = base::trimmed(root.text("charter"));
    programme.starts = day(root, "starts");
    programme.ends = day(root, "ends");
    if (!root.text("language").empty()) programme.language = root.text("language");
    if (!root.text("licence").empty()) programme.licence = root.text("licence");
    auto const announced = root.text("pioneers_announced");
    std::from_chars(announced.data(), announced.data() + announced.size(), programme.pioneers_announced);
    for (auto const& kind : statement_kinds())
      for (auto const* item : root.list(kind.table)) (programme.*kind.list).push_back(statement(*item, kind));
    check_sources(programme, root);
    return programme;
  }

  std::vector<base::Problem> take_problems() { return std::move(m_problems); }

 private:
  void problem(std::size_t line, std::string field, std::string msgid, std::vector<std::string> arguments = {}) {
    m_problems.push_back({m_file, line, {std::move(msgid), std::move(arguments), std::move(field)}});
  }

  static std::size_t line_of(base::Node const& node, std::string_view key) {
    auto const* found = node.find(key);
    return found ? found->line : node.line;
  }

  void check_fields(base::Node const& root) {
    for (auto const& [key, node] : root.fields) {
      bool const known = std::find(plain_fields.begin(), plain_fields.end(), key) != plain_fields.end() ||
          std::any_of(statement_kinds().begin(), statement_kinds().end(), [&](auto const& kind) { return kind.table == key; });
      if (!known) problem(node.line, key, "The field “{}” is unknown.", {key});
    }
  }

  std::string required(base::Node const& node, std::string_view key) {
    std::string text{base::trimmed(node.text(key))};
    if (text.empty()) problem(line_of(node, key), std::string{key}, "The field “{}” is required.", {std::string{key}});
    return text;
  }

  std::string day(base::Node const& node, std::string_view key) {
    std::string text{node.text(key)};
    if (!text.empty() && !day_of(text)) problem(line_of(node, key), std::string{key}, "“{}” is not a day; write it like 2026-12-08.", {text});
    return text;
  }

  Statement statement(base::Node const& item, StatementKind const& kind) {
    Statement one;
    for (auto const& field : kind.fields) one.*field.field = base::trimmed(item.text(field.key));
    for (auto const& [key, node] : item.fields) {
      bool const known = std::any_of(kind.fields.begin(), kind.fields.end(), [&](auto const& field) { return field.key == key; });
      if (!known) problem(node.line, key, "The field “{}” is unknown.", {key});
    }
    if (kind.table == "phases" || kind.table == "events") {
      day(item, "starts");
      if (kind.table == "phases") day(item, "ends");
    }
    if (one.title.empty() && one.text.empty()) problem(item.line, std::string{kind.table}, "This entry has neither a title nor a text.");
    return one;
  }

  void check_sources(Programme const& programme, base::Node const& root) {
    for (auto const& kind : statement_kinds()) {
      auto const nodes = root.list(kind.table);
      auto const& list = programme.*kind.list;
      for (std::size_t at = 0; at < list.size(); ++at) {
        for (auto const& key : base::split(list[at].source, ' ')) {
          std::string const plain = key.ends_with(',') ? key.substr(0, key.size() - 1) : key;
          bool const known = std::any_of(programme.sources.begin(), programme.sources.end(), [&](auto const& source) { return source.key == plain; });
          if (!known) problem(line_of(*nodes[at], "source"), "source", "The source “{}” is not among [[sources]].", {plain});
        }
      }
    }
  }

  std::string const& m_file;
  std::vector<base::Problem> m_problems;
};

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

void append_text(std::string& out, std::string_view key, std::string_view text) {
  if (text.empty()) return;
  out.append(key).append(" = ");
  if (text.find('\n') == std::string_view::npos) {
    out.append(quoted(text)).append("\n");
    return;
  }
  auto block = quoted(text);
  out.append("\"\"\"\n").append(block.substr(1, block.size() - 2)).append("\n\"\"\"\n");
}

/// A day or a day and hour is a TOML date; anything else a text.
void append_value(std::string& out, std::string_view key, std::string_view text) {
  bool const date = base::parse_day(text) && !text.empty();
  if (date) out.append(key).append(" = ").append(text).append("\n");
  else append_text(out, key, text);
}

}  // namespace

ProgrammeId id_from_slug(std::string_view slug) { return ProgrammeId::trusted(base::uuid_from_name("programme/" + std::string{slug})); }

tl::expected<Programme, std::vector<base::Problem>> parse_programme(std::string_view bytes, std::string const& file_name) {
  auto const root = base::read_toml(bytes, file_name);
  if (!root) return tl::unexpected{std::vector{root.error()}};
  Reader reader{file_name};
  auto programme = reader.read(*root);
  if (auto problems = reader.take_problems(); !problems.empty()) return tl::unexpected{std::move(problems)};
  return programme;
}

std::string format_programme(Programme const& programme) {
  auto const& brief = programme.brief;
  std::string out = "format = 1\n";
  append_text(out, "slug", brief.slug);
  append_text(out, "name", brief.name);
  append_text(out, "subtitle", brief.subtitle);
  out += brief.fictional ? "fictional = true\n" : "fictional = false\n";
  append_value(out, "starts", programme.starts);
  append_value(out, "ends", programme.ends);
  append_text(out, "language", programme.language);
  append_text(out, "licence", programme.licence);
  if (programme.pioneers_announced != 0) out += "pioneers_announced = " + std::to_string(programme.pioneers_announced) + "\n";
  append_text(out, "description", programme.description);
  append_text(out, "charter", programme.charter);
  for (auto const& kind : statement_kinds()) {
    for (auto const& one : programme.*kind.list) {
      out.append("\n[[").append(kind.table).append("]]\n");
      for (auto const& field : kind.fields) append_value(out, field.key, one.*field.field);
    }
  }
  return out;
}

}  // namespace programme
