#pragma once
#include <optional>
#include <string>
#include <vector>

#include "domain/accounts/accounts.h"
#include "domain/kit/bring/joining.h"
#include "domain/kit/edition.h"
#include "platform/db/database.h"

namespace kit {

enum class BroughtState { waiting, joined, undone };
std::string_view code(BroughtState state);

/// A file from another tool a lead brought to a kit.
struct BroughtFile {
  base::Id<BroughtFile> id;
  KitId kit;
  accounts::PersonId person;
  std::string name, content;  ///< content: fingerprint of the bytes
  BroughtState state = BroughtState::waiting;
  base::Instant brought{}, changed{};
};
using BroughtId = base::Id<BroughtFile>;

/// All the SQL about files brought to kits.
class BroughtStore {
 public:
  explicit BroughtStore(db::Session& session) : m_session{session} {}

  void add(BroughtFile const& file);
  std::optional<BroughtFile> find(KitId const& kit, BroughtId const& id);
  /// The latest first.
  std::vector<BroughtFile> of(KitId const& kit, int limit);
  /// False when it is no longer in the state `from`: somebody was faster.
  bool move(BroughtId const& id, BroughtState from, BroughtState to, base::Instant now);
  void forget(BroughtId const& id);
  bool is_used(std::string_view content);

  void put_chapters(BroughtId const& id, std::vector<JoinedChapter> const& chapters);
  std::vector<JoinedChapter> chapters(BroughtId const& id);

 private:
  db::Session& m_session;
};

}  // namespace kit
