#pragma once
#include "platform/base/world.h"

namespace i18n {

/// The calendar and the clock of Europe/Paris at an instant.
struct LocalTime {
  base::Day day;
  int hour = 0, minute = 0;
};
LocalTime in_paris(base::Instant instant);

}  // namespace i18n
