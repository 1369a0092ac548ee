#include "domain/synthesis/snapshot_store.h"

namespace synthesis {

std::vector<SnapshotLine> SnapshotStore::list(accounts::ProgrammeId const& programme) {
  auto rows = m_session.query("SELECT number, note, place, frozen_at FROM synthesis_snapshot WHERE programme_id = ? ORDER BY place DESC", programme);
  std::vector<SnapshotLine> lines;
  SnapshotLine line;
  std::int64_t frozen_at = 0;
  while (rows.next(line.number, line.note, line.place, frozen_at)) {
    line.frozen_at = base::from_milliseconds(frozen_at);
    lines.push_back(line);
  }
  return lines;
}

std::optional<Snapshot> SnapshotStore::read(std::string_view condition, std::vector<db::Value> arguments) {
  auto rows = m_session.query_values(
      "SELECT id, programme_id, place, number, frozen_at, frozen_by, note, members_reading, public_reading, vocabulary, sentences "
      "FROM synthesis_snapshot WHERE programme_id = ? " +
          std::string{condition},
      std::move(arguments));
  Snapshot snapshot;
  std::int64_t frozen_at = 0;
  std::string frozen_by, members, outside, vocabulary, sentences;
  if (!rows.next(snapshot.id, snapshot.programme, snapshot.place, snapshot.number, frozen_at, frozen_by, snapshot.note, members, outside, vocabulary,
                 sentences))
    return std::nullopt;
  snapshot.frozen_at = base::from_milliseconds(frozen_at);
  if (!frozen_by.empty()) snapshot.frozen_by = accounts::PersonId::trusted(frozen_by);
  snapshot.members = reading_from_json(members);
  snapshot.outside = reading_from_json(outside);
  snapshot.vocabulary = vocabulary_from_json(vocabulary);
  snapshot.sentences = sentences_from_json(sentences);
  return snapshot;
}

std::optional<Snapshot> SnapshotStore::find(accounts::ProgrammeId const& programme, std::string_view number) {
  return read("AND number = ?", {db::value(programme), db::value(number)});
}

std::optional<Snapshot> SnapshotStore::latest(accounts::ProgrammeId const& programme) {
  return read("ORDER BY place DESC LIMIT 1", {db::value(programme)});
}

base::Outcome<Snapshot> SnapshotStore::freeze(base::World const& world, Snapshot snapshot, bool major) {
  if (snapshot.members.empty()) return base::refuse("There is nothing to freeze yet: no published sheet is counted.");
  auto const last = latest(snapshot.programme);
  if (last && last->members == snapshot.members && last->outside == snapshot.outside && to_json(last->sentences) == to_json(snapshot.sentences)) {
    return base::refuse("Nothing has changed since state of play {}: it still says what there is to say.", {last->number});
  }
  snapshot.id = world.new_id<Snapshot>();
  snapshot.place = last ? last->place + 1 : 1;
  snapshot.number = next_number(last ? std::optional{last->number} : std::nullopt, major);
  snapshot.frozen_at = world.now();
  m_session.execute(
      "INSERT INTO synthesis_snapshot (id, programme_id, place, number, frozen_at, frozen_by, note, members_reading, public_reading, vocabulary, "
      "sentences) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      snapshot.id, snapshot.programme, snapshot.place, snapshot.number, base::to_milliseconds(snapshot.frozen_at),
      snapshot.frozen_by.value_or(accounts::PersonId{}), snapshot.note, to_json(snapshot.members), to_json(snapshot.outside),
      to_json(snapshot.vocabulary), to_json(snapshot.sentences));
  return snapshot;
}

}  // namespace synthesis
