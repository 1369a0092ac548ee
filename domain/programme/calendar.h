#pragma once
#include <optional>
#include <string>
#include <vector>

#include "domain/programme/programme.h"
#include "platform/base/refusal.h"
#include "platform/base/world.h"

namespace programme {

/// One dated or sourced line a programme states; which fields are used depends on its kind (docs/programme-folder.md).
struct Statement {
  std::string key, title, sort, starts, ends, place, text, source, disputed;
  bool operator==(Statement const&) const = default;
};

/// A programme (parcours d'expériences) as its leads state it.
struct Programme {
  Brief brief;
  std::string description, charter;  ///< Markdown
  std::string starts, ends;          ///< days, may be empty
  std::string language = "fr", licence = "CC-BY-SA-4.0";
  int pioneers_announced = 0;
  std::vector<Statement> phases, events, sponsors, facts, sources;
};

/// A phase on the line of the hub.
struct PhaseOnLine {
  Statement const* phase = nullptr;
  int months = 1;  ///< its length, at least 1
  enum class Place { done, now, to_come } place = Place::to_come;
  int part = 0;  ///< of the current one: percent gone by
};
/// In the order of the programme. Between two phases, the one to come is the current one.
std::vector<PhaseOnLine> phase_line(Programme const& programme, base::Day today);

/// The first event of today or later; nothing when all are past.
Statement const* next_event(Programme const& programme, base::Day today);
/// Days from `today` to the start of `event`; negative when past; nothing when it has no day.
std::optional<int> days_until(Statement const& event, base::Day today);
/// The day of "2026-12-08" or "2026-12-08T09:30".
std::optional<base::Day> day_of(std::string_view starts);
/// "09:30" of "2026-12-08T09:30"; empty when no hour is said.
std::string_view hour_of(std::string_view starts);

/// The day it is in Paris at that instant, near enough for a calendar (UTC+1).
base::Day day_in_france(base::Instant now);

/// English msgid of a kind of event: session, webinar, committee, visit, publication, other.
std::string_view msgid_of_event(std::string_view kind);

}  // namespace programme
