#include "domain/kit/typed_parts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "domain/kit/audience.h"
#include "domain/kit/directory.h"
#include "domain/kit/export/book.h"
#include "domain/kit/export/book_index.h"
#include "domain/kit/glossary.h"
#include "domain/kit/page_blocks.h"
#include "domain/kit/running_order.h"
#include "domain/kit/self_assessment.h"
#include "domain/kit/testing/french.h"

namespace {
using namespace kit;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr std::string_view situate =
    "# Dialogue\n- Nous nous connaissons.\nNous nous rencontrons.\n-> le-dialogue, carte-des-silences\n\n# Lieu\nUn endroit existe.\n";

TEST(SelfAssessment, has_axes_of_statements_and_says_where_to_read_next) {
  auto const reading = read_self_assessment(situate);
  EXPECT_THAT(reading.problems, IsEmpty());
  ASSERT_EQ(reading.assessment.axes.size(), 2u);
  auto const& axis = reading.assessment.axes[0];
  EXPECT_EQ(axis.title, "Dialogue");
  EXPECT_THAT(axis.statements, ElementsAre("Nous nous connaissons.", "Nous nous rencontrons."));
  ASSERT_EQ(axis.next.size(), 2u);
  EXPECT_EQ(axis.next[1].address, "carte-des-silences");
  EXPECT_EQ(read_self_assessment(write_self_assessment(reading.assessment)).assessment, reading.assessment);
}

TEST(SelfAssessment, says_the_line_of_what_it_does_not_keep) {
  auto const reading = read_self_assessment("scale: a | b\nOrpheline.\n# Vide\n# Dialogue\nOui.\n-> Pas une adresse\n#\n");
  std::vector<std::size_t> lines;
  for (auto const& problem : reading.problems) lines.push_back(problem.line);
  EXPECT_THAT(lines, ElementsAre(1, 2, 6, 7, 7));
  ASSERT_EQ(reading.assessment.axes.size(), 1u);
  EXPECT_THAT(reading.assessment.axes[0].next, IsEmpty());
  std::string many;
  for (int axis = 0; axis < 20; ++axis) {
    many += "# Axe\n";
    for (int line = 0; line < 30; ++line) many += "Phrase.\n";
  }
  auto const bounded = read_self_assessment(many).assessment;
  EXPECT_EQ(bounded.axes.size(), 12u);
  EXPECT_EQ(bounded.axes[0].statements.size(), 20u);
}

TEST(SelfAssessment, has_four_steps_of_its_own_or_the_usual_ones) {
  auto const& words = testing_::french();
  EXPECT_THAT(steps_of(read_self_assessment("scale: un | deux | trois | quatre\n# A\nb\n").assessment, words),
              ElementsAre("un", "deux", "trois", "quatre"));
  EXPECT_EQ(steps_of(read_self_assessment(situate).assessment, words)[0], "Envisagé");
}

TEST(SelfAssessment, on_paper_is_a_sheet_to_tick_that_says_how_to_count) {
  auto document = Document{};
  Part part;
  part.blocks = page_blocks("::: self-assessment\n" + std::string{situate} + ":::\n");
  document.parts = {part};
  auto const& words = testing_::french();
  EXPECT_TRUE(asks(for_medium(document, Medium::screen, words)));
  auto const paper = for_medium(document, Medium::paper, words);
  EXPECT_FALSE(asks(paper));
  auto const& text = paper.parts[0].blocks[0].markdown;
  EXPECT_THAT(text, HasSubstr("| Nous nous connaissons\\. | ☐ | ☐ | ☐ | ☐ | ☐ |"));
  EXPECT_THAT(text, HasSubstr("1,75"));
  EXPECT_TRUE(markdown::checked(text));
}

constexpr std::string_view pile =
    "10 | Trois freins en silence | Samir | papier, feutres\nUn par papier.\nSans parler.\n> Des faits, pas des catégories.\n\n20 min | On lit à "
    "deux\n";

TEST(RunningOrder, computes_the_time_of_each_sequence_and_the_whole_length) {
  auto const reading = read_running_order("9:50", pile);
  EXPECT_THAT(reading.problems, IsEmpty());
  auto const& order = reading.order;
  ASSERT_EQ(order.sequences.size(), 2u);
  EXPECT_EQ(order.sequences[0].instruction, "Un par papier. Sans parler.");
  EXPECT_EQ(order.sequences[0].tip, "Des faits, pas des catégories.");
  EXPECT_EQ(order.sequences[0].materials, "papier, feutres");
  auto const& words = testing_::french();
  EXPECT_EQ(time_at(order, 1, words), "10\u00a0h\u00a000");
  EXPECT_EQ(time_at(order, 2, words), "10\u00a0h\u00a020");
  EXPECT_EQ(minutes_of(order), 30);
  EXPECT_EQ(duration_words(90, words), "1\u00a0h\u00a030");
}

TEST(RunningOrder, is_written_as_it_was_typed) {
  auto const order = read_running_order("14 h 30", pile).order;
  auto const blocks = page_blocks("Avant.\n\n" + write_running_order(order) + "\nAprès.\n");
  ASSERT_EQ(blocks.size(), 3u);
  EXPECT_EQ(*blocks[1].running_order, order);
  EXPECT_EQ(order.starts, 14 * 60 + 30);
}

TEST(RunningOrder, says_the_line_of_what_it_does_not_keep) {
  auto const problems = typing_problems("Avant.\n\n::: running-order midi\ndix | Accueil\nsuite\n\n10 |\n\n5 | Fin\n:::\n");
  std::vector<std::size_t> lines;
  for (auto const& problem : problems) lines.push_back(problem.line);
  EXPECT_THAT(lines, ElementsAre(3, 4, 7)) << "the hour; no minutes; no title";
  EXPECT_EQ(read_running_order("", "5 | Fin\n").order.starts, 9 * 60);
  EXPECT_THAT(read_running_order("23:59", std::string(5000, '|')).order.sequences, IsEmpty());
}

TEST(RunningOrder, tips_are_read_by_who_leads_alone) {
  Document document;
  Part part;
  part.blocks = page_blocks("::: running-order 9:00\n" + std::string{pile} + ":::\n");
  document.parts = {part};
  auto const& words = testing_::french();
  auto const said = [&](Medium medium) { return for_medium(document, medium, words).parts[0].blocks[0].markdown; };
  EXPECT_THAT(said(Medium::trainer), HasSubstr("Des faits"));
  EXPECT_THAT(said(Medium::paper), Not(HasSubstr("Des faits")));
  EXPECT_THAT(said(Medium::paper),
              HasSubstr("| 9\u00a0h\u00a000 | 10\u00a0min | **Trois freins en silence** – Un par papier. Sans parler. | Samir | papier, feutres |"));
  auto const page = markup_of(for_medium(document, Medium::screen, words).parts[0], {words, false, {}, {}}).markup();
  EXPECT_THAT(page, HasSubstr("Trois freins"));
  EXPECT_THAT(page, Not(HasSubstr("Des faits")));
}

TEST(Glossary, is_sorted_without_regard_for_accents) {
  auto const reading = read_glossary(
      "Levier : ce qui a permis.\nÉtat des lieux\u00a0: ce que l’on compte\n  à une date.\n**Frein.** Rien\nBinôme: deux personnes\nbinome: "
      "encore\n");
  std::vector<std::string> names;
  for (auto const& term : reading.terms) names.push_back(term.name);
  EXPECT_THAT(names, ElementsAre("Binôme", "État des lieux", "Levier"));
  EXPECT_EQ(reading.terms[1].definition, "ce que l’on compte à une date.");
  ASSERT_EQ(reading.problems.size(), 2u);
  EXPECT_EQ(reading.problems[0].line, 4u);
  EXPECT_EQ(read_glossary(write_glossary(reading.terms)).terms, reading.terms);
}

TEST(Glossary, gives_its_terms_to_the_index_of_the_printed_book) {
  Document document;
  Part text, words;
  text.slug = "dialogue", words.slug = "mots";
  text.blocks = page_blocks("Un tiers de confiance invite.");
  words.blocks = page_blocks("::: glossary\nTiers de confiance : quelqu’un que tous écoutent.\nLevier : ce qui a permis [[navette#l1]].\n:::\n");
  document.parts = {text, words};
  EXPECT_EQ(words.blocks[0].grounds.size(), 1u);
  auto const index = index_of(document);
  ASSERT_EQ(index.size(), 1u);
  EXPECT_EQ(index[0].term, "Tiers de confiance");
}

TEST(Glossary, the_first_use_of_a_term_in_a_part_leads_to_what_it_means) {
  Document document;
  Part text, words;
  text.slug = "dialogue", words.slug = "mots";
  text.blocks =
      page_blocks("## Frein\n\nL’alliance tient, malgré les freins ; un frein, `frein`, [frein](/kit/mots) et freinage. Un tiers de confiance.");
  words.blocks = page_blocks("::: glossary\nFrein : ce qui arrête un tiers.\nTiers : x\nTiers de confiance : y\nAlliance : z\nÉtat : w\n:::\n");
  document.parts = {text, words};
  auto const terms = terms_of(document);
  Places const places{document};
  Format format{testing_::french(), false, {}, {}};
  format.link = [&](std::string_view address) {
    auto const place = places.find(address);
    return place.part ? place.part->slug + ".html#" + place.block : std::string{};
  };
  format.terms = terms;
  auto const page = markup_of(document.parts[0], format).markup();
  EXPECT_THAT(page,
              HasSubstr("L’<a class=\"term\" href=\"mots.html#b1-t1\">alliance</a> tient, malgré les <a class=\"term\" "
                        "href=\"mots.html#b1-t3\">freins</a> ; un frein, <code>frein</code>"));
  EXPECT_THAT(page, HasSubstr("<a class=\"term\" href=\"mots.html#b1-t5\">tiers de confiance</a>"));
  EXPECT_THAT(page, HasSubstr("et freinage"));
  EXPECT_THAT(markup_of(document.parts[1], format).markup(), Not(HasSubstr("class=\"term\"")));
}

TEST(Glossary, each_term_has_its_own_address) {
  Part part;
  part.blocks = page_blocks("::: glossary\nÀ l’<b>essai : x *y*\n:::\n");
  auto const page = markup_of(part, {testing_::french(), false, {}, {}}).markup();
  EXPECT_THAT(page, HasSubstr("<dt id=\"b1-t1\"><dfn>À l’&lt;b&gt;essai</dfn></dt><dd>x <em>y</em></dd>"));
}

TEST(Directory, leaves_out_columns_in_which_nothing_is_written) {
  auto const& words = testing_::french();
  std::vector<ListedStructure> const structures = {{"Agence | du <Nord>", "Agence", {"Brumeval (00)"}, "https://www.example.org/a"},
                                                   {"Sans site", "", {}, "javascript:alert(1)"}};
  auto const block = structures_block(structures, words);
  EXPECT_THAT(block.markdown, HasSubstr("| Agence \\| du \\<Nord\\> | Agence | Brumeval \\(00\\) | [example\\.org](https://www.example.org/a) |"));
  EXPECT_THAT(block.markdown, Not(HasSubstr("javascript")));
  std::vector<ListedPerson> const people = {{"Nadia Kerboul", "Pilote", "", "", "", ""}};
  auto const named = people_block(people, words).markdown;
  EXPECT_THAT(named, HasSubstr("| Nadia Kerboul | Pilote |\n"));
  EXPECT_THAT(named, Not(HasSubstr("@")));
}

TEST(KitLinks, lead_from_part_to_part_wherever_the_kit_is_read) {
  Document document;
  document.home_address = "https://essaim.example/p/x/kit/1.0";
  Part part;
  part.slug = "le-lieu";
  document.parts = {part};
  Places const places{document};
  EXPECT_EQ(places.find("/kit/le-lieu").part, document.parts.data());
  EXPECT_EQ(places.find("/kit/absent").part, nullptr);
  EXPECT_EQ(places.outside("/kit/absent"), "");
}

}  // namespace
