#include "domain/kit/adapt/testing/adapt_site.h"

namespace kit {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing_::Named;

using NewerPagesTest = testing_::AdaptSite;

TEST_P(NewerPagesTest, ANewerEditionOfTheSourceIsTakenBlockByBlock) {
  open();
  ASSERT_EQ(post(bench + "/parts/reunir/b1", text("Chez nous, on invite au marché.\n")).status, 303);
  EXPECT_EQ(testing_::get_of(router, newer).status, 303) << "nothing newer yet";
  second_edition();
  EXPECT_THAT(get(bench), HasSubstr("L’édition 1.1 du kit est parue"));
  auto const page = get(newer);
  for (char const* said : {"De l’édition 1.0 à l’édition 1.1", "changé dans la source et par vous", "en personne", "on invite au marché",
                           "Une différence reste à décider"})
    EXPECT_THAT(page, HasSubstr(said)) << said;
  EXPECT_EQ(post(over(newer + "/move"), {}).status, 422) << "not before all is decided";
  EXPECT_EQ(post(over(newer), {{"part", "reunir"}, {"block", "b1"}, {"choice", "out"}}).status, 422) << "not offered";
  Named const third{{"part", "reunir"}, {"block", "b1"}, {"choice", "third"}, {"markdown", "Au marché, en personne."}, {"revision", "0"}};
  ASSERT_EQ(post(over(newer), third).status, 303);
  EXPECT_EQ(post(over(newer), third).status, 422) << "decided by another meanwhile";
  auto unchosen = third;
  unchosen[2].second = "theirs", unchosen[3].second = "Encore d’autres mots.", unchosen[4].second = "1";
  auto const kept = post(over(newer), unchosen);
  EXPECT_EQ(kept.status, 422) << "a third text was written and is not chosen";
  EXPECT_THAT(kept.body, AllOf(HasSubstr("Encore d’autres mots."), HasSubstr("Vous avez écrit un troisième texte")));
  EXPECT_THAT(get(newer), HasSubstr("Au marché, en personne.")) << "kept when one comes back";
  ASSERT_EQ(post(over(newer + "/move"), {}).status, 303);
  EXPECT_EQ(post(over(newer + "/move"), {}).status, 303) << "a second click";
  EXPECT_THAT(get(bench), HasSubstr("à partir de l’édition 1.1"));
  EXPECT_THAT(get(bench + "/parts/reunir"), HasSubstr("Au marché"));
}

TEST_P(NewerPagesTest, AButtonShownOverAnotherEditionDoesNothing) {
  open();
  auto const change_then = change();
  second_edition();
  for (auto const& path : {newer, newer + "/take-all", newer + "/move"})
    EXPECT_EQ(post(path + "?edition=" + standing(), {{"part", "reunir"}, {"block", "b1"}, {"choice", "theirs"}}).status, 422) << path;
  EXPECT_THAT(get(newer), HasSubstr("Une différence reste à décider"));
  ASSERT_EQ(post(over(newer + "/take-all"), {}).status, 303);
  ASSERT_EQ(post(over(newer + "/move"), {}).status, 303);
  EXPECT_EQ(post(change_then, {{"part", "reunir"}, {"block", "b1"}, {"action", "leave-out"}}).status, 422) << "b1 may be another block by now";
  EXPECT_THAT(get(bench + "/parts/reunir"), Not(HasSubstr("laissé de côté")));
}

TEST_P(NewerPagesTest, WordsTypedOnAFormerEditionAreNotLostWhenTheKitMovedMeanwhile) {
  open();
  auto const typed_then = text("Chez nous.");
  second_edition();
  ASSERT_EQ(post(over(newer + "/take-all"), {}).status, 303);
  ASSERT_EQ(post(over(newer + "/move"), {}).status, 303);
  auto const answer = post(bench + "/parts/reunir/b1", typed_then);
  EXPECT_EQ(answer.status, 422);
  EXPECT_THAT(answer.body, HasSubstr("Chez nous."));
  EXPECT_THAT(answer.body, HasSubstr("a changé d’édition"));
}

ON_BOTH_ENGINES(NewerPagesTest);

}  // namespace
}  // namespace kit
