#pragma once
// The front door of accounts: the only header of this folder other capabilities include.
#include "domain/accounts/viewer.h"
#include "domain/accounts/visit.h"

#include <map>
#include <span>

namespace accounts {

/// The names people chose to show, in one query. People erased or unknown are left out.
std::map<PersonId, std::string> names_of(db::Session& session, std::span<PersonId const> people);

}  // namespace accounts
