#include "domain/atelier/method_store.h"

#include <gtest/gtest.h>

#include "domain/territories/territories.h"
#include "platform/search/search.h"
#include "tests/support/both_engines.h"

namespace atelier {
namespace {

using accounts::Function;
using accounts::Power;
using accounts::Visibility;

auto const programme_id = accounts::ProgrammeId::trusted("00000000-0000-8000-8000-000000000001");
experiences::Place const brumeval{accounts::TerritoryId::trusted("00000000-0000-8000-8000-000000000002"), "rural", "53", "Pays de Brumeval"};
experiences::Place const the_town{accounts::TerritoryId::trusted("00000000-0000-8000-8000-000000000003"), "urban", "53", "La ville"};

accounts::Viewer member(std::string const& id, Power power = Power::contribute, Function function = Function::pioneer) {
  accounts::Viewer viewer;
  viewer.person = accounts::PersonId::trusted(id);
  viewer.memberships.push_back({programme_id, std::nullopt, function, power});
  return viewer;
}

class Methods : public support::OnBothEngines {
 protected:
  Edit edit(std::string title = "L’arpentage du bourg") {
    Edit one;
    one.content.title = std::move(title);
    one.content.pitch = "Deux heures à pied, une craie par personne.";
    one.content.stages = {"diagnosis"};
    one.content.duration_min = 90, one.content.duration_max = 120;
    one.content.group_min = 12, one.content.group_max = 40;
    one.content.steps = {{"Départ", "En silence : [[les-clefs#f1]].", "", 10}};
    one.content.experiences_using = {"les-clefs"};
    one.content.body = "Prêtez des clefs : [[les-clefs#l2]] et [[la-halle#l1]].";
    return one;
  }
  template <class F>
  auto with_store(F&& work) {
    return database().write([&](db::Session& session) {
      MethodStore store{session};
      return work(store);
    });
  }
  Method made(Edit const& edit, std::string_view key = "") {
    return with_store([&](MethodStore& store) { return *store.create(world, author, programme_id, edit, key); });
  }
  Method published(Edit const& edit) {
    auto const one = made(edit);
    with_store([&](MethodStore& store) {
      EXPECT_TRUE(store.move(world, lead, one.id, Status::published, Visibility::public_, ""));
      return 0;
    });
    return one;
  }
  bool add(Method const& method, experiences::Place const& place, std::string const& worked, std::string_view key = "") {
    return with_store([&](MethodStore& store) {
      return store.add_trial(world, other, method.id, {"", "Lucile", "2026-10", "Un hameau", worked, "On a marché.", "Au charbon."}, place, key).value_or(false);
    });
  }
  Brief brief_of(Method const& method) {
    return with_store([&](MethodStore& store) { return store.briefs(lead, std::array{method.id}).at(0); });
  }
  std::vector<std::string> listed(Asked const& asked, accounts::Viewer const& viewer = {}) {
    return with_store([&](MethodStore& store) {
      std::vector<std::string> slugs;
      for (auto const& brief : store.list(viewer, programme_id, asked, 0, 50).shown) slugs.push_back(brief.slug);
      return slugs;
    });
  }
  std::int64_t count(std::string const& table) {
    return database().read([&](db::Session& session) {
      std::int64_t found = -1;
      auto rows = session.query("SELECT COUNT(*) FROM " + table);
      rows.next(found);
      return found;
    });
  }
  accounts::Viewer author = member("00000000-0000-8000-8000-00000000000a"), other = member("00000000-0000-8000-8000-00000000000b"),
                   lead = member("00000000-0000-8000-8000-00000000000c", Power::administer, Function::programme_lead);
};
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
  with_store([&](MethodStore& store) { return store.move(world, lead, one.id, Status::published, Visibility::public_, "prête").has_value(); });
  EXPECT_TRUE(seen({}));
  auto const moves = with_store([&](MethodStore& store) { return store.moves(one.id); });
  ASSERT_EQ(moves.size(), 1u);
  EXPECT_EQ(moves[0].reason, "prête");
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
    return database().read([&](db::Session& session) { return search::find(session, {"craie", viewer.audiences(), {"method"}, "", 5, 0}).hits.size(); });
  };
  EXPECT_EQ(found({}), 0u);
  with_store([&](MethodStore& store) { return store.move(world, lead, one.id, Status::published, Visibility::public_, "").has_value(); });
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

class ImportedMethods : public Methods {
 protected:
  Import one() {
    Import import;
    import.programme = programme_id;
    import.programme_slug = "demonstration";
    import.sheet.slug = "arpentage";
    import.sheet.status = Status::published;
    import.sheet.visibility = Visibility::public_;
    import.sheet.published = "2026-10-14";
    import.sheet.content = edit().content;
    import.sheet.trials = {{"epci:1", "Agathe", "2024-03-16", "Vouziers", "yes", "Vingt-deux croix.", ""}, {"", "", "", "", "no", "", ""}};
    import.author = author.person;
    import.trial_places = {brumeval};
    return import;
  }
  Imported import(Import const& wanted) {
    return database().write([&](db::Session& session) { return import_methods(session, world, std::array{wanted}).at(0); });
  }
};
ON_BOTH_ENGINES(ImportedMethods);

TEST_P(ImportedMethods, TwiceChangeNothing) {
  EXPECT_EQ(import(one()), Imported::created);
  world.advance(std::chrono::hours{24});
  EXPECT_EQ(import(one()), Imported::unchanged);
  auto changed = one();
  changed.sheet.content.room = "La halle";
  EXPECT_EQ(import(changed), Imported::changed);
  EXPECT_EQ(count("atelier_revision"), 2);
  EXPECT_EQ(count("atelier_trial"), 2);
}

TEST_P(ImportedMethods, KeepTheTrialsToldHere) {
  import(one());
  auto const method = with_store([&](MethodStore& store) { return *store.find_visible({}, programme_id, "arpentage"); });
  EXPECT_TRUE(add(method, the_town, "yes", "key"));
  EXPECT_EQ(import(one()), Imported::unchanged);
  auto fewer = one();
  fewer.sheet.trials.pop_back();
  EXPECT_EQ(import(fewer), Imported::changed);
  EXPECT_EQ(brief_of(method).trust, (Trust{2, 2, 1, 0}));
  EXPECT_FALSE(add(method, the_town, "yes", "key"));
}

TEST_P(ImportedMethods, NameThePlacesThatCameWithoutAName) {
  auto const valley = territories::id_of({territories::Type::adhoc, "demo.vallee"});
  database().write([&](db::Session& session) {
    return territories::put_perimeter(session, {{territories::Type::adhoc, "demo.vallee"}, "La vallée", "", {}, "", "53", 900}).has_value();
  });
  auto wanted = one();
  wanted.trial_places = {experiences::Place{valley, "rural", "53", ""}};
  EXPECT_EQ(import(wanted), Imported::created);
  EXPECT_EQ(import(wanted), Imported::unchanged);
  auto const method = with_store([&](MethodStore& store) { return *store.find_visible({}, programme_id, "arpentage"); });
  EXPECT_EQ(method.trials.at(0).territory_name, "La vallée");
}

TEST_P(ImportedMethods, ComeOutAsTheFileTheyCameFrom) {
  import(one());
  auto const out = database().read([&](db::Session& session) { return export_methods(session, programme_id, "demonstration"); });
  ASSERT_EQ(out.size(), 1u);
  EXPECT_EQ(out[0].file_name, "arpentage.md");
  auto expected = one().sheet;
  expected.trials[0].territory.clear();   // the registry of this test is empty
  EXPECT_EQ(format_sheet(out[0].sheet), format_sheet(expected));
}

}  // namespace
}  // namespace atelier
