#include "domain/synthesis/snapshot_store.h"

#include <gtest/gtest.h>

#include "domain/synthesis/testing/told_programme.h"
#include "tests/support/both_engines.h"

namespace synthesis {
namespace {

using made_up::programme_id;

class FrozenStates : public ::support::OnBothEngines {
 protected:
  static Snapshot of(std::int64_t sheets) {
    Snapshot snapshot;
    snapshot.programme = programme_id;
    snapshot.members.sheets = sheets;
    snapshot.members.obstacles = {{"time", {sheets}, {1}, 6}};
    snapshot.outside.exact = false;
    snapshot.outside.sheets = sheets;
    snapshot.outside.obstacles = {{"time", {0, true}, {0, true}, 0}};
    return snapshot;
  }
  base::Outcome<Snapshot> freeze(Snapshot snapshot, bool major = false) {
    return database().write([&](db::Session& session) { return SnapshotStore{session}.freeze(world, std::move(snapshot), major); });
  }
};

TEST_P(FrozenStates, ComeBackAsTheyWereFrozen) {
  auto snapshot = of(3);
  snapshot.note = "Avant la session de mai";
  ASSERT_TRUE(freeze(snapshot));
  auto const back = database().read([&](db::Session& session) { return SnapshotStore{session}.find(programme_id, "1.0"); });
  ASSERT_TRUE(back);
  EXPECT_EQ(back->members, snapshot.members);
  EXPECT_EQ(back->outside, snapshot.outside);
  EXPECT_EQ(back->note, "Avant la session de mai");
  EXPECT_EQ(back->frozen_at, world.now());
  EXPECT_FALSE(back->frozen_by);
}

TEST_P(FrozenStates, TakeTheNextNumberAndAreListedLatestFirst) {
  EXPECT_EQ(freeze(of(3))->number, "1.0");
  EXPECT_EQ(freeze(of(4))->number, "1.1");
  EXPECT_EQ(freeze(of(5), true)->number, "2.0");
  auto const lines = database().read([&](db::Session& session) { return SnapshotStore{session}.list(programme_id); });
  ASSERT_EQ(lines.size(), 3u);
  EXPECT_EQ(lines[0].number, "2.0");
}

TEST_P(FrozenStates, AreNotMadeTwiceOfTheSameNumbersNorOfNothing) {
  ASSERT_TRUE(freeze(of(3)));
  EXPECT_FALSE(freeze(of(3)));
  EXPECT_FALSE(freeze(of(0)));
  auto const lines = database().read([&](db::Session& session) { return SnapshotStore{session}.list(programme_id); });
  EXPECT_EQ(lines.size(), 1u);
}

TEST_P(FrozenStates, OfAnotherProgrammeAreMissing) {
  ASSERT_TRUE(freeze(of(3)));
  auto const other = accounts::ProgrammeId::trusted("00000000-0000-8000-8000-000000000009");
  EXPECT_FALSE(database().read([&](db::Session& session) { return SnapshotStore{session}.find(other, "1.0"); }));
  EXPECT_FALSE(database().read([&](db::Session& session) { return SnapshotStore{session}.latest(other); }));
}

TEST_P(FrozenStates, AndLivingOnesAreCountedFromTheSheets) {
  made_up::make_territories(database(), 6);
  database().write([&](db::Session& session) {
    made_up::make_programme(session);
    for (int at = 1; at <= 4; ++at) {
      experiences::import_sheet(session, world, made_up::sheet("fiche-" + std::to_string(at), at, made_up::told("time", true, "peers")));
    }
    experiences::import_sheet(session, world, made_up::sheet("entre-nous", 5, made_up::told("money", false), accounts::Visibility::cohort));
  });
  experiences::Shelf shelf;
  Counter counter{shelf};
  auto const read = [&](Standpoint const& standpoint) {
    return database().read([&](db::Session& session) { return answer(session, counter, programme_id, standpoint, {}).reading; });
  };
  EXPECT_EQ(read(cohort()).sheets, 5);
  auto const public_reading = read(outside());
  EXPECT_EQ(public_reading.sheets, 4);
  ASSERT_EQ(public_reading.obstacles.size(), 1u);
  EXPECT_EQ(public_reading.obstacles[0].overcome.count, 4);
  ASSERT_EQ(public_reading.pairs.size(), 1u);
  EXPECT_EQ(public_reading.pairs[0].sheets.count, 4);

  database().write(
      [&](db::Session& session) { experiences::import_sheet(session, world, made_up::sheet("fiche-6", 6, made_up::told("time", true, "peers"))); });
  EXPECT_EQ(read(outside()).sheets, 5) << "a sheet published since is counted at once";
}

ON_BOTH_ENGINES(FrozenStates);

}  // namespace
}  // namespace synthesis
