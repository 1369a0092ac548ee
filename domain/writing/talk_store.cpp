#include "domain/writing/talk_store.h"

#include <map>

namespace writing {
namespace {

constexpr std::string_view thread_columns =
    "SELECT id, name, seq, from_unit, to_unit, quote, opened_at, settled_at, task_person_id, task_done_at FROM writing_thread ";
constexpr std::string_view suggestion_columns = "SELECT id, name, seq, from_unit, to_unit, removed, inserted, person_id, at FROM writing_suggestion ";

std::optional<base::Instant> instant(std::optional<std::int64_t> const& at) {
  return at ? std::optional{base::from_milliseconds(*at)} : std::nullopt;
}
std::optional<std::int64_t> milliseconds(std::optional<base::Instant> const& at) {
  return at ? std::optional{base::to_milliseconds(*at)} : std::nullopt;
}

std::optional<accounts::PersonId> person_of(std::optional<std::string> const& id) {
  return id ? std::optional{accounts::PersonId::trusted(*id)} : std::nullopt;
}

/// Places of a passage as rows hold them.
struct Places {
  std::int64_t from = 0, to = 0;
  void put_in(Anchor& anchor) const { anchor.from = static_cast<std::size_t>(from), anchor.to = static_cast<std::size_t>(to); }
};

std::vector<Thread> threads_from(db::Rows rows) {
  std::vector<Thread> all;
  Thread one;
  Places places;
  std::int64_t opened = 0;
  std::optional<std::int64_t> settled, done;
  std::optional<std::string> asked;
  while (rows.next(one.id, one.anchor.text, one.anchor.seq, places.from, places.to, one.quote, opened, settled, asked, done)) {
    places.put_in(one.anchor);
    one.opened = base::from_milliseconds(opened);
    one.settled = instant(settled);
    one.task = asked ? std::optional{Task{accounts::PersonId::trusted(*asked), instant(done)}} : std::nullopt;
    all.push_back(one);
  }
  return all;
}

}  // namespace

std::vector<Thread> TalkStore::with_remarks(std::vector<Thread> threads) {
  if (threads.empty()) return threads;
  std::vector<db::Value> ids;
  std::map<std::string, Thread*> by_id;
  for (auto& one : threads) {
    ids.push_back(db::value(one.id));
    by_id[one.id] = &one;
  }
  auto const in = db::Session::placeholders(ids.size());
  auto rows = m_session.query_values("SELECT thread_id, id, person_id, at, words FROM writing_remark WHERE thread_id IN (" + in + ") ORDER BY at, id",
                                     std::move(ids));
  Remark remark;
  std::string thread;
  std::optional<std::string> person;
  std::int64_t at = 0;
  while (rows.next(thread, remark.id, person, at, remark.words)) {
    remark.person = person_of(person);
    remark.at = base::from_milliseconds(at);
    by_id.at(thread)->remarks.push_back(remark);
  }
  return threads;
}

std::vector<Thread> TalkStore::threads(DocumentId const& document) {
  return with_remarks(threads_from(m_session.query(
      std::string{thread_columns} + "WHERE document_id = ? ORDER BY CASE WHEN settled_at IS NULL THEN 0 ELSE 1 END, opened_at DESC LIMIT ?", document,
      most_threads)));
}

std::optional<Thread> TalkStore::thread(DocumentId const& document, std::string_view id) {
  auto found = with_remarks(threads_from(m_session.query(std::string{thread_columns} + "WHERE document_id = ? AND id = ?", document, id)));
  return found.empty() ? std::nullopt : std::optional{std::move(found.front())};
}

void TalkStore::open(DocumentId const& document, Thread const& thread) {
  m_session.execute(
      "INSERT INTO writing_thread (id, document_id, name, seq, from_unit, to_unit, quote, opened_at, settled_at, settled_by, task_person_id, "
      "task_done_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL, NULL, ?, NULL)",
      thread.id, document, thread.anchor.text, thread.anchor.seq, static_cast<std::int64_t>(thread.anchor.from),
      static_cast<std::int64_t>(thread.anchor.to), thread.quote, base::to_milliseconds(thread.opened),
      thread.task ? std::optional{thread.task->person} : std::nullopt);
  for (auto const& remark : thread.remarks) add(thread.id, remark);
}

void TalkStore::add(std::string_view thread, Remark const& remark) {
  m_session.execute("INSERT INTO writing_remark (id, thread_id, person_id, at, words) VALUES (?, ?, ?, ?, ?)", remark.id, thread, remark.person,
                    base::to_milliseconds(remark.at), remark.words);
}

void TalkStore::settle(std::string_view thread, std::optional<accounts::PersonId> const& by, std::optional<base::Instant> at) {
  m_session.execute("UPDATE writing_thread SET settled_by = ?, settled_at = ? WHERE id = ?", by, milliseconds(at), thread);
}

void TalkStore::task_done(std::string_view thread, base::Instant at) {
  m_session.execute("UPDATE writing_thread SET task_done_at = ? WHERE id = ? AND task_person_id IS NOT NULL AND task_done_at IS NULL",
                    base::to_milliseconds(at), thread);
}

std::vector<Suggestion> TalkStore::suggestions(DocumentId const& document) {
  std::vector<Suggestion> all;
  auto rows = m_session.query(std::string{suggestion_columns} + "WHERE document_id = ? AND decision = '' ORDER BY at, id LIMIT 1000", document);
  Suggestion one;
  Places places;
  std::optional<std::string> person;
  std::int64_t at = 0;
  while (rows.next(one.id, one.anchor.text, one.anchor.seq, places.from, places.to, one.removed, one.inserted, person, at)) {
    one.person = person_of(person);
    places.put_in(one.anchor);
    one.at = base::from_milliseconds(at);
    all.push_back(one);
  }
  return all;
}

void TalkStore::propose(DocumentId const& document, Suggestion const& suggestion) {
  m_session.execute(
      "INSERT INTO writing_suggestion (id, document_id, name, seq, from_unit, to_unit, removed, inserted, person_id, at, decision, decided_by, "
      "decided_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '', NULL, NULL)",
      suggestion.id, document, suggestion.anchor.text, suggestion.anchor.seq, static_cast<std::int64_t>(suggestion.anchor.from),
      static_cast<std::int64_t>(suggestion.anchor.to), suggestion.removed, suggestion.inserted, suggestion.person,
      base::to_milliseconds(suggestion.at));
}

bool TalkStore::decide(DocumentId const& document, std::string_view suggestion, bool accepted, accounts::PersonId const& by, base::Instant at) {
  return m_session.execute(
             "UPDATE writing_suggestion SET decision = ?, decided_by = ?, decided_at = ? WHERE document_id = ? AND id = ? AND decision = ''",
             std::string_view{accepted ? "accepted" : "refused"}, by, base::to_milliseconds(at), document, suggestion) == 1;
}

void TalkStore::stand(std::span<Thread const> threads, std::span<Suggestion const> suggestions) {
  auto const put = [&](std::string_view table, std::string const& id, Anchor const& anchor) {
    m_session.execute("UPDATE " + std::string{table} + " SET seq = ?, from_unit = ?, to_unit = ? WHERE id = ? AND seq < ?", anchor.seq,
                      static_cast<std::int64_t>(anchor.from), static_cast<std::int64_t>(anchor.to), id, anchor.seq);
  };
  for (auto const& one : threads) put("writing_thread", one.id, one.anchor);
  for (auto const& one : suggestions) put("writing_suggestion", one.id, one.anchor);
}

void TalkStore::call(std::span<accounts::PersonId const> people, std::string_view remark, base::Instant at) {
  for (auto const& person : people)
    m_session.execute("INSERT INTO writing_call (person_id, remark_id, at, told_at) VALUES (?, ?, ?, NULL) ON CONFLICT DO NOTHING", person, remark,
                      base::to_milliseconds(at));
}

std::vector<TalkCall> TalkStore::untold(base::Instant before, int limit) {
  std::vector<TalkCall> all;
  auto rows = m_session.query(
      "SELECT c.person_id, c.remark_id, r.thread_id, r.words, t.document_id, r.person_id, CASE WHEN t.task_person_id = c.person_id THEN 1 ELSE 0 END "
      "FROM writing_call c JOIN writing_remark r ON r.id = c.remark_id JOIN writing_thread t ON t.id = r.thread_id WHERE c.told_at IS NULL AND "
      "c.person_id IN (SELECT person_id FROM writing_call WHERE told_at IS NULL AND at <= ?) ORDER BY c.person_id, c.at LIMIT ?",
      base::to_milliseconds(before), limit);
  TalkCall one;
  std::optional<std::string> by;
  std::int64_t task = 0;
  while (rows.next(one.person, one.remark, one.thread, one.words, one.document, by, task)) {
    one.by = person_of(by);
    one.task = task == 1;
    all.push_back(one);
  }
  return all;
}

void TalkStore::told(accounts::PersonId const& person, std::span<TalkCall const> calls, base::Instant at) {
  for (auto const& one : calls)
    m_session.execute("UPDATE writing_call SET told_at = ? WHERE person_id = ? AND remark_id = ?", base::to_milliseconds(at), person, one.remark);
}

}  // namespace writing
