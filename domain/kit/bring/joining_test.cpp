#include "domain/kit/bring/joining.h"

#include <gmock/gmock.h>

#include "domain/kit/testing/sample_sources.h"

namespace kit {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> slugs(Outline const& outline) {
  std::vector<std::string> out;
  for (auto const& chapter : outline.chapters) out.push_back(chapter.slug);
  return out;
}

TEST(KitJoining, brought_chapters_go_at_the_end_or_after_the_one_chosen) {
  std::vector<std::string> const titles{"Trois", "Un"};
  EXPECT_THAT(slugs(joined(testing_::sample_outline(), titles, "", {})->outline), ElementsAre("un", "deux", "trois", "un-2"));
  EXPECT_THAT(slugs(joined(testing_::sample_outline(), titles, "un", {})->outline), ElementsAre("un", "trois", "un-2", "deux"));
  EXPECT_THAT(slugs(joined(testing_::sample_outline(), titles, "parti", {})->outline), ElementsAre("un", "deux", "trois", "un-2"));
}

TEST(KitJoining, a_text_left_by_a_chapter_that_went_is_not_written_over) {
  std::vector<std::string> const titles{"Trois"};
  auto const done = joined(testing_::sample_outline(), titles, "", {"trois"});
  EXPECT_EQ(done->chapters[0].chapter, "trois");
  EXPECT_EQ(done->chapters[0].page, "trois-2");
}

TEST(KitJoining, a_kit_that_would_hold_too_many_chapters_takes_none) {
  std::vector<std::string> const titles(299, "Encore");
  EXPECT_FALSE(joined(testing_::sample_outline(), titles, "", {}));
}

TEST(KitJoining, chapters_leave_again_but_for_those_somebody_worked_on) {
  std::vector<std::string> const titles{"A", "B", "C", "D"};
  auto done = *joined(testing_::sample_outline(), titles, "un", {});
  auto outline = *with_item(done.outline, {"b", ItemKind::method, "arpentage"});
  outline = *renamed(outline, "d", "Autre nom");
  auto const left = parted(outline, done.chapters, {"c"});
  EXPECT_THAT(slugs(left.outline), ElementsAre("un", "b", "c", "d", "deux"));
  EXPECT_THAT(left.pages, ElementsAre("a"));
  EXPECT_THAT(left.stayed, ElementsAre("B", "C", "Autre nom"));
  auto const listing = *with_item(done.outline, {"a", ItemKind::directory, "people"});
  EXPECT_THAT(parted(listing, done.chapters, {}).stayed, ElementsAre("A")) << "it prints a list of the directory since";
  auto const whole = parted(done.outline, done.chapters, {});
  EXPECT_EQ(whole.outline, testing_::sample_outline());
  EXPECT_THAT(whole.stayed, IsEmpty());
}

}  // namespace
}  // namespace kit
