#pragma once
#include <vector>

#include "domain/programme/programme_pages.h"

namespace programme {

/// For whoever was not invited by letter, or joined before the rules changed: they have them to accept.
void add_rules_task(db::Session& session, accounts::Visit const& visit, Programme const& programme, std::vector<Task>& tasks);
/// What a member accepted, or the form by which they do.
void show_agreement(db::Session& session, accounts::Visit const& visit, Programme const& programme, AboutPage& page);

}  // namespace programme
