#include "domain/kit/adapt/adapt_asked.h"

#include <array>

#include "domain/kit/kit_asked.h"
#include "domain/territories/territories.h"

namespace kit {

std::optional<AdaptedKit> adapted_kit_asked(db::Session& session, accounts::Visit const& visit, FrozenDocuments& frozen) {
  auto const kit = kit_asked(session, visit);
  if (!kit || !kit->territory || !makes(visit.viewer, *kit)) return std::nullopt;
  auto programme = programme::brief_of(session, *visit.programme);
  auto standing = standing_of(session, *kit, frozen);
  if (!programme || !standing) return std::nullopt;
  auto const names = territories::names_of(session, std::array{*kit->territory});
  auto const name = names.find(*kit->territory);
  auto const address = address_asked(visit);
  Adapter adapter{name == names.end() ? address.territory : name->second, address.territory};
  KitAddress source{programme->slug, {}};
  return AdaptedKit{std::move(*programme), address, std::move(source), std::move(adapter), std::move(*standing)};
}

views::Frame adapting_frame(programme::Brief const& programme, std::string title, html::Safe body) {
  views::Frame frame;
  frame.title = std::move(title);
  frame.body = std::move(body);
  frame.section = "kit";
  frame.indexable = false;
  frame.programme = programme::where_of(programme);
  return frame;
}

}  // namespace kit
