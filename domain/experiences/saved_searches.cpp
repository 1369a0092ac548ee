#include "domain/experiences/saved_searches.h"

namespace experiences {
namespace {

constexpr std::size_t longest_question = 2'000;

}  // namespace

std::vector<SavedSearch> SavedSearches::read(db::Rows rows) {
  std::vector<SavedSearch> searches;
  SavedSearch one;
  std::int64_t kept = 0, told = 0;
  while (rows.next(one.id, one.person, one.programme, one.question, kept, told)) {
    one.kept = base::from_milliseconds(kept);
    one.told_until = base::from_milliseconds(told);
    searches.push_back(one);
  }
  return searches;
}

base::Outcome<bool> SavedSearches::keep(base::World const& world, accounts::PersonId const& person, accounts::ProgrammeId const& programme,
                                        std::string_view question) {
  if (question.empty()) return base::refuse("Choose words or a filter first: a search for everything would tell you of every sheet.");
  if (question.size() > longest_question) return base::refuse("This search is too long to be kept: take away a few filters.");
  if (of(person, programme).size() >= most_searches_kept) return base::refuse("You keep many searches already: forget one of them first.");
  auto const now = base::to_milliseconds(world.now());
  return m_session.execute(
             "INSERT INTO experiences_saved_search (id, person_id, programme_id, question, kept_at, told_until, change_number) "
             "SELECT ?, ?, ?, ?, ?, ?, COALESCE((SELECT change_number FROM experiences_tally WHERE programme_id = ?), 0) "
             "WHERE TRUE ON CONFLICT (person_id, programme_id, question) DO NOTHING",
             world.new_uuid(), person, programme, question, now, now, programme) == 1;
}

std::vector<SavedSearch> SavedSearches::of(accounts::PersonId const& person, accounts::ProgrammeId const& programme) {
  return read(
      m_session.query("SELECT id, person_id, programme_id, question, kept_at, told_until FROM experiences_saved_search "
                      "WHERE person_id = ? AND programme_id = ? ORDER BY kept_at DESC, id",
                      person, programme));
}

bool SavedSearches::forget(accounts::PersonId const& person, std::string_view id) {
  return m_session.execute("DELETE FROM experiences_saved_search WHERE id = ? AND person_id = ?", id, person) == 1;
}

void SavedSearches::forget_all(accounts::PersonId const& person) {
  m_session.execute("DELETE FROM experiences_saved_search WHERE person_id = ?", person);
  m_session.execute("DELETE FROM experiences_search_letter WHERE person_id = ?", person);
}

std::vector<SavedSearch> SavedSearches::to_look_at(base::Instant now, int limit) {
  return read(
      m_session.query("SELECT s.id, s.person_id, s.programme_id, s.question, s.kept_at, s.told_until FROM experiences_saved_search s "
                      "JOIN experiences_tally t ON t.programme_id = s.programme_id AND t.change_number > s.change_number "
                      "LEFT JOIN experiences_search_letter l ON l.person_id = s.person_id WHERE COALESCE(l.last_at, 0) <= ? "
                      "ORDER BY s.person_id, s.programme_id, s.kept_at LIMIT ?",
                      base::to_milliseconds(now - between_letters), limit));
}

void SavedSearches::looked_at(std::span<SavedSearch const> searches, base::Instant now) {
  for (auto const& one : searches)
    m_session.execute(
        "UPDATE experiences_saved_search SET told_until = ?, change_number = COALESCE((SELECT change_number FROM experiences_tally "
        "WHERE programme_id = ?), 0) WHERE id = ?",
        base::to_milliseconds(now), one.programme, one.id);
}

void SavedSearches::written_to(accounts::PersonId const& person, base::Instant now) {
  m_session.execute(
      "INSERT INTO experiences_search_letter (person_id, last_at) VALUES (?, ?) ON CONFLICT (person_id) DO UPDATE SET last_at = excluded.last_at",
      person, base::to_milliseconds(now));
}

}  // namespace experiences
