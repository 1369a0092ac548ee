#include "domain/kit/adapt/adapt_store.h"

#include <gmock/gmock.h>

#include "domain/kit/adapt/territory_edition.h"
#include "domain/kit/adapt/testing/adapting_place.h"
#include "domain/kit/kit.h"
#include "tests/support/both_engines.h"

namespace kit {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class AdaptStoreTest : public support::OnBothEngines {
 protected:
  void SetUp() override {
    OnBothEngines::SetUp();
    if (IsSkipped()) return;
    place = std::make_unique<testing_::AdaptingPlace>(database(), world);
    kit = database().write([&](db::Session& session) { return place->open_kit(session, world); });
  }
  template <class Work>
  auto in(Work const& work) {
    return database().write([&](db::Session& session) {
      AdaptStore store{session};
      return work(store);
    });
  }
  Change typed(std::string markdown, std::int64_t revision = 0) {
    auto one = testing_::change("reunir", "b1", Aspect::text, std::move(markdown));
    one.revision = revision;
    return one;
  }

  std::unique_ptr<testing_::AdaptingPlace> place;
  Kit kit;
};

TEST_P(AdaptStoreTest, AProgrammeHasItsOwnKitAndOneForEachTerritory) {
  database().read([&](db::Session& session) {
    KitStore store{session};
    EXPECT_FALSE(store.find(place->programme)->territory);
    EXPECT_EQ(store.find(place->programme, place->territory)->id, kit.id);
    EXPECT_EQ(store.find(kit.id)->territory, place->territory);
    EXPECT_EQ(kit.outline.slug, "faire-mirecourt-88304");
  });
  auto const again = database().write([&](db::Session& session) { return place->open_kit(session, world); });
  EXPECT_EQ(again.id, kit.id) << "a second click finds the same";
}

TEST_P(AdaptStoreTest, OfTwoWhoWriteTheSameBlockTheSecondIsTold) {
  EXPECT_TRUE(in([&](AdaptStore& store) { return store.write(kit.id, typed("Une."), place->person, world.now()); }));
  EXPECT_FALSE(in([&](AdaptStore& store) { return store.write(kit.id, typed("Deux."), place->person, world.now()); }));
  EXPECT_TRUE(in([&](AdaptStore& store) { return store.write(kit.id, typed("Trois.", 1), place->person, world.now()); }));
  EXPECT_FALSE(in([&](AdaptStore& store) { return store.write(kit.id, typed("Quatre.", 1), place->person, world.now()); }));
  auto const kept = in([&](AdaptStore& store) { return store.changes(kit.id); });
  ASSERT_THAT(kept, SizeIs(1));
  EXPECT_EQ(kept.front().markdown, "Trois.");
  EXPECT_EQ(kept.front().revision, 2);
}

TEST_P(AdaptStoreTest, WordsGivenBackAreKept) {
  in([&](AdaptStore& store) { return store.write(kit.id, typed("Une."), place->person, world.now()); });
  EXPECT_TRUE(in([&](AdaptStore& store) { return store.set_active(kit.id, typed(""), false, place->person, world.now()); }));
  EXPECT_FALSE(in([&](AdaptStore& store) { return store.set_active(kit.id, typed(""), false, place->person, world.now()); })) << "a second click";
  auto const kept = in([&](AdaptStore& store) { return *store.change(kit.id, "reunir", "b1", Aspect::text); });
  EXPECT_FALSE(kept.active);
  EXPECT_EQ(kept.markdown, "Une.");
}

TEST_P(AdaptStoreTest, DecisionsAreKeptForOneNewerEditionAndThoseTakenAtOnceLeaveTheOthers) {
  auto const newer = database().write([&](db::Session& session) { return place->publish_second(session, world); });
  Decision const ours{"reunir", "b1", Verdict::third, "", "Au marché.", 0};
  EXPECT_TRUE(in([&](AdaptStore& store) { return store.decide(kit.id, newer, ours, place->person, world.now()); }));
  EXPECT_FALSE(in([&](AdaptStore& store) { return store.decide(kit.id, newer, ours, place->person, world.now()); }));
  std::vector<Decision> const all{{"reunir", "b1", Verdict::theirs, "", "", 0}, {"outils", "b1", Verdict::theirs, "", "", 0}};
  in([&](AdaptStore& store) {
    store.decide_all(kit.id, newer, all, place->person, world.now());
    return true;
  });
  auto const kept = in([&](AdaptStore& store) { return store.decisions(kit.id, newer); });
  ASSERT_THAT(kept, SizeIs(2));
  auto const third = std::ranges::find(kept, "reunir", &Decision::part);
  EXPECT_EQ(third->choice, Verdict::third);
  EXPECT_EQ(third->markdown, "Au marché.");
}

TEST_P(AdaptStoreTest, MovingPutsEveryChangeOnTheNewerEditionOrNothingAtAll) {
  in([&](AdaptStore& store) { return store.write(kit.id, typed("Chez nous."), place->person, world.now()); });
  auto const newer = database().write([&](db::Session& session) { return place->publish_second(session, world); });
  auto const move = [&] {
    FrozenDocuments frozen;
    return database().write(
        [&](db::Session& session) { return move_to_newer(session, *standing_of(session, kit, frozen), place->person, world.now()); });
  };
  EXPECT_FALSE(move()) << "the new edition changed the same block";
  EXPECT_NE(in([&](AdaptStore& store) { return store.standing(kit.id); }), newer);
  in([&](AdaptStore& store) { return store.decide(kit.id, newer, {"reunir", "b1", Verdict::ours, "", "", 0}, place->person, world.now()); });
  ASSERT_TRUE(move());
  EXPECT_EQ(in([&](AdaptStore& store) { return store.standing(kit.id); }), newer);
  EXPECT_EQ(in([&](AdaptStore& store) { return store.changes(kit.id); }).front().markdown, "Chez nous.");
  EXPECT_THAT(in([&](AdaptStore& store) { return store.decisions(kit.id, newer); }), IsEmpty());
  EXPECT_FALSE(move()) << "it stands on the latest";
}

TEST_P(AdaptStoreTest, KitsOfTerritoriesAreListedWithWhatTheyStandOn) {
  auto const listed = [&](bool only_public) { return in([&](AdaptStore& store) { return store.listed(place->programme, {only_public, 50, 0}); }); };
  EXPECT_THAT(listed(true), IsEmpty());
  ASSERT_THAT(listed(false), SizeIs(1));
  EXPECT_EQ(listed(false).front().stands_on, "1.0");
  EXPECT_EQ(in([&](AdaptStore& store) { return store.count(place->programme, true); }), 0);
  EXPECT_EQ(in([&](AdaptStore& store) { return store.count(place->programme, false); }), 1);
}

TEST_P(AdaptStoreTest, TheKitOfATerritoryGoesToAFileAndComesBackTheSame) {
  auto given_back = testing_::change("outils", "b1", Aspect::text, "D’abord \"un\" mot.\nPuis\tdeux.");
  given_back.active = false, given_back.title = "Titre";
  in([&](AdaptStore& store) {
    store.replace(kit.id, std::vector{typed("Chez nous."), testing_::change("compter", "", Aspect::out), given_back}, place->person, world.now());
    return true;
  });
  auto const files = database().read([&](db::Session& session) { return export_adapted(session, place->programme); });
  ASSERT_THAT(files, SizeIs(1));
  auto const text = write_adapted(files.front());
  auto const read = read_adapted(*base::read_toml(text, "f.toml"), "f.toml");
  ASSERT_TRUE(read);
  EXPECT_EQ(write_adapted(*read), text);
  auto const import = [&](AdaptedFile const& file) {
    return database().write([&](db::Session& session) { return import_adapted(session, world, place->programme, place->territory, file); });
  };
  EXPECT_EQ(import(*read), Imported::unchanged);
  in([&](AdaptStore& store) {
    store.replace(kit.id, {}, place->person, world.now());
    return true;
  });
  EXPECT_EQ(import(*read), Imported::changed);
  EXPECT_THAT(in([&](AdaptStore& store) { return store.changes(kit.id); }), SizeIs(3));
  auto elsewhere = *read;
  elsewhere.edition = "9.0";
  EXPECT_FALSE(import(elsewhere)) << "the edition it stands on is not here";
}

TEST(AdaptedFiles, SayEveryProblemWithItsLine) {
  auto const toml = base::read_toml("format = 2\nterritory = \"x\"\n[[changes]]\npart = \"a\"\ndoes = \"eat\"\nodd = 1\n", "f.toml");
  auto const read = read_adapted(*toml, "f.toml");
  ASSERT_FALSE(read);
  std::vector<std::size_t> lines;
  for (auto const& problem : read.error()) lines.push_back(problem.line);
  EXPECT_THAT(lines, testing::IsSupersetOf({std::size_t{1}, std::size_t{5}, std::size_t{6}}));
}

ON_BOTH_ENGINES(AdaptStoreTest);

}  // namespace
}  // namespace kit
