#pragma once
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "domain/writing/history.h"
#include "domain/writing/live_document.h"
#include "platform/db/database.h"

namespace writing {

/// What a document is about: a method of a programme. Its owner says who may do what (writing.h).
struct Subject {
  std::string kind, id;
  bool operator==(Subject const&) const = default;
};

struct Document {
  DocumentId id;
  accounts::ProgrammeId programme;
  Subject subject;
  base::Instant opened{};
  std::int64_t kept_seq = 0;                    ///< changes up to this one are in a version of the subject
  std::optional<base::Instant> unkept_since{};  ///< the first change that is not
};

/// Texts by name, in UTF-8.
using Texts = std::map<std::string, std::string, std::less<>>;

/// Live documents in the database: their opening texts, every change, and the texts as they stood from time to time.
class DocumentStore {
 public:
  explicit DocumentStore(db::Session& session) : m_session{session} {}

  std::optional<Document> find(DocumentId const& id);
  std::optional<Document> find_of(Subject const& subject);
  void open(Document const& document, Texts const& texts);
  void remove(DocumentId const& id);

  /// As it stands. Nothing when there is none of that name.
  std::optional<LiveDocument> load(DocumentId const& id);
  /// First in a transaction that adds: programs that share the database add to a document one after the other.
  void take_turn(DocumentId const& id);
  /// Throws db::ConstraintViolation when somebody else has taken one of the numbers.
  void add(DocumentId const& id, std::span<Written const> changes);
  /// The changes after `seq`, oldest first, up to `last` included.
  std::vector<Written> changes(DocumentId const& id, std::int64_t after, std::int64_t last);
  std::int64_t last_seq(DocumentId const& id);
  /// When the last change was made; the opening when there is none.
  base::Instant last_written(DocumentId const& id);
  /// The texts as they stood after that change.
  LiveTexts texts_at(DocumentId const& id, std::int64_t seq);
  /// Who wrote which words of the texts as they stand after that change, from the last time it was noted.
  Authors authors_at(DocumentId const& id, std::int64_t seq);
  /// Packs all but the last changes once there are many, and notes the texts as they stand: opening stays quick and the log
  /// small, and nothing of the history is lost. `live`: the document, every change of it stored. False when there was nothing to do.
  bool pack(DocumentId const& id, LiveDocument const& live);

  /// Documents with changes no version of their subject has.
  std::vector<DocumentId> unkept();
  /// The same, of a programme and of subjects of a kind.
  std::vector<DocumentId> unkept(accounts::ProgrammeId const& programme, std::string_view kind);
  /// The subject has a version with the changes up to `seq`.
  void note_kept(Document const& document, std::int64_t seq);
  /// What another program added while a version was being made is not in it: it waits for the next one.
  void note_left(DocumentId const& id, base::Instant now);

 private:
  LiveTexts snapshot(DocumentId const& id, std::int64_t not_after, std::int64_t& seq);
  void put_snapshot(DocumentId const& id, LiveDocument const& live);
  void put_authors(DocumentId const& id, std::int64_t seq);
  void put_block(DocumentId const& id, std::span<Written const> changes);
  std::vector<Written> rows(DocumentId const& id, std::int64_t after, std::int64_t last);

  db::Session& m_session;
};

}  // namespace writing
