#pragma once
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "domain/kit/document.h"

namespace kit {

/// Where a word of the glossary is explained: "/kit/glossaire#b3-t12".
struct TermPlace {
  std::string name, address;
};
/// Of every glossary of a document; longer names first, so that « tiers de confiance » is not taken for « tiers ».
std::vector<TermPlace> terms_of(Document const& document);

/// Links the first use of each term in a part to its explanation, as one reads.
class TermLinks {
 public:
  /// `part`: its own explanations are not linked to themselves.
  TermLinks(std::vector<TermPlace> const& terms, Part const& part);
  /// Markup of a text with the terms it uses for the first time linked: outside tags, headings, links, citations and code.
  /// `target`: where an address leads from this page; "" leaves the word as it is.
  template <class Target>
  std::string in(std::string const& markup, Target const& target) {
    std::string out = markup;
    for (auto const& term : m_terms) {
      if (m_linked.contains(term.name)) continue;
      auto const found = find(out, term.name);
      auto const address = found.at == std::string::npos ? std::string{} : target(term.address);
      if (address.empty()) continue;
      out = linked(out, found, address);
      m_linked.insert(term.name);
    }
    return out;
  }

 private:
  struct Found {
    std::size_t at = std::string::npos, length = 0;
  };
  static Found find(std::string_view markup, std::string_view name);
  static std::string linked(std::string const& markup, Found found, std::string_view address);

  std::vector<TermPlace> m_terms;
  std::set<std::string> m_linked;
};

}  // namespace kit
