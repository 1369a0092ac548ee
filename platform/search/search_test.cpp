#include <gmock/gmock.h>

#include "platform/search/search.h"
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

ON_BOTH_ENGINES(Search);

}  // namespace
