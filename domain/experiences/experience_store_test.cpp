#include "domain/experiences/experience_store.h"

#include <gtest/gtest.h>

#include "domain/experiences/life_cycle.h"
#include "platform/search/search.h"
#include "tests/support/both_engines.h"

namespace experiences {
namespace {

using accounts::Visibility;

auto const programme_id = accounts::ProgrammeId::trusted("00000000-0000-8000-8000-000000000001");
auto const brumeval = accounts::TerritoryId::trusted("00000000-0000-8000-8000-000000000002");

accounts::Viewer pioneer(std::string const& id, accounts::TerritoryId const& territory = brumeval) {
  accounts::Viewer viewer;
  viewer.person = accounts::PersonId::trusted(id);
  viewer.memberships.push_back({programme_id, territory, accounts::Function::pioneer, accounts::Power::contribute});
  return viewer;
}

class Sheets : public support::OnBothEngines {
 protected:
  Edit edit(std::string title = "La navette du marché") {
    Edit one;
    one.content.title = std::move(title);
    one.content.summary = "Un minibus qui dormait.";
    one.content.context = "La ligne du jeudi s’arrête.";
    one.content.themes = {"mobility", "social_ties"};
    one.content.obstacles = {{"mistrust", "Vingt minutes.", "Par la présence.", 3, true}, {"time", "Une seule personne.", "", 2, false}};
    one.content.levers = {{"third_party", "La receveuse.", "", {"f1"}}};
    give_codes(one.content);
    one.visibility = Visibility::public_;
    one.place = Place{brumeval, "rural", "53", "Pays de Brumeval"};
    return one;
  }
  Experience made(std::string title = "La navette du marché") {
    return database().write([&](db::Session& session) { return *ExperienceStore{session}.create(world, author, programme_id, edit(title), ""); });
  }
  Experience published(std::string title = "La navette du marché") {
    auto const one = made(title);
    return database().write([&](db::Session& session) {
      EXPECT_TRUE(ExperienceStore{session}.move(world, author, one, Status::published, Visibility::public_, ""));
      return *ExperienceStore{session}.find(one.id);
    });
  }
  std::int64_t count(std::string const& sql) {
    return database().read([&](db::Session& session) {
      std::int64_t found = -1;
      auto rows = session.query(sql);
      rows.next(found);
      return found;
    });
  }
  accounts::Viewer author = pioneer("00000000-0000-8000-8000-00000000000a");
  accounts::Viewer other = pioneer("00000000-0000-8000-8000-00000000000b", accounts::TerritoryId::trusted("elsewhere"));
};

TEST_P(Sheets, ComeBackAsTheyWereWritten) {
  auto const one = made();
  auto const back = database().read([&](db::Session& session) { return ExperienceStore{session}.find_visible(author, programme_id, one.slug); });
  ASSERT_TRUE(back);
  EXPECT_EQ(back->content, edit().content);
  EXPECT_EQ(back->slug, "la-navette-du-marche");
  EXPECT_EQ(back->territory, brumeval);
}

TEST_P(Sheets, OfOthersStayHiddenUntilPublished) {
  auto const one = made();
  auto const seen = [&](accounts::Viewer const& viewer) {
    return database().read([&](db::Session& session) { return ExperienceStore{session}.find_visible(viewer, programme_id, one.slug).has_value(); });
  };
  EXPECT_FALSE(seen(other));
  EXPECT_FALSE(seen({}));
  database().write([&](db::Session& session) {
    return ExperienceStore{session}.move(world, author, one, Status::published, Visibility::public_, "prête").has_value();
  });
  EXPECT_TRUE(seen(other));
  EXPECT_TRUE(seen({}));
}

TEST_P(Sheets, SentTwiceByADoubleClickAreOne) {
  auto const ids = database().write([&](db::Session& session) {
    ExperienceStore store{session};
    return std::pair{store.create(world, author, programme_id, edit(), "key")->id, store.create(world, author, programme_id, edit(), "key")->id};
  });
  EXPECT_EQ(ids.first, ids.second);
  EXPECT_EQ(count("SELECT COUNT(*) FROM experiences_experience"), 1);
}

TEST_P(Sheets, OfTheSameTitleHaveTheirOwnAddress) {
  made();
  EXPECT_EQ(made().slug, "la-navette-du-marche-2");
  EXPECT_EQ(made().slug, "la-navette-du-marche-3");
}

TEST_P(Sheets, ChangedByTwoPeopleInOtherFieldsKeepBoth) {
  auto const one = made();
  auto const saved = database().write([&](db::Session& session) {
    ExperienceStore store{session};
    auto first = edit();
    first.base_revision = 1;
    first.content.lessons = "Aller au marché.";
    EXPECT_TRUE(store.change(world, author, one, first));
    auto second = edit();
    second.base_revision = 1;
    second.content.outlook = "Un second minibus.";
    return store.change(world, author, one, second);
  });
  ASSERT_TRUE(saved);
  EXPECT_TRUE(saved->merged);
  EXPECT_EQ(saved->revision, 3);
  auto const back = database().read([&](db::Session& session) { return *ExperienceStore{session}.find(one.id); });
  EXPECT_EQ(back.content.lessons, "Aller au marché.");
  EXPECT_EQ(back.content.outlook, "Un second minibus.");
}

TEST_P(Sheets, ChangedByTwoPeopleInOneFieldLoseNothing) {
  auto const one = made();
  auto const saved = database().write([&](db::Session& session) {
    ExperienceStore store{session};
    auto first = edit();
    first.base_revision = 1;
    first.content.context = "La leur.";
    EXPECT_TRUE(store.change(world, author, one, first));
    auto second = edit();
    second.base_revision = 1;
    second.content.context = "La mienne.";
    return store.change(world, author, one, second);
  });
  ASSERT_FALSE(saved);
  auto const* conflict = std::get_if<Conflict>(&saved.error());
  ASSERT_TRUE(conflict);
  EXPECT_EQ(conflict->theirs.context, "La leur.");
  EXPECT_EQ(conflict->mine.context, "La mienne.");
  EXPECT_EQ(count("SELECT COUNT(*) FROM experiences_revision"), 2);
}

TEST_P(Sheets, SavedWithoutAChangeMakeNoRevision) {
  auto const one = made();
  auto const saved = database().write([&](db::Session& session) {
    auto same = edit();
    same.base_revision = 1;
    return ExperienceStore{session}.change(world, author, one, same);
  });
  ASSERT_TRUE(saved);
  EXPECT_FALSE(saved->changed);
  EXPECT_EQ(count("SELECT COUNT(*) FROM experiences_revision"), 1);
}

TEST_P(Sheets, CountTheirObstaclesLeversAndPairsOnce) {
  published();
  EXPECT_EQ(count("SELECT SUM(first_of_type) FROM experiences_obstacle WHERE counted = 1 AND circle = 'public'"), 2);
  EXPECT_EQ(count("SELECT SUM(type_overcome) FROM experiences_obstacle"), 1);
  EXPECT_EQ(count("SELECT SUM(first_of_pair) FROM experiences_overcame WHERE lever_type = 'third_party' AND obstacle_type = 'mistrust'"), 1);
  EXPECT_EQ(count("SELECT COUNT(*) FROM experiences_theme WHERE typology = 'rural'"), 2);
}

TEST_P(Sheets, AnnounceTheirPublicationInTheSameTransaction) {
  made();
  EXPECT_EQ(count("SELECT COUNT(*) FROM jobs_job"), 0);
  published("Une autre");
  EXPECT_EQ(count("SELECT COUNT(*) FROM jobs_job WHERE kind = 'experiences.published'"), 1);
}

TEST_P(Sheets, AreFoundByTheirWordsOncePublished) {
  auto const one = published();
  auto const found = database().read([&](db::Session& session) {
    return search::find_ids(session, {"receveuse", {"public"}, {"experience"}, programme_id.text(), 20, 0});
  });
  EXPECT_EQ(found, std::vector<std::string>{one.id.text()});
}

TEST_P(Sheets, AreDeletedOnlyWhileTheyNeverWentOut) {
  auto const draft = made(), out = published("Une autre");
  database().write([&](db::Session& session) {
    ExperienceStore store{session};
    EXPECT_FALSE(store.erase_draft(other, draft));
    EXPECT_TRUE(store.erase_draft(author, draft));
    EXPECT_FALSE(store.erase_draft(author, out));
    return 0;
  });
  EXPECT_EQ(count("SELECT COUNT(*) FROM experiences_experience"), 1);
  EXPECT_EQ(count("SELECT COUNT(*) FROM experiences_revision"), 1);
}

TEST_P(Sheets, GiveTheirPassagesInTheOrderAsked) {
  auto const one = published();
  std::vector<PassageName> const names = {{one.slug, "l1"}, {one.slug, "f9"}, {"nothing", "f1"}, {one.slug, "f1"}};
  auto const found = database().read([&](db::Session& session) { return passages(session, {}, programme_id, names); });
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].code, "l1");
  EXPECT_EQ(found[1].type, "mistrust");
  EXPECT_TRUE(found[1].overcome);
}

TEST_P(Sheets, ThatMetTheSameObstacleAreRelated) {
  auto const one = published(), near = published("Une autre");
  made("Un brouillon");
  auto const related = database().read([&](db::Session& session) { return ExperienceStore{session}.related({}, one, 3); });
  ASSERT_EQ(related.size(), 1u);
  EXPECT_EQ(related.front().brief.id, near.id);
  EXPECT_TRUE(related.front().overcome);
}

TEST_P(Sheets, ImportedTwiceChangeNothing) {
  Import import{programme_id, "demo", {}, Place{brumeval, "rural", "53", "Brumeval"}, {}};
  import.sheet.slug = "la-navette";
  import.sheet.status = Status::published;
  import.sheet.published = "2027-01-03";
  import.sheet.content = edit().content;
  auto const take = [&] { return database().write([&](db::Session& session) { return import_sheet(session, world, import); }); };
  EXPECT_EQ(take(), Imported::created);
  EXPECT_EQ(take(), Imported::unchanged);
  import.sheet.content.lessons = "Aller au marché.";
  EXPECT_EQ(take(), Imported::changed);
  EXPECT_EQ(take(), Imported::unchanged);
  auto const exported = database().read([&](db::Session& session) { return export_sheets(session, programme_id); });
  ASSERT_EQ(exported.size(), 1u);
  EXPECT_EQ(sheet_of(exported.front().experience, "demo"), import.sheet);
}

TEST_P(Sheets, BroughtInNumbersAreShownTogetherButWhatChangedIsShownAtOnce) {
  Shelf shelf;
  auto const seen = [&] { return database().read([&](db::Session& session) { return shelf.of(session, programme_id)->sheets.size(); }); };
  Import import{programme_id, "demo", {}, Place{brumeval, "rural", "53", "Brumeval"}, {}};
  import.sheet.content = edit().content;
  auto const bring = [&](std::string slug, Shown shown) {
    import.sheet.slug = std::move(slug);
    database().write([&](db::Session& session) { import_sheets(session, world, std::array{import}, shown); });
  };
  EXPECT_EQ(seen(), 0u);
  bring("une", Shown::later);
  bring("deux", Shown::later);
  EXPECT_EQ(seen(), 0u) << "lists are not made again for each";
  published();
  EXPECT_EQ(seen(), 3u) << "what somebody writes is seen the instant it is, with what waited";
  bring("trois", Shown::later);
  bring("quatre", Shown::at_once);
  EXPECT_EQ(seen(), 5u);
  bring("cinq", Shown::later);
  import.sheet.content.lessons = "Aller au marché.";
  bring("une", Shown::later);
  EXPECT_EQ(seen(), 6u) << "a sheet that changed may have become closer: nobody waits to know";
}

TEST_P(Sheets, OnTheShelfFollowEveryWrite) {
  Shelf shelf;
  auto const look = [&] { return database().read([&](db::Session& session) { return shelf.of(session, programme_id); }); };
  EXPECT_TRUE(look()->sheets.empty());
  auto const one = published();
  auto const first = look();
  ASSERT_EQ(first->sheets.size(), 1u);
  EXPECT_TRUE(first->sheets[0].counted);
  EXPECT_EQ(first->typologies[first->sheets[0].typology], "rural");
  EXPECT_EQ(first->sheets[0].pairs.size(), 1u);
  auto const draft = made("Une autre");
  EXPECT_EQ(look()->sheets.size(), 2u);
  database().write([&](db::Session& session) { return ExperienceStore{session}.erase_draft(author, draft).has_value(); });
  EXPECT_EQ(look()->sheets.size(), 1u);
  auto const before = db::statements_on_this_thread();
  look();
  EXPECT_LE(db::statements_on_this_thread() - before, 3u);
}

TEST_P(Sheets, TypedAndNotSentWaitForTheirAuthor) {
  database().write([&](db::Session& session) {
    ExperienceStore store{session};
    store.keep_unsent(world, *author.person, programme_id, {"key", 0, {}, edit().content});
    store.keep_unsent(world, *author.person, programme_id, {"key", 0, {}, edit("Un autre titre").content});
    EXPECT_EQ(store.unsent(*author.person, "key")->content.title, "Un autre titre");
    EXPECT_FALSE(store.unsent(*other.person, "key"));
    EXPECT_EQ(store.unsent_in(*author.person, programme_id).size(), 1u);
    store.drop_unsent(*author.person, "key");
    EXPECT_FALSE(store.unsent(*author.person, "key"));
    return 0;
  });
}

ON_BOTH_ENGINES(Sheets);

}  // namespace
}  // namespace experiences
