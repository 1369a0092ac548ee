#include "domain/atelier/method_store.h"

#include "domain/atelier/methods_at_hand_test.h"
#include "platform/search/search.h"

namespace atelier {
namespace {

ON_BOTH_ENGINES(Methods);

TEST_P(Methods, ComeBackAsTheyWereWritten) {
  auto const one = made(edit());
  auto const back = with_store([&](MethodStore& store) { return store.find_visible(author, programme_id, "l-arpentage-du-bourg"); });
  ASSERT_TRUE(back);
  EXPECT_EQ(back->content, edit().content);
  EXPECT_EQ(back->revision, 1);
  EXPECT_EQ(back->author, author.person);
}

TEST_P(Methods, OfOthersStayHiddenUntilTheyAreOut) {
  auto const one = made(edit());
  auto const seen = [&](accounts::Viewer const& viewer) {
    return with_store([&](MethodStore& store) { return store.find_visible(viewer, programme_id, one.slug).has_value(); });
  };
  EXPECT_FALSE(seen(other));
  EXPECT_TRUE(seen(lead));
  with_store([&](MethodStore& store) {
    return store.move(world, lead, one.id, Status::published, Visibility::public_, "Attendue pour la rencontre.").has_value();
  });
  EXPECT_TRUE(seen({}));
  auto const moves = with_store([&](MethodStore& store) { return store.moves(one.id); });
  ASSERT_EQ(moves.size(), 1u);
  EXPECT_EQ(moves[0].reason, "Attendue pour la rencontre.");
  EXPECT_EQ(moves[0].author, lead.person);
}

TEST_P(Methods, SentTwiceByADoubleClickAreOneAndSameTitlesHaveTheirOwnAddress) {
  auto const one = made(edit(), "key"), again = made(edit(), "key"), another = made(edit());
  EXPECT_EQ(one.id, again.id);
  EXPECT_EQ(another.slug, "l-arpentage-du-bourg-2");
  EXPECT_EQ(made(edit("New")).slug, "method");
}

TEST_P(Methods, ChangedByTwoPeopleInDifferentPlacesKeepBoth) {
  auto const one = made(edit());
  auto first = edit(), second = edit();
  first.content.room = "La halle";
  second.content.body = "On marche lentement.";
  first.base_revision = second.base_revision = 1;
  auto const saved = with_store([&](MethodStore& store) {
    EXPECT_TRUE(store.change(world, author, one.id, first));
    return store.change(world, lead, one.id, second);
  });
  ASSERT_TRUE(saved);
  EXPECT_TRUE(saved->merged);
  auto const back = with_store([&](MethodStore& store) { return *store.find(one.id); });
  EXPECT_EQ(back.content.room, "La halle");
  EXPECT_EQ(back.content.body, "On marche lentement.");
  EXPECT_EQ(back.revision, 3);
}

TEST_P(Methods, ChangedByTwoPeopleInTheSamePlaceLoseNothing) {
  auto const one = made(edit());
  auto first = edit(), second = edit();
  first.content.room = "La halle";
  second.content.room = "Le café";
  first.base_revision = second.base_revision = 1;
  auto const saved = with_store([&](MethodStore& store) {
    EXPECT_TRUE(store.change(world, author, one.id, first));
    return store.change(world, lead, one.id, second);
  });
  ASSERT_FALSE(saved);
  auto const& conflict = std::get<Conflict>(saved.error());
  EXPECT_EQ(conflict.theirs.room, "La halle");
  EXPECT_EQ(conflict.mine.room, "Le café");
  EXPECT_EQ(conflict.their_author, author.person);
  EXPECT_EQ(with_store([&](MethodStore& store) { return store.find(one.id)->revision; }), 2);
}

TEST_P(Methods, KeepEveryVersionWithItsReason) {
  auto const one = made(edit());
  auto next = edit();
  next.content.room = "La halle";
  next.base_revision = 1;
  next.reason = "on l’a essayée là";
  with_store([&](MethodStore& store) { return store.change(world, author, one.id, next).has_value(); });
  with_store([&](MethodStore& store) {
    EXPECT_EQ(store.history(one.id).at(0).reason, "on l’a essayée là");
    EXPECT_EQ(store.revision(one.id, 1)->content.room, "");
    EXPECT_FALSE(store.revision(one.id, 9));
    return 0;
  });
}

TEST_P(Methods, SayWhatTheyCiteAndForgetWhatTheyNoLongerDo) {
  auto const one = published(edit());
  auto const citing = [&](std::string_view slug) { return with_store([&](MethodStore& store) { return store.citing({}, programme_id, slug); }); };
  auto const found = citing("les-clefs");
  ASSERT_EQ(found.size(), 3u);
  EXPECT_EQ(found.at("f1").at(0).title, "L’arpentage du bourg");
  EXPECT_TRUE(found.contains("l2") && found.contains(""));
  EXPECT_EQ(citing("la-halle").size(), 1u);
  auto next = edit();
  next.base_revision = 1;
  next.content.body = "Plus rien.";
  with_store([&](MethodStore& store) { return store.change(world, author, one.id, next).has_value(); });
  EXPECT_TRUE(citing("la-halle").empty());
}

TEST_P(Methods, NotOutAreNotSaidToCite) {
  made(edit());
  EXPECT_TRUE(with_store([&](MethodStore& store) { return store.citing(author, programme_id, "les-clefs"); }).empty());
}

TEST_P(Methods, TriedTwiceByOneTerritoryAreTrustedOnce) {
  auto const one = published(edit());
  EXPECT_TRUE(add(one, brumeval, "yes"));
  EXPECT_TRUE(add(one, brumeval, "no"));
  EXPECT_TRUE(add(one, the_town, "partly"));
  EXPECT_EQ(brief_of(one).trust, (Trust{3, 2, 1, 1}));
  auto const back = with_store([&](MethodStore& store) { return *store.find(one.id); });
  ASSERT_EQ(back.trials.size(), 3u);
  EXPECT_EQ(back.trials[0].territory_name, "Pays de Brumeval");
  EXPECT_EQ(back.trials[0].trial.adapted_how, "Au charbon.");
  EXPECT_EQ(back.revision, 1);
}

TEST_P(Methods, TakeATrialOnceFromADoubleClickAndLetItsTellerWithdrawIt) {
  auto const one = published(edit());
  EXPECT_TRUE(add(one, brumeval, "yes", "key"));
  EXPECT_FALSE(add(one, brumeval, "yes", "key"));
  auto const id = with_store([&](MethodStore& store) { return store.find(one.id)->trials.at(0).id; });
  EXPECT_FALSE(with_store([&](MethodStore& store) { return store.withdraw_trial(author, one.id, id).has_value(); }));
  EXPECT_TRUE(with_store([&](MethodStore& store) { return store.withdraw_trial(other, one.id, id).value(); }));
  EXPECT_EQ(brief_of(one).trust, Trust{});
}

TEST_P(Methods, RefuseATrialThatDoesNotSayWhetherItWorked) {
  auto const one = published(edit());
  EXPECT_FALSE(add(one, brumeval, ""));
  EXPECT_EQ(count("atelier_trial"), 0);
}

TEST_P(Methods, AreListedByWhatTheyAreFor) {
  published(edit());
  auto longer = edit("Six essais");
  longer.content.stages = {"decision", "action"};
  longer.content.duration_min = 600, longer.content.duration_max = 0;
  longer.content.group_min = 3, longer.content.group_max = 8;
  longer.content.difficulty = 3;
  longer.content.catalyst_roles = {"experiments"};
  longer.content.body = "Le codéveloppement en cercle.";
  auto const tried = published(longer);
  add(tried, brumeval, "yes");
  made(edit("Un brouillon"));
  using Slugs = std::vector<std::string>;
  EXPECT_EQ(listed({}).size(), 2u);
  EXPECT_EQ(listed({.stage = "diagnosis"}), Slugs{"l-arpentage-du-bourg"});
  EXPECT_EQ(listed({.stage = "action"}), Slugs{"six-essais"});
  EXPECT_EQ(listed({.role = "experiments"}), Slugs{"six-essais"});
  EXPECT_EQ(listed({.minutes = 120}), Slugs{"l-arpentage-du-bourg"});
  EXPECT_EQ(listed({.people = 5}), Slugs{"six-essais"});
  EXPECT_EQ(listed({.difficulty = 3}), Slugs{"six-essais"});
  EXPECT_EQ(listed({.tried = true}), Slugs{"six-essais"});
  EXPECT_EQ(listed({.words = "codéveloppement"}), Slugs{"six-essais"});
  EXPECT_EQ(listed({.words = "introuvable"}), Slugs{});
  EXPECT_EQ(listed({.status = "draft"}), Slugs{});
  EXPECT_EQ(listed({.status = "draft"}, lead), Slugs{"un-brouillon"});
  EXPECT_EQ(listed({.mine = true}, author).size(), 3u);
}

TEST_P(Methods, ArePagedWithTheirTotal) {
  for (int number = 0; number < 5; ++number) published(edit("Méthode " + std::to_string(number)));
  auto const page = with_store([&](MethodStore& store) { return store.list({}, programme_id, {}, 4, 2); });
  EXPECT_EQ(page.total, 5);
  EXPECT_EQ(page.shown.size(), 1u);
}

TEST_P(Methods, AreFoundBySearchByThoseWhoMayReadThem) {
  auto const one = made(edit());
  auto const found = [&](accounts::Viewer const& viewer) {
    return database().read([&](db::Session& session) {
      return search::find(session, {"craie", viewer.audiences(), {"method"}, "", 5, 0}).hits.size();
    });
  };
  EXPECT_EQ(found({}), 0u);
  with_store([&](MethodStore& store) {
    return store.move(world, lead, one.id, Status::published, Visibility::public_, "Attendue pour la rencontre.").has_value();
  });
  EXPECT_EQ(found({}), 1u);
  with_store([&](MethodStore& store) { return store.move(world, lead, one.id, Status::deprecated, Visibility::public_, "").has_value(); });
  EXPECT_EQ(found({}), 0u);
}

TEST_P(Methods, DeletedAsDraftsLeaveNothing) {
  auto const one = made(edit());
  EXPECT_FALSE(with_store([&](MethodStore& store) { return store.erase_draft(other, one.id).has_value(); }));
  EXPECT_TRUE(with_store([&](MethodStore& store) { return store.erase_draft(author, one.id).value(); }));
  for (auto const* table : {"atelier_method", "atelier_revision", "atelier_citation", "atelier_trial"}) EXPECT_EQ(count(table), 0) << table;
  auto const out = published(edit());
  EXPECT_FALSE(with_store([&](MethodStore& store) { return store.erase_draft(author, out.id).has_value(); }));
}

}  // namespace
}  // namespace atelier
