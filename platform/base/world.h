#pragma once
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "platform/base/ids.h"

namespace base {

using Instant = std::chrono::sys_time<std::chrono::milliseconds>;
using Day = std::chrono::year_month_day;

inline std::int64_t to_milliseconds(Instant instant) { return instant.time_since_epoch().count(); }
inline Instant from_milliseconds(std::int64_t count) { return Instant{std::chrono::milliseconds{count}}; }

/// "2018-05-03" and nothing else; an impossible day is refused.
std::optional<Day> parse_day(std::string_view iso);
std::string iso(Day day);
std::string iso(Instant instant);  ///< "2018-05-03T09:30:00Z"

/// What the program takes from outside itself besides its data: the hour and chance. Wired once, replaced in tests.
class World {
 public:
  virtual ~World() = default;
  virtual Instant now() const = 0;
  /// `count` unpredictable bytes.
  virtual std::string random_bytes(std::size_t count) const = 0;

  /// A new UUID version 7: sorts by the hour it was made.
  std::string new_uuid() const;
  template <class Thing>
  Id<Thing> new_id() const {
    return Id<Thing>::trusted(new_uuid());
  }
  /// 32 unpredictable bytes in URL-safe base64 without padding (43 characters): sign-in links, session cookies.
  std::string new_secret() const;
};

class RealWorld final : public World {
 public:
  Instant now() const override;
  std::string random_bytes(std::size_t count) const override;
};

/// BLAKE2b-256 of `bytes` in lower-case hexadecimal: what is stored of a secret, and the name of a content.
std::string fingerprint(std::string_view bytes);

}  // namespace base
