#include "domain/kit/part_links.h"

#include <gmock/gmock.h>

namespace kit {
namespace {

using testing::ElementsAre;

Outline outline_of(std::vector<std::string> const& slugs) {
  Outline outline;
  for (auto const& slug : slugs) {
    Chapter chapter;
    chapter.slug = chapter.title = chapter.page = slug;
    outline.chapters.push_back(std::move(chapter));
  }
  return outline;
}

std::vector<std::string> told(Outline const& outline, Pages const& pages) {
  std::vector<std::string> out;
  for (auto const& remark : circle_remarks(outline, part_links(outline, pages, "parcours")))
    out.push_back(remark.chapter + ":" + std::to_string(remark.line) + " " + remark.words.msgid.substr(0, 18) +
                  (remark.words.arguments.empty() ? "" : " " + remark.words.arguments.front()));
  return out;
}

TEST(PartLinks, ACircleIsSaidOnceWithItsChapters) {
  EXPECT_THAT(told(outline_of({"un", "deux", "trois", "quatre"}),
                   {{"un", "Lire [la suite](/kit/deux)."},
                    {"deux", "Voir\n\n[plus](/p/parcours/kit/1.0/trois#b2)."},
                    {"trois", "Et [encore](/kit/un)."},
                    {"quatre", "Revoir [un](/kit/un)."}}),
              ElementsAre("un:1 These chapters lea un, deux, trois"));
}

TEST(PartLinks, AChapterThatLeadsToItselfIsSaidAtItsLine) {
  EXPECT_THAT(told(outline_of({"un"}), {{"un", "Rien.\n\nEncore [un](/kit/un)."}}), ElementsAre("un:3 This chapter leads"));
}

TEST(PartLinks, FilesOfAnEditionAndOtherProgrammesAreNoChapters) {
  auto const outline = outline_of({"un"});
  EXPECT_THAT(
      part_links(outline, {{"un", "[b](/p/parcours/kit/1.0/take-away) [c](/p/ailleurs/kit/1.0/un) [d](/p/parcours/kit/compose/un)"}}, "parcours"),
      testing::IsEmpty());
}

TEST(PartLinks, ThreeHundredChaptersThatAllLeadToTheNextAreOneCircle) {
  std::vector<std::string> slugs;
  Pages pages;
  for (int at = 0; at < 300; ++at) {
    slugs.push_back("c" + std::to_string(at));
    pages[slugs.back()] = "[x](/kit/c" + std::to_string((at + 1) % 300) + ")";
  }
  auto const outline = outline_of(slugs);
  auto const found = circles(outline, part_links(outline, pages, "parcours"));
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found.front().size(), 300u);
}

}  // namespace
}  // namespace kit
