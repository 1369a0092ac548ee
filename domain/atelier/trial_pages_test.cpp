#include "domain/atelier/method_site_test.h"

namespace atelier {
namespace {

/// From the draft to the trials others tell of it.
class MethodLife : public MethodSite {};
ON_BOTH_ENGINES(MethodLife);

TEST_P(MethodLife, TakesATrialFromAnyContributor) {
  published();
  EXPECT_THAT(body("/p/demo/methods/l-arpentage/trial", "nadia"), HasSubstr("Pays de Brumeval"));
  EXPECT_EQ(site->post("/p/demo/methods/l-arpentage/trial", trial(), "malik").status, 303);
  EXPECT_EQ(site->post("/p/demo/methods/l-arpentage/trial", trial(), "malik").status, 303);
  EXPECT_EQ(site->post("/p/demo/methods/l-arpentage/trial", trial("no"), "nadia").status, 303);
  auto page = body("/p/demo/methods/l-arpentage");
  EXPECT_THAT(page, HasSubstr("Essayée par un territoire"));
  EXPECT_THAT(page, HasSubstr("Au charbon."));
  EXPECT_THAT(page, HasSubstr("Pas chez nous"));
  EXPECT_THAT(page, HasSubstr("novembre 2026, La place"));
  EXPECT_EQ(site->post("/p/demo/methods/l-arpentage/trial", trial(), "paul").status, 404);
  EXPECT_EQ(site->post("/p/demo/methods/l-arpentage/trial", trial()).status, 403) << "a visitor";
  std::smatch found;
  page = body("/p/demo/methods/l-arpentage", "malik");
  ASSERT_TRUE(std::regex_search(page, found, std::regex{"action=\"([^\"]*/withdraw)\""}));
  EXPECT_EQ(site->post(found[1].str(), {}, "nadia").status, 422);
  EXPECT_EQ(site->post(found[1].str(), {}, "malik").status, 303);
  EXPECT_EQ(site->post(found[1].str(), {}, "malik").status, 404);
}

TEST_P(MethodLife, SaysWhatIsMissingInATrialAndKeepsTheRest) {
  published();
  auto const answer = site->post("/p/demo/methods/l-arpentage/trial", with(with(trial(), "worked", ""), "territory", "Nulle-Part-sur-Rien"), "nadia");
  EXPECT_EQ(answer.status, 422);
  EXPECT_THAT(answer.body, HasSubstr("href=\"#worked\""));
  EXPECT_THAT(answer.body, HasSubstr("href=\"#territory\""));
  EXPECT_THAT(answer.body, HasSubstr("Onze maisons."));
}

TEST_P(MethodLife, LetsTheTeamPublishAndTheAuthorAsk) {
  written();
  EXPECT_EQ(status("/p/demo/methods/l-arpentage/move?to=published", "nadia"), 404);
  EXPECT_EQ(site->post("/p/demo/methods/l-arpentage/move", {{"to", "published"}}, "nadia").status, 422);
  EXPECT_EQ(site->post("/p/demo/methods/l-arpentage/move", {{"to", "to_review"}}, "nadia").status, 303);
  EXPECT_EQ(status("/p/demo/methods/l-arpentage", "malik"), 200);
  EXPECT_EQ(status("/p/demo/methods/l-arpentage"), 404);
  auto const unexplained =
      site->post("/p/demo/methods/l-arpentage/move", {{"to", "published"}, {"visibility", "public"}, {"reason", "Vite."}}, "lea");
  EXPECT_EQ(unexplained.status, 422);
  EXPECT_THAT(unexplained.body, HasSubstr("value=\"Vite.\""));
  EXPECT_EQ(status("/p/demo/methods/l-arpentage"), 404);
  EXPECT_EQ(site->post("/p/demo/methods/l-arpentage/move",
                       {{"to", "published"}, {"visibility", "public"}, {"reason", "Attendue pour la rencontre de mars."}}, "lea")
                .status,
            303);
  EXPECT_THAT(body("/p/demo/methods/l-arpentage"), HasSubstr("Attendue pour la rencontre de mars."));
  EXPECT_EQ(site->post("/p/demo/methods/l-arpentage/move", {{"to", "deprecated"}, {"reason", "remplacée"}}, "lea").status, 303);
  EXPECT_THAT(body("/p/demo/methods/l-arpentage"), HasSubstr("n’est plus conseillée"));
}

TEST_P(MethodLife, AsksForATrialBeforeSayingTested) {
  written();
  EXPECT_THAT(body("/p/demo/methods/l-arpentage/move?to=tested", "nadia"), HasSubstr("/p/demo/methods/l-arpentage/trial"));
  EXPECT_EQ(site->post("/p/demo/methods/l-arpentage/trial", trial("no"), "nadia").status, 303);
  EXPECT_EQ(site->post("/p/demo/methods/l-arpentage/move", {{"to", "tested"}}, "nadia").status, 303);
}

TEST_P(MethodLife, DeletesADraftAndNothingElse) {
  written();
  EXPECT_EQ(site->post("/p/demo/methods/l-arpentage/delete", {}, "malik").status, 404);
  EXPECT_EQ(site->post("/p/demo/methods/l-arpentage/delete", {}, "nadia").status, 303);
  EXPECT_EQ(status("/p/demo/methods/l-arpentage", "nadia"), 404);
}

}  // namespace
}  // namespace atelier
