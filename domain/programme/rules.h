#pragma once
#include <string>

#include "domain/accounts/accounts.h"
#include "domain/programme/calendar.h"

namespace programme {

/// The rules of a programme are its charter and its licence; each of its members accepts them as they stand, and again when they change.
struct Agreement {
  bool whole = true;      ///< everything that stands today was accepted, or there is nothing to accept
  bool earlier = false;   ///< an earlier version was
  base::Instant since{};  ///< when the last of it was accepted
};
Agreement agreement_of(db::Session& session, Programme const& programme, accounts::PersonId const& person);
void accept_rules(db::Session& session, base::World const& world, Programme const& programme, accounts::PersonId const& person);
/// A name of both as they stand, for the form by which one accepts them: what changed meanwhile was not read. "" : no rules.
std::string rules_version(Programme const& programme);

}  // namespace programme
