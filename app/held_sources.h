#pragma once
#include "domain/accounts/accounts.h"
#include "domain/experiences/experiences.h"

namespace app {

/// What the capabilities above the accounts hold on who asks: their place in programmes, the sheets they told.
std::vector<accounts::Held> held_in_programmes(db::Session& session, accounts::Visit const& visit, experiences::Shelf& shelf);

}  // namespace app
