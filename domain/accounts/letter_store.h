#pragma once
#include <vector>

#include "domain/accounts/letter_setting.h"
#include "domain/accounts/letters.h"

namespace accounts {

/// All the SQL about which letters people want.
class LetterStore {
 public:
  explicit LetterStore(db::Session& session) : m_session{session} {}

  LetterSetting of(PersonId const& person);
  void put(PersonId const& person, LetterSetting const& setting);
  /// People who take part in a programme and whose digest is due, at most `limit`, those who waited longest first.
  struct Due {
    Addressee to;
    LetterSetting setting;
    base::Instant since{};  ///< what is newer is news
  };
  std::vector<Due> due(base::Instant now, int limit);

 private:
  db::Session& m_session;
};

}  // namespace accounts
