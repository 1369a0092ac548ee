#pragma once
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "domain/writing/talk.h"
#include "platform/db/database.h"

namespace writing {

inline constexpr int most_threads = 300;  ///< shown of a document: the open ones first

/// What someone is to be told of by letter.
struct TalkCall {
  accounts::PersonId person;
  std::string remark, thread, words;
  DocumentId document;
  std::optional<accounts::PersonId> by;
  bool task = false;  ///< they are asked to do it
};

/// Comments and suggestions in the database. Lives as long as the session.
class TalkStore {
 public:
  explicit TalkStore(db::Session& session) : m_session{session} {}

  /// The open ones, then those settled, the latest first; each with its remarks. Two queries.
  std::vector<Thread> threads(DocumentId const& document);
  std::optional<Thread> thread(DocumentId const& document, std::string_view id);
  void open(DocumentId const& document, Thread const& thread);
  void add(std::string_view thread, Remark const& remark);
  /// Settled by someone, or open again.
  void settle(std::string_view thread, std::optional<accounts::PersonId> const& by, std::optional<base::Instant> at);
  void task_done(std::string_view thread, base::Instant at);

  /// Those nobody has decided yet, oldest first.
  std::vector<Suggestion> suggestions(DocumentId const& document);
  void propose(DocumentId const& document, Suggestion const& suggestion);
  /// False when it was decided meanwhile.
  bool decide(DocumentId const& document, std::string_view suggestion, bool accepted, accounts::PersonId const& by, base::Instant at);

  /// Where the passages stand now: they need not be looked for from so far next time.
  void stand(std::span<Thread const> threads, std::span<Suggestion const> suggestions);

  void call(std::span<accounts::PersonId const> people, std::string_view remark, base::Instant at);
  /// Of people whose first call came before `before`, in the order of people then of time.
  std::vector<TalkCall> untold(base::Instant before, int limit);
  void told(accounts::PersonId const& person, std::span<TalkCall const> calls, base::Instant at);

 private:
  std::vector<Thread> with_remarks(std::vector<Thread> threads);
  db::Session& m_session;
};

}  // namespace writing
