#include "domain/kit/quiz.h"

#include <gtest/gtest.h>

#include "domain/kit/audience.h"
#include "domain/kit/export/sample_document.h"
#include "domain/kit/page_blocks.h"

namespace {
using namespace kit;

constexpr std::string_view cafe =
    "$CATEGORY: Essaim/Café citoyen\n\n"
    "// choix unique\n"
    "::Délai::Sous combien de jours publier ? {=7 jours#Oui, la règle. ~6 mois#Trop tard. ~jamais}\n\n"
    "::Contenu::Que contient la restitution ? {~%50%Les décisions ~%50%Les désaccords ~%-100%Les noms}\n\n"
    "::VF::Un café citoyen est ouvert à tous. {T#Relisez.#Exact.}\n"
    "\n::Num::Combien d’acteurs ? {#11}\n\n"
    "Court\\: la ville {=Montpellier =%50%Sète =%0%*#Non} des garrigues\n\n"
    "::Appariement::Associez. {=Montaud -> Occitanie =Chambéry -> AURA}\n\n"
    "::Ouverte::Racontez \\{tout\\}. {}\n\n"
    "Une description sans accolade.\n\n"
    "Rien de juste {~a ~b}\n";

TEST(Quiz, reads_the_kinds_it_keeps_and_says_what_it_leaves_with_its_line) {
  auto const reading = read_gift(cafe);
  ASSERT_EQ(reading.questions.size(), 5u);
  auto const& q = reading.questions;
  EXPECT_EQ(q[0].kind, QuestionKind::single);
  EXPECT_EQ(q[0].title, "Délai");
  EXPECT_EQ(q[0].answers, (std::vector<Answer>{{"7 jours", true, "Oui, la règle."}, {"6 mois", false, "Trop tard."}, {"jamais", false, ""}}));
  EXPECT_EQ(q[1].kind, QuestionKind::multiple);
  EXPECT_TRUE(q[1].answers[1].right);
  EXPECT_FALSE(q[1].answers[2].right);
  EXPECT_EQ(q[2].kind, QuestionKind::true_false);
  EXPECT_EQ(q[2].answers, (std::vector<Answer>{{"", true, "Exact."}, {"", false, "Relisez."}}));
  EXPECT_EQ(q[3].kind, QuestionKind::short_answer);
  EXPECT_EQ(q[3].text, "Court: la ville _____ des garrigues");
  EXPECT_EQ(q[3].answers.size(), 2u);
  EXPECT_EQ(q[4].kind, QuestionKind::essay);
  EXPECT_EQ(q[4].text, "Racontez {tout}.");
  ASSERT_EQ(reading.problems.size(), 4u);
  EXPECT_EQ(reading.problems[0].line, 10u);
  EXPECT_EQ(reading.problems[1].line, 14u);
  EXPECT_EQ(reading.problems[3].line, 20u);
}

TEST(Quiz, what_is_written_is_read_back_the_same) {
  auto questions = read_gift(cafe).questions;
  auto const document = sample_document();
  for (auto const& question : document.parts[0].blocks.back().questions) questions.push_back(question);
  for (auto& question : questions) question.id.clear();
  auto const again = read_gift(write_gift(questions));
  EXPECT_TRUE(again.problems.empty());
  EXPECT_EQ(again.questions, questions);
}

TEST(Quiz, broken_and_endless_sources_are_bounded) {
  for (std::string_view source :
       {"", "{", "}", "::", "::a", "{=}", "a {=b", "a {T", "a {~%x%b}", "\\", "a {\\", "a {=b#", "####", "a {####}", "=a ~b", "a{=b}{=c}"})
    (void)read_gift(source);
  std::string many;
  for (int i = 0; i < 300; ++i) many += "q {=a ~b}\n\n";
  EXPECT_EQ(read_gift(many).questions.size(), 200u);
  EXPECT_TRUE(read_gift(std::string(70'000, '=')).questions.empty());
  std::string answers = "q {=a";
  for (int i = 0; i < 30; ++i) answers += " ~b";
  EXPECT_EQ(read_gift(answers + "}").problems.size(), 1u);
}

TEST(Quiz, stands_in_a_page_and_names_its_questions_and_its_lines) {
  auto const blocks = page_blocks("Avant.\n\n::: quiz\nQui ? {=a ~b}\n\nQuoi ? {=c}\n:::\n\nAprès.\n");
  ASSERT_EQ(blocks.size(), 3u);
  ASSERT_EQ(blocks[1].questions.size(), 2u);
  EXPECT_EQ(blocks[1].questions[1].id, "b2-q2");
  auto const problems = typing_problems("Avant.\n\n::: quiz\nQui ? {=a ~b}\n\nCombien ? {#3}\n:::\n");
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_EQ(problems[0].line, 6u);
}

TEST(Audience, each_reader_gets_what_is_for_them) {
  auto document = sample_document();
  document.parts[0].blocks = page_blocks(
      "Pour tous.\n\n::: trainer\nComptez vingt minutes.\n:::\n\n::: print\nDécoupez ici.\n:::\n\n::: screen\nCliquez là.\n:::\n\n::: quiz\nQui ? "
      "{=a ~b}\n:::\n");
  document.parts[0].brief = true;
  auto const dictionary = i18n::Dictionary::load(ESSAIM_BUILD_DIR "/words");
  auto const& words = dictionary->words(i18n::Language::french);
  auto const said = [&](Medium medium) {
    std::string all;
    auto const theirs = for_medium(document, medium, words);
    for (auto const& block : theirs.parts[0].blocks) all += block.markdown;
    return all;
  };
  auto const has = [](std::string const& text, std::string_view part) { return text.find(part) != std::string::npos; };
  EXPECT_TRUE(has(said(Medium::screen), "Cliquez") && !has(said(Medium::screen), "Découpez") && !has(said(Medium::screen), "Comptez"));
  EXPECT_TRUE(has(said(Medium::paper), "Découpez") && !has(said(Medium::paper), "Cliquez") && !has(said(Medium::paper), "Comptez"));
  EXPECT_TRUE(has(said(Medium::trainer), "Comptez") && has(said(Medium::trainer), "Découpez"));
  EXPECT_TRUE(has(said(Medium::book), "Cliquez") && has(said(Medium::book), "Réponses"));
  EXPECT_EQ(for_medium(document, Medium::brief, words).parts.size(), 1u);
  EXPECT_EQ(for_medium(document, Medium::screen, words).parts[0].blocks.back().questions.size(), 1u);
}

}  // namespace
