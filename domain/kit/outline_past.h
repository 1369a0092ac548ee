#pragma once
#include <functional>
#include <optional>

#include "domain/kit/edition.h"
#include "domain/kit/gestures.h"
#include "platform/db/database.h"

namespace kit {

/// Changes of the outline of a kit, so that the last ones can be undone and done again. What was changed by other means
/// (an import, a file brought) is never overwritten: there is then nothing to undo.
class OutlinePast {
 public:
  explicit OutlinePast(db::Session& session) : m_session{session} {}

  struct Step {
    std::int64_t place = 0;  ///< of the change in the order they were made
    Said said;
    std::optional<accounts::PersonId> by;
  };
  /// What the two buttons would do now.
  struct Buttons {
    std::optional<Step> undo, redo;
  };

  using Rule = std::function<base::Outcome<Gestured>(Outline)>;
  /// Reads, applies the rule, writes and remembers; a refusal, and what changes nothing, writes nothing. Answers what was done.
  base::Outcome<Said> change(accounts::ProgrammeId const& programme, std::optional<accounts::PersonId> const& by, base::Instant now,
                             Rule const& rule);
  /// One query.
  Buttons buttons(Kit const& kit);
  /// Refused when that change is no longer the last one, or is no longer undone. Answers what was undone or done again.
  base::Outcome<Said> undo(accounts::ProgrammeId const& programme, std::int64_t place, base::Instant now);
  base::Outcome<Said> redo(accounts::ProgrammeId const& programme, std::int64_t place, base::Instant now);

 private:
  base::Outcome<Said> turn(accounts::ProgrammeId const& programme, std::int64_t place, base::Instant now, bool undoing);

  db::Session& m_session;
};

/// How many changes of a kit are remembered.
inline constexpr std::int64_t most_past = 30;

}  // namespace kit
