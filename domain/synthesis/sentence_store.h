#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "domain/accounts/accounts.h"
#include "domain/synthesis/sentence.h"
#include "platform/db/database.h"

namespace synthesis {

/// All the SQL about the sentences written beside figures. Lives as long as the session.
class SentenceStore {
 public:
  explicit SentenceStore(db::Session& session) : m_session{session} {}

  /// By figure, in the order written. Two queries.
  std::vector<Sentence> list(accounts::ProgrammeId const& programme);
  std::optional<Sentence> find(accounts::ProgrammeId const& programme, std::string_view id);
  /// A new one when its id is empty, else that one rewritten; nothing when there is no such sentence.
  base::Outcome<std::optional<Sentence>> put(base::World const& world, accounts::ProgrammeId const& programme, Sentence sentence);
  bool remove(accounts::ProgrammeId const& programme, std::string_view id);

 private:
  db::Session& m_session;
};

}  // namespace synthesis
