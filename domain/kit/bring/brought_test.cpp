#include "domain/kit/bring/brought.h"

#include <gmock/gmock.h>

#include <filesystem>

#include "domain/kit/bring/testing/brought_files.h"
#include "domain/kit/page_blocks.h"
#include "domain/kit/quiz.h"
#include "platform/base/text.h"
#include "platform/files/disk.h"
#include "platform/files/zip.h"
#include "platform/markdown/markdown.h"

namespace kit {
namespace {

using namespace testing_;

std::string moodle(std::string const& questions) { return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<quiz>" + questions + "</quiz>"; }
std::string text(std::string const& words) { return "<text><![CDATA[" + words + "]]></text>"; }

TEST(BringMoodleXml, a_choice_keeps_its_answers_and_what_is_said_to_each) {
  auto const brought = read_brought(
      moodle("<question type='multichoice'><name><text>Inviter</text></name><questiontext format='html'>" + text("<p>Qui <b>invite</b> ?</p>") +
             "</questiontext><generalfeedback>" + text("<p>Un tiers.</p>") + "</generalfeedback><single>true</single><answer fraction='100'>" +
             text("<p>Un tiers &amp; lui</p>") + "<feedback>" + text("Oui.") + "</feedback></answer><answer fraction='0'>" + text("Le maire") +
             "<feedback><text></text></feedback></answer></question>"),
      "banque.xml");
  ASSERT_TRUE(brought);
  ASSERT_EQ(brought->pages.size(), 1u);
  EXPECT_EQ(brought->pages[0].title, "banque");
  Question const expected{
      "", QuestionKind::single, "Inviter", "Qui **invite** ?", "Un tiers.", {{"Un tiers & lui", true, "Oui."}, {"Le maire", false, ""}}};
  EXPECT_THAT(brought->pages[0].questions, ElementsAre(expected));
  EXPECT_THAT(said(*brought, Fate::left_out), IsEmpty());
}

TEST(BringMoodleXml, each_category_is_a_chapter) {
  auto const brought = read_brought(
      moodle("<question type='category'><category><text>$course$/top/Réunir</text></category></question><question type='essay'><questiontext>" +
             text("Et chez vous ?") + "</questiontext></question><question type='category'><category><text>Autre</text></category></question>" +
             "<question type='truefalse'><questiontext>" + text("On réunit d’abord.") +
             "</questiontext><answer fraction='0'><text>false</text></answer><answer fraction='100'><text>true</text></answer></question>"),
      "b.xml");
  ASSERT_TRUE(brought);
  EXPECT_THAT(titles(*brought), ElementsAre("Réunir", "Autre"));
  ASSERT_EQ(brought->pages[1].questions.size(), 1u);
  EXPECT_TRUE(brought->pages[1].questions[0].answers[0].right);
}

TEST(BringMoodleXml, what_a_kit_cannot_ask_is_left_out_and_named) {
  auto const brought = read_brought(
      moodle("<question type='matching'><questiontext>" + text("Reliez") + "</questiontext></question><question type='cloze'><questiontext>" +
             text("{1:SA:=x}") + "</questiontext></question><question type='numerical'><questiontext>" + text("Combien ?") +
             "</questiontext><answer fraction='100'><text>40</text><tolerance>1</tolerance></answer></question><question type='multichoice'>"
             "<questiontext>" +
             text("Aucune") + "</questiontext><answer fraction='0'><text>a</text></answer></question>"),
      "b.xml");
  ASSERT_TRUE(brought);
  EXPECT_EQ(brought->pages[0].questions.size(), 1u);
  EXPECT_THAT(said(*brought, Fate::left_out),
              ElementsAre("question:1 Matching questions are not kept.", "question:2 Questions of the kind “{}” are not kept.",
                          "question:4 No answer is right: start one with =."));
  EXPECT_THAT(said(*brought, Fate::changed), ElementsAre("question:3 A figure is typed in words: its margin and units are not kept."));
}

TEST(BringMoodleXml, weights_pictures_and_scripts_are_said) {
  auto const brought = read_brought(
      moodle(
          "<question type='multichoice'><questiontext format='html'>" +
          text("<p>Laquelle ? <img src='@@PLUGINFILE@@/p.png' alt='La place'><script>alert(1)</script></p>") +
          "<file name='p.png' encoding='base64'>AAAA</file></questiontext><single>false</single><answer fraction='50'><text>a</text></answer><answer "
          "fraction='33.333'><text>b</text></answer><answer fraction='-50'><text>c</text></answer></question>"),
      "b.xml");
  ASSERT_TRUE(brought);
  ASSERT_EQ(brought->pages[0].questions.size(), 1u);
  EXPECT_EQ(brought->pages[0].questions[0].kind, QuestionKind::multiple);
  EXPECT_EQ(brought->pages[0].questions[0].text, "Laquelle ? \\[La place\\]");
  EXPECT_THAT(said(*brought, Fate::left_out), Contains("question:1, script Scripts are never kept."));
  EXPECT_THAT(said(*brought, Fate::left_out), Contains(testing::HasSubstr("Only pictures in JPEG"))) << "these bytes are none";
  EXPECT_THAT(said(*brought, Fate::changed), ElementsAre("question:1 Answers are right or wrong: their weights are not kept."));
}

TEST(BringGift, a_bank_is_cut_into_its_categories_and_faults_keep_their_line) {
  auto const brought =
      read_brought("$CATEGORY: top/Un\n\nQui ? {=moi ~toi}\n\n$CATEGORY: Deux\n\nRelie {=a -> b =c -> d}\n\nVrai ? {T}\n", "banque.txt");
  ASSERT_TRUE(brought);
  EXPECT_EQ(brought->shape, Shape::gift);
  EXPECT_THAT(titles(*brought), ElementsAre("Un", "Deux"));
  EXPECT_THAT(said(*brought, Fate::left_out), ElementsAre("line:7 Matching questions are not kept."));
}

TEST(BringGift, a_thousand_questions_make_quizzes_a_chapter_can_hold) {
  std::string bank;
  for (int at = 0; at < 1'000; ++at) bank += "Question " + std::to_string(at) + " {=oui ~non}\n\n";
  auto const brought = read_brought(bank, "banque.gift");
  ASSERT_TRUE(brought);
  ASSERT_EQ(brought->pages.size(), 1u);
  EXPECT_EQ(brought->pages[0].questions.size(), 1'000u);
  std::size_t asked = 0;
  auto const chapter = chapter_text(brought->pages[0]);
  for (auto const& block : page_blocks(chapter)) asked += block.questions.size();
  EXPECT_EQ(asked, 1'000u);
  EXPECT_THAT(typing_problems(chapter), IsEmpty());
}

TEST(BringGift, letters_of_windows_are_read) {
  auto const brought = read_brought("O\xF9 ? {=l\xE0 ~ici}", "b.gift");
  ASSERT_TRUE(brought);
  EXPECT_EQ(brought->pages[0].questions[0].text, "Où ?");
  EXPECT_EQ(said(*brought, Fate::changed).size(), 1u);
}

TEST(Bring, names_with_emoji_and_texts_from_right_to_left_come_as_they_are) {
  auto const brought = read_brought("::🐝 سؤال::من يدعو؟ {=الجار ~العمدة}", "🐝.gift");
  ASSERT_TRUE(brought);
  EXPECT_EQ(brought->pages[0].title, "🐝");
  EXPECT_EQ(brought->pages[0].questions[0].title, "🐝 سؤال");
  EXPECT_EQ(brought->pages[0].questions[0].answers[0].text, "الجار");
}

TEST(Bring, bytes_that_are_no_letters_never_reach_a_chapter) {
  auto const folder = read_brought(zipped({{"a.md", std::string{"# A\n\nUn\0 mot \xE9t\xE9\n", 16}}}), "a.zip");
  ASSERT_TRUE(folder);
  EXPECT_TRUE(base::is_clean_utf8(folder->pages[0].markdown));
  auto const activity = read_brought(zipped({{"h5p.json", R"({"title":"a\u0000b","mainLibrary":"H5P.TrueFalse"})"},
                                             {"content/content.json", R"({"question":"a\u0000 ?","correct":"true"})"}}),
                                     "a.h5p");
  ASSERT_TRUE(activity);
  EXPECT_EQ(activity->pages[0].title, "ab");
}

TEST(Bring, what_is_no_file_of_ours_is_refused_in_words) {
  for (std::string const& bytes : {std::string{}, std::string{"  \n"}, std::string{"\0\1\2", 3}, std::string{"<quiz><question>"},
                                   std::string{"<!DOCTYPE q [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><quiz>&x;</quiz>"}, std::string{"<autre/>"},
                                   std::string{"{\\rtf1 bonjour}"}}) {
    auto const brought = read_brought(bytes, "f");
    ASSERT_FALSE(brought) << bytes;
    EXPECT_FALSE(brought.error().msgid.empty());
  }
}

TEST(BringMarkdown, a_folder_comes_page_by_page_with_its_titles) {
  auto const brought =
      read_brought(zipped({{"kit/01-un.md", "---\ntitle: Un titre\n---\n\n# Un titre\n\nDu **texte** et [la suite](02-deux.md#x).\n"},
                           {"kit/02-deux.md", "# Deux\n\n![La place](photos/place.png)\n\n[Quiz](quiz/deux.gift)\n\n::: watch\nAttention.\n:::\n"},
                           {"kit/photos/place.png", "\x89PNG"},
                           {"kit/quiz/deux.gift", "Qui ? {=moi ~toi}"},
                           {"kit/notes.pdf", "%PDF-"},
                           {"kit/style.css", "p{}"}}),
                   "kit.zip");
  ASSERT_TRUE(brought);
  EXPECT_EQ(brought->shape, Shape::markdown);
  EXPECT_THAT(titles(*brought), ElementsAre("Un titre", "Deux"));
  EXPECT_EQ(brought->pages[0].markdown, "Du **texte** et la suite.\n");
  EXPECT_EQ(brought->pages[1].markdown, "\\[La place\\]\n\n\n\n::: watch\nAttention.\n:::\n");
  EXPECT_EQ(brought->pages[1].questions.size(), 1u);
  EXPECT_THAT(files_said(*brought, Fate::left_out), ElementsAre("kit/02-deux.md", "kit/notes.pdf", ""));
}

TEST(BringMarkdown, a_page_of_five_megabytes_is_cut_and_one_without_an_empty_line_is_left_out) {
  std::string long_page = "# Longue\n\n";
  while (long_page.size() < 5'000'000) long_page += "Une phrase qui dit quelque chose, encore et encore.\n\n";
  auto const brought = read_brought(long_page, "longue.md");
  ASSERT_TRUE(brought);
  EXPECT_GT(brought->pages.size(), 20u);
  for (auto const& page : brought->pages) EXPECT_TRUE(markdown::checked(page.markdown));
  EXPECT_THAT(said(*brought, Fate::changed), ElementsAre(" This page is long: it is cut into {} chapters."));
  auto const whole = read_brought("# Longue\n\n" + std::string(5'000'000, 'a'), "longue.md");
  ASSERT_TRUE(whole);
  EXPECT_TRUE(whole->pages.empty());
  EXPECT_EQ(said(*whole, Fate::left_out).size(), 1u);
}

TEST(BringHtml, a_page_and_a_folder_of_pages_are_texts) {
  auto const page = read_brought("<!DOCTYPE html><html><head><title>Un</title></head><body><h1>Un</h1><p>Bonjour</p></body></html>", "a.html");
  ASSERT_TRUE(page);
  EXPECT_THAT(titles(*page), ElementsAre("Un"));
  EXPECT_EQ(page->pages[0].markdown, "Bonjour\n");
  auto const folder = read_brought(zipped({{"a.html", "<h1>A</h1><p>x</p>"}, {"b.html", "<p>y</p>"}}), "pages.zip");
  ASSERT_TRUE(folder);
  EXPECT_THAT(titles(*folder), ElementsAre("A", "b"));
}

/// Questions of a bank that are kept, and lines that say why one is not.
TEST_F(BringOthersFiles, every_question_of_a_bank_of_moodle_is_kept_or_said) {
  std::size_t kept = 0;
  for (auto const& entry : std::filesystem::directory_iterator{folder / "conformite/questions"}) {
    auto const name = entry.path().filename().string();
    if (!name.ends_with(".xml")) continue;
    auto const brought = bring("conformite/questions/" + name);
    ASSERT_TRUE(brought) << name << ": " << brought.error().msgid;
    std::size_t asked = 0, said_out = 0;
    auto const bytes = *files::read_file(entry.path());
    for (auto at = bytes.find("<question type=\""); at != std::string::npos; at = bytes.find("<question type=\"", at + 1))
      asked += bytes.compare(at + 16, 8, "category") != 0 && bytes.compare(at + 16, 11, "description") != 0;
    for (auto const& note : brought->notes)
      said_out += note.fate == Fate::left_out && note.spot.element.starts_with("question:") && note.spot.element.find(',') == std::string::npos &&
          (note.words.msgid.find("of the kind") != std::string::npos || note.words.msgid.find("Matching") != std::string::npos ||
           note.words.msgid.find("right") == 3);
    EXPECT_EQ(questions(*brought) + said_out, asked) << name;
    kept += questions(*brought);
  }
  EXPECT_GE(kept, 15u);
}

TEST_F(BringOthersFiles, banks_in_gift) {
  auto const whole = bring("conformite/questions/questions.gift.txt");
  ASSERT_TRUE(whole);
  EXPECT_EQ(questions(*whole), 7u);
  EXPECT_EQ(said(*whole, Fate::left_out).size(), 2u);
  EXPECT_EQ(questions(*bring("conformite/questions/questions_encoding_windows-1252.gift.txt")), 2u);
  EXPECT_GT(questions(*bring("quiz/gift/culture_numerique_module1.gift")), 30u);
  auto const broken = bring("malveillants/quiz/gift_malforme.gift");
  ASSERT_TRUE(broken);
}

TEST_F(BringOthersFiles, hostile_files_are_refused_in_words_or_made_harmless) {
  EXPECT_FALSE(bring("malveillants/xml/xml_xxe.xml"));
  for (auto const& entry : std::filesystem::directory_iterator{folder / "malveillants/zip"}) {
    auto const brought = bring("malveillants/zip/" + entry.path().filename().string());
    ASSERT_FALSE(brought) << entry.path();
    EXPECT_FALSE(brought.error().msgid.empty());
  }
  for (auto const* name : {"texte/markdown_xss.md", "texte/html_collage_word.html"}) {
    auto const brought = bring(std::string{"malveillants/"} + name);
    ASSERT_TRUE(brought) << name;
    ASSERT_EQ(brought->pages.size(), 1u) << name;
    auto const shown = markdown::render(brought->pages[0].markdown).markup.markup();
    for (auto const* harm : {"<script", "onerror=", "javascript:", "<iframe", "onclick"}) EXPECT_THAT(shown, Not(HasSubstr(harm))) << name;
  }
}

TEST_F(BringOthersFiles, courses_in_markdown_come_whole) {
  for (auto const* course : {"cours/culture_numerique", "cours/mooc_beta_gouv"}) {
    std::vector<files::Entry> entries;
    for (auto const& entry : std::filesystem::directory_iterator{folder / course})
      entries.push_back({entry.path().filename().string(), *files::read_file(entry.path()), false});
    auto const brought = read_brought(zipped(entries), "cours.zip");
    ASSERT_TRUE(brought) << course << brought.error().msgid;
    EXPECT_GE(brought->pages.size(), entries.size() - 1) << course;
    for (auto const& page : brought->pages) EXPECT_GT(base::count_words(page.markdown), 20u) << page.title;
  }
}

}  // namespace
}  // namespace kit
