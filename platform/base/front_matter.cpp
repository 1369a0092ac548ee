#include "platform/base/front_matter.h"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <set>
#include <sstream>

#include "platform/base/text.h"

namespace base {
namespace {

constexpr std::size_t largest_file = 1u << 20;
constexpr std::size_t deepest = 8;

struct Refused {
  std::size_t line;
  std::string msgid;
  std::vector<std::string> arguments;
};

/// Builds our tree from yaml-cpp's events: the tree of yaml-cpp itself would follow aliases.
class TreeBuilder final : public YAML::EventHandler {
 public:
  void OnDocumentStart(YAML::Mark const&) override {}
  void OnDocumentEnd() override {}
  void OnNull(YAML::Mark const& mark, YAML::anchor_t anchor) override { place(mark, anchor, Node::Kind::nothing, {}); }
  void OnAlias(YAML::Mark const& mark, YAML::anchor_t) override { throw Refused{line_of(mark), "Aliases (*name) are not used here.", {}}; }
  void OnScalar(YAML::Mark const& mark, std::string const& tag, YAML::anchor_t anchor, std::string const& text) override {
    check_tag(mark, tag);
    if (awaits_key()) {
      take_key(mark, text);
      return;
    }
    place(mark, anchor, Node::Kind::scalar, text);
  }
  void OnSequenceStart(YAML::Mark const& mark, std::string const& tag, YAML::anchor_t anchor, YAML::EmitterStyle::value) override {
    check_tag(mark, tag);
    open(mark, anchor, Node::Kind::list);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(YAML::Mark const& mark, std::string const& tag, YAML::anchor_t anchor, YAML::EmitterStyle::value) override {
    check_tag(mark, tag);
    open(mark, anchor, Node::Kind::map);
  }
  void OnMapEnd() override { close(); }

  Node take() { return std::move(m_root); }

 private:
  struct Open {
    Node node;
    std::string key;
    bool has_key = false;
  };

  static std::size_t line_of(YAML::Mark const& mark) { return static_cast<std::size_t>(mark.line) + 1; }

  static void check_tag(YAML::Mark const& mark, std::string const& tag) {
    if (tag.empty() || tag == "?" || tag == "!") return;
    throw Refused{line_of(mark), "Tags ({}) are not used here.", {tag}};
  }

  bool awaits_key() const { return !m_open.empty() && m_open.back().node.kind == Node::Kind::map && !m_open.back().has_key; }

  void take_key(YAML::Mark const& mark, std::string const& key) {
    auto& open = m_open.back();
    if (open.node.find(key)) throw Refused{line_of(mark), "The field “{}” stands twice.", {key}};
    open.key = key;
    open.has_key = true;
  }

  void open(YAML::Mark const& mark, YAML::anchor_t anchor, Node::Kind kind) {
    if (anchor != 0) throw Refused{line_of(mark), "Anchors (&name) are not used here.", {}};
    if (awaits_key()) throw Refused{line_of(mark), "A field name was expected here.", {}};
    if (m_open.size() >= deepest) throw Refused{line_of(mark), "Lists and fields are nested too deep here.", {}};
    m_open.push_back({});
    m_open.back().node.kind = kind;
    m_open.back().node.line = line_of(mark);
  }

  void close() {
    Node done = std::move(m_open.back().node);
    m_open.pop_back();
    add(std::move(done));
  }

  void place(YAML::Mark const& mark, YAML::anchor_t anchor, Node::Kind kind, std::string text) {
    if (anchor != 0) throw Refused{line_of(mark), "Anchors (&name) are not used here.", {}};
    Node node;
    node.kind = kind;
    node.line = line_of(mark);
    node.scalar = std::move(text);
    add(std::move(node));
  }

  void add(Node node) {
    if (m_open.empty()) {
      m_root = std::move(node);
      return;
    }
    auto& parent = m_open.back();
    if (parent.node.kind == Node::Kind::list) {
      parent.node.items.push_back(std::move(node));
      return;
    }
    parent.node.fields.emplace_back(std::move(parent.key), std::move(node));
    parent.has_key = false;
  }

  Node m_root;
  std::vector<Open> m_open;
};

tl::expected<Node, Refused> read_yaml(std::string const& text) {
  TreeBuilder builder;
  try {
    std::istringstream stream{text};
    YAML::Parser parser{stream};
    if (!parser.HandleNextDocument(builder)) return Node{};
  } catch (Refused const& refused) {
    return tl::unexpected{refused};
  } catch (YAML::Exception const& broken) {
    return tl::unexpected{Refused{static_cast<std::size_t>(broken.mark.line) + 1, "This is not YAML: {}.", {broken.msg}}};
  }
  return builder.take();
}

void shift_lines(Node& node, std::size_t by) {
  node.line += by;
  for (auto& item : node.items) shift_lines(item, by);
  for (auto& [name, field] : node.fields) shift_lines(field, by);
}

/// Fields of a map, each after `lead` for the first and `indent` for the others.
void append_fields(std::string& out, FrontMatterWriter::Fields const& fields, std::string lead, std::string const& indent);

std::string yaml_scalar(std::string_view value, std::string_view indent) {
  bool const has_lines = value.find('\n') != std::string_view::npos;
  // A block guesses its indentation from its first line and its end from the next field: odd edges go between quotes.
  if (has_lines && value.front() != ' ' && value.front() != '\n' && value.back() != '\n' && value.back() != ' ') {
    std::string out = "|-";
    for (auto line : lines(value)) {
      out += '\n';
      if (!line.empty()) out.append(indent).append(line);
    }
    return out;
  }
  static std::set<std::string, std::less<>> const words = {"true", "false", "null", "~", "on", "off", "y", "n"};
  bool const marks_at_start = std::string_view{"-?:,[]{}#&*!|>'\"%@` "}.find(value.front()) != std::string_view::npos;
  bool const ambiguous = value.find(": ") != std::string_view::npos || value.find(" #") != std::string_view::npos || value.back() == ':' ||
      value.back() == ' ' || value.find('\t') != std::string_view::npos;
  // A code such as 01004 is text: other readers of YAML would lose its zero.
  bool const code = value.size() > 1 && value.front() == '0' && value.find_first_not_of("0123456789") == std::string_view::npos;
  if (!has_lines && !marks_at_start && !ambiguous && !code && !words.contains(fold(value))) return std::string{value};
  std::string out = "\"";
  for (char c : value) {
    if (c == '"' || c == '\\') out += '\\';
    if (c == '\t') out += "\\t";
    else if (c == '\n') out += "\\n";
    else out += c;
  }
  return out + '"';
}

void append_fields(std::string& out, FrontMatterWriter::Fields const& fields, std::string lead, std::string const& indent) {
  for (auto const& [name, values] : fields) {
    if (values.empty() || (values.size() == 1 && values.front().empty())) continue;
    out.append(lead).append(name).append(":");
    lead = indent;
    if (values.size() == 1) {
      out.append(" ").append(yaml_scalar(values.front(), indent + "  ")).append("\n");
      continue;
    }
    out += '\n';
    for (auto const& value : values)
      out.append(indent).append("  - ").append(value.empty() ? "\"\"" : yaml_scalar(value, indent + "    ")).append("\n");
  }
}

}  // namespace

Node const* Node::find(std::string_view key) const {
  for (auto const& [name, node] : fields)
    if (name == key) return &node;
  return nullptr;
}

std::string_view Node::text(std::string_view key) const {
  auto const* found = find(key);
  return found && found->kind == Kind::scalar ? std::string_view{found->scalar} : std::string_view{};
}

std::vector<Node const*> Node::list(std::string_view key) const {
  std::vector<Node const*> found;
  auto const* node = find(key);
  if (!node || node->kind == Kind::nothing) return found;
  if (node->kind != Kind::list) return {node};
  for (auto const& item : node->items) found.push_back(&item);
  return found;
}

tl::expected<MarkdownFile, Problem> read_markdown_file(std::string_view bytes, std::string file_name) {
  auto const refuse_at = [&](std::size_t line, std::string msgid, std::vector<std::string> arguments = {}) {
    return tl::unexpected{Problem{file_name, line, {std::move(msgid), std::move(arguments), {}}}};
  };
  if (bytes.size() > largest_file) return refuse_at(0, "The file is larger than {} bytes.", {std::to_string(largest_file)});
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  if (!is_clean_utf8(bytes)) return refuse_at(0, "The file is not UTF-8 text.");
  std::string const text = with_unix_lines(bytes);
  MarkdownFile file;
  if (!text.starts_with("---\n")) {
    file.body = text;
    return file;
  }
  auto const end = text.find("\n---\n", 3);
  auto const end_of_file = text.ends_with("\n---") ? text.size() - 4 : std::string::npos;
  auto const close = end != std::string::npos ? end : end_of_file;
  if (close == std::string::npos) return refuse_at(1, "The fields open with --- and are never closed by another ---.");
  std::string const front = text.substr(4, close + 1 - 4);
  auto body_start = std::min(close + 5, text.size());
  file.body_line = static_cast<std::size_t>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(body_start), '\n')) + 1;
  if (body_start < text.size() && text[body_start] == '\n') ++body_start, ++file.body_line;
  file.body = text.substr(body_start);
  auto read = read_yaml(front);
  if (!read) return refuse_at(read.error().line + 1, read.error().msgid, read.error().arguments);
  file.front = std::move(*read);
  shift_lines(file.front, 1);
  if (file.front.kind == Node::Kind::nothing) file.front.kind = Node::Kind::map;
  if (file.front.kind != Node::Kind::map) return refuse_at(2, "Fields were expected here, one a line: name: value.");
  return file;
}

FrontMatterWriter& FrontMatterWriter::field(std::string_view key, std::string_view value) {
  if (value.empty()) return *this;
  m_text.append(key).append(": ").append(yaml_scalar(value, "  ")).append("\n");
  return *this;
}

FrontMatterWriter& FrontMatterWriter::list(std::string_view key, std::vector<std::string> const& values) {
  if (values.empty()) return *this;
  m_text.append(key).append(":\n");
  for (auto const& value : values) m_text.append("  - ").append(value.empty() ? "\"\"" : yaml_scalar(value, "    ")).append("\n");
  return *this;
}

FrontMatterWriter& FrontMatterWriter::map(std::string_view key, Fields const& fields) {
  std::string inside;
  append_fields(inside, fields, "  ", "  ");
  if (!inside.empty()) m_text.append(key).append(":\n").append(inside);
  return *this;
}

FrontMatterWriter& FrontMatterWriter::items(std::string_view key, std::vector<Fields> const& maps) {
  if (maps.empty()) return *this;
  m_text.append(key).append(":\n");
  for (auto const& fields : maps) {
    std::string item;
    append_fields(item, fields, "  - ", "    ");
    m_text += item.empty() ? "  - {}\n" : item;
  }
  return *this;
}

std::string FrontMatterWriter::with_body(std::string_view body) const {
  std::string out = "---\n" + m_text + "---\n";
  if (body.empty()) return out;
  out += '\n';
  out += body;
  if (body.back() != '\n') out += '\n';
  return out;
}

}  // namespace base
