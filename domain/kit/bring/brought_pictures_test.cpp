#include <gmock/gmock.h>

#include "domain/kit/audience.h"
#include "domain/kit/bring/testing/brought_files.h"
#include "domain/kit/checks/cartridge_check.h"
#include "domain/kit/export/cartridge.h"
#include "domain/kit/export/epub.h"
#include "domain/kit/export/office_text.h"
#include "domain/kit/export/sample_document.h"
#include "domain/kit/page_blocks.h"
#include "domain/kit/quiz.h"
#include "domain/kit/testing/french.h"

namespace kit {
namespace {

using namespace testing_;

std::vector<std::string> names(Brought const& brought) {
  std::vector<std::string> out;
  for (auto const& picture : brought.pictures) out.push_back(picture.name);
  return out;
}

TEST(BringPictures, those_of_a_page_come_with_their_words_and_once_each) {
  auto const photo = sample_photograph().bytes;
  auto const brought = read_brought(zipped({{"a.md", "# A\n\n![Une place](p/1.jpg) et ![la même](p/1.jpg)\n"},
                                            {"b.html", "<p><img src='p/copie.jpg' alt=''> <img src='p/dessin.svg' alt='Un plan'></p>"},
                                            {"p/1.jpg", photo},
                                            {"p/copie.jpg", photo},
                                            {"p/dessin.svg", "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"}}),
                                    "dossier.zip");
  ASSERT_TRUE(brought);
  EXPECT_THAT(names(*brought), ElementsAre("p/1.jpg"));
  EXPECT_EQ(brought->pages[0].markdown, "![Une place](brought/0) et ![la même](brought/0)\n");
  EXPECT_EQ(brought->pages[1].markdown, "![](brought/0) \\[Un plan\\]\n");
  EXPECT_THAT(said(*brought, Fate::changed), ElementsAre(HasSubstr("A picture without words comes in")));
  EXPECT_THAT(said(*brought, Fate::left_out), ElementsAre(HasSubstr("Only pictures in JPEG"))) << "it draws nothing";
}

TEST(BringPictures, a_text_is_said_with_other_addresses_or_in_words) {
  std::string const text = "![Une \\[place\\]](brought/0) puis ![b](brought/12) et [brought/1](brought/1)";
  EXPECT_THAT(pictures_in(text), ElementsAre(0u, 12u));
  EXPECT_EQ(readdressed(text, [](std::size_t at) { return at == 0 ? std::string{"p.jpg"} : std::string{}; }),
            "![Une \\[place\\]](p.jpg) puis \\[b\\] et [brought/1](brought/1)");
}

TEST(BringPictures, those_of_our_own_exports_come_back) {
  auto const document = for_medium(sample_document(), Medium::paper, french());
  auto const text = office_text(document, french());
  for (auto const& [bytes, name] :
       std::vector<std::pair<std::string, std::string>>{{epub(document, french()), "epub"},
                                                        {cartridge(CartridgeVersion::v1_1, document, french(), {}), "imscc"},
                                                        {office::odt(text), "odt"},
                                                        {office::docx(text), "docx"}}) {
    auto const brought = read_brought(bytes, "kit." + name);
    ASSERT_TRUE(brought) << name;
    bool const found = std::ranges::any_of(brought->pictures, [](auto const& one) { return one.bytes == sample_photograph().bytes; });
    EXPECT_TRUE(found) << name;
    bool const said_so = std::ranges::any_of(
        brought->pages, [](auto const& page) { return page.markdown.find("![Des chaises en cercle & une table](brought/") != std::string::npos; });
    EXPECT_TRUE(said_so) << name;
  }
}

constexpr char const* dot = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
std::string const plan =
    "<svg xmlns='http://www.w3.org/2000/svg' width='300' height='200'><script>alert(1)</script><image href='https://ailleurs.example/x.png'/>"
    "<a href='javascript:alert(1)'><rect width='300' height='200' fill='#2f6b4f' onclick='alert(1)'/></a></svg>";

std::string moodle_file(char const* name) { return std::string{"<file name=\""} + name + "\" encoding=\"base64\">" + dot + "</file>"; }

TEST(BringPictures, those_of_a_bank_of_moodle_come_with_its_texts_and_its_questions) {
  auto const brought = read_brought(
      "<quiz><question type=\"description\"><questiontext format=\"html\"><text>&lt;p&gt;Vu : &lt;img src=\"@@PLUGINFILE@@/p.png\" "
      "alt=\"un point\"&gt;&lt;/p&gt;</text>" +
          moodle_file("p.png") +
          "</questiontext></question><question type=\"multichoice\"><questiontext format=\"html\"><text>&lt;p&gt;Que montre &lt;img "
          "src=\"@@PLUGINFILE@@/la%20place.png\" alt=\"une place : vide\"&gt; ?&lt;/p&gt;</text>" +
          moodle_file("la place.png") +
          "</questiontext><answer fraction=\"100\"><text>&lt;img src=\"x.png\" alt=\"Le vide\"&gt;</text></answer><answer fraction=\"0\"><text>Le "
          "plein</text></answer></question><question type=\"essay\"><questiontext format=\"markdown\"><text>Et ![](@@PLUGINFILE@@/q.png) "
          "?</text>" +
          moodle_file("q.png") + "</questiontext></question></quiz>",
      "b.xml");
  ASSERT_TRUE(brought);
  ASSERT_EQ(brought->pages.size(), 1u);
  EXPECT_EQ(brought->pages[0].markdown, "Vu : ![un point](brought/0)\n");
  ASSERT_EQ(brought->pages[0].questions.size(), 2u);
  EXPECT_EQ(brought->pages[0].questions[0].text, "Que montre ![une place : vide](brought/0) ?");
  EXPECT_EQ(brought->pages[0].questions[0].answers[0].text, "Le vide");
  EXPECT_EQ(brought->pages[0].questions[1].text, "Et ![](brought/0) ?");
  EXPECT_THAT(said(*brought, Fate::changed), Contains(HasSubstr("An answer holds words alone")));
  EXPECT_THAT(pictures_in(brought->pages[0]), ElementsAre(0u));
  auto const chapter = readdressed(chapter_text(brought->pages[0]), [](std::size_t) { return std::string{"pictures/p.png"}; });
  for (auto const& block : page_blocks(chapter))
    if (!block.questions.empty()) {
      EXPECT_EQ(block.questions[0].text, "Que montre ![une place : vide](pictures/p.png) ?");
    }
}

TEST(BringPictures, those_of_questions_in_qti_and_h5p_come_with_them) {
  auto const item = [](std::string const& material) {
    return "<questestinterop><item ident=\"a\"><presentation><material>" + material +
        "</material><response_str ident=\"r\"><render_fib/></response_str></presentation></item></questestinterop>";
  };
  auto const in_text = read_brought(
      item(std::string{"<mattext>Que voit-on ?</mattext><matimage embedded=\"base64\" label=\"Un point\">"} + dot + "</matimage>"), "q.xml");
  ASSERT_TRUE(in_text);
  EXPECT_EQ(in_text->pages[0].questions.at(0).text, "Que voit-on ?\n\n![Un point](brought/0)");
  auto const h5p = read_brought(
      zipped(
          {{"h5p.json", R"({"title":"T","mainLibrary":"H5P.TrueFalse"})"},
           {"content/content.json",
            R"({"question":"<p>Vrai ?</p>","correct":"true","media":{"type":{"library":"H5P.Image 1.1","params":{"alt":"Un plan","file":{"path":"images/p.svg"}}}}})"},
           {"content/images/p.svg", plan}}),
      "a.h5p");
  ASSERT_TRUE(h5p);
  EXPECT_EQ(h5p->pages[0].questions.at(0).text, "Vrai ?\n\n![Un plan](brought/0)");
  EXPECT_THAT(said(*h5p, Fate::left_out), IsEmpty());
}

TEST(BringPictures, a_cartridge_of_ours_brings_those_of_its_quizzes_back) {
  auto document = sample_document();
  auto const photo = sample_photograph();
  auto& part = document.parts[0];
  part.photos = {photo};
  part.blocks[4].questions[0].text = "Que montre ![une place](" + photo_address(photo) + ") ?";
  for (auto const version : {CartridgeVersion::v1_1, CartridgeVersion::v1_3}) {
    auto const bytes = cartridge(version, document, french(), {});
    EXPECT_THAT(wrong_in_cartridge(*files::read_zip(bytes)), IsEmpty());
    auto const brought = read_brought(bytes, "kit.imscc");
    ASSERT_TRUE(brought);
    bool const found = std::ranges::any_of(brought->pages, [](BroughtPage const& page) {
      return std::ranges::any_of(page.questions,
                                 [](Question const& question) { return question.text.starts_with("Que montre ![une place](brought/"); });
    });
    EXPECT_TRUE(found);
  }
}

TEST(BringPictures, a_drawing_comes_as_a_picture_without_what_it_runs_or_fetches) {
  auto const brought = read_brought(
      "<html><body><p>Le plan : <svg width='300' height='200' viewBox='0 0 300 200' aria-label='Une place carrée'><script>x</script>"
      "<linearGradient id='g'><stop offset='1' stop-color='#2f6b4f'/></linearGradient><rect width='300' height='200' fill='url(#g)'/></svg>"
      "<svg aria-hidden='true'><path d='M0 0'/></svg><svg width='16' height='16'><path d='M0 0'/></svg></p></body></html>",
      "p.html");
  ASSERT_TRUE(brought);
  EXPECT_EQ(brought->pages[0].markdown, "Le plan : ![Une place carrée](brought/0)\n");
  EXPECT_THAT(said(*brought, Fate::left_out), ElementsAre(HasSubstr("A sign without words")));
  auto const fit = made_fit(brought->pictures[0]);
  ASSERT_TRUE(fit);
  EXPECT_EQ(fit->kind, files::Kind::png);
  EXPECT_EQ(fit->width, 600);
  Photo kept;
  kept.print = base::fingerprint(fit->bytes), kept.kind = "png", kept.bytes = fit->bytes;
  EXPECT_TRUE(is_sound(kept)) << "another Essaim takes it as it is";
}

}  // namespace
}  // namespace kit
