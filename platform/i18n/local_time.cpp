#include "platform/i18n/local_time.h"

#include <memory>
#include <unicode/timezone.h>

namespace i18n {

LocalTime in_paris(base::Instant instant) {
  static std::unique_ptr<icu::TimeZone const> const paris{icu::TimeZone::createTimeZone("Europe/Paris")};
  std::int32_t standard = 0;
  std::int32_t summer = 0;
  UErrorCode status = U_ZERO_ERROR;
  paris->getOffset(static_cast<double>(base::to_milliseconds(instant)), false, standard, summer, status);
  auto const local = instant + std::chrono::milliseconds{standard + summer};
  auto const midnight = std::chrono::floor<std::chrono::days>(local);
  auto const minutes = std::chrono::duration_cast<std::chrono::minutes>(local - midnight).count();
  return {base::Day{midnight}, static_cast<int>(minutes / 60), static_cast<int>(minutes % 60)};
}

}  // namespace i18n
