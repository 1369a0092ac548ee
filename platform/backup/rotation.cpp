#include <algorithm>
#include <charconv>
#include <set>

#include "platform/backup/backup.h"

namespace backup {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view begin = "essaim-";

/// "2026-11-25T175200Z": no colon, so that any file system takes it.
std::string stamp(base::Instant instant) {
  auto text = base::iso(instant);
  std::erase(text, ':');
  return text;
}

std::optional<base::Instant> instant_in(std::string const& name) {
  if (!name.starts_with(begin) || name.find(".tar.zst") != begin.size() + 18) return std::nullopt;
  auto const text = std::string_view{name}.substr(begin.size(), 18);
  auto const day = base::parse_day(text.substr(0, 10));
  int clock = 0;
  auto const [end, error] = std::from_chars(text.data() + 11, text.data() + 17, clock);
  if (!day || error != std::errc{} || end != text.data() + 17 || text[10] != 'T' || text[17] != 'Z') return std::nullopt;
  return std::chrono::sys_days{*day} + std::chrono::hours{clock / 10000} + std::chrono::minutes{clock / 100 % 100} +
      std::chrono::seconds{clock % 100};
}

int day_of(base::Instant instant) { return std::chrono::floor<std::chrono::days>(instant).time_since_epoch().count(); }
/// Monday is the first day of a week: 1 January 1970 was a Thursday.
int week_of(base::Instant instant) { return (day_of(instant) + 3) / 7; }
int month_of(base::Instant instant) {
  base::Day const day{std::chrono::floor<std::chrono::days>(instant)};
  return static_cast<int>(day.year()) * 12 + static_cast<int>(static_cast<unsigned>(day.month()));
}

}  // namespace

std::string archive_name(base::Instant made, bool sealed) { return std::string{begin} + stamp(made) + ".tar.zst" + (sealed ? ".sealed" : ""); }

std::vector<Kept> archives_in(fs::path const& folder) {
  std::vector<Kept> found;
  std::error_code error;
  for (auto const& entry : fs::directory_iterator{folder, error}) {
    auto const name = entry.path().filename().string();
    auto const made = instant_in(name);
    if (made && (name.ends_with(".tar.zst") || name.ends_with(".tar.zst.sealed"))) found.push_back({entry.path(), *made});
  }
  std::ranges::sort(found, {}, &Kept::made);
  return found;
}

std::vector<base::Instant> outdated(std::vector<base::Instant> const& made, Rotation const& rotation) {
  auto newest_first = made;
  std::ranges::sort(newest_first, std::greater{});
  std::set<base::Instant> kept;
  if (!newest_first.empty()) kept.insert(newest_first.front());
  auto const keep_last_of = [&](int most, auto const& period) {
    std::set<int> met;
    for (auto const instant : newest_first) {
      if (met.contains(period(instant))) continue;
      if (static_cast<int>(met.size()) == most) break;
      met.insert(period(instant));
      kept.insert(instant);
    }
  };
  keep_last_of(rotation.days, day_of);
  keep_last_of(rotation.weeks, week_of);
  keep_last_of(rotation.months, month_of);
  std::vector<base::Instant> gone;
  for (auto const instant : newest_first)
    if (!kept.contains(instant)) gone.push_back(instant);
  std::ranges::reverse(gone);
  return gone;
}

}  // namespace backup
