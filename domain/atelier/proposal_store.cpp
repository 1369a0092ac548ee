#include "domain/atelier/proposal_store.h"

#include "domain/atelier/content_json.h"
#include "platform/base/text.h"

namespace atelier {

std::vector<Proposal> ProposalStore::where(std::string const& condition, std::vector<db::Value> values) {
  std::vector<Proposal> found;
  auto rows = m_session.query_values(
      "SELECT id, method_id, copy_id, person_id, at, words, content, base_revision, state, answer, taken, answered_at FROM atelier_proposal WHERE " +
          condition,
      std::move(values));
  Proposal one;
  std::optional<std::string> person;
  std::string content, taken;
  std::int64_t at = 0, answered = 0;
  while (rows.next(one.id, one.method, one.copy, person, at, one.words, content, one.base_revision, one.state, one.answer, taken, answered)) {
    one.person = person ? std::optional{accounts::PersonId::trusted(*person)} : std::nullopt;
    one.at = base::from_milliseconds(at);
    one.content = content_from_json(content);
    one.taken = base::split(taken, ' ');
    one.answered = answered ? std::optional{base::from_milliseconds(answered)} : std::nullopt;
    found.push_back(one);
  }
  return found;
}

std::vector<Proposal> ProposalStore::to(MethodId const& method) {
  return where(
      "(method_id = ? OR method_id IN (SELECT id FROM atelier_method WHERE joined_to = ?)) AND state <> 'withdrawn' ORDER BY CASE WHEN state = "
      "'open' THEN 0 ELSE 1 END, at DESC LIMIT 50",
      {db::value(method), db::value(method.text())});
}

std::vector<Proposal> ProposalStore::of_copy(MethodId const& copy) { return where("copy_id = ? ORDER BY at DESC LIMIT 20", {db::value(copy)}); }

std::optional<Proposal> ProposalStore::find(std::string_view id) {
  auto found = where("id = ?", {db::value(id)});
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

void ProposalStore::add(Proposal const& one) {
  m_session.execute(
      "INSERT INTO atelier_proposal (id, method_id, copy_id, person_id, at, words, content, base_revision, state, answer, taken, answered_at) VALUES "
      "(?, ?, ?, ?, ?, ?, ?, ?, 'open', '', '', 0)",
      one.id, one.method, one.copy, one.person, base::to_milliseconds(one.at), one.words, to_json(one.content), one.base_revision);
}

void ProposalStore::answer(Proposal const& one) {
  m_session.execute("UPDATE atelier_proposal SET state = 'answered', answer = ?, taken = ?, answered_at = ? WHERE id = ?", one.answer,
                    base::join(one.taken, " "), base::to_milliseconds(one.answered.value_or(base::Instant{})), one.id);
}

void ProposalStore::withdraw_open_of(MethodId const& copy) {
  m_session.execute("UPDATE atelier_proposal SET state = 'withdrawn' WHERE copy_id = ? AND state = 'open'", copy);
}

std::vector<ProposalStore::Waiting> ProposalStore::waiting_for(accounts::PersonId const& author, accounts::ProgrammeId const& programme) {
  std::vector<Waiting> found;
  auto rows = m_session.query(
      "SELECT COALESCE(k.slug, m.slug), COALESCE(k.title, m.title), COUNT(*) FROM atelier_proposal p JOIN atelier_method m ON m.id = p.method_id "
      "LEFT "
      "JOIN atelier_method k ON k.id = m.joined_to WHERE m.programme_id = ? AND m.author_id "
      "= ? "
      "AND p.state = 'open' GROUP BY 1, 2 ORDER BY 2",
      programme, author);
  for (Waiting one; rows.next(one.method_slug, one.method_title, one.count);) found.push_back(one);
  return found;
}

std::vector<MethodId> ProposalStore::copies_of(Method const& source) {
  std::vector<MethodId> found;
  auto rows = m_session.query(
      "SELECT id FROM atelier_method WHERE joined_to = '' AND programme_id = ? AND (adapted_from = ? OR adapted_from IN (SELECT slug FROM "
      "atelier_former_address WHERE method_id = ?) OR adapted_from IN (SELECT slug FROM atelier_method WHERE joined_to = ?)) ORDER BY created_at "
      "LIMIT 100",
      source.programme, source.slug, source.id, source.id.text());
  for (MethodId id; rows.next(id);) found.push_back(id);
  return found;
}

}  // namespace atelier
