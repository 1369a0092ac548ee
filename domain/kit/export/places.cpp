#include <algorithm>

#include "domain/kit/export/book.h"
#include "domain/kit/glossary.h"

namespace kit {

Places::Place Places::find(std::string_view address) const {
  auto const hash = address.find('#');
  auto const path = address.substr(0, hash);
  auto const fragment = hash == std::string_view::npos ? std::string_view{} : address.substr(hash + 1);
  if (path.empty()) return {};
  bool const here = path.starts_with(inside_kit);
  for (auto const& part : m_document.parts) {
    if (here ? part.slug != path.substr(inside_kit.size()) : part.address != path) continue;
    bool const known =
        std::ranges::any_of(part.blocks, [&](Block const& b) { return b.id == fragment || names_a_term(fragment, b.id, b.terms.size()); });
    return {&part, known ? std::string{fragment} : std::string{}};
  }
  return {};
}

std::string Places::outside(std::string_view address) const {
  auto const& home = m_document.home_address;
  auto const host = home.find("://");
  if (!address.starts_with('/') || address.starts_with(inside_kit) || host == std::string::npos) return "";
  return home.substr(0, std::min(home.find('/', host + 3), home.size())) + std::string{address};
}

}  // namespace kit
