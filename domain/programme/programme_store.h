#pragma once
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "domain/programme/calendar.h"

namespace programme {

/// A territory taking part as programme files state it.
struct ParticipantLine {
  accounts::TerritoryId territory;
  std::string role, kind, name, perimeter, note;
  bool operator==(ParticipantLine const&) const = default;
};

/// All the SQL about programmes.
class ProgrammeStore {
 public:
  explicit ProgrammeStore(db::Session& session) : m_session{session} {}

  std::optional<Programme> find(ProgrammeId const& programme);
  std::optional<ProgrammeId> id_of_slug(std::string_view slug);
  std::vector<Brief> all();
  /// Writes the programme over the one of that id, statements included.
  void put(Programme const& programme);
  std::vector<ParticipantLine> participants(ProgrammeId const& programme);
  /// After the others; one that takes part already stays as it is.
  void add_participant(ProgrammeId const& programme, ParticipantLine const& line);
  void replace_participants(ProgrammeId const& programme, std::vector<ParticipantLine> const& lines);

 private:
  db::Session& m_session;
};

}  // namespace programme
