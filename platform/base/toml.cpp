#include <toml++/toml.h>

#include <sstream>

#include "platform/base/front_matter.h"
#include "platform/base/text.h"

namespace base {
namespace {

std::string text_of(toml::node const& node) {
  if (auto const* text = node.as_string()) return text->get();
  if (auto const* yes = node.as_boolean()) return yes->get() ? "yes" : "no";
  std::ostringstream out;
  node.visit([&](auto const& value) {
    if constexpr (toml::is_value<decltype(value)>) out << value.get();
  });
  return out.str();
}

Node tree_of(toml::node const& node, std::size_t depth) {
  Node tree;
  tree.line = node.source().begin.line;
  if (depth > 8) return tree;
  if (auto const* table = node.as_table()) {
    tree.kind = Node::Kind::map;
    for (auto const& [key, value] : *table) tree.fields.emplace_back(std::string{key.str()}, tree_of(value, depth + 1));
  } else if (auto const* array = node.as_array()) {
    tree.kind = Node::Kind::list;
    for (auto const& value : *array) tree.items.push_back(tree_of(value, depth + 1));
  } else {
    tree.kind = Node::Kind::scalar;
    tree.scalar = text_of(node);
  }
  return tree;
}

}  // namespace

tl::expected<Node, Problem> read_toml(std::string_view bytes, std::string file_name) {
  if (bytes.size() > (1u << 20)) return tl::unexpected{Problem{std::move(file_name), 0, {"The file is larger than {} bytes.", {"1048576"}, {}}}};
  if (!is_clean_utf8(bytes)) return tl::unexpected{Problem{std::move(file_name), 0, {"The file is not UTF-8 text.", {}, {}}}};
  try {
    return tree_of(toml::parse(bytes), 0);
  } catch (toml::parse_error const& broken) {
    return tl::unexpected{
        Problem{std::move(file_name), broken.source().begin.line, {"This is not TOML: {}.", {std::string{broken.description()}}, {}}}};
  }
}

}  // namespace base
