#include <gmock/gmock.h>

#include "platform/search/search.h"
#include "platform/search/forgiveness.h"
#include "tests/support/both_engines.h"

namespace {

class Search : public support::OnBothEngines {
 protected:
  void put(std::string id, std::string title, std::string text, std::string audience = "public", std::string kind = "experience") {
    database().write([&](db::Session& session) { search::put(session, {kind, id, "p", audience, "/" + id, title, text, "Diois"}); });
  }
  search::Answer asked(std::string words) {
    return database().read([&](db::Session& session) { return search::find(session, {words, {"public"}, {}, "", 20, 0}); });
  }
  std::vector<std::string> found(std::string words, std::vector<std::string> audiences = {"public"}, std::vector<std::string> kinds = {}) {
    return database().read([&](db::Session& session) {
      std::vector<std::string> ids;
      for (auto const& hit : search::find(session, {words, audiences, kinds, "", 20, 0}).hits) ids.push_back(hit.id);
      return ids;
    });
  }
};
using testing::ElementsAre;
using testing::IsEmpty;

TEST_P(Search, AccentsCaseAndEndingsAreForgiven) {
  put("1", "L’école d’aujourd’hui", "Les étudiées, cœurs et ÉLÈVES");
  for (auto const* words : {"ecole", "école", "ÉCOLES", "aujourd'hui", "eleve", "coeur", "cœur", "école élèves"})
    EXPECT_THAT(found(words), ElementsAre("1")) << words;
  EXPECT_THAT(found("navette"), IsEmpty());
}

TEST_P(Search, TheLastWordMayBeUnfinished) {
  put("1", "La navette du marché", "Deux minibus");
  EXPECT_THAT(found("nav"), ElementsAre("1"));
  EXPECT_THAT(found("navette mini"), ElementsAre("1"));
}

TEST_P(Search, SomeoneFindsOnlyWhatTheyMayRead) {
  put("open", "La navette", "x");
  put("closed", "La navette secrète", "x", "cohort:p");
  EXPECT_THAT(found("navette"), ElementsAre("open"));
  EXPECT_THAT(found("navette", {"public", "cohort:p"}), testing::UnorderedElementsAre("open", "closed"));
  EXPECT_THAT(found("navette", {}), IsEmpty());
}

TEST_P(Search, WhatIsTypedIsNeverQuerySyntax) {
  put("1", "La navette", "x");
  for (auto const* words : {"\"", "navette OR", "navette AND (", "title:navette*", "- & | ! :*", "NEAR(a b)", "'"})
    EXPECT_NO_THROW(found(words)) << words;
}

TEST_P(Search, WhatWasRewrittenOrRemovedIsNoLongerFoundByItsOldWords) {
  put("1", "La navette", "x");
  put("1", "Le fret", "y");
  EXPECT_THAT(found("navette"), IsEmpty());
  EXPECT_THAT(found("fret"), ElementsAre("1"));
  database().write([](db::Session& session) { search::remove(session, "experience", "1"); });
  EXPECT_THAT(found("fret"), IsEmpty());
}

TEST_P(Search, ATitleCountsMoreThanAText) {
  put("text", "Autre chose", "La navette passe deux fois par semaine devant la halle et l’école");
  put("title", "La navette", "Deux minibus");
  EXPECT_EQ(found("navette").front(), "title");
}

TEST_P(Search, TheExtractMarksTheWordFound) {
  put("1", "Titre", "Nous avons ouvert une navette le mardi matin");
  auto const answer = database().read([](db::Session& session) { return search::find(session, {"navettes", {"public"}, {}, "", 5, 0}); });
  ASSERT_EQ(answer.hits.size(), 1u);
  EXPECT_THAT(answer.hits[0].extract, testing::HasSubstr("\x01navette\x02"));
  EXPECT_EQ(answer.total, 1);
}

TEST_P(Search, EndingsAreForgivenWithAccentsOrWithout) {
  put("1", "Bilan", "Les associations étudiées ont mutualisé leurs véhicules");
  for (auto const* words : {"association", "étudier", "etudiees", "vehicule", "mutualiser", "associat"})
    EXPECT_THAT(found(words), ElementsAre("1")) << words;
}

TEST_P(Search, QuotedWordsStandTogether) {
  put("together", "Un", "La halle du marché couvert reste ouverte");
  put("apart", "Deux", "Le marché est loin du hangar couvert");
  EXPECT_THAT(found("marché couvert"), testing::UnorderedElementsAre("together", "apart"));
  for (auto const* words : {"\"marché couvert\"", "« marché couvert »", "“marche couvert”"})
    EXPECT_THAT(found(words), ElementsAre("together")) << words;
}

TEST_P(Search, SmallWordsAreNotRequired) {
  put("1", "La navette", "Le mardi");
  EXPECT_THAT(found("la navette de les mardis"), ElementsAre("1"));
  EXPECT_THAT(found("le la les"), IsEmpty()) << "they say nothing alone";
}

TEST_P(Search, KindsAndProgrammesNarrow) {
  put("1", "La navette", "x");
  put("2", "La navette", "x", "public", "method");
  EXPECT_THAT(found("navette", {"public"}, {"method"}), ElementsAre("2"));
  EXPECT_THAT(found("navette", {"public"}, {"method", "experience"}), testing::UnorderedElementsAre("1", "2"));
  database().read([](db::Session& session) {
    EXPECT_EQ(search::find_ids(session, {"navette", {"public"}, {}, "p", 20, 0}).size(), 2u);
    EXPECT_THAT(search::find_ids(session, {"navette", {"public"}, {}, "other", 20, 0}), IsEmpty());
  });
}

TEST_P(Search, AMistypedWordIsPutRightAndThePageIsTold) {
  put("1", "La conserverie coopérative", "Des légumes du canton");
  put("2", "Conservatoire", "x", "cohort:p");
  struct Row {
    char const *typed, *read_as;
    std::vector<std::string> found;
  };
  for (auto const& row : std::vector<Row>{{"conservrie", "conserverie", {"1"}},
                                          {"La consreverie et les légumse", "La conserverie et les légumes", {"1"}},
                                          {"oconserverie", "conserverie", {"1"}},
                                          {"ocnserverie", "conserverie", {"1"}},
                                          {"conservatoir", "", {}},  // a word only others may read is not tried for them
                                          {"zzzzzzzz", "", {}},
                                          {"conserverie", "", {"1"}}}) {
    auto const answer = asked(row.typed);
    EXPECT_EQ(answer.reading.read_as, row.read_as) << row.typed;
    EXPECT_EQ(found(row.typed), row.found) << row.typed;
  }
}

TEST_P(Search, WhenNothingHasAllTheWordsWhatHasAllButOneIsShown) {
  put("1", "La navette", "Le mardi, devant la mairie");
  EXPECT_THAT(found("les navettes de l’école du mardi"), ElementsAre("1"));
  EXPECT_TRUE(asked("les navettes de l’école du mardi").reading.nearly);
  EXPECT_THAT(found("navette école"), IsEmpty()) << "one of two words is another question";
}

TEST_P(Search, AnUnfinishedWordFindsWhatBeginsSoWhateverItsEnding) {
  put("1", "Les associations", "Le maraîchage et l’économie");
  for (auto const* words : {"ass", "asso", "associat", "marai", "maraî", "écon", "econ"}) EXPECT_THAT(found(words), ElementsAre("1")) << words;
  EXPECT_THAT(found("mara "), IsEmpty()) << "a space ends a word";
}

TEST_P(Search, WordsOfTheSameSenseFindEachOther) {
  std::vector<std::vector<std::string>> const groups{{"bénévole", "bénévolat"}, {"ESS", "économie sociale et solidaire"}};
  search::know_synonyms(database(), groups);
  search::know_synonyms(database(), groups);
  put("one", "Les bénévoles du bourg", "x");
  put("two", "Un fonds", "pour l’économie sociale et solidaire");
  put("three", "L’ESS en débat", "x");
  EXPECT_THAT(found("bénévolat"), ElementsAre("one"));
  EXPECT_THAT(found("benevolats"), ElementsAre("one"));
  EXPECT_THAT(found("ess"), ElementsAre("three", "two")) << "what was typed comes first";
  EXPECT_THAT(found("économie sociale et solidaire"), testing::UnorderedElementsAre("two", "three"));
  EXPECT_THAT(found("économie"), ElementsAre("two"));
}

TEST_P(Search, AnEntryIsFoundByWordsThatAreNotShown) {
  database().write([](db::Session& session) {
    search::put(session, {"experience", "1", "p", "public", "/1", "La ligne 12", "Un car le jeudi", "Diois", "mobilité"});
  });
  EXPECT_THAT(found("mobilités"), ElementsAre("1"));
  EXPECT_THAT(asked("mobilité").hits.at(0).extract, testing::Not(testing::HasSubstr("mobilité")));
}

TEST_P(Search, ManyAreKeptAtOnceAsOneByOne) {
  std::vector<search::Entry> entries;
  for (int at = 0; at < 700; ++at)
    entries.push_back(
        {"experience", std::to_string(at), "p", at % 7 == 0 ? "cohort:p" : "public", "/", "La navette " + std::to_string(at), "Le mardi", ""});
  entries.push_back({"experience", "3", "p", "public", "/", "Le fret", "x", ""});
  entries.push_back({"experience", "4", "p", "", "/", "", "", ""});
  database().write([&](db::Session& session) { search::put(session, entries); });
  auto const numbers = [&] { return database().read([](db::Session& session) { return search::numbers_of(session, "experience", "p"); }); };
  auto before = numbers();
  EXPECT_EQ(before.size(), 699u);
  EXPECT_THAT(found("fret"), ElementsAre("3"));
  EXPECT_THAT(found("navette 5 "), ElementsAre("5"));
  EXPECT_THAT(found("navette 7 "), IsEmpty());
  database().write([&](db::Session& session) { search::put(session, entries); });
  auto after = numbers();
  std::ranges::sort(before), std::ranges::sort(after);
  EXPECT_EQ(before, after) << "a number stays for as long as its entry is found";
  database().read([&](db::Session& session) {
    auto const one = search::matches(session, {"navette", {"public", "cohort:p"}, {}, "", 1, 0}).numbers;
    EXPECT_EQ(one.size(), 698u);
    EXPECT_EQ(one, search::matches(session, {"navettes", {"public", "cohort:p"}, {}, "", 1, 0}).numbers) << "the same order each time";
  });
}

TEST_P(Search, AnIndexCutByAnOlderRuleIsMadeAgain) {
  put("1", "La conserverie", "Des légumes");
  database().write([](db::Session& session) {
    session.execute("DELETE FROM search_word");
    session.execute("DELETE FROM search_rule");
    if (session.engine() == db::Engine::sqlite) session.execute("INSERT INTO search_text (search_text) VALUES ('delete-all')");
    else session.execute("UPDATE search_entry SET words = CAST('' AS tsvector), title_words = CAST('' AS tsvector)");
  });
  EXPECT_THAT(found("conserverie"), IsEmpty());
  search::bring_up_to_date(database());
  for (auto const* words : {"conserverie", "conser", "legumes", "conservrie"}) EXPECT_THAT(found(words), ElementsAre("1")) << words;
  put("1", "Le fret", "x");
  EXPECT_THAT(found("conserverie"), IsEmpty());
}

TEST_P(Search, PagesFollowEachOther) {
  for (int at = 0; at < 25; ++at) put("n" + std::to_string(at), "La navette " + std::to_string(at), "x");
  database().read([](db::Session& session) {
    auto const first = search::find(session, {"navette", {"public"}, {}, "", 20, 0});
    auto const second = search::find(session, {"navette", {"public"}, {}, "", 20, 20});
    EXPECT_EQ(first.total, 25);
    EXPECT_EQ(first.hits.size(), 20u);
    EXPECT_EQ(second.hits.size(), 5u);
    EXPECT_THAT(search::find(session, {"navette", {"public"}, {}, "", 20, 40}).hits, IsEmpty());
  });
}

TEST_P(Search, SignsThatFoldIntoOthersAreHarmless) {
  auto const* const odd = "Ŋŉ ⑴ ½ ʼ ﷺ ª ﬁn d’œuvre ß 'a'\\ \"b\" {title}: x* NOT";
  EXPECT_NO_THROW(put("1", odd, odd));
  EXPECT_NO_THROW(found(odd));
  EXPECT_THAT(found("oeuvre fin"), ElementsAre("1"));
}

TEST_P(Search, TheExtractIsWhereMostWordsAre) {
  std::string text = "La navette est une idée. ";
  for (int at = 0; at < 60; ++at) text += "Rien de plus à dire ici. ";
  text += "La navette du lundi dessert l’école.";
  put("1", "Titre", text);
  auto const answer = database().read([](db::Session& session) { return search::find(session, {"navette école", {"public"}, {}, "", 5, 0}); });
  ASSERT_EQ(answer.hits.size(), 1u);
  EXPECT_THAT(answer.hits[0].extract,
              testing::HasSubstr("La \x01navette\x02 du lundi dessert l’\x01"
                                 "école\x02."));
  EXPECT_LT(answer.hits[0].extract.size(), 260u);
}

TEST(Distance, CountsChangesUpToWhatIsForgiven) {
  EXPECT_EQ(search::distance("ecole", "ecole", 2), 0);
  EXPECT_EQ(search::distance("eocle", "ecole", 2), 1);
  EXPECT_EQ(search::distance("ecol", "ecole", 2), 1);
  EXPECT_EQ(search::distance("navette", "marche", 2), 3);
}

ON_BOTH_ENGINES(Search);

}  // namespace
