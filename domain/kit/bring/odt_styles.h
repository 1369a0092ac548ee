#pragma once
#include <map>
#include <string>
#include <string_view>

#include "domain/kit/bring/flow.h"
#include "platform/files/xml_tree.h"

namespace kit {

/// The styles and lists of an OpenDocument text, by what they mean.
class OdtStyles {
 public:
  /// `styles`: the named ones, in a part of their own; may be missing.
  OdtStyles(files::Element const& content, files::Element const* styles);

  struct Style {
    Role role = Role::text;
  };
  Style of(std::string_view name) const;
  /// The look with what a style adds or takes away.
  Look looked(std::string_view name, Look look) const;
  /// Whether a list counts, at that depth from 0.
  bool is_ordered(std::string_view list, int depth) const;

 private:
  void learn(files::Element const& parent);

  struct Known {
    std::string parent, weight, slant, struck;
  };
  std::map<std::string, Known, std::less<>> m_styles;
  std::map<std::pair<std::string, int>, bool> m_ordered;
};

}  // namespace kit
