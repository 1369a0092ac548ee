#pragma once
#include "domain/kit/adapt/territory_edition.h"
#include "domain/kit/kit_address.h"
#include "domain/programme/programme.h"

namespace kit {

/// The kit of a territory as those who adapt it work on it.
struct AdaptedKit {
  programme::Brief programme;
  KitAddress address, source;  ///< its own pages; those of the kit it comes from
  Adapter adapter;
  Standing standing;
};
/// Nothing when the address names none, or one this viewer may not adapt: both are missing.
std::optional<AdaptedKit> adapted_kit_asked(db::Session& session, accounts::Visit const& visit, FrozenDocuments& frozen);
/// A page of the room where a territory adapts.
views::Frame adapting_frame(programme::Brief const& programme, std::string title, html::Safe body);

}  // namespace kit
