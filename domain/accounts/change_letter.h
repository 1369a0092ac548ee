#pragma once
#include <functional>
#include <string>

#include "domain/accounts/accounts.h"

namespace accounts {

/// Tells a person, by letter and in the transaction of the change, that what lets them in has changed: `said` says how, in their language.
void write_change_letter(db::Session& session, LetterWriter const& letters, PersonId const& person,
                         std::function<std::string(i18n::Words const&)> const& said);

}  // namespace accounts
