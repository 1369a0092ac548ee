#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace files {

/// An element of an XML document someone sent or we wrote: its name with its prefix, its own words, what it holds. Read with its
/// words in place, they are children without a name, in their order among the others.
struct Element {
  std::string name{}, text{};
  std::vector<std::pair<std::string, std::string>> attributes{};
  std::vector<Element> inside{};

  /// "" when there is none of that name.
  std::string_view attribute(std::string_view name) const;
  /// The first child of that name; an empty element when there is none.
  Element const& child(std::string_view name) const;
  std::vector<Element const*> children(std::string_view name) const;
  /// Every element of that name below, in order.
  std::vector<Element const*> all(std::string_view name) const;
};

enum class XmlWords { together, in_place };
/// The root element; nothing when it is not well formed, declares entities, nests deeper than 100 or holds more than 200,000
/// elements (500,000 children with words in place).
std::optional<Element> read_xml(std::string_view bytes, XmlWords words = XmlWords::together);

}  // namespace files
