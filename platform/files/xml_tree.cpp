#include "platform/files/xml_tree.h"

#include <algorithm>
#include <pugixml.hpp>

namespace files {
namespace {

constexpr int deepest = 100;
constexpr std::size_t most_elements = 200'000, most_children = 500'000;

class Copier {
 public:
  explicit Copier(XmlWords words) : m_in_place{words == XmlWords::in_place}, m_most{m_in_place ? most_children : most_elements} {}

  bool copy(pugi::xml_node const& from, Element& into, int depth = 0) {
    if (depth > deepest || ++m_count > m_most) return false;
    into.name = from.name();
    for (auto const& attribute : from.attributes()) into.attributes.emplace_back(attribute.name(), attribute.value());
    for (auto const& node : from) {
      if (node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata) {
        if (m_in_place && ++m_count > m_most) return false;
        (m_in_place ? into.inside.emplace_back().text : into.text) += node.value();
      } else if (node.type() == pugi::node_element && !copy(node, into.inside.emplace_back(), depth + 1)) {
        return false;
      }
    }
    return true;
  }

 private:
  bool m_in_place;
  std::size_t m_most, m_count = 0;
};

void gather(Element const& from, std::string_view name, std::vector<Element const*>& into) {
  for (auto const& one : from.inside) {
    if (one.name == name) into.push_back(&one);
    gather(one, name, into);
  }
}

}  // namespace

std::string_view Element::attribute(std::string_view wanted) const {
  auto const found = std::ranges::find(attributes, wanted, &std::pair<std::string, std::string>::first);
  return found == attributes.end() ? std::string_view{} : std::string_view{found->second};
}

Element const& Element::child(std::string_view wanted) const {
  static Element const none;
  auto const found = std::ranges::find(inside, wanted, &Element::name);
  return found == inside.end() ? none : *found;
}

std::vector<Element const*> Element::children(std::string_view wanted) const {
  std::vector<Element const*> found;
  for (auto const& one : inside)
    if (one.name == wanted) found.push_back(&one);
  return found;
}

std::vector<Element const*> Element::all(std::string_view wanted) const {
  std::vector<Element const*> found;
  gather(*this, wanted, found);
  return found;
}

std::optional<Element> read_xml(std::string_view bytes, XmlWords words) {
  pugi::xml_document document;
  // A lone space between two words counts where words are read in their place.
  auto const spaces = words == XmlWords::in_place ? pugi::parse_ws_pcdata : 0u;
  if (!document.load_buffer(bytes.data(), bytes.size(), pugi::parse_default | pugi::parse_doctype | spaces)) return std::nullopt;
  for (auto const& node : document)
    if (node.type() == pugi::node_doctype && std::string_view{node.value()}.find('[') != std::string_view::npos) return std::nullopt;
  Element root;
  if (!document.document_element() || !Copier{words}.copy(document.document_element(), root)) return std::nullopt;
  return root;
}

}  // namespace files
