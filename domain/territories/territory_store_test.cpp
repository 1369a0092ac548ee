#include <gtest/gtest.h>

#include "domain/territories/territories.h"
#include "domain/territories/organisation_store.h"
#include "domain/territories/territory_rows.h"
#include "domain/territories/territory_store.h"
#include "domain/territories/testing/sample_registry.h"
#include "platform/base/text.h"
#include "tests/support/both_engines.h"

namespace territories {
namespace {

class Territories : public support::OnBothEngines {
 protected:
  void SetUp() override {
    OnBothEngines::SetUp();
    if (!IsSkipped()) sample.import_into(database());
  }
  template <class F>
  auto read(F work) {
    return database().read([&](db::Session& session) { return work(session); });
  }
  std::string resolved(std::string const& key) {
    return read([&](db::Session& session) {
      auto const found = resolve(session, key);
      return found ? text_of(found->key) + (found->followed.empty() ? "" : " after " + found->followed) : found.error().msgid;
    });
  }
  std::string typed(std::string const& text) {
    return read([&](db::Session& session) {
      auto const found = resolve_typed(session, text);
      return found ? text_of(found->key) : "refused: " + base::join(found.error().arguments, " | ");
    });
  }
  SampleRegistry sample;
};
ON_BOTH_ENGINES(Territories);

TEST_P(Territories, TheRegistryComesInOnceAndTheSameFilesAgainChangeNothing) {
  EXPECT_TRUE(sample.import_into(database()).unchanged);
  sample.write("aliases.csv", sample.aliases + "commune,01018,,former_code,01004,2026\n");
  auto const again = sample.import_into(database());
  EXPECT_FALSE(again.unchanged);
  EXPECT_EQ(again.territories, 20);
  EXPECT_EQ(again.former, 5);
  EXPECT_EQ(resolved("commune:01018"), "commune:01004 after commune:01018");
}

TEST_P(Territories, ATerritoryTheRegistryDropsStaysKnownButIsNotProposed) {
  std::string without = sample.territories;
  auto const at = without.find("commune,80829");
  without.erase(at, without.find('\n', at) + 1 - at);
  sample.write("territories.csv", without);
  sample.import_into(database());
  read([](db::Session& session) {
    auto const gone = find(session, Key{Type::commune, "80829"});
    ASSERT_TRUE(gone);
    EXPECT_FALSE(gone->current);
    EXPECT_EQ(Gazetteer::read(session)->search({"Y"}).total, 0u);
  });
}

TEST_P(Territories, AHurtFileIsRefusedNamingItsLineAndNothingIsHalfImported) {
  sample.write("territories.csv", sample.territories + "commune,44109,Nantes,,1,2023,44,52,,,,,,,,,metro,\n");
  auto const twice = import_registry(database(), sample.folder());
  ASSERT_FALSE(twice);
  EXPECT_EQ(twice.error().line, 22u);
  sample.write("territories.csv", "type,code\ncommune,44109\n");
  EXPECT_FALSE(import_registry(database(), sample.folder()));
  EXPECT_FALSE(import_registry(database(), sample.folder() + "/nowhere"));
  EXPECT_EQ(resolved("commune:44109"), "commune:44109");
}

TEST_P(Territories, AreFoundByTypeAndCodeTogether) {
  EXPECT_EQ(resolved("region:75"), "region:75");
  EXPECT_EQ(resolved("department:75"), "department:75");
  EXPECT_EQ(resolved("commune:2a004"), "commune:2A004");
  read([](db::Session& session) {
    EXPECT_EQ(find(session, Key{Type::region, "01"})->name, "Guadeloupe");
    EXPECT_EQ(find(session, Key{Type::department, "01"})->name, "Ain");
    auto const clipperton = find(session, Key{Type::commune, "98901"});
    EXPECT_FALSE(clipperton->population);
    EXPECT_FALSE(clipperton->latitude);
  });
}

TEST_P(Territories, AMergedCommuneIsFollowedToItsSuccessorAndItIsSaid) {
  EXPECT_EQ(resolved("commune:01340"), "commune:01015 after commune:01340");
  EXPECT_EQ(resolved("commune:01015"), "commune:01015");
  EXPECT_EQ(resolved("commune:20004"), "commune:2A004 after commune:20004");
  EXPECT_EQ(resolved("commune:75101"), "commune:75056 after commune:75101");
}

TEST_P(Territories, ALostZeroIsProposedNotAssumed) {
  auto const refusal = read([](db::Session& session) { return resolve(session, "commune:1004").error(); });
  EXPECT_NE(refusal.msgid.find("leading zero"), std::string::npos);
  EXPECT_EQ(refusal.arguments[1], "commune:01004");
  EXPECT_EQ(refusal.arguments[2], "Ambérieu-en-Bugey (01)");
}

TEST_P(Territories, WhatIsUnknownIsRefusedInWords) {
  for (std::string const key : {"commune:99999", "ville:44109", "44109", "", "commune:", "commune:'; DROP TABLE x; --"}) {
    auto const outcome = read([&](db::Session& session) { return resolve(session, key); });
    ASSERT_FALSE(outcome) << key;
    EXPECT_EQ(outcome.error().field, "territory");
  }
}

TEST_P(Territories, ManyKeysAreAnsweredInOrderWithFewStatements) {
  std::vector<std::string> keys(1200, "commune:44109");
  keys[700] = "commune:01340";
  keys[900] = "commune:99999";
  auto const before = db::statements_on_this_thread();
  auto const answers = read([&](db::Session& session) { return resolve_all(session, keys); });
  EXPECT_LE(db::statements_on_this_thread() - before, 8u);
  ASSERT_EQ(answers.size(), 1200u);
  EXPECT_EQ(answers[700]->key.code, "01015");
  EXPECT_FALSE(answers[900]);
}

TEST_P(Territories, AreUnderstoodAsPeopleTypeThem) {
  EXPECT_EQ(typed("Nantes (44)"), "commune:44109");
  EXPECT_EQ(typed("nantes"), "commune:44109");
  EXPECT_EQ(typed("NANTES METROPOLE"), "epci:244400404");
  EXPECT_EQ(typed("ste colombe 16"), "commune:16309");
  EXPECT_EQ(typed("ILE D OLONNE"), "commune:85163");
  EXPECT_EQ(typed("Saint-Bois"), "commune:01015");
  EXPECT_EQ(typed("Y"), "commune:80829");
  EXPECT_EQ(typed("44980"), "commune:44172");
  EXPECT_EQ(typed("97411"), "commune:97411");
  EXPECT_EQ(typed("44"), "department:44");
  EXPECT_EQ(typed("244 400 404"), "epci:244400404");
  EXPECT_EQ(typed("commune:44109"), "commune:44109");
}

TEST_P(Territories, AHomonymAsksForItsDepartmentAndProposesThem) {
  EXPECT_EQ(typed("Sainte-Colombe"), "refused: Sainte-Colombe | Sainte-Colombe (05), Sainte-Colombe (16)");
  EXPECT_EQ(typed("Nantes (75)"), "refused: Nantes | Nantes (44)");
  EXPECT_EQ(typed("Plouf-les-Bains"), "refused: Plouf-les-Bains");
  EXPECT_EQ(typed("1004"), "refused: commune:1004 | commune:01004 | Ambérieu-en-Bugey (01)");
  EXPECT_EQ(typed("").substr(0, 7), "refused");
  EXPECT_EQ(typed(std::string(5000, 'x')).substr(0, 7), "refused");
}

TEST_P(Territories, TheCodeOfTheFieldCountsOnlyWhileItsTextStands) {
  auto const answer = [&](std::string const& text, std::string const& key) {
    http::Fields form;
    form.add("territory", text);
    form.add("territory_key", key);
    return read([&](db::Session& session) {
      auto const found = resolve_field(session, form);
      return found ? text_of(found->key) : "refused";
    });
  };
  EXPECT_EQ(answer("Sainte-Colombe (16)", "commune:16309"), "commune:16309");
  EXPECT_EQ(answer("Nantes (44)", "commune:16309"), "commune:44109");
  EXPECT_EQ(answer("Nantes (44)", "commune:forged"), "commune:44109");
  EXPECT_EQ(answer("", ""), "refused");
}

TEST_P(Territories, BriefsComeInTheOrderAskedInOneStatement) {
  std::vector<TerritoryId> const ids{id_of({Type::commune, "97411"}), id_of({Type::commune, "00000"}), id_of({Type::commune, "44109"})};
  auto const before = db::statements_on_this_thread();
  auto const briefs = read([&](db::Session& session) { return briefs_of(session, ids); });
  EXPECT_EQ(db::statements_on_this_thread() - before, 1u);
  ASSERT_EQ(briefs.size(), 2u);
  EXPECT_EQ(briefs[0].label(), "Saint-Denis (974)");
  EXPECT_EQ(briefs[1].department_name, "Loire-Atlantique");
  EXPECT_EQ(briefs[1].band, 8);
  EXPECT_DOUBLE_EQ(*briefs[1].latitude, 47.218);
}

TEST_P(Territories, MembersAndHierarchyAreRead) {
  read([](db::Session& session) {
    TerritoryStore store{session};
    auto const metropolis = *store.find({Type::epci, "244400404"});
    ASSERT_EQ(store.count_members(metropolis), 2);
    EXPECT_EQ(store.members(metropolis, 1, 0).front().name, "Nantes");
    EXPECT_EQ(store.members(metropolis, 1, 1).front().name, "Sainte-Luce-sur-Loire");
    auto const around = store.around(*store.find({Type::commune, "44172"}));
    ASSERT_EQ(around.size(), 3u);
    EXPECT_EQ(around[0].name, "Nantes Métropole");
    EXPECT_EQ(around[2].name, "Pays de la Loire");
  });
}

TEST_P(Territories, AFreePerimeterTakesItsPlaceAndPeopleFromItsMembers) {
  Perimeter perimeter{{Type::adhoc, adhoc_code("demonstration", "estuaire")},
                      "L’estuaire",
                      "",
                      {id_of({Type::commune, "44109"}), id_of({Type::commune, "44172"})},
                      "",
                      "",
                      {}};
  auto const put = [&] { return database().write([&](db::Session& session) { return put_perimeter(session, perimeter); }); };
  ASSERT_TRUE(put());
  EXPECT_EQ(resolved("adhoc:demonstration.estuaire"), "adhoc:demonstration.estuaire");
  read([](db::Session& session) {
    auto const one = *find(session, Key{Type::adhoc, "demonstration.estuaire"});
    EXPECT_EQ(one.population, 343'674);
    EXPECT_EQ(one.region, "52");
    EXPECT_EQ(one.typology, "urban");
    EXPECT_EQ(one.label(), "L’estuaire");
    EXPECT_EQ(members_of(session, one.id).size(), 2u);
    EXPECT_EQ(TerritoryStore{session}.around(*find(session, Key{Type::commune, "44109"})).front().id, one.id);
  });
  auto const changes = read([](db::Session& session) { return changes_so_far(session); });
  ASSERT_TRUE(put());
  EXPECT_EQ(read([](db::Session& session) { return changes_so_far(session); }), changes);
  perimeter.members.push_back(id_of({Type::commune, "00000"}));
  EXPECT_FALSE(put());
  perimeter = {{Type::commune, "44109"}, "Nantes à moi", "", {}, "", "", {}};
  EXPECT_FALSE(put());
}

TEST_P(Territories, AProfileInWindows1252ReplacesOurRuleAndExplainsWhatItLeavesOut) {
  std::string const bytes =
      "type;code;nom;densite7;lat;lon;massif\r\n"
      "commune;05135;Sainte-Colombe;7;44,2;5,7;\xCE\r\n"
      "commune;44172;Sainte-Luce;3;47.25;-1.48;\r\n"
      "commune;1004;Amb\xE9rieu;4;;;\r\n"
      "commune;99999;Nulle part;4;;;\r\n"
      "departement;44;Loire-Atlantique;;;;\r\n"
      "groupement;200030674;P\xF4le d'\xE9quilibre;;;;\r\n"
      "planete;1;Mars;;;;\r\n";
  auto const report = database().write([&](db::Session& session) { return import_profile(session, bytes, "profil.csv"); });
  ASSERT_TRUE(report);
  EXPECT_EQ(report->updated, 3);
  EXPECT_EQ(report->added, 1);
  ASSERT_EQ(report->left_out, 3);
  EXPECT_EQ(report->problems[0].line, 4u);
  EXPECT_EQ(report->problems[0].refusal.arguments[1], "01004");
  sample.write("aliases.csv", sample.aliases + "\n");
  sample.import_into(database());
  read([](db::Session& session) {
    auto const luce = *find(session, Key{Type::commune, "44172"});
    EXPECT_EQ(luce.typology, "intermediate");
    EXPECT_EQ(luce.typology_source, "density");
    EXPECT_EQ(luce.placed, "imported");
    EXPECT_EQ(find(session, Key{Type::group, "200030674"})->name, "Pôle d'équilibre");
  });
}

TEST_P(Territories, AProfileWithoutItsKeyColumnsIsRefused) {
  auto const outcome = database().write([](db::Session& session) { return import_profile(session, "nom,population\nNantes,3\n", "profil.csv"); });
  EXPECT_FALSE(outcome);
}

TEST_P(Territories, OrganisationsActInSeveralTerritoriesAndAreWrittenOnce) {
  Organisation one;
  one.programme = world.new_id<programme::Programme>();
  one.key = "relais";
  one.name = "Le Relais";
  one.kind = "association";
  one.siren = "732 829 320";
  one.perimeters = {id_of({Type::epci, "244400404"}), id_of({Type::department, "44"}), id_of({Type::epci, "244400404"})};
  auto other = one;
  other.key = "cafe";
  other.name = "Le Café";
  other.siren = "";
  other.perimeters = {};
  auto const put = [&](Organisation const& which) {
    return database().write([&](db::Session& session) { return put_organisation(session, which); });
  };
  ASSERT_TRUE(put(one) && put(other) && put(one));
  auto const held = read([&](db::Session& session) { return organisations_of(session, one.programme); });
  ASSERT_EQ(held.size(), 2u);
  EXPECT_EQ(held[0].key, "relais");
  EXPECT_EQ(held[0].siren, "732829320");
  EXPECT_EQ(held[0].perimeters.size(), 2u);
  std::vector<accounts::ProgrammeId> const mine{one.programme}, others{world.new_id<programme::Programme>()};
  auto const acting = [&](auto const& programmes) {
    return read([&](db::Session& session) { return OrganisationStore{session}.acting_in(id_of({Type::department, "44"}), programmes).size(); });
  };
  EXPECT_EQ(acting(mine), 1u);
  EXPECT_EQ(acting(others), 0u);
  one.perimeters = {id_of({Type::commune, "00000"})};
  EXPECT_EQ(put(one).error().field, "perimeters");
  database().write([&](db::Session& session) { keep_only_organisations(session, mine[0], std::vector<std::string>{"cafe"}); });
  EXPECT_EQ(read([&](db::Session& session) { return organisations_of(session, mine[0]).size(); }), 1u);
}

TEST_P(Territories, TheMostAlikeComeFirstWithTheirReasons) {
  auto const alike = read([](db::Session& session) { return similar_to(session, id_of({Type::commune, "44172"}), 3); });
  ASSERT_FALSE(alike.empty());
  EXPECT_EQ(alike.front().territory.name, "Ambérieu-en-Bugey");
  EXPECT_EQ(alike.front().likeness.reasons.size(), 2u);
}

}  // namespace
}  // namespace territories
