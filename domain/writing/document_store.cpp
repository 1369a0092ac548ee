#include "domain/writing/document_store.h"

#include <limits>

#include "domain/writing/change_set_json.h"

namespace writing {
namespace {

constexpr auto end_of_time = std::numeric_limits<std::int64_t>::max();

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
  return document_of(m_session.query(
      "SELECT id, programme_id, subject_kind, subject_id, opened_at, kept_seq, unkept_since FROM writing_document WHERE id = ?", id));
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

LiveTexts DocumentStore::texts_at_last_snapshot(DocumentId const& id, std::int64_t& seq) {
  LiveTexts texts;
  auto rows = m_session.query(
      "SELECT seq, name, version, words FROM writing_text WHERE document_id = ? AND seq = (SELECT MAX(seq) FROM writing_text WHERE document_id = ?)",
      id, id);
  std::string name, words;
  for (std::int64_t version = 0; rows.next(seq, name, version, words);) texts[name] = {version, to_utf16(words)};
  return texts;
}

std::optional<LiveDocument> DocumentStore::load(DocumentId const& id) {
  if (!find(id)) return std::nullopt;
  std::int64_t seq = 0;
  auto texts = texts_at_last_snapshot(id, seq);
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

std::vector<Written> DocumentStore::changes(DocumentId const& id, std::int64_t after, std::int64_t last) { return rows(id, after, last); }

std::int64_t DocumentStore::last_seq(DocumentId const& id) {
  std::int64_t last = 0;
  m_session.query("SELECT MAX(seq) FROM writing_change WHERE document_id = ?", id).next(last);
  return last;
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

void DocumentStore::note_kept(Document const& document, std::int64_t seq) {
  auto const still = last_seq(document.id) > seq;
  m_session.execute("UPDATE writing_document SET kept_seq = ?, unkept_since = ? WHERE id = ?", seq,
                    still && document.unkept_since ? db::Value{base::to_milliseconds(*document.unkept_since)} : db::Value{}, document.id);
}

}  // namespace writing
