#pragma once
#include <map>

#include "domain/kit/checks/check.h"
#include "domain/kit/edition.h"
#include "platform/base/refusal.h"

namespace kit {

enum class MakingState { waiting, made, absent, failed };
std::string_view code(MakingState state);

/// How far a format of an edition is.
struct MakingLine {
  std::string format;
  MakingState state = MakingState::waiting;
  base::Refusal reason{};  ///< empty msgid when there is nothing to say
  std::chrono::milliseconds took{};
};

/// The SQL about what is made of editions: formats, checks, downloads.
class MakingStore {
 public:
  explicit MakingStore(db::Session& session) : m_session{session} {}

  /// Every format waits; what was said before is forgotten.
  void begin(EditionId const& edition);
  void put(EditionId const& edition, MakingLine const& line);
  /// In the order of formats(); empty when nothing was ever asked.
  std::vector<MakingLine> lines(EditionId const& edition);
  /// Of every edition of a kit, how many formats are made or absent: one query for a list.
  std::map<EditionId, std::int64_t> settled(KitId const& kit);
  void put_checks(EditionId const& edition, std::vector<Check> const& checks);
  std::vector<Check> checks(EditionId const& edition);
  void add_downloads(EditionId const& edition, std::string_view format, std::int64_t times);
  std::map<std::string, std::int64_t> downloads(EditionId const& edition);

 private:
  db::Session& m_session;
};

}  // namespace kit
