#include <gmock/gmock.h>

#include "platform/search/search.h"
#include "platform/search/suggestion.h"
#include "tests/support/both_engines.h"

namespace {

class Search : public support::OnBothEngines {
 protected:
  void put(std::string id, std::string title, std::string text, std::string audience = "public", std::string kind = "experience") {
    database().write([&](db::Session& session) { search::put(session, {kind, id, "p", audience, "/" + id, title, text, "Diois"}); });
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
  for (auto const* words : {"\"", "navette OR", "navette AND (", "title:navette*", "- & | ! :*", "NEAR(a b)", "'"}) EXPECT_NO_THROW(found(words)) << words;
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
  for (auto const* words : {"association", "étudier", "etudiees", "vehicule", "mutualiser", "associat"}) EXPECT_THAT(found(words), ElementsAre("1")) << words;
}

TEST_P(Search, QuotedWordsStandTogether) {
  put("together", "Un", "La halle du marché couvert reste ouverte");
  put("apart", "Deux", "Le marché est loin du hangar couvert");
  EXPECT_THAT(found("marché couvert"), testing::UnorderedElementsAre("together", "apart"));
  for (auto const* words : {"\"marché couvert\"", "« marché couvert »", "“marche couvert”"}) EXPECT_THAT(found(words), ElementsAre("together")) << words;
}

TEST_P(Search, SmallWordsAreNotRequired) {
  put("1", "La navette", "Le mardi");
  EXPECT_THAT(found("les navettes de l’école du mardi"), IsEmpty());
  EXPECT_THAT(found("la navette de les mardis"), ElementsAre("1"));
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

TEST_P(Search, AMistypedWordIsPutRight) {
  put("1", "La conserverie coopérative", "Des légumes du canton");
  put("2", "Conservatoire", "x", "cohort:p");
  auto const suggestion = [&](std::string words) {
    return database().read([&](db::Session& session) { return search::find(session, {words, {"public"}, {}, "", 20, 0}).suggestion; });
  };
  EXPECT_EQ(suggestion("conservrie"), "conserverie");
  EXPECT_EQ(suggestion("La consreverie et les légumse"), "La conserverie et les légumes");
  EXPECT_EQ(suggestion("conservatoir"), "") << "a word only others may read is not suggested";
  EXPECT_EQ(suggestion("zzzzzzzz"), "");
  EXPECT_EQ(suggestion("conserverie"), "");
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
  EXPECT_THAT(answer.hits[0].extract, testing::HasSubstr("La \x01navette\x02 du lundi dessert l’\x01"
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
