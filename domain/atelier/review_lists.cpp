#include <algorithm>
#include <map>

#include "domain/atelier/method_store.h"
#include "domain/atelier/review_store.h"

/// What each person is expected to do about readings, across the methods of a programme.
namespace atelier {

std::vector<ReviewStore::Waiting> ReviewStore::waiting_for(accounts::PersonId const& person, accounts::ProgrammeId const& programme) {
  std::vector<Waiting> found;
  auto rows = m_session.query(
      "SELECT r.id, m.slug, m.title, r.due_at FROM atelier_reviewer r JOIN atelier_review v ON v.id = r.review_id JOIN atelier_method m ON m.id = "
      "v.method_id WHERE r.person_id = ? AND r.state IN ('asked', 'accepted') AND v.decision = '' AND m.programme_id = ? ORDER BY r.due_at, r.id",
      person, programme);
  std::int64_t due = 0;
  for (Waiting one; rows.next(one.reviewer, one.method_slug, one.method_title, due);) {
    one.due = base::from_milliseconds(due);
    found.push_back(one);
  }
  return found;
}

std::map<accounts::PersonId, int> ReviewStore::open_reviews(accounts::ProgrammeId const& programme) {
  std::map<accounts::PersonId, int> found;
  auto rows = m_session.query(
      "SELECT r.person_id, COUNT(*) FROM atelier_reviewer r JOIN atelier_review v ON v.id = r.review_id JOIN atelier_method m ON m.id = v.method_id "
      "WHERE r.state IN ('asked', 'accepted') AND v.decision = '' AND m.programme_id = ? AND r.person_id IS NOT NULL GROUP BY r.person_id",
      programme);
  accounts::PersonId person;
  for (int count = 0; rows.next(person, count);) found[person] = count;
  return found;
}

std::vector<ReviewStore::Due> ReviewStore::to_remind(base::Instant due_before, base::Instant last, int limit) {
  std::vector<Due> found;
  auto rows = m_session.query(
      "SELECT r.id, r.person_id, m.programme_id, m.slug, m.title, r.due_at FROM atelier_reviewer r JOIN atelier_review v ON v.id = r.review_id JOIN "
      "atelier_method m ON m.id = v.method_id WHERE r.state IN ('asked', 'accepted') AND v.decision = '' AND r.due_at < ? AND r.reminded_at < ? AND "
      "r.person_id IS NOT NULL ORDER BY r.due_at, r.id LIMIT ?",
      base::to_milliseconds(due_before), base::to_milliseconds(last), limit);
  std::int64_t due = 0;
  for (Due one; rows.next(one.reviewer, one.person, one.programme, one.method_slug, one.method_title, due);) {
    one.due = base::from_milliseconds(due);
    found.push_back(one);
  }
  return found;
}

void ReviewStore::reminded(std::string_view reviewer, base::Instant now) {
  m_session.execute("UPDATE atelier_reviewer SET reminded_at = ? WHERE id = ?", base::to_milliseconds(now), reviewer);
}

std::vector<ReviewStore::ToDo> ReviewStore::left_to(accounts::PersonId const& author, accounts::ProgrammeId const& programme) {
  std::vector<ToDo> found;
  auto rows = m_session.query(
      "SELECT m.slug, m.title, COUNT(*) FROM atelier_remark k JOIN atelier_review v ON v.id = k.review_id JOIN atelier_method m ON m.id = "
      "v.method_id "
      "WHERE m.joined_to = '' AND m.programme_id = ? AND m.author_id = ? AND v.decision = 'rework' AND k.outcome = 'to_do' AND k.settled_at = 0 AND "
      "m.status IN ('draft', "
      "'tested') AND v.number = (SELECT MAX(w.number) FROM atelier_review w WHERE w.method_id = m.id) GROUP BY m.slug, m.title ORDER BY m.title",
      programme, author);
  for (ToDo one; rows.next(one.method_slug, one.method_title, one.remarks);) found.push_back(one);
  return found;
}

std::vector<ReviewStore::Awaited> ReviewStore::awaiting_the_team(accounts::ProgrammeId const& programme) {
  std::vector<Awaited> found;
  auto rows = m_session.query(
      "SELECT m.slug, m.title, COUNT(r.id), COALESCE(SUM(CASE WHEN r.state IN ('asked', 'accepted') THEN 1 ELSE 0 END), 0) FROM atelier_method m "
      "LEFT "
      "JOIN atelier_review v ON v.method_id = m.id AND v.decision = '' LEFT JOIN atelier_reviewer r ON r.review_id = v.id AND r.state <> 'declined' "
      "WHERE m.joined_to = '' AND m.programme_id = ? AND m.status = 'to_review' GROUP BY m.slug, m.title, m.changed_at ORDER BY m.changed_at",
      programme);
  for (Awaited one; rows.next(one.method_slug, one.method_title, one.reviewers, one.pending);)
    if (one.reviewers == 0 || one.pending == 0) found.push_back(one);
  return found;
}

WroteIt ReviewStore::wrote(Method const& method) {
  WroteIt wrote;
  wrote.people = MethodStore{m_session}.writers(method);
  for (auto const& member : accounts::members_of(m_session, method.programme)) {
    bool const writer = std::find(wrote.people.begin(), wrote.people.end(), member.person) != wrote.people.end();
    if (writer && member.membership.territory) wrote.territories.push_back(*member.membership.territory);
  }
  return wrote;
}

}  // namespace atelier
