#include <algorithm>

#include "domain/atelier/content_json.h"
#include "domain/atelier/method_store.h"

namespace atelier {
namespace {

std::optional<accounts::PersonId> person_of(std::optional<std::string> const& text) {
  if (!text) return std::nullopt;
  return accounts::PersonId::trusted(*text);
}

}  // namespace

std::vector<Revision> MethodStore::history(MethodId const& id) {
  std::vector<Revision> all;
  auto rows = m_session.query("SELECT number, author_id, at, reason FROM atelier_revision WHERE method_id = ? ORDER BY number DESC", id);
  Revision one;
  std::optional<std::string> author;
  std::int64_t at = 0;
  while (rows.next(one.number, author, at, one.reason)) {
    one.author = person_of(author);
    one.at = base::from_milliseconds(at);
    all.push_back(one);
  }
  return all;
}

std::optional<Revision> MethodStore::revision(MethodId const& id, int number) {
  auto rows = m_session.query("SELECT author_id, at, reason, content FROM atelier_revision WHERE method_id = ? AND number = ?", id, number);
  Revision one;
  std::optional<std::string> author;
  std::int64_t at = 0;
  std::string content;
  if (!rows.next(author, at, one.reason, content)) return std::nullopt;
  one.number = number;
  one.author = person_of(author);
  one.at = base::from_milliseconds(at);
  one.content = content_from_json(content);
  return one;
}

std::vector<accounts::PersonId> MethodStore::writers(Method const& method) {
  std::vector<accounts::PersonId> people;
  if (method.author) people.push_back(*method.author);
  auto rows = m_session.query(
      "WITH told(id) AS (SELECT id FROM atelier_method WHERE id = ? OR joined_to = ? UNION SELECT method_id FROM atelier_rearrangement WHERE "
      "other_id "
      "= ? AND kind = 'split' AND undone_at IS NULL), wrote(person_id, number) AS (SELECT author_id, number FROM atelier_revision WHERE method_id IN "
      "(SELECT id FROM told) AND author_id IS NOT NULL UNION SELECT person_id, number FROM atelier_revision_writer WHERE method_id IN (SELECT id "
      "FROM told)) SELECT person_id FROM wrote GROUP BY person_id ORDER BY MIN(number), person_id",
      method.id, method.id.text(), method.id.text());
  for (accounts::PersonId person; rows.next(person);)
    if (std::find(people.begin(), people.end(), person) == people.end()) people.push_back(person);
  return people;
}

std::optional<MethodId> MethodStore::own_of(accounts::ProgrammeId const& programme, std::string_view slug) {
  MethodId id;
  if (!m_session.query("SELECT id FROM atelier_method WHERE programme_id = ? AND slug = ?", programme, slug).next(id)) return std::nullopt;
  return id;
}

std::vector<Move> MethodStore::moves(MethodId const& id) {
  std::vector<Move> all;
  auto rows = m_session.query(
      "SELECT from_status, to_status, visibility, author_id, at, reason, unread FROM atelier_transition WHERE method_id = ? ORDER BY place DESC", id);
  Move one;
  std::string from, to, visibility;
  std::optional<std::string> author;
  std::int64_t at = 0, unread = 0;
  while (rows.next(from, to, visibility, author, at, one.reason, unread)) {
    one.from = status_from(from).value_or(Status::draft);
    one.to = status_from(to).value_or(Status::draft);
    one.visibility = accounts::visibility_from(visibility).value_or(accounts::Visibility::private_);
    one.author = person_of(author);
    one.at = base::from_milliseconds(at);
    one.unread = unread == 1;
    all.push_back(one);
  }
  return all;
}

}  // namespace atelier
