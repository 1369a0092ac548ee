#pragma once
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "domain/kit/bring/flow.h"
#include "platform/files/xml_tree.h"

namespace kit {

/// What a style says of a paragraph or of words.
struct Style {
  Role role = Role::text;
  int level = 0;          ///< of a heading, from 1
  std::string numbering;  ///< its list; "" for none
};

/// The styles and lists of a Word document, by what they mean.
class DocxStyles {
 public:
  /// Either may be missing.
  DocxStyles(files::Element const* styles, files::Element const* numbering);

  Style of(std::string_view id) const;
  /// Whether a list counts, at that depth.
  bool is_ordered(std::string_view numbering, int depth) const;

 private:
  void learn(files::Element const& style);
  Style resolved(std::string const& id, int steps) const;

  struct Known {
    Style style;
    std::string based_on;
  };
  std::map<std::string, Known, std::less<>> m_styles;
  std::map<std::string, std::string, std::less<>> m_abstract;  ///< of a list
  std::map<std::pair<std::string, int>, bool> m_ordered;       ///< by abstract list and depth
};

/// The attribute w:val of a child; "" when there is none.
std::string_view value_of(files::Element const& parent, std::string_view child);
/// Whether a switch such as w:b is on.
bool is_on(files::Element const& parent, std::string_view child);

}  // namespace kit
