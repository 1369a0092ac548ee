#include "domain/kit/adapt/adapting.h"

#include <gmock/gmock.h>

#include "domain/kit/adapt/territory_part.h"
#include "domain/kit/adapt/testing/editions.h"
#include "domain/kit/adapt/upstream.h"
#include "domain/kit/directory.h"
#include "domain/kit/page_blocks.h"
#include "domain/kit/testing/french.h"

namespace kit {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using testing_::french, testing_::first_edition, testing_::change;

Adapter const mirecourt{"Mirecourt (88)", "commune-88304"};

Adapted adapt(std::vector<Change> const& changes, Grounds const& found = {}) { return adapted(first_edition(), changes, mirecourt, found, french()); }
std::vector<std::string> words_of(Part const& part) {
  std::vector<std::string> words;
  for (auto const& block : part.blocks) words.push_back(block.markdown);
  return words;
}

TEST(Adapting, WithoutAnyChangeTheEditionIsPrintedAsItIsAndSaysWhereItComesFrom) {
  auto const made = adapt({});
  ASSERT_THAT(made.parts, SizeIs(first_edition().parts.size()));
  EXPECT_EQ(origin_words(made.origin, french()),
            "Adapté par Mirecourt (88) de l’édition 1.0 de « Faire ensemble ». Cette édition est publiée par Association « Faire ». "
            "Aucun de ses textes n’est changé.");
}

TEST(Adapting, AChangedBlockBearsTheNameOfTheTerritoryAndSoDoesWhatComesAfter) {
  auto const made = adapt(
      {change("reunir", "b1", Aspect::text, "Chez nous, on invite au marché.\n"), change("reunir", "b1", Aspect::after, "Et l’on fait un café.\n")});
  auto const& blocks = made.parts.front().blocks;
  EXPECT_EQ(blocks[0].markdown, "Chez nous, on invite au marché.\n");
  EXPECT_EQ(blocks[0].said_by, "Adapté par Mirecourt (88)");
  EXPECT_EQ(blocks[1].markdown, "Et l’on fait un café.\n");
  EXPECT_EQ(blocks[1].said_by, "Ajouté par Mirecourt (88)");
  EXPECT_EQ(blocks[1].id, "own-b1-1");
  EXPECT_TRUE(blocks[0].adapted && blocks[1].adapted);
  EXPECT_FALSE(blocks[2].adapted);
  EXPECT_THAT(made.origin.changed, ElementsAre("Réunir"));
}

TEST(Adapting, WhatPeopleSaidWhatWasCountedAndSheetsThatMayNotBeChangedKeepTheirWords) {
  auto const edition = first_edition();
  struct Case {
    char const *part, *block, *because;
  };
  for (auto const& one : {Case{"reunir", "b2", "vécu"}, Case{"compter", "image-obstacles", "compté"}, Case{"navette", "recit", "vécu"},
                          Case{"sans-derive", "etape", "CC-BY-ND-4.0"}, Case{"methode", "essai", "essai"}}) {
    auto const part = std::ranges::find(edition.parts, one.part, &Part::slug);
    auto const block = std::ranges::find(part->blocks, one.block, &Block::id);
    auto const why = why_kept(*part, *block);
    ASSERT_TRUE(why) << one.block;
    EXPECT_THAT(french().refusal(*why), HasSubstr(one.because));
    auto const made = adapt({change(one.part, one.block, Aspect::text, "Tout autre chose.")});
    auto const same = std::ranges::find(made.parts, one.part, &Part::slug);
    EXPECT_EQ(std::ranges::find(same->blocks, one.block, &Block::id)->markdown, block->markdown) << "not even by a forged form";
    auto const without = adapt({change(one.part, one.block, Aspect::out)});
    auto const left = std::ranges::find(without.parts, one.part, &Part::slug);
    EXPECT_TRUE(left == without.parts.end() || std::ranges::count(left->blocks, one.block, &Block::id) == 0) << "it may be left out";
  }
  EXPECT_FALSE(why_kept(edition.parts.front(), edition.parts.front().blocks.front()));
}

TEST(Adapting, AChapterLeftOutTakesItsSheetsAlong) {
  auto const made = adapt({change("compter", "", Aspect::out)});
  EXPECT_THAT(made.origin.left_out, ElementsAre("Compter", "La navette du marché"));
  EXPECT_EQ(std::ranges::count(made.parts, "navette", &Part::slug), 0);
}

TEST(Adapting, AChapterWhoseBlocksAreAllLeftOutStaysForItsSheets) {
  auto const made = adapt({change("compter", "image-obstacles", Aspect::out)});
  EXPECT_EQ(std::ranges::count(made.parts, "compter", &Part::slug), 1);
  auto const alone = adapt({change("reunir", "b1", Aspect::out), change("reunir", "b2", Aspect::out), change("reunir", "b3", Aspect::out)});
  EXPECT_EQ(std::ranges::count(alone.parts, "reunir", &Part::slug), 0);
}

TEST(Adapting, WhatIsGivenBackIsNoLongerChangedAndItsWordsAreKept) {
  auto given = change("reunir", "b1", Aspect::text, "Chez nous.");
  given.active = false;
  EXPECT_EQ(adapt({given}).parts.front().blocks.front().markdown, first_edition().parts.front().blocks.front().markdown);
  EXPECT_THAT(adapt({given}).origin.changed, IsEmpty());
}

TEST(Adapting, ACitationRestsOnWhatTheEditionCitesOrOnWhatVisitorsRead) {
  auto const cites = change("reunir", "b1", Aspect::after, "Comme chez eux [[navette#l1]] et ailleurs [[autre#f1]].\n");
  EXPECT_THAT(cited_beyond(first_edition(), std::vector{cites}), ElementsAre(markdown::Citation{"autre", "f1"}));
  auto const without = adapt({cites});
  ASSERT_THAT(without.remarks, SizeIs(1));
  EXPECT_TRUE(without.remarks.front().blocks);
  auto const with = adapt({cites}, {{{"autre", "f1"}, {"autre", "L’autre", "f1", "Ailleurs", "/p/x/experiences/autre#f1", "Le temps."}}});
  EXPECT_THAT(with.remarks, IsEmpty());
  EXPECT_EQ(with.parts.front().blocks[1].provenance, Provenance::said);
  EXPECT_THAT(with.parts.front().blocks[1].grounds, SizeIs(2));
}

TEST(Adapting, ABoxStaysABoxOfItsKindAndMustBeUnderstood) {
  for (char const* typed_then :
       {"::: quiz\nQui ? {=Nous ~Eux}\n:::\n", "::: self-assessment\n# Dialogue\nNous nous voyons.\n-> outils, absent\n:::\n",
        "::: running-order 9:30\n10 | Accueil\n:::\n", "::: glossary\nTiers : quelqu’un.\n:::\n"}) {
    auto const box = page_blocks(typed_then).front();
    EXPECT_FALSE(why_not_taken(typed(box), &box)) << typed_then;
    EXPECT_TRUE(why_not_taken("Rien que du texte.", &box)) << typed_then;
    EXPECT_TRUE(why_not_taken(std::string{typed_then} + "\nEt du texte.\n", &box)) << typed_then;
    EXPECT_TRUE(says_the_same(with_words(box, "", typed(box)), box)) << typed_then;
  }
  auto const quiz = page_blocks("::: quiz\nQui ? {=Nous ~Eux}\n:::\n").front();
  EXPECT_EQ(with_words(quiz, "", "::: quiz\nQuand ? {=Hier ~Demain}\n:::\n").questions.front().text, "Quand ?");
  EXPECT_TRUE(why_not_taken("  \n", nullptr));
  EXPECT_TRUE(why_not_taken("![](pictures/x.png)", nullptr));
}

TEST(Adapting, ASelfAssessmentLeadsOnlyToWhatIsStillThere) {
  auto edition = first_edition();
  auto box = page_blocks("::: self-assessment\n# Dialogue\nNous nous voyons.\n-> outils, compter\n:::\n").front();
  box.id = "b4";
  edition.parts.front().blocks.push_back(box);
  auto const made = adapted(edition, std::vector{change("compter", "", Aspect::out)}, mirecourt, {}, french());
  auto const& next = made.parts.front().blocks.back().self_assessment->axes.front().next;
  ASSERT_THAT(next, SizeIs(1));
  EXPECT_EQ(next.front().address, "/kit/outils");
  EXPECT_EQ(next.front().title, "Outils");
}

TEST(Adapting, TheListOfThoseWhoAgreedToBeNamedIsNotWrittenByOthers) {
  auto list = people_block(std::vector{ListedPerson{"Nadia Kerboul", "écriture", "", "", "", ""}}, french());
  auto const directory = testing_::part("annuaire", "Annuaire", {list}, 1, "directory");
  EXPECT_TRUE(why_kept(directory, list));
}

TEST(Adapting, TheLicenceIsTheEditionsOwnWhenItAsksTheSameOfWhatIsMadeOfIt) {
  auto edition = first_edition();
  EXPECT_THAT(licences_for(edition), ElementsAre("CC-BY-SA-4.0"));
  edition.licence = "etalab-2.0";
  std::erase_if(edition.parts, [](Part const& part) { return !part.licence.empty(); });
  EXPECT_THAT(licences_for(edition), testing::Contains("CC-BY-SA-4.0"));
}

TEST(TerritoryPart, TheTerritoryComesFirstWithItsMapAndItsFiguresThenItsSheets) {
  TerritorySheet sheet{"Mirecourt (88)",
                       "commune:88304",
                       Picture{"m", "Mirecourt et ses voisins", "", "", "Carte", "<svg/>", {{"Territoire", "Habitants"}}},
                       {{"Habitants", "5 012", "INSEE, 2023"}},
                       {}};
  auto const made = adapt({});
  auto own = made.parts.back();
  own.address = "/p/parcours/experiences/navette";
  Part other;
  other.slug = "reunir", other.title = "Une fiche du même nom", other.kind = "experience", other.address = "/p/parcours/experiences/reunir";
  auto const all = with_front(territory_part(sheet, made.origin, french()), {own, other}, made.parts);
  EXPECT_EQ(all[0].title, "Mirecourt (88)");
  EXPECT_THAT(words_of(all[0]).back(), HasSubstr("| Habitants | 5 012 | INSEE, 2023 |"));
  EXPECT_EQ(all[1].slug, "navette") << "first, and not twice";
  EXPECT_EQ(std::ranges::count(all, "navette", &Part::slug), 1);
  EXPECT_EQ(all[2].slug, "experience-reunir");
}

}  // namespace
}  // namespace kit
