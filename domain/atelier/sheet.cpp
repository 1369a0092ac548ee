#include "domain/atelier/sheet.h"

#include <charconv>
#include <map>
#include <set>

#include "domain/atelier/content_check.h"
#include "domain/atelier/method_fields.h"
#include "platform/base/front_matter.h"
#include "platform/base/text.h"
#include "platform/base/world.h"

namespace atelier {
namespace {

using base::Node;
using Known = std::set<std::string, std::less<>>;

/// Reads the front matter and remembers where each field stood, so that a later check can name its line.
class FrontReader {
 public:
  explicit FrontReader(std::string const& file) : m_file{file} {}

  void problem(std::size_t line, std::string field, std::string msgid, std::vector<std::string> arguments = {}) {
    m_problems.push_back({m_file, line, {std::move(msgid), std::move(arguments), std::move(field)}});
  }
  template <class Thing>
  void read_thing(Node const& map, Thing& thing, std::string const& prefix, Known known) {
    if (map.kind != Node::Kind::map) return problem(map.line, prefix, "Fields were expected here, one a line: name: value.");
    each_member<Thing>([&](std::string_view name, auto member) {
      if (name == "body") return;
      known.emplace(name);
      if (auto const* node = find(map, name, prefix)) read(*node, prefix + std::string{name}, thing.*member);
    });
    for (auto const& [name, node] : map.fields)
      if (!known.contains(name))
        problem(node.line, prefix + name, "Unknown field “{}”. Expected one of: {}.", {name, base::join({known.begin(), known.end()}, ", ")});
  }
  Node const* find(Node const& map, std::string_view name, std::string const& prefix) {
    auto const* node = map.find(name);
    if (!node || node->kind == Node::Kind::nothing) return nullptr;
    m_lines[prefix + std::string{name}] = node->line;
    return node;
  }
  void read(Node const& node, std::string const& field, std::string& text) {
    if (node.kind == Node::Kind::scalar) text = node.scalar;
    else problem(node.line, field, "A single text was expected for “{}”.", {field});
  }
  void read(Node const& node, std::string const& field, int& number) {
    auto const& text = node.scalar;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.empty() || error != std::errc{} || end != text.data() + text.size())
      problem(node.line, field, "A number was expected for “{}”.", {field});
  }
  void read(Node const& node, std::string const& field, Texts& texts) {
    for (auto const* item : items_of(node)) {
      if (item->kind == Node::Kind::scalar) texts.push_back(item->scalar);
      else problem(item->line, field, "A list of texts was expected for “{}”.", {field});
    }
  }
  template <class Thing>
  void read(Node const& node, std::string const& field, std::vector<Thing>& things) {
    for (auto const* item : items_of(node)) {
      auto const at = field + "." + std::to_string(things.size() + 1);
      m_lines[at] = item->line;
      read_thing(*item, things.emplace_back(), at + ".", {});
    }
  }
  /// What a check refused, at the line of its field or of the nearest thing around it.
  void refused(std::string const& prefix, std::vector<base::Refusal> refusals) {
    for (auto& refusal : refusals) {
      auto const field = prefix + refusal.field;
      problem(line_of(field), field, std::move(refusal.msgid), std::move(refusal.arguments));
    }
  }
  std::size_t line_of(std::string field) const {
    for (;;) {
      if (auto const found = m_lines.find(field); found != m_lines.end()) return found->second;
      auto const dot = field.rfind('.');
      if (dot == std::string::npos) return 1;
      field.resize(dot);
    }
  }
  std::vector<base::Problem>& problems() { return m_problems; }

 private:
  static std::vector<Node const*> items_of(Node const& node) {
    if (node.kind != Node::Kind::list) return {&node};
    std::vector<Node const*> items;
    for (auto const& item : node.items) items.push_back(&item);
    return items;
  }

  std::string const& m_file;
  std::vector<base::Problem> m_problems;
  std::map<std::string, std::size_t> m_lines;
};

template <class T>
void read_word(FrontReader& reader, Node const& front, char const* name, std::optional<T> (*word)(std::string_view), char const* words, T& into) {
  std::string text;
  auto const* node = reader.find(front, name, "");
  if (!node) return;
  reader.read(*node, name, text);
  if (auto const known = word(text)) into = *known;
  else reader.problem(node->line, name, "“{}” is not in the list. Expected one of: {}.", {text, words});
}

void read_front(FrontReader& reader, Node const& front, Sheet& sheet) {
  reader.read_thing(front, sheet.content, "", {"id", "status", "visibility", "author", "published", "trials", "reviews", "cited", "formerly"});
  read_word(reader, front, "status", &status_from, "draft, tested, to_review, published, deprecated", sheet.status);
  read_word(reader, front, "visibility", &accounts::visibility_from, "private, companion, internal, cohort, community, public", sheet.visibility);
  for (auto const& [name, text] : {std::pair{"id", &sheet.id}, std::pair{"author", &sheet.author}, std::pair{"published", &sheet.published}})
    if (auto const* node = reader.find(front, name, "")) reader.read(*node, name, *text);
  if (auto const* node = reader.find(front, "trials", "")) reader.read(*node, "trials", sheet.trials);
  if (auto const* node = reader.find(front, "reviews", "")) reader.read(*node, "reviews", sheet.reviews);
  if (auto const* node = reader.find(front, "cited", "")) reader.read(*node, "cited", sheet.cited);
  if (auto const* node = reader.find(front, "formerly", "")) reader.read(*node, "formerly", sheet.formerly);
  for (auto const& slug : sheet.formerly)
    if (slug.empty() || base::slug(slug, 200) != slug)
      reader.problem(reader.line_of("formerly"), "formerly",
                     std::string{i18n::msgid("“{}” is not an address: small letters without accents, digits and hyphens.")}, {slug});
  if (!sheet.published.empty() && !base::parse_day(sheet.published))
    reader.problem(reader.line_of("published"), "published", "“{}” is not a day: write 2024-03-18.", {sheet.published});
  if (!sheet.id.empty() && !base::canonical_uuid(sheet.id))
    reader.problem(reader.line_of("id"), "id", "“{}” is not an identifier (UUID).", {sheet.id});
}

std::string slug_of_file(std::string const& file_name) {
  auto name = file_name.substr(file_name.find_last_of("/\\") + 1);
  if (name.ends_with(".md")) name.resize(name.size() - 3);
  return name;
}

template <class Thing>
base::FrontMatterWriter::Fields fields_of(Thing const& thing) {
  base::FrontMatterWriter::Fields fields;
  each_member<Thing>([&](std::string_view name, auto member) {
    auto const& value = thing.*member;
    if constexpr (std::same_as<std::remove_cvref_t<decltype(value)>, int>) fields.emplace_back(name, Texts{value ? std::to_string(value) : ""});
    else if constexpr (std::same_as<std::remove_cvref_t<decltype(value)>, Texts>) fields.emplace_back(name, value);
    else fields.emplace_back(name, Texts{value});
  });
  return fields;
}

template <class Thing>
void write_items(base::FrontMatterWriter& out, std::string_view name, std::vector<Thing> const& things) {
  std::vector<base::FrontMatterWriter::Fields> items;
  for (auto const& thing : things) items.push_back(fields_of(thing));
  out.items(name, items);
}

}  // namespace

std::string default_id(std::string_view programme_slug, std::string_view slug) {
  return base::uuid_from_name("method/" + std::string{programme_slug} + "/" + std::string{slug});
}

tl::expected<Sheet, std::vector<base::Problem>> parse_sheet(std::string_view bytes, std::string const& file_name) {
  auto file = base::read_markdown_file(bytes, file_name);
  if (!file) return tl::unexpected{std::vector<base::Problem>{file.error()}};
  Sheet sheet;
  FrontReader reader{file_name};
  sheet.slug = slug_of_file(file_name);
  if (sheet.slug.empty() || base::slug(sheet.slug, 200) != sheet.slug)
    reader.problem(0, "", "The file name becomes an address: small letters without accents, digits and hyphens. Expected {}.",
                   {base::slug(sheet.slug, 80) + ".md"});
  if (file->front.kind != Node::Kind::map) {
    reader.problem(1, "title", "The field “{}” is required.", {"title"});
    return tl::unexpected{reader.problems()};
  }
  read_front(reader, file->front, sheet);
  sheet.content.body = file->body;
  // Checked before normalising, so that the places in the refusals are those of the file.
  if (reader.problems().empty()) {
    reader.refused("", check(sheet.content));
    for (std::size_t at = 0; at < sheet.trials.size(); ++at) reader.refused("trials." + std::to_string(at + 1) + ".", check(sheet.trials[at]));
    for (std::size_t at = 0; at < sheet.reviews.size(); ++at) reader.refused("reviews." + std::to_string(at + 1) + ".", check(sheet.reviews[at]));
    for (std::size_t at = 0; at < sheet.cited.size(); ++at) reader.refused("cited." + std::to_string(at + 1) + ".", check(sheet.cited[at]));
  }
  if (!reader.problems().empty()) return tl::unexpected{reader.problems()};
  sheet.content = normalised(std::move(sheet.content));
  for (auto& trial : sheet.trials) trial = normalised(std::move(trial));
  for (auto& review : sheet.reviews) review = normalised(std::move(review));
  for (auto& cited : sheet.cited) cited = normalised(std::move(cited));
  return sheet;
}

std::string format_sheet(Sheet const& sheet) {
  base::FrontMatterWriter out;
  out.field("id", sheet.id).field("title", sheet.content.title).field("pitch", sheet.content.pitch);
  out.field("status", code(sheet.status)).field("visibility", accounts::code(sheet.visibility));
  out.field("author", sheet.author).field("published", sheet.published);
  each_member<Content>([&](std::string_view name, auto member) {
    auto const& value = sheet.content.*member;
    using T = std::remove_cvref_t<decltype(value)>;
    if (name == "title" || name == "pitch" || name == "body") return;
    if constexpr (std::same_as<T, std::string>) out.field(name, value);
    else if constexpr (std::same_as<T, int>) out.field(name, value ? std::to_string(value) : "");
    else if constexpr (Items<T>) write_items(out, name, value);
    else out.list(name, value);
  });
  write_items(out, "trials", sheet.trials);
  write_items(out, "reviews", sheet.reviews);
  write_items(out, "cited", sheet.cited);
  out.list("formerly", sheet.formerly);
  return out.with_body(sheet.content.body);
}

std::vector<base::Refusal> settle(Sheet& sheet) {
  sheet.content = normalised(std::move(sheet.content));
  return check(sheet.content);
}

}  // namespace atelier
