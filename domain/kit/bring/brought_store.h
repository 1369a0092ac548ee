#pragma once
#include <optional>
#include <string>
#include <vector>

#include "domain/accounts/accounts.h"
#include "domain/kit/bring/joining.h"
#include "domain/kit/edition.h"
#include "platform/db/database.h"

namespace kit {

/// joining: its chapters are being added by a job.
enum class BroughtState { waiting, joined, undone, joining };
std::string_view code(BroughtState state);

/// Which of its pages are to be added, in their order, and after which chapter; "" for the end.
struct BroughtWish {
  std::vector<std::size_t> pages;
  std::string after;
};

/// A file from another tool a lead brought to a kit.
struct BroughtFile {
  base::Id<BroughtFile> id;
  KitId kit;
  accounts::PersonId person;
  std::string name, content;  ///< content: fingerprint of the bytes
  BroughtState state = BroughtState::waiting;
  base::Instant brought{}, changed{};
  std::int64_t pictures = 0, pictures_ready = 0;  ///< while it is joining
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
  /// From `from` to joining, with what is wished; false when it is no longer in that state.
  bool begin_joining(BroughtFile const& file, BroughtWish const& wish, std::size_t pictures, base::Instant now);
  BroughtWish wish(BroughtId const& id);
  void ready(BroughtId const& id, std::size_t pictures);
  void forget(BroughtId const& id);
  bool is_used(std::string_view content);

  void put_chapters(BroughtId const& id, std::vector<JoinedChapter> const& chapters);
  std::vector<JoinedChapter> chapters(BroughtId const& id);

 private:
  db::Session& m_session;
};

}  // namespace kit
