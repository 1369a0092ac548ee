#pragma once
#include <string>

#include "domain/accounts/viewer.h"
#include "platform/base/world.h"

/// Which letters a person wants, and when they may leave.
namespace accounts {

struct LetterSetting {
  bool digest = true;        ///< once a week: what is new, what is expected
  bool quiet = true;         ///< nothing in the evening, at night and on week-ends but what one asks for
  base::Instant digested{};  ///< until when the last digest told the news; the epoch before
};

inline constexpr std::chrono::days between_digests{7};
/// A week after the last one; a newcomer's first comes a week after they were created.
bool digest_due(LetterSetting const& setting, base::Instant created, base::Instant now);

/// The first moment from `now` on that is not quiet: between 8 h and 20 h in Paris, Monday to Friday.
base::Instant next_calm_moment(base::Instant now, bool quiet);

}  // namespace accounts
