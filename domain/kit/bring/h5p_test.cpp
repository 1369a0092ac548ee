#include <gmock/gmock.h>

#include "domain/kit/bring/testing/brought_files.h"

namespace kit {
namespace {

using namespace testing_;

std::string activity(std::string const& library, std::string const& content) {
  return zipped({{"h5p.json", "{\"title\":\"Activité\",\"mainLibrary\":\"" + library + "\",\"license\":\"CC BY-SA\"}"},
                 {"content/content.json", content},
                 {"content/images/a.png", "x"}});
}

TEST(BringH5p, a_set_of_questions_comes_with_its_answers_and_what_is_said) {
  auto const brought = read_brought(activity("H5P.QuestionSet",
                                             R"({"introPage":{"introduction":"<p>Bonjour</p>"},"questions":[
{"library":"H5P.MultiChoice 1.16","metadata":{"title":"Inviter"},"params":{"question":"<p>Qui <strong>invite</strong> ?</p>","answers":[
 {"text":"<div>Un tiers</div>","correct":true,"tipsAndFeedback":{"tip":"Pensez-y","chosenFeedback":"<div>Oui</div>"}},{"text":"Le maire","correct":false}]}},
{"library":"H5P.TrueFalse 1.8","params":{"question":"<p>On convainc d’abord.</p>","correct":"false","behaviour":{"feedbackOnWrong":"Non"}}},
{"library":"H5P.Blanks 1.14","params":{"text":"<p>Complétez</p>","questions":["<p>Un *tiers/voisin:qui ?* ouvre la *porte*.</p>"]}},
{"library":"H5P.Video 1.10","params":{}}]})"),
                                    "quiz.h5p");
  ASSERT_TRUE(brought);
  EXPECT_EQ(brought->shape, Shape::h5p);
  ASSERT_EQ(brought->pages.size(), 1u);
  EXPECT_EQ(brought->pages[0].markdown, "Bonjour\n");
  EXPECT_THAT(
      brought->pages[0].questions,
      ElementsAre(
          Question{"", QuestionKind::single, "Inviter", "Qui **invite** ?", "", {{"Un tiers", true, "Oui"}, {"Le maire", false, ""}}},
          Question{"", QuestionKind::true_false, "", "On convainc d’abord.", "", {{"", false, "Non"}, {"", true, ""}}},
          Question{
              "", QuestionKind::short_answer, "", "Complétez\n\nUn \\_\\_\\_\\_\\_ ouvre la porte.", "", {{"tiers", true, ""}, {"voisin", true, ""}}},
          Question{"", QuestionKind::short_answer, "", "Complétez\n\nUn tiers ouvre la \\_\\_\\_\\_\\_.", "", {{"porte", true, ""}}}));
  EXPECT_THAT(said(*brought, Fate::left_out), Contains(HasSubstr("Activities of the kind")));
  EXPECT_THAT(files_said(*brought, Fate::left_out), Contains("content/images/a.png"));
}

TEST(BringH5p, other_activities_and_broken_ones_are_said) {
  auto const other = read_brought(activity("H5P.InteractiveVideo", "{}"), "v.h5p");
  ASSERT_TRUE(other);
  EXPECT_TRUE(other->pages.empty());
  EXPECT_FALSE(read_brought(activity("H5P.Blanks", "{"), "v.h5p"));
  EXPECT_FALSE(read_brought(activity("H5P.Blanks", std::string(100'000, '[')), "v.h5p"));
  auto nested = std::string{R"({"text":"fin"})"};
  for (int at = 0; at < 20; ++at) nested = R"({"content":[{"content":{"library":"H5P.Column 1.1","params":)" + nested + "}}]}";
  auto const deep = read_brought(activity("H5P.Column", nested), "v.h5p");
  EXPECT_TRUE(!deep || !said(*deep, Fate::left_out).empty());
}

TEST(BringH5p, words_to_drag_statements_cards_and_slides_come_in_as_a_kit_can_say_them) {
  auto const dragged =
      read_brought(activity("H5P.DragText", R"({"taskDescription":"Placez.","textField":"On *réunit:tôt* puis on *convainc*.\nFin"})"), "d.h5p");
  ASSERT_TRUE(dragged);
  ASSERT_EQ(dragged->pages[0].questions.size(), 2u);
  EXPECT_EQ(dragged->pages[0].questions[0].answers[0].text, "réunit");
  EXPECT_THAT(dragged->pages[0].questions[1].text, HasSubstr("On réunit puis on \\_\\_\\_\\_\\_."));
  EXPECT_THAT(said(*dragged, Fate::changed), Contains(HasSubstr("Words to drag")));
  auto const summary = read_brought(activity("H5P.Summary", R"({"intro":"Le juste ?","summaries":[{"summary":["<p>oui</p>","non"]}]})"), "s.h5p");
  ASSERT_TRUE(summary);
  EXPECT_TRUE(summary->pages[0].questions.at(0).answers[0].right);
  auto const cards =
      read_brought(activity("H5P.Dialogcards", R"({"description":"<p>Mots</p>","dialogs":[{"text":"Tiers","answer":"Qui invite"}]})"), "c.h5p");
  ASSERT_TRUE(cards);
  EXPECT_THAT(cards->pages[0].markdown, testing::AllOf(HasSubstr("**Tiers**"), HasSubstr("Qui invite")));
  auto const slides =
      read_brought(activity("H5P.CoursePresentation",
                            R"({"presentation":{"slides":[{"elements":[{"action":{"library":"H5P.AdvancedText 1.1","params":{"text":"<p>Un</p>"}}},
               {"action":{"library":"H5P.TrueFalse 1.6","params":{"question":"Vrai ?","correct":"true"}}},{"action":{"library":"H5P.Video 1.1","params":{}}}]}]}})"),
                   "p.h5p");
  ASSERT_TRUE(slides);
  EXPECT_EQ(slides->pages[0].markdown, "Un\n");
  EXPECT_EQ(slides->pages[0].questions.size(), 1u);
  EXPECT_THAT(said(*slides, Fate::left_out), Contains(HasSubstr("Activities of the kind")));
  auto const folded = read_brought(
      activity("H5P.Accordion", R"({"panels":[{"title":"Qui ?","content":{"library":"H5P.AdvancedText 1.1","params":{"text":"<p>Un tiers</p>"}}}]})"),
      "a.h5p");
  ASSERT_TRUE(folded);
  EXPECT_THAT(folded->pages[0].markdown, HasSubstr("Un tiers"));
}

}  // namespace
}  // namespace kit
