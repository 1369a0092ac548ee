#include "domain/kit/adapt/upstream.h"

#include <gmock/gmock.h>

#include "domain/kit/adapt/testing/editions.h"

namespace kit {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using testing_::block, testing_::change, testing_::first_edition, testing_::part;

Document second_edition() {
  auto document = first_edition();
  document.number = "1.1";
  return document;
}
Part& part_of(Document& document, std::string_view slug) { return *std::ranges::find(document.parts, slug, &Part::slug); }
/// Pages number their blocks in order.
void number(Part& part) {
  for (std::size_t at = 0; at < part.blocks.size(); ++at) part.blocks[at].id = "b" + std::to_string(at + 1);
}

class Between : public testing::Test {
 protected:
  std::vector<Matter> matters() { return matters_of({before, after, changes, decisions}); }
  base::Outcome<std::vector<Change>> carry() { return carried({before, after, changes, decisions}); }
  void decide(std::string part, std::string block, Verdict verdict, std::string markdown = "") {
    decisions.push_back({std::move(part), std::move(block), verdict, "", std::move(markdown), 1});
  }
  std::vector<std::string> told() {
    static constexpr char const* turns[] = {"stays", "changed", "both", "came", "gone"};
    std::vector<std::string> out;
    for (auto const& one : matters()) out.push_back(std::string{turns[static_cast<int>(one.turn)]} + " " + one.part + "/" + one.block);
    return out;
  }
  Document before = first_edition(), after = second_edition();
  std::vector<Change> changes;
  std::vector<Decision> decisions;
};

TEST_F(Between, TheSameEditionLeavesNothingToDecide) {
  EXPECT_THAT(told(), IsEmpty());
  changes = {change("reunir", "b1", Aspect::text, "Chez nous."), change("outils", "b1", Aspect::out)};
  EXPECT_THAT(told(), ElementsAre("stays reunir/b1", "stays outils/b1"));
  EXPECT_EQ(undecided(matters()), 0u);
  auto const same = carry();
  ASSERT_TRUE(same);
  EXPECT_THAT(*same, SizeIs(2));
}

TEST_F(Between, AParagraphPutBeforeTheOthersIsOneNewBlockAndMovesNoChange) {
  auto& page = part_of(after, "reunir");
  page.blocks.insert(page.blocks.begin(), block("", Provenance::written, "Une introduction toute neuve pour ce chapitre.\n"));
  number(page);
  changes = {change("reunir", "b3", Aspect::text, "Chez nous, on note au mur.")};
  EXPECT_THAT(told(), ElementsAre("came reunir/b1", "stays reunir/b4"));
  EXPECT_FALSE(carry()) << "the new paragraph is to be decided of";
  decide("reunir", "b1", Verdict::theirs);
  auto const moved = carry();
  ASSERT_TRUE(moved);
  ASSERT_THAT(*moved, SizeIs(1));
  EXPECT_EQ(moved->front().block, "b4");
}

TEST_F(Between, WhatChangedUpstreamAloneIsTakenOrItsFormerWordsKept) {
  part_of(after, "reunir").blocks[0].markdown = "On invite tout le monde avant de convaincre qui que ce soit, en personne.\n";
  ASSERT_THAT(told(), ElementsAre("changed reunir/b1"));
  EXPECT_TRUE(matters().front().untouched());
  decide("reunir", "b1", Verdict::theirs);
  EXPECT_THAT(*carry(), IsEmpty());
  decisions.clear();
  decide("reunir", "b1", Verdict::ours);
  auto const kept = carry();
  ASSERT_THAT(*kept, SizeIs(1));
  EXPECT_EQ(kept->front().markdown, before.parts.front().blocks.front().markdown);
}

TEST_F(Between, WhatBothChangedIsDecidedThreeWaysAndNoWordIsLost) {
  part_of(after, "reunir").blocks[0].markdown = "On invite tout le monde avant de convaincre qui que ce soit, en personne.\n";
  changes = {change("reunir", "b1", Aspect::text, "Chez nous, on invite au marché.")};
  ASSERT_THAT(told(), ElementsAre("both reunir/b1"));
  EXPECT_THAT(matters().front().choices, ElementsAre(Verdict::theirs, Verdict::ours, Verdict::third));
  decide("reunir", "b1", Verdict::theirs);
  auto theirs = carry();
  ASSERT_THAT(*theirs, SizeIs(1));
  EXPECT_FALSE(theirs->front().active) << "given back, its words kept";
  EXPECT_EQ(theirs->front().markdown, "Chez nous, on invite au marché.");
  decisions.clear();
  decide("reunir", "b1", Verdict::ours);
  EXPECT_TRUE(carry()->front().active);
  decisions.clear();
  decide("reunir", "b1", Verdict::third, "Au marché, en personne.");
  EXPECT_EQ(carry()->front().markdown, "Au marché, en personne.");
}

TEST_F(Between, WordsOfOthersThatChangedAreTakenOrLeftOutNeverKept) {
  auto& passage = part_of(after, "navette").blocks[1];
  passage.markdown = "Un tiers que tous connaissent, et le maire.\n";
  ASSERT_THAT(told(), ElementsAre("changed navette/l1"));
  auto const matter = matters().front();
  EXPECT_THAT(matter.choices, ElementsAre(Verdict::theirs, Verdict::out));
  EXPECT_TRUE(matter.kept);
  EXPECT_FALSE(checked({"navette", "l1", Verdict::ours, "", "", 0}, matters()));
  decide("navette", "l1", Verdict::ours);
  EXPECT_FALSE(carry()) << "a choice that is not offered decides nothing";
  decisions.clear();
  decide("navette", "l1", Verdict::out);
  EXPECT_EQ(carry()->front().aspect, Aspect::out);
}

TEST_F(Between, AChapterRenamedAndMovedIsTheSameChapter) {
  auto moved = part_of(after, "reunir");
  std::erase_if(after.parts, [](Part const& one) { return one.slug == "reunir"; });
  moved.slug = "inviter", moved.title = "Inviter d’abord";
  after.parts.push_back(moved);
  changes = {change("reunir", "b1", Aspect::text, "Chez nous."), change("reunir", "", Aspect::after, "En tête.")};
  EXPECT_THAT(told(), ElementsAre("stays inviter/b1"));
  auto const carried = carry();
  ASSERT_TRUE(carried);
  for (auto const& one : *carried) EXPECT_EQ(one.part, "inviter");
  EXPECT_THAT(*carried, SizeIs(2));
}

TEST_F(Between, ABlockThatWentToAnotherChapterTakesItsChangeAlong) {
  auto& from = part_of(after, "reunir");
  auto moved = from.blocks.back();
  from.blocks.pop_back();
  auto& to = part_of(after, "outils");
  to.blocks.push_back(moved);
  number(to);
  changes = {change("reunir", "b3", Aspect::text, "Chez nous, au mur.")};
  EXPECT_THAT(told(), ElementsAre("stays outils/b2"));
  EXPECT_EQ(carry()->front().part, "outils");
}

TEST_F(Between, ANewChapterIsDecidedOfOnceAndSoIsOneThatLeft) {
  after.parts.insert(
      after.parts.begin(),
      part("avant", "Avant de commencer", {block("b1", Provenance::written, "Respirer."), block("b2", Provenance::written, "Compter.")}));
  std::erase_if(after.parts, [](Part const& one) { return one.slug == "reunir"; });
  changes = {change("reunir", "b1", Aspect::text, "Chez nous."), change("reunir", "b3", Aspect::after, "Notre mot.")};
  ASSERT_THAT(told(), ElementsAre("came avant/", "gone ~reunir/"));
  decide("avant", "", Verdict::out);
  decide("~reunir", "", Verdict::ours);
  auto const kept = carry();
  ASSERT_TRUE(kept);
  ASSERT_THAT(*kept, SizeIs(2));
  auto const& own = *std::ranges::find(*kept, Aspect::after, &Change::aspect);
  EXPECT_EQ(own.part, "avant") << "at the beginning of the first chapter: nothing stood before";
  for (char const* words : {"Chez nous.", "Puis on note", "Notre mot."}) EXPECT_THAT(own.markdown, HasSubstr(words));
  EXPECT_THAT(own.markdown, testing::Not(HasSubstr("Elle invite"))) << "words of others are not made ours";
}

TEST_F(Between, WhatComesAfterABlockThatLeftComesAfterTheOneBeforeIt) {
  part_of(after, "reunir").blocks.pop_back();
  changes = {change("reunir", "b3", Aspect::after, "Notre mot.\n"), change("reunir", "b2", Aspect::after, "Déjà là.\n")};
  decide("~reunir", "b3", Verdict::theirs);
  auto const kept = carry();
  ASSERT_TRUE(kept);
  ASSERT_THAT(*kept, SizeIs(1));
  EXPECT_EQ(kept->front().block, "b2");
  EXPECT_EQ(kept->front().markdown, "Déjà là.\n\nNotre mot.\n");
}

TEST_F(Between, WhatIsInAPartLeftOutAsksForNothing) {
  part_of(after, "navette").blocks[0].markdown = "Un tout autre récit de la commune.\n";
  changes = {change("compter", "", Aspect::out)};
  EXPECT_EQ(undecided(matters()), 0u);
  EXPECT_THAT(told(), ElementsAre("stays compter/", "stays navette/"));
}

TEST_F(Between, TwoEqualParagraphsEachKeepTheirChange) {
  auto& page = part_of(before, "outils");
  page.blocks = {block("b1", Provenance::written, "Faire une pause.\n"), block("b2", Provenance::written, "Reprendre ensuite.\n"),
                 block("b3", Provenance::written, "Faire une pause.\n")};
  part_of(after, "outils") = page;
  changes = {change("outils", "b3", Aspect::text, "Un café.")};
  EXPECT_THAT(told(), ElementsAre("stays outils/b3"));
}

}  // namespace
}  // namespace kit
