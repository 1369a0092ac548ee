#include "domain/experiences/sheet.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <set>

#include "domain/experiences/content_check.h"
#include "domain/experiences/content_fields.h"
#include "domain/experiences/passage_codes.h"
#include "platform/base/front_matter.h"
#include "platform/base/text.h"
#include "platform/base/world.h"
#include "platform/i18n/words.h"

namespace experiences {
namespace {

using base::Node;

constexpr std::array<std::string_view, 7> headings = {
    "Contexte", "Objectifs", "Gouvernance", "Enseignements", "Si c’était à refaire", "Relations avec l’entourage", "Suites"};

/// Where each field was read, so that a later check can name its line: "obstacles.2.type" → 41.
using Lines = std::map<std::string, std::size_t, std::less<>>;

class SheetReader {
 public:
  explicit SheetReader(std::string const& file) : m_file{file} {}

  void problem(std::size_t line, std::string field, std::string msgid, std::vector<std::string> arguments = {}) {
    m_problems.push_back({m_file, line, {std::move(msgid), std::move(arguments), std::move(field)}});
  }
  /// Reads one struct from a map of the file; a name that is none of its fields is a problem.
  template <class Thing>
  void read(Node const& map, Thing& thing, std::string const& prefix) {
    if (map.kind != Node::Kind::map)
      return problem(map.line, trimmed_dot(prefix), i18n::msgid("Fields were expected here, one a line: name: value."));
    std::set<std::string, std::less<>> known;
    each_field(thing, Fields{*this, map, prefix, known});
    refuse_unknown(map, prefix, known);
  }
  void refuse_unknown(Node const& map, std::string const& prefix, std::set<std::string, std::less<>> const& known) {
    for (auto const& [name, node] : map.fields) {
      if (known.contains(name)) continue;
      std::vector<std::string> const names{known.begin(), known.end()};
      problem(node.line, prefix + name, i18n::msgid("Unknown field “{}”. Expected one of: {}."), {name, base::join(names, ", ")});
    }
  }
  std::vector<base::Problem> const& problems() const { return m_problems; }
  Lines const& lines() const { return m_lines; }
  std::string scalar(Node const& map, std::string_view name, std::string const& prefix) {
    auto const* node = found(map, name, prefix);
    if (!node) return {};
    if (node->kind == Node::Kind::scalar) return node->scalar;
    problem(node->line, prefix + std::string{name}, i18n::msgid("A single text was expected for “{}”."), {std::string{name}});
    return {};
  }
  std::vector<std::string> texts(Node const& map, std::string_view name, std::string const& prefix) {
    std::vector<std::string> out;
    if (!found(map, name, prefix)) return out;
    for (auto const* item : map.list(name)) {
      if (item->kind == Node::Kind::scalar) out.push_back(item->scalar);
      else problem(item->line, prefix + std::string{name}, i18n::msgid("A list of texts was expected for “{}”."), {std::string{name}});
    }
    return out;
  }
  std::optional<bool> yes_or_no(Node const& map, std::string_view name, std::string const& prefix) {
    auto const* node = found(map, name, prefix);
    if (!node) return std::nullopt;
    if (node->scalar == "yes" || node->scalar == "true") return true;
    if (node->scalar == "no" || node->scalar == "false") return false;
    problem(node->line, prefix + std::string{name}, i18n::msgid("“{}” was expected to be yes or no."), {std::string{name}});
    return std::nullopt;
  }
  Node const* found(Node const& map, std::string_view name, std::string const& prefix) {
    auto const* node = map.find(name);
    if (!node || node->kind == Node::Kind::nothing) return nullptr;
    m_lines[prefix + std::string{name}] = node->line;
    return node;
  }

 private:
  static std::string trimmed_dot(std::string const& prefix) { return prefix.empty() ? prefix : prefix.substr(0, prefix.size() - 1); }

  struct Fields {
    SheetReader& reader;
    Node const& map;
    std::string const& prefix;
    std::set<std::string, std::less<>>& known;

    void operator()(std::string_view name, std::string& text) {
      known.emplace(name);
      if (auto read = reader.scalar(map, name, prefix); !read.empty()) text = std::move(read);
    }
    void operator()(std::string_view name, bool& yes) {
      known.emplace(name);
      if (auto const read = reader.yes_or_no(map, name, prefix)) yes = *read;
    }
    void operator()(std::string_view name, int& number) {
      known.emplace(name);
      auto const text = reader.scalar(map, name, prefix);
      if (text.empty()) return;
      auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
      if (error == std::errc{} && end == text.data() + text.size()) return;
      reader.problem(map.find(name)->line, prefix + std::string{name}, i18n::msgid("A number was expected for “{}”."), {std::string{name}});
    }
    void operator()(std::string_view name, std::vector<std::string>& texts) {
      known.emplace(name);
      texts = reader.texts(map, name, prefix);
    }
    template <Compound T>
    void operator()(std::string_view name, T& thing) {
      known.emplace(name);
      if (auto const* node = reader.found(map, name, prefix)) reader.read(*node, thing, prefix + std::string{name} + ".");
    }
    template <Compound T>
    void operator()(std::string_view name, std::vector<T>& things) {
      known.emplace(name);
      if (!reader.found(map, name, prefix)) return;
      std::size_t place = 0;
      for (auto const* item : map.list(name)) {
        auto const at = prefix + std::string{name} + "." + std::to_string(++place);
        reader.m_lines[at] = item->line;
        reader.read(*item, things.emplace_back(), at + ".");
      }
    }
  };
  friend struct Fields;

 public:
  /// The whole front matter: the sheet's own fields and the content's, less the long texts.
  void read_front(Node const& front, Sheet& sheet) {
    std::set<std::string, std::less<>> known = {"status", "visibility", "territory"};
    Fields fields{*this, front, m_nothing, known};
    fields("id", sheet.id);
    fields("title", sheet.content.title);
    fields("summary", sheet.content.summary);
    fields("size", sheet.content.size);
    fields("organisations", sheet.organisations);
    fields("author", sheet.author);
    fields("published", sheet.published);
    fields("agreement", sheet.agreement);
    fields("agreed", sheet.agreed);
    fields("partial", sheet.partial);
    each_detail(sheet.content, fields);
    refuse_unknown(front, "", known);
    read_state(front, sheet);
  }

 private:
  void read_state(Node const& front, Sheet& sheet) {
    sheet.territory = scalar(front, "territory", "");
    if (auto const text = scalar(front, "status", ""); !text.empty()) {
      auto const status = status_from(text);
      if (status) sheet.status = *status;
      else
        problem(front.find("status")->line, "status", i18n::msgid("“{}” is not in the list. Expected one of: {}."),
                {text, "draft, told, to_review, agreed, published, to_update, archived"});
    }
    if (auto const text = scalar(front, "visibility", ""); !text.empty()) {
      auto const visibility = accounts::visibility_from(text);
      if (visibility) sheet.visibility = *visibility;
      else
        problem(front.find("visibility")->line, "visibility", i18n::msgid("“{}” is not in the list. Expected one of: {}."),
                {text, "private, companion, internal, cohort, community, public"});
    }
    if (!sheet.published.empty() && !base::parse_day(sheet.published))
      problem(front.find("published")->line, "published", i18n::msgid("“{}” is not a day: write 2024-03-18."), {sheet.published});
    if (!sheet.id.empty() && !base::canonical_uuid(sheet.id))
      problem(front.find("id")->line, "id", i18n::msgid("“{}” is not an identifier (UUID)."), {sheet.id});
  }

  std::string const& m_file;
  std::string const m_nothing;
  std::vector<base::Problem> m_problems;
  Lines m_lines;
};

std::vector<std::string*> sections_of(Content& content) {
  std::vector<std::string*> sections;
  each_section(content, [&](std::string_view, std::string& text) { sections.push_back(&text); });
  return sections;
}

std::optional<std::size_t> place_of_heading(std::string_view title) {
  auto const folded = base::fold(title);
  for (std::size_t at = 0; at < headings.size(); ++at)
    if (base::fold(headings[at]) == folded) return at;
  return std::nullopt;
}

void read_body(base::MarkdownFile const& file, Content& content, SheetReader& reader) {
  auto const sections = sections_of(content);
  std::set<std::size_t> seen;
  std::string ignored;
  std::string* section = nullptr;
  std::size_t number = file.body_line;
  for (auto line : base::lines(file.body)) {
    auto const here = number++;
    if (line.starts_with("## ")) {
      auto const title = base::trimmed(line.substr(3));
      auto const place = place_of_heading(title);
      section = place ? sections[*place] : &ignored;
      if (!place)
        reader.problem(here, "", i18n::msgid("Unknown section “{}”. Expected one of: {}."),
                       {std::string{title}, base::join({headings.begin(), headings.end()}, ", ")});
      else if (!seen.insert(*place).second) reader.problem(here, "", i18n::msgid("The section “{}” stands twice."), {std::string{title}});
      continue;
    }
    if (section) section->append(line).append("\n");
    else if (!base::trimmed(line).empty()) {
      reader.problem(here, "", i18n::msgid("This text stands before the first section. Expected a heading: {}."), {"## Contexte"});
      section = &ignored;
    }
  }
}

std::string slug_of_file(std::string const& file_name) {
  auto const slash = file_name.find_last_of("/\\");
  auto name = slash == std::string::npos ? file_name : file_name.substr(slash + 1);
  if (name.ends_with(".md")) name.resize(name.size() - 3);
  return name;
}

/// The line of a field, or of the nearest thing around it that has one.
std::size_t line_of(Lines const& lines, std::string field) {
  while (true) {
    if (auto const found = lines.find(field); found != lines.end()) return found->second;
    auto const dot = field.rfind('.');
    if (dot == std::string::npos) return 1;
    field.resize(dot);
  }
}

}  // namespace

bool is_reserved_slug(std::string_view slug) {
  static constexpr std::string_view taken[] = {"new", "keep", "forget", "entered", "interview", "import", "export", "alike", "searches"};
  return std::find(std::begin(taken), std::end(taken), slug) != std::end(taken);
}

std::vector<base::Refusal> settle(Sheet& sheet, Vocabulary const& vocabulary) {
  sheet.content = normalised(std::move(sheet.content));
  give_codes(sheet.content);
  auto refusals = check(sheet.content, vocabulary);
  if (is_reserved_slug(sheet.slug))
    refusals.push_back({i18n::msgid("“{}” is an address our own pages take: give the key a prefix."), {sheet.slug}, "key"});
  return refusals;
}

std::string default_id(std::string_view programme_slug, std::string_view slug) {
  return base::uuid_from_name("experience/" + std::string{programme_slug} + "/" + std::string{slug});
}

tl::expected<Sheet, std::vector<base::Problem>> parse_sheet(std::string_view bytes, std::string const& file_name, Vocabulary const& vocabulary) {
  auto file = base::read_markdown_file(bytes, file_name);
  if (!file) return tl::unexpected{std::vector<base::Problem>{file.error()}};
  Sheet sheet;
  SheetReader reader{file_name};
  sheet.slug = slug_of_file(file_name);
  if (sheet.slug.empty() || base::slug(sheet.slug, 200) != sheet.slug)
    reader.problem(0, "", i18n::msgid("The file name becomes an address: small letters without accents, digits and hyphens. Expected {}."),
                   {base::slug(sheet.slug, 80) + ".md"});
  if (is_reserved_slug(sheet.slug))
    reader.problem(0, "", i18n::msgid("The name “{}” is taken by a page of the site. Choose another file name."), {sheet.slug});
  reader.read_front(file->front, sheet);
  read_body(*file, sheet.content, reader);
  if (sheet.content.title.empty()) reader.problem(1, "title", i18n::msgid("The field “{}” is required."), {"title"});
  if (sheet.content.summary.empty() && sheet.status != Status::draft)
    reader.problem(1, "summary", i18n::msgid("The field “{}” is required."), {"summary"});
  give_codes(sheet.content);
  // Checked before normalising, so that the places in the refusals are those of the file.
  if (reader.problems().empty())
    for (auto& refusal : check(sheet.content, vocabulary)) {
      auto const line = line_of(reader.lines(), refusal.field);
      reader.problem(line, refusal.field, refusal.msgid, refusal.arguments);
    }
  if (!reader.problems().empty()) return tl::unexpected{reader.problems()};
  sheet.content = normalised(std::move(sheet.content));
  return sheet;
}

}  // namespace experiences
