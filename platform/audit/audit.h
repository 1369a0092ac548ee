#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/world.h"
#include "platform/db/database.h"

/// The audit log: what someone may have to answer for. Lines are added in the transaction of what they tell, and cannot
/// be changed or taken away from the program: the database refuses it, and a chain of fingerprints shows it.
namespace audit {

enum class Act {
  signed_in,
  sign_in_refused,
  signed_out,
  credentials_changed,
  invited,
  rights_changed,
  account_closed,
  account_opened,
  sessions_ended,
  personal_data_exported,
  own_data_exported,
  erasure_asked,
  erasure_taken_back,
  erased,
  retention_applied,
  published,
  withdrawn,
  backed_up,
  restored,
  restore_proven,
  job_retried,
  letter_retried
};
std::string_view code(Act act);  ///< "signed_in"…
std::optional<Act> act_from(std::string_view code);
std::vector<Act> const& all_acts();

/// `who`: a person's id, `command_line`, or "" for a visitor. `subject`: identifiers only, separated by blanks: never a
/// name, an e-mail address or what was typed. `address`: of the client as the request gives it; only its network is kept.
struct Deed {
  Act act;
  std::string who;
  std::string subject;
  std::string address;
};
inline constexpr std::string_view command_line = "command";

/// Adds a line, in the caller's transaction.
void note(db::Session& session, base::World const& world, Deed const& deed);

struct Line {
  std::int64_t position = 0;
  base::Instant at{};
  std::string who, act, subject, origin, seal;
};
/// What to read, the newest first. Empty fields do not filter; `before` 0: from the newest.
struct Question {
  std::string act, who;
  std::int64_t before = 0;
  int limit = 50;
};
std::vector<Line> lines(db::Session& session, Question const& question);
/// The newest line of that act, if there is one.
std::optional<Line> newest(db::Session& session, Act act);

/// Whether every line is what it was when it was added. `broken`: the first that is not, or that is missing. `seal`: of
/// the last line; kept elsewhere, it shows later whether the end of the log was cut off.
struct Verdict {
  std::int64_t lines = 0;
  std::optional<std::int64_t> broken;
  std::string seal;
};
Verdict verify(db::Session& session);
/// The same for the newest `count` lines only, as a page can afford it: each must follow from the one before.
Verdict verify_newest(db::Session& session, std::int64_t count);

/// The network of an address: 192.0.2.17 → 192.0.2.0/24, 2001:db8:1:2::3 → 2001:db8:1::/48, anything else → "".
std::string network_of(std::string_view address);

}  // namespace audit
