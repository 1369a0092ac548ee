#pragma once
#include <optional>
#include <string>
#include <vector>

#include "domain/synthesis/figures.h"
#include "domain/synthesis/sentence.h"

/// Frozen states of play: how they are numbered, written and compared. Nothing here knows a database or HTTP.
namespace synthesis {

struct Snapshot;
using SnapshotId = base::Id<Snapshot>;

struct Snapshot {
  SnapshotId id;
  accounts::ProgrammeId programme;
  std::int64_t place = 1;
  std::string number;
  base::Instant frozen_at{};
  std::optional<accounts::PersonId> frozen_by;
  std::string note;
  Reading members, outside;              ///< what each may read
  experiences::Vocabulary vocabulary{};  ///< as it was: a word renamed since keeps its name here
  std::vector<Sentence> sentences{};     ///< written beside the figures, with their sources
};

/// "1.0" after nothing, "1.1" after "1.0", "2.0" after "1.9" when `major`.
std::string next_number(std::optional<std::string> const& last, bool major);

/// The numbers as text that gives them back. Stable: the same reading, the same bytes.
std::string to_json(Reading const& reading);
/// Throws std::runtime_error for a text this program did not write.
Reading reading_from_json(std::string_view text);

std::string to_json(experiences::Vocabulary const& vocabulary);
/// The compiled words for "". Throws like reading_from_json.
experiences::Vocabulary vocabulary_from_json(std::string_view text);

/// What changed between two readings, in sentences under the name of what they are about ("" first, of the whole); a number hidden
/// on one side is not compared. Empty: nothing that shows.
struct ChangeGroup {
  std::string title;
  std::vector<std::string> sentences;
};
std::vector<ChangeGroup> changes_between(Reading const& older, Reading const& newer, Setting const& setting);

}  // namespace synthesis
