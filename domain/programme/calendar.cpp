#include "domain/programme/calendar.h"

#include <algorithm>
#include <map>

#include "platform/i18n/words.h"

namespace programme {
namespace {

using std::chrono::sys_days;

int months_between(base::Day from, base::Day to) {
  auto const months = (to.year() / to.month()) - (from.year() / from.month());
  return std::max(1, static_cast<int>(months.count()) + 1);
}

int part_gone(base::Day from, base::Day to, base::Day today) {
  auto const whole = (sys_days{to} - sys_days{from}).count() + 1;
  auto const gone = (sys_days{today} - sys_days{from}).count();
  return static_cast<int>(std::clamp<long>(gone * 100 / std::max<long>(whole, 1), 0, 100));
}

}  // namespace

std::optional<base::Day> day_of(std::string_view starts) { return base::parse_day(starts.substr(0, 10)); }

std::string_view hour_of(std::string_view starts) { return starts.size() >= 16 && starts[10] == 'T' ? starts.substr(11, 5) : std::string_view{}; }

base::Day day_in_france(base::Instant now) { return base::Day{std::chrono::floor<std::chrono::days>(now + std::chrono::hours{1})}; }

std::vector<PhaseOnLine> phase_line(Programme const& programme, base::Day today) {
  std::vector<PhaseOnLine> line;
  bool current_found = false;
  for (auto const& phase : programme.phases) {
    PhaseOnLine one;
    one.phase = &phase;
    auto const from = day_of(phase.starts), to = day_of(phase.ends);
    if (from && to) one.months = months_between(*from, *to);
    if (to && *to < today) {
      one.place = PhaseOnLine::Place::done;
    } else if (!current_found && from && to) {
      one.place = PhaseOnLine::Place::now;
      one.part = part_gone(*from, *to, today);
      current_found = true;
    }
    line.push_back(one);
  }
  return line;
}

std::optional<int> days_until(Statement const& event, base::Day today) {
  auto const day = day_of(event.starts);
  if (!day) return std::nullopt;
  return static_cast<int>((sys_days{*day} - sys_days{today}).count());
}

Statement const* next_event(Programme const& programme, base::Day today) {
  Statement const* next = nullptr;
  for (auto const& event : programme.events) {
    auto const days = days_until(event, today);
    if (days && *days >= 0 && (!next || event.starts < next->starts)) next = &event;
  }
  return next;
}

std::string_view msgid_of_event(std::string_view kind) {
  static std::map<std::string_view, std::string_view> const msgids = {
      {"session", i18n::msgid("Collective session")}, {"webinar", i18n::msgid("Webinar")},         {"committee", i18n::msgid("Committee")},
      {"visit", i18n::msgid("Field visit")},          {"publication", i18n::msgid("Publication")}, {"other", i18n::msgid("Event")}};
  auto const found = msgids.find(kind);
  return found == msgids.end() ? "Event" : found->second;
}

}  // namespace programme
