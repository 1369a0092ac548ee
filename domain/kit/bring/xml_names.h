#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "platform/files/xml_tree.h"

/// XML of other tools, read by local names: books write opf:item as well as item.
namespace kit {

/// "opf:item" → "item".
std::string_view local_name(files::Element const& element);
/// The first child so called; an empty element when there is none.
files::Element const& child_called(files::Element const& parent, std::string_view name);
std::vector<files::Element const*> children_called(files::Element const& parent, std::string_view name);
/// Every element so called below, in order.
std::vector<files::Element const*> all_called(files::Element const& parent, std::string_view name);
/// Its words and those of all it holds.
std::string words_in(files::Element const& element);

}  // namespace kit
