#include "domain/exchange/intake_steps.h"

#include <algorithm>
#include <map>

#include "domain/exchange/intake_found.h"
#include "domain/programme/programme.h"
#include "domain/territories/territories.h"
#include "platform/jobs/jobs.h"

namespace exchange {
namespace {

using i18n::msgid;

/// What was kept back from an undoing is told after the notes of the import.
constexpr std::int64_t notes_of_undoing = 1'000'000;

/// The intake when it still is as it was seen.
std::optional<Intake> unmoved(db::Session& session, Intake const& seen) {
  auto now = IntakeStore{session}.find(seen.id);
  return now && now->state == seen.state && now->rows_done == seen.rows_done ? now : std::nullopt;
}

class InWriter {
 public:
  InWriter(db::Session& session, base::World const& world, StepIn const& step, Intake now)
      : m_session{session}, m_world{world}, m_step{step}, m_now{std::move(now)} {}

  void write() {
    if (m_now.rows_done == 0) m_notes = unread(m_step.rows), m_now.left_out += static_cast<std::int64_t>(m_notes.size());
    find_occupants();
    for (std::size_t at = 0; at < m_step.verdicts.size(); ++at) take(m_step.verdicts[at], m_now.rows_done + static_cast<std::int64_t>(at));
    experiences::import_sheets(m_session, m_world, m_imports, m_step.shown);
    note_what_was_made();
    write_notes();
    go_on();
  }

 private:
  void find_occupants() {
    std::vector<std::string> slugs;
    for (auto const& verdict : m_step.verdicts)
      if (verdict.outcome != Outcome::leave) slugs.push_back(verdict.sheet.slug);
    m_occupants = experiences::standing_at(m_session, m_now.programme, slugs);
  }

  /// Someone wrote between the look at the row and now.
  bool came_between(Verdict const& verdict) const {
    auto const occupant = m_occupants.find(verdict.sheet.slug);
    if (verdict.outcome == Outcome::create) return occupant != m_occupants.end();
    return verdict.outcome == Outcome::change && (occupant == m_occupants.end() || occupant->second.revision != verdict.existing->revision);
  }

  void take(Verdict const& verdict, std::int64_t place) {
    auto const& row = m_step.rows.rows[static_cast<std::size_t>(place)];
    for (auto const& refusal : verdict.refusals) m_notes.push_back(note_of(m_step.rows, row, refusal, true));
    if (verdict.refusals.empty())
      for (auto const& remark : verdict.remarks) m_notes.push_back(note_of(m_step.rows, row, remark, false));
    bool const late = came_between(verdict);
    if (late)
      m_notes.push_back(note_of(m_step.rows, row, {msgid("Someone changed this sheet during the import: it was left as it is."), {}, {}}, true));
    if (verdict.outcome == Outcome::same) ++m_now.unchanged;
    else if (late || verdict.outcome == Outcome::leave) ++m_now.left_out;
    else write_sheet(verdict, place);
  }

  void write_sheet(Verdict const& verdict, std::int64_t place) {
    (verdict.existing ? m_now.changed : m_now.created) += 1;
    m_imports.push_back({m_now.programme, m_step.programme_slug, verdict.sheet, verdict.place, verdict.author, m_now.person});
    TakenSheet one;
    one.place = place;
    one.slug = verdict.sheet.slug;
    if (verdict.existing) {
      one.before = kept_json(experiences::sheet_of(*verdict.existing, m_step.programme_slug));
      one.territory = verdict.existing->territory;
      one.author = verdict.existing->author;
    }
    m_taken.push_back(std::move(one));
  }

  void note_what_was_made() {
    std::vector<std::string> slugs;
    for (auto const& one : m_taken) slugs.push_back(one.slug);
    auto const after = experiences::standing_at(m_session, m_now.programme, slugs);
    for (auto& one : m_taken) {
      auto const& occupant = after.at(one.slug);
      one.experience = occupant.id;
      one.revision = occupant.revision;
      one.changed = occupant.changed;
    }
    IntakeStore{m_session}.add_sheets(m_now.id, m_taken);
  }

  void write_notes() {
    put_in_order(m_notes);
    // Until the import is over, the notes written are counted where those kept back will be.
    auto const room = static_cast<std::size_t>(std::max<std::int64_t>(0, most_notes - m_now.kept_back));
    if (m_notes.size() > room) m_notes.resize(room);
    IntakeStore{m_session}.add_notes(m_now.id, m_now.kept_back, m_notes);
    m_now.kept_back += static_cast<std::int64_t>(m_notes.size());
  }

  void go_on() {
    m_now.rows_done += static_cast<std::int64_t>(m_step.verdicts.size());
    m_now.changed_at = m_world.now();
    bool const over = m_now.rows_done >= static_cast<std::int64_t>(m_step.rows.rows.size());
    if (over) m_now.state = IntakeState::done, m_now.kept_back = 0;
    IntakeStore{m_session}.put(m_now);
    if (!over) jobs::enqueue(m_session, m_world, step_event, m_now.id.text());
  }

  db::Session& m_session;
  base::World const& m_world;
  StepIn const& m_step;
  Intake m_now;
  std::map<std::string, experiences::Occupant> m_occupants;
  std::vector<IntakeNote> m_notes;
  std::vector<experiences::Import> m_imports;
  std::vector<TakenSheet> m_taken;
};

/// What becomes of the sheets of an import that is taken back.
struct Returns {
  std::vector<experiences::ExperienceId> made;
  std::vector<experiences::Import> restored;
  std::vector<IntakeNote> kept;
};

std::map<accounts::TerritoryId, experiences::Place> places_of(db::Session& session, std::vector<TakenSheet> const& sheets) {
  std::vector<accounts::TerritoryId> territories;
  for (auto const& one : sheets)
    if (one.territory) territories.push_back(*one.territory);
  std::map<accounts::TerritoryId, experiences::Place> places;
  for (auto const& one : territories::briefs_of(session, territories))
    places.emplace(one.id, experiences::Place{one.id, one.typology, one.region, one.label()});
  return places;
}

Returns returns_of(db::Session& session, Intake const& intake, std::vector<TakenSheet> const& sheets) {
  Returns returns;
  auto const programme = programme::brief_of(session, intake.programme).value_or(programme::Brief{}).slug;
  std::vector<std::string> slugs;
  for (auto const& one : sheets) slugs.push_back(one.slug);
  auto const standing = experiences::standing_at(session, intake.programme, slugs);
  auto const places = places_of(session, sheets);
  for (auto const& one : sheets) {
    auto const occupant = standing.find(one.slug);
    if (occupant == standing.end() || occupant->second.id != one.experience) continue;  // already gone
    if (occupant->second.revision != one.revision || occupant->second.changed != one.changed) {
      returns.kept.push_back({one.slug, one.place, true, {msgid("This sheet was changed since the import: it was left as it is."), {}, {}}});
    } else if (one.before.empty()) {
      returns.made.push_back(one.experience);
    } else {
      auto const place = one.territory ? places.find(*one.territory) : places.end();
      returns.restored.push_back({intake.programme, programme, kept_from_json(one.before),
                                  place == places.end() ? std::nullopt : std::optional{place->second}, one.author, intake.person});
    }
  }
  return returns;
}

}  // namespace

IntakeNote note_of(Rows const& rows, Row const& row, base::Refusal const& refusal, bool left_out) {
  return {rows.file_of(row), static_cast<std::int64_t>(row.line), left_out, refusal};
}

std::vector<IntakeNote> unread(Rows const& rows) {
  std::vector<IntakeNote> notes;
  for (auto const& one : rows.rejected) notes.push_back({one.file, static_cast<std::int64_t>(one.line), true, one.refusal});
  return notes;
}

void put_in_order(std::vector<IntakeNote>& notes) {
  std::stable_sort(notes.begin(), notes.end(), [](auto const& one, auto const& other) {
    return std::pair{one.file, one.line} < std::pair{other.file, other.line};
  });
}

void write_in(db::Session& session, base::World const& world, StepIn const& step) {
  if (auto now = unmoved(session, step.seen)) InWriter{session, world, step, std::move(*now)}.write();
}

void write_back(db::Session& session, base::World const& world, Intake const& seen, std::vector<TakenSheet> const& sheets, bool last) {
  auto now = unmoved(session, seen);
  if (!now) return;
  auto const returns = returns_of(session, seen, sheets);
  experiences::erase_sheets(session, seen.programme, returns.made);
  experiences::import_sheets(session, world, returns.restored);
  IntakeStore store{session};
  store.add_notes(seen.id, notes_of_undoing + now->kept_back, returns.kept);
  now->kept_back += static_cast<std::int64_t>(returns.kept.size());
  if (last) now->state = IntakeState::undone;
  else now->rows_done = sheets.back().place + 1;
  now->changed_at = world.now();
  store.put(*now);
  if (!last) jobs::enqueue(session, world, step_event, seen.id.text());
}

}  // namespace exchange
