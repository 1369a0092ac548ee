#include <algorithm>

#include "domain/experiences/content_json.h"
#include "domain/experiences/experience_store.h"

namespace experiences {
namespace {

std::optional<accounts::PersonId> person_of(std::optional<std::string> const& id) {
  if (!id) return std::nullopt;
  return accounts::PersonId::trusted(*id);
}

/// What is kept of unfinished typing of one person: the oldest go first.
constexpr int most_unsent = 50;
constexpr std::chrono::minutes a_moment{3};

}  // namespace

std::vector<Revision> ExperienceStore::history(ExperienceId const& id) {
  std::vector<Revision> revisions;
  auto rows =
      m_session.query("SELECT number, author_id, at, reason, by_name FROM experiences_revision WHERE experience_id = ? ORDER BY number DESC", id);
  Revision revision;
  std::optional<std::string> author;
  std::int64_t at = 0;
  while (rows.next(revision.number, author, at, revision.reason, revision.by_name)) {
    revision.author = person_of(author);
    revision.at = base::from_milliseconds(at);
    revisions.push_back(revision);
  }
  return revisions;
}

std::optional<Revision> ExperienceStore::revision(ExperienceId const& id, int number) {
  auto rows =
      m_session.query("SELECT author_id, at, reason, content, by_name FROM experiences_revision WHERE experience_id = ? AND number = ?", id, number);
  Revision revision;
  std::optional<std::string> author;
  std::int64_t at = 0;
  std::string content;
  if (!rows.next(author, at, revision.reason, content, revision.by_name)) return std::nullopt;
  revision.number = number;
  revision.author = person_of(author);
  revision.at = base::from_milliseconds(at);
  revision.content = content_from_json(content);
  return revision;
}

std::vector<Revision> ExperienceStore::versions(ExperienceId const& id, int limit) {
  std::vector<Revision> versions;
  auto rows = m_session.query(
      "SELECT number, author_id, at, reason, content, by_name FROM experiences_revision WHERE experience_id = ? ORDER BY number DESC LIMIT ?", id,
      limit);
  Revision one;
  std::optional<std::string> author;
  std::int64_t at = 0;
  std::string content;
  while (rows.next(one.number, author, at, one.reason, content, one.by_name)) {
    one.author = person_of(author);
    one.at = base::from_milliseconds(at);
    one.content = content_from_json(content);
    versions.push_back(one);
  }
  std::reverse(versions.begin(), versions.end());
  return versions;
}

std::vector<Move> ExperienceStore::moves(ExperienceId const& id) {
  std::vector<Move> moves;
  auto rows = m_session.query(
      "SELECT from_status, to_status, visibility, author_id, at, reason, by_name FROM experiences_transition WHERE experience_id = ? ORDER BY place "
      "DESC",
      id);
  std::string from, to, visibility, reason, by_name;
  std::optional<std::string> author;
  std::int64_t at = 0;
  while (rows.next(from, to, visibility, author, at, reason, by_name))
    moves.push_back({status_from(from).value_or(Status::draft), status_from(to).value_or(Status::draft),
                     accounts::visibility_from(visibility).value_or(accounts::Visibility::private_), person_of(author), by_name,
                     base::from_milliseconds(at), reason});
  return moves;
}

void ExperienceStore::keep_unsent(base::World const& world, accounts::PersonId const& person, accounts::ProgrammeId const& programme,
                                  Unsent const& unsent) {
  m_session.execute(
      "INSERT INTO experiences_unsent (person_id, form_key, programme_id, base_revision, at, content) VALUES (?, ?, ?, ?, ?, ?) "
      "ON CONFLICT (person_id, form_key) DO UPDATE SET base_revision = excluded.base_revision, at = excluded.at, content = excluded.content",
      person, unsent.form_key, programme, unsent.base_revision, base::to_milliseconds(world.now()), to_json(unsent.content));
  m_session.execute(
      "DELETE FROM experiences_unsent WHERE person_id = ? AND form_key IN (SELECT form_key FROM experiences_unsent WHERE person_id = ? "
      "ORDER BY at DESC LIMIT 1000 OFFSET ?)",
      person, person, most_unsent);
}

std::optional<Unsent> ExperienceStore::unsent(accounts::PersonId const& person, std::string_view form_key) {
  auto rows = m_session.query("SELECT base_revision, at, content FROM experiences_unsent WHERE person_id = ? AND form_key = ?", person, form_key);
  Unsent unsent;
  std::int64_t at = 0;
  std::string content;
  if (!rows.next(unsent.base_revision, at, content)) return std::nullopt;
  unsent.form_key = form_key;
  unsent.at = base::from_milliseconds(at);
  unsent.content = content_from_json(content);
  return unsent;
}

std::vector<Unsent> ExperienceStore::unsent_in(accounts::PersonId const& person, accounts::ProgrammeId const& programme) {
  std::vector<Unsent> all;
  auto rows = m_session.query(
      "SELECT form_key, base_revision, at, content FROM experiences_unsent WHERE person_id = ? AND programme_id = ? ORDER BY at DESC LIMIT 20",
      person, programme);
  Unsent unsent;
  std::int64_t at = 0;
  std::string content;
  while (rows.next(unsent.form_key, unsent.base_revision, at, content)) {
    unsent.at = base::from_milliseconds(at);
    unsent.content = content_from_json(content);
    all.push_back(unsent);
  }
  return all;
}

Company ExperienceStore::company_of(Experience const& experience, accounts::PersonId const& person, int base_revision, base::Instant now) {
  Company company;
  auto rows = m_session.query("SELECT person_id FROM experiences_unsent WHERE form_key = ? AND at > ? AND person_id <> ? ORDER BY at DESC LIMIT 5",
                              experience.id, base::to_milliseconds(now - a_moment), person);
  for (accounts::PersonId other; rows.next(other);) company.writing.push_back(other);
  if (experience.revision <= base_revision) return company;
  auto const latest = revision(experience.id, experience.revision);
  if (!latest || latest->author == person) return company;
  company.saved_by = latest->author;
  company.saved_at = latest->at;
  return company;
}

void ExperienceStore::drop_unsent(accounts::PersonId const& person, std::string_view form_key) {
  m_session.execute("DELETE FROM experiences_unsent WHERE person_id = ? AND form_key = ?", person, form_key);
}

}  // namespace experiences
