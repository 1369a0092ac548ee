#include "domain/writing/document_store.h"

#include <algorithm>
#include <limits>
#include <set>

#include "domain/writing/change_set_json.h"
#include "domain/writing/long_text.h"
#include "domain/writing/packing.h"
#include "platform/base/text.h"
#include "platform/db/turns.h"

namespace writing {
namespace {

constexpr auto end_of_time = std::numeric_limits<std::int64_t>::max();
/// Changes kept one a row are read quickly; beyond that many, all but the last are packed, so many to a block.
constexpr std::size_t many_changes = 640, kept_plain = 128, block_length = 512;
/// Making so many changes again takes less than a tenth of a second.
constexpr std::int64_t changes_of_a_milestone = 40'000;

std::optional<Document> document_of(db::Rows rows) {
  Document document;
  std::int64_t opened = 0;
  std::optional<std::int64_t> unkept;
  if (!rows.next(document.id, document.programme, document.subject.kind, document.subject.id, opened, document.kept_seq, unkept)) return std::nullopt;
  document.opened = base::from_milliseconds(opened);
  if (unkept) document.unkept_since = base::from_milliseconds(*unkept);
  return document;
}

}  // namespace

std::optional<Document> DocumentStore::find(DocumentId const& id) {
  return document_of(
      m_session.query("SELECT id, programme_id, subject_kind, subject_id, opened_at, kept_seq, unkept_since FROM writing_document WHERE id = ?", id));
}

std::optional<Document> DocumentStore::find_of(Subject const& subject) {
  return document_of(m_session.query(
      "SELECT id, programme_id, subject_kind, subject_id, opened_at, kept_seq, unkept_since FROM writing_document WHERE subject_kind = ? AND "
      "subject_id = ?",
      subject.kind, subject.id));
}

void DocumentStore::open(Document const& document, Texts const& texts) {
  m_session.execute(
      "INSERT INTO writing_document (id, programme_id, subject_kind, subject_id, opened_at, kept_seq, unkept_since) VALUES (?, ?, ?, ?, ?, 0, NULL)",
      document.id, document.programme, document.subject.kind, document.subject.id, base::to_milliseconds(document.opened));
  for (auto const& [name, words] : texts)
    m_session.execute("INSERT INTO writing_text (document_id, seq, name, version, words) VALUES (?, 0, ?, 0, ?)", document.id, name, words);
}

void DocumentStore::remove(DocumentId const& id) { m_session.execute("DELETE FROM writing_document WHERE id = ?", id); }

LiveTexts DocumentStore::snapshot(DocumentId const& id, std::int64_t not_after, std::int64_t& seq) {
  LiveTexts texts;
  auto rows = m_session.query(
      "SELECT seq, name, version, words FROM writing_text WHERE document_id = ? AND seq = (SELECT MAX(seq) FROM writing_text WHERE document_id = ? "
      "AND seq <= ?)",
      id, id, not_after);
  std::string name, words;
  for (std::int64_t version = 0; rows.next(seq, name, version, words);) texts[name] = {version, to_utf16(words)};
  return texts;
}

LiveTexts DocumentStore::texts_at(DocumentId const& id, std::int64_t seq) {
  std::int64_t from = 0;
  auto texts = snapshot(id, seq, from);
  std::map<std::string, LongText> changed;
  for (auto const& change : changes(id, from, seq)) {
    auto& text = texts[change.text];
    auto const [at, fresh] = changed.try_emplace(change.text, text.words);
    at->second.make(change.changes);
    text.version = change.version;
  }
  for (auto const& [name, text] : changed) texts[name].words = text.text();
  return texts;
}

std::optional<LiveDocument> DocumentStore::load(DocumentId const& id) {
  if (!find(id)) return std::nullopt;
  std::int64_t seq = 0;
  auto texts = snapshot(id, end_of_time, seq);
  LiveDocument document{seq, std::move(texts)};
  std::vector<Written> older;
  for (auto& change : rows(id, 0, end_of_time)) {
    if (change.seq > seq) document.take(std::move(change));
    else older.push_back(std::move(change));
  }
  document.remember(std::move(older));
  return document;
}

std::vector<Written> DocumentStore::rows(DocumentId const& id, std::int64_t after, std::int64_t last) {
  std::vector<Written> found;
  auto rows = m_session.query(
      "SELECT seq, name, version, person_id, client, update_id, at, changes FROM writing_change WHERE document_id = ? AND seq > ? AND seq <= ? ORDER "
      "BY seq",
      id, after, last);
  Written change;
  std::optional<std::string> person;
  std::string changes;
  for (std::int64_t at = 0; rows.next(change.seq, change.text, change.version, person, change.client, change.id, at, changes);) {
    change.by = person ? std::optional{accounts::PersonId::trusted(*person)} : std::nullopt;
    change.at = base::from_milliseconds(at);
    change.changes = change_set_of_text(changes);
    found.push_back(change);
  }
  return found;
}

std::vector<Written> DocumentStore::changes(DocumentId const& id, std::int64_t after, std::int64_t last) {
  std::vector<Written> found;
  {
    auto blocks = m_session.query("SELECT packed FROM writing_block WHERE document_id = ? AND last_seq > ? AND first_seq <= ? ORDER BY first_seq", id,
                                  after, last);
    for (std::string block; blocks.next(block);)
      for (auto& change : unpacked(block))
        if (change.seq > after && change.seq <= last) found.push_back(std::move(change));
  }
  for (auto& change : rows(id, after, last)) found.push_back(std::move(change));
  return found;
}

bool DocumentStore::pack(DocumentId const& id, LiveDocument const& live) {
  auto const all = rows(id, 0, live.seq());
  if (all.size() < many_changes) return false;
  auto const older = std::span{all}.first(all.size() - kept_plain);
  put_authors(id, older.back().seq);
  for (std::size_t at = 0; at < older.size(); at += block_length) put_block(id, older.subspan(at, std::min(block_length, older.size() - at)));
  m_session.execute("DELETE FROM writing_change WHERE document_id = ? AND seq <= ?", id, older.back().seq);
  put_snapshot(id, live);
  return true;
}

void DocumentStore::put_block(DocumentId const& id, std::span<Written const> changes) {
  std::set<std::string> people;
  for (auto const& change : changes)
    if (change.by) people.insert(change.by->text());
  m_session.execute("INSERT INTO writing_block (document_id, first_seq, last_seq, first_at, last_at, people, packed) VALUES (?, ?, ?, ?, ?, ?, ?)",
                    id, changes.front().seq, changes.back().seq, base::to_milliseconds(changes.front().at), base::to_milliseconds(changes.back().at),
                    base::join({people.begin(), people.end()}, "\n"), packed(changes));
}

/// The last one takes the place of the one before, but for one every so many changes, for the history.
void DocumentStore::put_snapshot(DocumentId const& id, LiveDocument const& live) {
  auto const milestone = live.seq() / changes_of_a_milestone * changes_of_a_milestone;
  m_session.execute("DELETE FROM writing_text WHERE document_id = ? AND seq > ?", id, milestone);
  for (auto const& [name, text] : live.texts())
    m_session.execute("INSERT INTO writing_text (document_id, seq, name, version, words) VALUES (?, ?, ?, ?, ?)", id, live.seq(), name, text.version,
                      to_utf8(text.words));
}

Authors DocumentStore::authors_at(DocumentId const& id, std::int64_t seq) {
  Authors authors;
  std::int64_t noted = 0;
  {
    auto rows = m_session.query("SELECT name, seq, runs FROM writing_authors WHERE document_id = ? AND seq <= ?", id, seq);
    for (std::string name, runs; rows.next(name, noted, runs);) authors.emplace(name, Authorship::of_text(runs));
  }
  if (noted == 0)
    for (std::int64_t from = 0; auto const& [name, text] : snapshot(id, 0, from)) authors.emplace(name, Authorship{text.words.size()});
  for (auto const& change : changes(id, noted, seq)) authors[change.text].make(change.changes, change.by);
  return authors;
}

void DocumentStore::put_authors(DocumentId const& id, std::int64_t seq) {
  auto const authors = authors_at(id, seq);
  m_session.execute("DELETE FROM writing_authors WHERE document_id = ?", id);
  for (auto const& [name, authorship] : authors)
    m_session.execute("INSERT INTO writing_authors (document_id, name, seq, runs) VALUES (?, ?, ?, ?)", id, name, seq, authorship.text());
}

std::int64_t DocumentStore::last_seq(DocumentId const& id) {
  std::int64_t last = 0;
  m_session.query("SELECT MAX(seq) FROM writing_change WHERE document_id = ?", id).next(last);
  return last;
}

base::Instant DocumentStore::last_written(DocumentId const& id) {
  std::int64_t at = 0;
  m_session.query("SELECT at FROM writing_change WHERE document_id = ? ORDER BY seq DESC LIMIT 1", id).next(at);
  return base::from_milliseconds(at);
}

void DocumentStore::take_turn(DocumentId const& id) { db::take_turn(m_session, "writing " + id.text()); }

void DocumentStore::note_left(DocumentId const& id, base::Instant now) {
  m_session.execute(
      "UPDATE writing_document SET unkept_since = ? WHERE id = ? AND unkept_since IS NULL AND EXISTS (SELECT 1 FROM writing_change c WHERE "
      "c.document_id = writing_document.id AND c.seq > writing_document.kept_seq)",
      base::to_milliseconds(now), id);
}

void DocumentStore::add(DocumentId const& id, std::span<Written const> changes) {
  if (changes.empty()) return;
  for (auto const& change : changes)
    m_session.execute(
        "INSERT INTO writing_change (document_id, seq, name, version, person_id, client, update_id, at, changes) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        id, change.seq, change.text, change.version, change.by ? db::Value{change.by->text()} : db::Value{}, change.client, change.id,
        base::to_milliseconds(change.at), to_json(change.changes));
  m_session.execute("UPDATE writing_document SET unkept_since = ? WHERE id = ? AND unkept_since IS NULL", base::to_milliseconds(changes.front().at),
                    id);
}

std::vector<DocumentId> DocumentStore::unkept() {
  std::vector<DocumentId> found;
  auto rows = m_session.query("SELECT id FROM writing_document WHERE unkept_since IS NOT NULL ORDER BY unkept_since LIMIT 500");
  for (DocumentId id; rows.next(id);) found.push_back(id);
  return found;
}

std::vector<DocumentId> DocumentStore::unkept(accounts::ProgrammeId const& programme, std::string_view kind) {
  std::vector<DocumentId> found;
  auto rows = m_session.query(
      "SELECT id FROM writing_document WHERE unkept_since IS NOT NULL AND programme_id = ? AND subject_kind = ? ORDER BY unkept_since LIMIT 500",
      programme, kind);
  for (DocumentId id; rows.next(id);) found.push_back(id);
  return found;
}

void DocumentStore::note_kept(Document const& document, std::int64_t seq) {
  auto const still = last_seq(document.id) > seq;
  m_session.execute("UPDATE writing_document SET kept_seq = ?, unkept_since = ? WHERE id = ?", seq,
                    still && document.unkept_since ? db::Value{base::to_milliseconds(*document.unkept_since)} : db::Value{}, document.id);
}

}  // namespace writing
