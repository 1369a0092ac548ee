#pragma once
#include <optional>
#include <string>
#include <vector>

#include "domain/accounts/accounts.h"
#include "domain/experiences/experiences.h"
#include "platform/db/database.h"

namespace exchange {

enum class IntakeState { choosing, running, done, undoing, undone };
std::string_view code(IntakeState state);

/// A file someone brought.
struct Intake {
  base::Id<Intake> id;
  accounts::ProgrammeId programme;
  accounts::PersonId person;
  std::string file_name, content;  ///< content: fingerprint of the bytes
  IntakeState state = IntakeState::choosing;
  std::string choices, found;  ///< JSON
  std::int64_t rows_total = 0, rows_done = 0, created = 0, changed = 0, unchanged = 0, left_out = 0, kept_back = 0;
  base::Instant created_at{}, changed_at{};
};
using IntakeId = base::Id<Intake>;

/// What an import made of one sheet.
struct TakenSheet {
  std::int64_t place = 0;  ///< row of the file, from 0
  experiences::ExperienceId experience;
  std::string slug;
  int revision = 0;
  base::Instant changed{};  ///< of the sheet just after
  std::string before;       ///< JSON of the sheet as it stood; "" : the import made it
  std::optional<accounts::TerritoryId> territory;
  std::optional<accounts::PersonId> author;
};

struct IntakeNote {
  std::string file;
  std::int64_t line = 0;
  bool left_out = false;
  base::Refusal refusal;
};
inline constexpr std::int64_t most_notes = 1'000;

/// All the SQL about files brought.
class IntakeStore {
 public:
  explicit IntakeStore(db::Session& session) : m_session{session} {}

  void add(Intake const& intake);
  std::optional<Intake> find(IntakeId const& id);
  /// The latest first; of one person when named.
  std::vector<Intake> of(accounts::ProgrammeId const& programme, std::optional<accounts::PersonId> const& person, int limit);
  /// Writes everything but the identity of the file.
  void put(Intake const& intake);
  void forget(IntakeId const& id);
  bool is_used(std::string_view content);

  void add_sheets(IntakeId const& id, std::vector<TakenSheet> const& sheets);
  /// In the order of the file, from that place on.
  std::vector<TakenSheet> sheets(IntakeId const& id, std::int64_t from, int limit);
  void add_notes(IntakeId const& id, std::int64_t from, std::vector<IntakeNote> const& notes);
  std::vector<IntakeNote> notes(IntakeId const& id, int limit);

 private:
  db::Session& m_session;
};

}  // namespace exchange
