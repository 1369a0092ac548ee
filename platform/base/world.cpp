#include "platform/base/world.h"

#include <fmt/format.h>
#include <sodium.h>

#include <array>
#include <charconv>
#include <stdexcept>

namespace base {

std::string uuid_from_bytes(std::array<std::uint8_t, 16> bytes, int version);

namespace {

std::optional<int> number_in(std::string_view text) {
  int number = 0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

std::string hexadecimal(std::string_view bytes) {
  std::string text(bytes.size() * 2 + 1, '\0');
  sodium_bin2hex(text.data(), text.size(), reinterpret_cast<unsigned char const*>(bytes.data()), bytes.size());
  text.pop_back();
  return text;
}

}  // namespace

std::optional<Day> parse_day(std::string_view iso) {
  if (iso.size() != 10 || iso[4] != '-' || iso[7] != '-') return std::nullopt;
  auto const year = number_in(iso.substr(0, 4));
  auto const month = number_in(iso.substr(5, 2));
  auto const day = number_in(iso.substr(8, 2));
  if (!year || !month || !day || *month < 1 || *day < 1) return std::nullopt;
  Day const found{std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(*month)}, std::chrono::day{static_cast<unsigned>(*day)}};
  if (!found.ok()) return std::nullopt;
  return found;
}

std::string iso(Day day) {
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()), static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
}

std::string iso(Instant instant) {
  auto const days = std::chrono::floor<std::chrono::days>(instant);
  std::chrono::hh_mm_ss const time{std::chrono::floor<std::chrono::seconds>(instant - days)};
  return fmt::format("{}T{:02}:{:02}:{:02}Z", iso(Day{days}), time.hours().count(), time.minutes().count(), time.seconds().count());
}

std::string World::new_uuid() const {
  std::array<std::uint8_t, 16> bytes{};
  auto milliseconds = static_cast<std::uint64_t>(to_milliseconds(now()));
  for (int at = 5; at >= 0; --at, milliseconds >>= 8) bytes[static_cast<std::size_t>(at)] = static_cast<std::uint8_t>(milliseconds);
  std::string const chance = random_bytes(10);
  for (std::size_t at = 0; at < 10; ++at) bytes[at + 6] = static_cast<std::uint8_t>(chance[at]);
  return uuid_from_bytes(bytes, 7);
}

std::string World::new_secret() const {
  std::string const bytes = random_bytes(32);
  std::string text(sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING), '\0');
  sodium_bin2base64(text.data(), text.size(), reinterpret_cast<unsigned char const*>(bytes.data()), bytes.size(),
                    sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  text.pop_back();
  return text;
}

Instant RealWorld::now() const { return std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now()); }

std::string RealWorld::random_bytes(std::size_t count) const {
  if (sodium_init() < 0) throw std::runtime_error("libsodium could not start");
  std::string bytes(count, '\0');
  randombytes_buf(bytes.data(), bytes.size());
  return bytes;
}

std::string fingerprint(std::string_view bytes) {
  std::string hash(32, '\0');
  crypto_generichash(reinterpret_cast<unsigned char*>(hash.data()), hash.size(), reinterpret_cast<unsigned char const*>(bytes.data()), bytes.size(),
                     nullptr, 0);
  return hexadecimal(hash);
}

}  // namespace base
