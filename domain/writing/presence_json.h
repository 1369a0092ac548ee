#pragma once
#include <optional>

#include "domain/writing/room.h"

namespace boost::json {
class object;
class value;
}

namespace writing {

/// The page of a browser that says something of itself; "" when it does not say which.
std::string client_of(boost::json::object const& told);
/// What a page says of where its reader is; who they are comes from their session. Nothing when it cannot be read.
std::optional<Presence> presence_of(boost::json::value const& where, accounts::Viewer const& viewer);
boost::json::object to_json(Presence const& presence);
/// What to_json() wrote, come from another program of ours.
std::optional<Presence> presence_told(boost::json::value const& told);
/// The same for a person wherever they write: 0 to 7.
int colour_of(accounts::PersonId const& person);

}  // namespace writing
