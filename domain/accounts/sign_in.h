#pragma once
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "domain/accounts/viewer.h"
#include "platform/base/refusal.h"
#include "platform/base/world.h"

namespace accounts {

/// Someone asked to enter. Their letter holds a link for the browser that asked, and a code to type in it when the mail
/// is read on another device.
struct Ask {
  std::optional<PersonId> person;  ///< nothing: nobody has that address; all else is the same
  std::string return_to = "/";
  base::Instant expires{};
  int tries = 0;  ///< wrong codes typed
  bool used = false;
};

inline constexpr std::chrono::minutes ask_lifetime{15};
inline constexpr std::chrono::hours session_lifetime{24 * 30};
/// How long after entering one may change what lets one in without proving again who one is.
inline constexpr std::chrono::minutes fresh_lifetime{15};
inline constexpr int most_tries = 5;
/// Letters to one person while their earlier ones are still good; more than that is somebody else insisting.
inline constexpr int most_asks = 5;

/// Refuses an ask that was used, is too old, or was guessed at too often, in words.
base::Outcome<Ask> usable(Ask const& ask, base::Instant now);

/// Eight digits without bias: "48291364".
std::string new_code(base::World const& world);
/// "4829 1364": as one reads and types it.
std::string spaced_code(std::string_view code);
/// The digits of what was typed.
std::string code_from(std::string_view typed);

/// The path to go to after entering: a path of this site, else "/".
std::string safe_return(std::string_view path);

/// Where one goes after the first proof: `return_to`, by the second question when there is one.
std::string after_first_proof(bool waits_for_second, std::string_view return_to);

/// "Firefox, Windows": what a browser says of itself, short enough for its owner to recognise. "" when it says nothing known.
std::string device_of(std::string_view user_agent);

/// How often an address of the network may ask: many in a row (a town hall behind one address), few for ever.
/// Kept in memory, safe between threads; an IPv6 address counts as its /64.
class Patience {
 public:
  Patience(int most, std::chrono::milliseconds window) : m_most{most}, m_window{window} {}
  /// False when `who` asked too often; counts this time otherwise.
  bool takes(std::string_view who, base::Instant now);

 private:
  struct Count {
    base::Instant since{};
    int times = 0;
  };
  int m_most;
  std::chrono::milliseconds m_window;
  std::map<std::string, Count, std::less<>> m_counts;
  std::mutex m_mutex;
};

}  // namespace accounts
