#pragma once
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "domain/accounts/accounts.h"
#include "domain/experiences/vocabulary_changes.h"
#include "platform/base/world.h"
#include "platform/db/database.h"

namespace experiences {

/// A change as noted: who, when.
struct NotedWordChange {
  std::int64_t number = 0;
  WordChange change;
  std::optional<accounts::PersonId> person;
  base::Instant at{};
};

/// All the SQL about the words of programmes. Lives as long as the session.
class VocabularyStore {
 public:
  explicit VocabularyStore(db::Session& session) : m_session{session} {}

  /// Two statements; the compiled words for a programme that changed none.
  Vocabulary of(accounts::ProgrammeId const& programme);
  /// Applies the rule, writes the words and the note of it, and has the sheets counted anew.
  base::Outcome<NotedWordChange> change(base::World const& world, std::optional<accounts::PersonId> const& person,
                                        accounts::ProgrammeId const& programme, WordChange change, i18n::Words const& shown);
  /// Latest first.
  std::vector<NotedWordChange> history(accounts::ProgrammeId const& programme, int limit);
  std::optional<NotedWordChange> noted(accounts::ProgrammeId const& programme, std::int64_t number);

 private:
  std::vector<NotedWordChange> read(std::string_view condition, std::vector<db::Value> arguments);
  void write_words(accounts::ProgrammeId const& programme, List list, Vocabulary const& vocabulary);
  db::Session& m_session;
};

}  // namespace experiences
