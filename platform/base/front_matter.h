#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "platform/base/refusal.h"

namespace base {

/// A value of YAML or TOML, with its line. Anchors, aliases and tags are refused, depth is at most 8.
struct Node {
  enum class Kind { nothing, scalar, list, map };
  Kind kind = Kind::nothing;
  std::size_t line = 0;
  std::string scalar;
  std::vector<Node> items;
  std::vector<std::pair<std::string, Node>> fields;

  // Defined below: a pair needs the whole of Node, which clang asks for earlier than g++.
  Node() noexcept;
  Node(Node const&);
  Node(Node&&) noexcept;
  Node& operator=(Node const&);
  Node& operator=(Node&&) noexcept;
  ~Node();

  Node const* find(std::string_view key) const;
  /// The scalar under `key`, "" when absent.
  std::string_view text(std::string_view key) const;
  /// The list under `key`; empty when absent. A scalar counts as a list of one.
  std::vector<Node const*> list(std::string_view key) const;
};

inline Node::Node() noexcept = default;
inline Node::Node(Node const&) = default;
inline Node::Node(Node&&) noexcept = default;
inline Node& Node::operator=(Node const&) = default;
inline Node& Node::operator=(Node&&) noexcept = default;
inline Node::~Node() = default;

/// A Markdown file with YAML front matter between two lines `---`.
struct MarkdownFile {
  Node front;
  std::string body;
  std::size_t body_line = 1;
};

tl::expected<MarkdownFile, Problem> read_markdown_file(std::string_view bytes, std::string file_name);
tl::expected<Node, Problem> read_toml(std::string_view bytes, std::string file_name);

/// Writes front matter in one canonical form: the same content gives the same bytes, and reading it back gives it again.
/// Empty scalars, lists and maps are left out. Texts of several lines become `|-` blocks.
class FrontMatterWriter {
 public:
  FrontMatterWriter& field(std::string_view key, std::string_view value);
  FrontMatterWriter& list(std::string_view key, std::vector<std::string> const& values);
  /// The fields of one map in order; a field has one value or a list of them, empty ones are left out.
  using Fields = std::vector<std::pair<std::string, std::vector<std::string>>>;
  FrontMatterWriter& map(std::string_view key, Fields const& fields);
  /// A list of maps.
  FrontMatterWriter& items(std::string_view key, std::vector<Fields> const& maps);
  /// `---`, the fields, `---`, an empty line, the body.
  std::string with_body(std::string_view body) const;

 private:
  std::string m_text;
};

}  // namespace base
