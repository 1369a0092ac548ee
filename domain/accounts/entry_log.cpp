#include "domain/accounts/entry_log.h"

#include "platform/audit/audit.h"
#include "platform/base/log.h"

namespace accounts {

void note_entry(db::Session& session, base::World const& world, PersonId const& person, std::string_view means, std::string_view address) {
  audit::note(session, world, {audit::Act::signed_in, person.text(), std::string{means}, std::string{address}});
}

void note_refused_entry(db::Session& session, base::World const& world, std::optional<PersonId> const& person, std::string_view means,
                        std::string_view address) {
  std::string subject{means};
  if (person) subject += " " + person->text();
  // Who tries is nobody yet: the line names the account, not its owner as the one who acted.
  audit::note(session, world, {audit::Act::sign_in_refused, {}, std::move(subject), std::string{address}});
}

void log_too_many_tries(http::Request const& request) {
  auto const network = audit::network_of(request.address);
  base::log::warning("request " + std::to_string(request.number) + ": too many tries to enter" + (network.empty() ? "" : " from " + network));
}

}  // namespace accounts
