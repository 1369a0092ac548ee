#include "domain/accounts/letter_setting.h"

#include "platform/i18n/local_time.h"

namespace accounts {

bool digest_due(LetterSetting const& setting, base::Instant created, base::Instant now) {
  if (!setting.digest) return false;
  auto const last = setting.digested == base::Instant{} ? created : setting.digested;
  return now - last >= between_digests;
}

base::Instant next_calm_moment(base::Instant now, bool quiet) {
  if (!quiet) return now;
  // An hour at a time: a week has 168 of them, and clocks that change take care of themselves.
  for (int hours = 0; hours < 24 * 7; ++hours) {
    auto const moment = now + std::chrono::hours{hours};
    auto const local = i18n::in_paris(moment);
    auto const day = std::chrono::weekday{std::chrono::sys_days{local.day}};
    bool const week_end = day == std::chrono::Saturday || day == std::chrono::Sunday;
    if (!week_end && local.hour >= 8 && local.hour < 20) return hours == 0 ? now : moment - std::chrono::minutes{local.minute};
  }
  return now;
}

}  // namespace accounts
