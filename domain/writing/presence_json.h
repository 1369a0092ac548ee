#pragma once
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <optional>

#include "domain/writing/room.h"

namespace writing {

/// What a page says of where its reader is; who they are comes from their session. Nothing when it cannot be read.
std::optional<Presence> presence_of(boost::json::value const& where, accounts::Viewer const& viewer);
boost::json::object to_json(Presence const& presence);
/// The same for a person wherever they write: 0 to 7.
int colour_of(accounts::PersonId const& person);

}  // namespace writing
