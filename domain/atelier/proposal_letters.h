#pragma once
#include <string>

#include "domain/accounts/accounts.h"
#include "domain/atelier/adaptation.h"
#include "domain/programme/programme.h"

namespace atelier {

/// Tells the author of a sheet that a copy proposes changes; nothing when it has none, or when they proposed it themselves.
void write_proposed(db::Session& session, accounts::LetterWriter const& letters, programme::Brief const& programme, Method const& source,
                    Method const& copy, std::string const& by, std::string const& why);
/// Tells who proposed what became of it.
void write_answered(db::Session& session, accounts::LetterWriter const& letters, programme::Brief const& programme, Method const& source,
                    Proposal const& proposal, std::string const& copy_slug);

}  // namespace atelier
