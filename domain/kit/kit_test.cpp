#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "domain/kit/assembly.h"
#include "domain/kit/beginning.h"
#include "domain/kit/page_blocks.h"
#include "domain/kit/testing/french.h"

namespace {
using namespace kit;
using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> slugs_of(Outline const& outline) {
  std::vector<std::string> slugs;
  for (auto const& chapter : outline.chapters) slugs.push_back(chapter.slug);
  return slugs;
}

Outline an_outline() {
  Outline outline;
  outline.slug = "kit";
  outline.title = "Kit";
  outline.publisher = "Nous";
  outline.chapters = {{"un", "Un", "un", {"navette", "bail"}, {"galets"}, {}}, {"deux", "Deux", "", {}, {}, {"obstacles"}}};
  return outline;
}

TEST(KitOutline, a_chapter_gets_an_address_of_its_own_and_keeps_it_when_renamed) {
  auto outline = *with_chapter(*with_chapter(Outline{}, "Le dialogue"), "Le  dialogue ");
  EXPECT_THAT(slugs_of(outline), ElementsAre("le-dialogue", "le-dialogue-2"));
  outline = *renamed(outline, "le-dialogue", "Se parler");
  EXPECT_EQ(outline.chapters[0].slug, "le-dialogue");
  EXPECT_EQ(outline.chapters[0].title, "Se parler");
  EXPECT_FALSE(with_chapter(outline, "  "));
  EXPECT_FALSE(renamed(outline, "absent", "x"));
}

TEST(KitOutline, chapters_and_sheets_move_one_step_and_stop_at_the_ends) {
  auto const outline = an_outline();
  EXPECT_THAT(slugs_of(*moved(outline, "un", Step::down)), ElementsAre("deux", "un"));
  EXPECT_EQ(*moved(outline, "un", Step::up), outline);
  EXPECT_THAT(moved(outline, Item{"un", ItemKind::experience, "bail"}, Step::up)->chapters[0].experiences, ElementsAre("bail", "navette"));
  EXPECT_FALSE(moved(outline, Item{"un", ItemKind::experience, "absent"}, Step::up));
}

TEST(KitOutline, a_chapter_is_put_at_a_place_and_in_the_short_version) {
  auto const outline = an_outline();
  EXPECT_THAT(slugs_of(*placed(outline, "deux", 0)), ElementsAre("deux", "un"));
  EXPECT_THAT(slugs_of(*placed(outline, "un", 99)), ElementsAre("deux", "un"));
  EXPECT_EQ(*placed(outline, "un", 0), outline);
  EXPECT_FALSE(placed(outline, "absent", 0));
  EXPECT_TRUE(in_brief(outline, "deux", true)->chapters[1].brief);
  EXPECT_FALSE(in_brief(outline, "absent", true));
}

TEST(KitPage, links_are_told_apart_from_those_that_lead_nowhere) {
  auto const links = links_of("[a](/p/x/experiences/y#l1) [b](suite.md) [c](#ici) [d](https://example.org) [e](mailto:x@example.org)");
  EXPECT_THAT(links.inside, ElementsAre("/p/x/experiences/y#l1"));
  EXPECT_THAT(links.nowhere, ElementsAre("suite.md"));
}

TEST(KitOutline, a_sheet_is_printed_once) {
  auto const refused = with_item(an_outline(), {"deux", ItemKind::experience, "bail"});
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().arguments, ElementsAre("Un"));
  EXPECT_FALSE(with_item(an_outline(), {"deux", ItemKind::picture, "camembert"}));
  EXPECT_THAT(with_item(an_outline(), {"deux", ItemKind::experience, "autre"})->chapters[1].experiences, ElementsAre("autre"));
  EXPECT_THAT(without_item(an_outline(), {"un", ItemKind::method, "galets"})->chapters[0].methods, IsEmpty());
}

TEST(KitNumbers, follow_one_another_and_say_what_changed) {
  EXPECT_THAT(numbers_after(""), ElementsAre("1.0"));
  EXPECT_THAT(numbers_after("1.0"), ElementsAre("1.0.1", "1.1", "2.0"));
  EXPECT_THAT(numbers_after("1.9.2"), ElementsAre("1.9.3", "1.10", "2.0"));
  EXPECT_TRUE(comes_after("1.10", "1.9.3"));
  EXPECT_TRUE(checked_number("1.0", {}, ""));
  EXPECT_FALSE(checked_number("1.1", {"1.0"}, " ")) << "no change note";
  EXPECT_TRUE(checked_number("1.1", {"1.0"}, "Deux fiches de plus."));
  EXPECT_FALSE(checked_number("1.0", {"1.0"}, "x"));
  for (char const* bad : {"", "1", "1.", ".1", "1..0", "1.0.0", "01.0", "1.0.1.1", "v1.0", "1.0 beta", "1000.1"}) EXPECT_FALSE(is_number(bad)) << bad;
}

TEST(KitPage, is_cut_where_territories_speak) {
  auto const blocks = page_blocks(
      "Au début.\n\n## Titre\n\nEncore.\n\n> Elle a réuni. [[navette#l1]]\n\nPuis [[bail]] aussi[^1].\n\n- liste [[navette#l1]]\n\n::: "
      "watch\nAttention\n\nà [[bail#f1]].\n:::\n\n"
      "```\n::: try\n\n[[x#l1]]\n```\n\n[^1]: La note.\n");
  ASSERT_EQ(blocks.size(), 6u);
  EXPECT_EQ(blocks[0].markdown, "Au début.\n\n## Titre\n\nEncore.\n");
  EXPECT_EQ(blocks[0].provenance, Provenance::written);
  EXPECT_EQ(blocks[1].provenance, Provenance::said);
  EXPECT_EQ(blocks[1].grounds[0].passage, "l1");
  EXPECT_EQ(blocks[2].markdown, "Puis [[bail]] aussi[^1].\n\n[^1]: La note.\n");
  EXPECT_EQ(blocks[3].provenance, Provenance::written) << "a list stays whole";
  EXPECT_EQ(blocks[3].grounds.size(), 1u);
  EXPECT_EQ(blocks[4].callout, "watch");
  EXPECT_EQ(blocks[4].grounds.size(), 1u);
  EXPECT_EQ(blocks[5].callout, "") << "code is code";
  EXPECT_EQ(citations_of(blocks).size(), 3u);
}

TEST(KitPage, a_callout_left_open_ends_with_the_page) {
  auto const blocks = page_blocks("a\n\n::: try\nb\n\nc");
  ASSERT_EQ(blocks.size(), 2u);
  EXPECT_EQ(blocks[1].markdown, "b\n\nc\n");
}

TEST(KitPage, a_picture_needs_words) {
  EXPECT_THAT(pictures_without_words("![](/a.png) ![ok](/b.png)\n\n- ![ ](/c.png)"), ElementsAre("/a.png", "/c.png"));
}

Gathered everything() {
  Gathered gathered;
  Part sheet;
  sheet.kind = "experience";
  sheet.title = "La navette";
  sheet.licence = "CC-BY-SA-4.0";
  gathered.experiences = {{"navette", sheet}, {"bail", sheet}};
  gathered.methods = {{"galets", sheet}};
  Picture picture;
  picture.finding = "Le temps d’abord";
  picture.alternative = "Temps 8";
  gathered.pictures = {{"obstacles", picture}};
  gathered.grounds = {{{"navette", "l1"}, {"navette", "La navette", "l1", "Brumeval", "/p/x/experiences/navette#l1", "Elle a réuni."}}};
  return gathered;
}

std::vector<std::string> words_of(Assembly const& assembly) {
  std::vector<std::string> words;
  for (auto const& remark : assembly.remarks) words.push_back(remark.words.msgid);
  return words;
}

TEST(KitAssembly, puts_the_sheets_of_a_chapter_after_its_page) {
  auto const assembly = assemble(an_outline(), read_pages({{"un", "Réunir [[navette#l1]]."}}), everything());
  ASSERT_EQ(assembly.parts.size(), 5u);
  EXPECT_EQ(assembly.parts[0].blocks[0].grounds[0].territory, "Brumeval");
  EXPECT_EQ(assembly.parts[1].slug, "navette");
  EXPECT_EQ(assembly.parts[1].level, 2);
  EXPECT_EQ(assembly.parts[4].blocks[0].picture->id, "deux-obstacles");
  EXPECT_THAT(assembly.remarks, IsEmpty());
  EXPECT_TRUE(assembly.may_be_frozen());
}

TEST(KitAssembly, a_quotation_is_not_quoted_twice) {
  auto const assembly = assemble(an_outline(), read_pages({{"un", "> Elle a réuni. [[navette#l1]]"}}), everything());
  EXPECT_EQ(assembly.parts[0].blocks[0].grounds[0].quote, "");
}

TEST(KitAssembly, says_what_keeps_an_edition_from_being_frozen) {
  auto gathered = everything();
  gathered.experiences.erase("bail");
  gathered.known["experience/bail"] = "Le bail";
  gathered.methods.clear();
  gathered.pictures.clear();
  gathered.experiences["navette"].licence = "CC-BY-NC-4.0";
  auto const assembly = assemble(an_outline(), read_pages({{"un", "[[nulle-part#l1]] ![](/a.png)"}}), gathered);
  EXPECT_THAT(words_of(assembly),
              ElementsAre("[[{}]] leads nowhere.", "A picture has no words for those who do not see it: {}",
                          "“{}” is under {}: it may not be printed in a kit under {}.", "The sheet “{}” is not public.", "No sheet is called “{}”.",
                          "The état des lieux has no picture “{}” to show yet.", "This chapter is empty."));
  EXPECT_FALSE(assembly.may_be_frozen());
  EXPECT_FALSE(assemble(Outline{}, {}, {}).may_be_frozen());
}

TEST(KitAssembly, two_parts_never_share_an_address) {
  auto outline = an_outline();
  outline.chapters[0].experiences = {"deux"};
  auto gathered = everything();
  gathered.experiences["deux"] = gathered.experiences["navette"];
  gathered.methods["galets"].slug = "x";
  auto const assembly = assemble(outline, {}, gathered);
  EXPECT_EQ(assembly.parts[1].slug, "experience-deux");
}

Picture picture_with(std::string const& count) {
  Picture picture;
  picture.finding = "Le temps d’abord";
  picture.alternative = "Temps";
  picture.table = {{"Frein", "Fiches"}, {"Temps", count}};
  return picture;
}

TEST(KitAssembly, shows_the_frozen_numbers_a_chapter_names_and_says_when_they_moved) {
  auto outline = *with_snapshot(an_outline(), "deux", "1.0");
  auto gathered = everything();
  gathered.pictures["obstacles"] = picture_with("9");
  gathered.snapshots["1.0"]["obstacles"] = picture_with("8");
  auto const assembly = assemble(outline, read_pages({{"un", "x"}}), gathered);
  EXPECT_EQ(assembly.parts[4].blocks[0].picture->table[1][1], "8");
  ASSERT_EQ(assembly.remarks.size(), 1u);
  EXPECT_THAT(assembly.remarks[0].words.arguments, ElementsAre("1.0", "Le temps d’abord"));
  EXPECT_TRUE(assembly.may_be_frozen());
  gathered.pictures["obstacles"] = picture_with("8");
  EXPECT_THAT(assemble(outline, read_pages({{"un", "x"}}), gathered).remarks, IsEmpty());
  EXPECT_FALSE(assemble(*with_snapshot(outline, "deux", "2.0"), read_pages({{"un", "x"}}), gathered).may_be_frozen()) << "no such version";
  EXPECT_FALSE(with_snapshot(outline, "deux", "hier"));
  EXPECT_EQ(with_snapshot(outline, "deux", "")->chapters[1].snapshot, "");
}

TEST(KitAssembly, a_list_in_which_nobody_stands_is_left_out_and_said) {
  auto outline = *with_item(an_outline(), {"deux", ItemKind::directory, "people"});
  auto gathered = everything();
  EXPECT_THAT(words_of(assemble(outline, read_pages({{"un", "x"}}), gathered)),
              ElementsAre("Nobody has agreed to be named in the directory yet: its list of people is left out."));
  gathered.directory["people"].id = "people";
  auto const assembly = assemble(outline, read_pages({{"un", "x"}}), gathered);
  EXPECT_THAT(assembly.remarks, IsEmpty());
  EXPECT_EQ(assembly.parts[4].blocks[1].id, "people");
  EXPECT_FALSE(with_item(an_outline(), {"deux", ItemKind::directory, "telephones"}));
  EXPECT_FALSE(with_item(outline, {"un", ItemKind::directory, "people"})) << "printed once";
}

TEST(KitAssembly, a_self_assessment_leads_to_parts_of_the_kit_alone) {
  auto const assembly = assemble(
      an_outline(),
      read_pages({{"un", "::: self-assessment\n# Dialogue\nOui.\n-> deux, galets, ailleurs\n:::\n\n[là](/kit/deux) [nulle part](/kit/trois)"}}),
      everything());
  auto const& next = assembly.parts[0].blocks[0].self_assessment->axes[0].next;
  ASSERT_EQ(next.size(), 2u);
  EXPECT_EQ(next[0], (ReadNext{"/kit/deux", "Deux"}));
  EXPECT_EQ(next[1].address, "/kit/galets");
  EXPECT_THAT(words_of(assembly),
              ElementsAre("The self-assessment leads to “{}”, which is neither a chapter nor a sheet of the kit.", "The link “{}” leads nowhere."));
}

TEST(KitAssembly, what_is_still_to_write_is_said_and_printed_nowhere) {
  auto const assembly = assemble(an_outline(), read_pages({{"un", "Un début.\n\n::: to-write\nQui *invite* ?\n:::\n"}}), everything());
  ASSERT_EQ(assembly.remarks.size(), 1u);
  EXPECT_EQ(assembly.remarks[0].line, 3u);
  EXPECT_THAT(assembly.remarks[0].words.arguments, ElementsAre("Qui invite ?"));
  ASSERT_EQ(assembly.parts[0].blocks.size(), 1u);
  EXPECT_EQ(assembly.parts[0].blocks[0].markdown, "Un début.\n");
}

TEST(KitBeginning, gives_chapters_that_each_say_what_to_write) {
  auto const& words = testing_::french();
  for (auto const& [code, title, note] : beginning_choices(words)) {
    auto const begun = beginning(code, words);
    EXPECT_EQ(begun.chapters.empty(), code == "empty");
    for (auto const& chapter : begun.chapters) EXPECT_EQ(still_to_write(begun.pages.at(chapter.page)).size(), 1u) << chapter.title;
  }
  EXPECT_GT(beginning("full", words).chapters.size(), beginning("short", words).chapters.size());
  EXPECT_TRUE(beginning("autre", words).chapters.empty());
}

}  // namespace
