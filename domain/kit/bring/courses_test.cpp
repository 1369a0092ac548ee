#include <gmock/gmock.h>

#include "domain/kit/audience.h"
#include "domain/kit/bring/testing/brought_files.h"
#include "domain/kit/checks/cartridge_check.h"
#include "domain/kit/export/cartridge.h"
#include "domain/kit/export/epub.h"
#include "domain/kit/export/markdown_folder.h"
#include "domain/kit/export/office_text.h"
#include "domain/kit/export/sample_document.h"
#include "domain/kit/page_blocks.h"
#include "domain/kit/quiz.h"
#include "domain/kit/testing/french.h"
#include "platform/markdown/markdown.h"

namespace kit {
namespace {

using namespace testing_;

std::string book(std::string const& manifest, std::string const& spine, std::vector<files::Entry> pages) {
  std::vector<files::Entry> entries{
      {"mimetype", "application/epub+zip", true},
      {"META-INF/container.xml", "<container><rootfiles><rootfile full-path=\"OPS/book.opf\"/></rootfiles></container>"},
      {"OPS/book.opf", "<package><metadata/><manifest>" + manifest + "</manifest><spine>" + spine + "</spine></package>"}};
  for (auto& page : pages) entries.push_back(std::move(page));
  return zipped(entries);
}

TEST(BringEpub, pages_come_in_the_order_one_reads_with_the_names_of_the_contents) {
  auto const page = "application/xhtml+xml";
  auto const item = [&](std::string const& id, std::string const& href, std::string const& more = "") {
    return "<item id=\"" + id + "\" href=\"" + href + "\" media-type=\"" + page + "\" " + more + "/>";
  };
  auto const brought =
      read_brought(book(item("nav", "nav.xhtml", "properties=\"nav\"") + item("b", "text/b.xhtml") + item("a", "text/a.xhtml"),
                        "<itemref idref=\"a\"/><itemref idref=\"b\"/>",
                        {{"OPS/nav.xhtml",
                          "<html><body><nav><ol><li><a href=\"text/a.xhtml\">Premier</a></li><li><a href=\"text/b.xhtml#x\">Un "
                          "endroit</a></li></ol></nav></body></html>"},
                         {"OPS/text/a.xhtml",
                          "<?xml version=\"1.0\"?><html "
                          "xmlns=\"http://www.w3.org/1999/xhtml\"><head><title>x</title><script>1</script></head><body><p>Un</p></body></html>"},
                         {"OPS/text/b.xhtml", "<html><body><h1>Second</h1><p>Deux <img src=\"../i/p.png\" alt=\"Une place\"/></p></body></html>"},
                         {"OPS/i/p.png", "\x89PNG"},
                         {"OPS/son.mp3", "x"}}),
                   "livre.epub");
  ASSERT_TRUE(brought);
  EXPECT_EQ(brought->shape, Shape::epub);
  EXPECT_THAT(titles(*brought), ElementsAre("Premier", "Second"));
  EXPECT_EQ(brought->pages[1].markdown, "Deux \\[Une place\\]\n");
  EXPECT_THAT(files_said(*brought, Fate::left_out), ElementsAre("OPS/text/a.xhtml", "OPS/text/b.xhtml", "OPS/son.mp3"));
}

TEST(BringEpub, a_locked_book_and_a_damaged_one_are_refused) {
  auto const locked =
      read_brought(book("", "", {{"META-INF/encryption.xml", "<encryption><CipherReference URI=\"OPS/a.xhtml\"/></encryption>"}}), "a.epub");
  ASSERT_FALSE(locked);
  EXPECT_THAT(locked.error().msgid, HasSubstr("locked"));
  auto const fonts =
      read_brought(book("<item id=\"a\" href=\"a.xhtml\" media-type=\"application/xhtml+xml\"/>", "<itemref idref=\"a\"/>",
                        {{"META-INF/encryption.xml", "<encryption><CipherReference URI=\"OPS/a.otf\"/></encryption>"}, {"OPS/a.xhtml", "<p>Un</p>"}}),
                   "a.epub");
  ASSERT_TRUE(fonts);
  EXPECT_EQ(fonts->pages.size(), 1u);
  EXPECT_FALSE(read_brought(zipped({{"META-INF/container.xml", "<container><rootfile full-path=\"../../etc/passwd\"/></container>"}}), "a.epub"));
}

std::vector<Question> bare(std::vector<Question> questions) {
  for (auto& question : questions) question.id.clear();
  return questions;
}

/// Our own exports come back: the same pages, paragraphs, questions.
TEST(BringCourses, a_kit_taken_away_as_cartridge_comes_back_with_its_questions) {
  auto const document = sample_document();
  for (auto const version : {CartridgeVersion::v1_1, CartridgeVersion::v1_3}) {
    auto const brought = read_brought(cartridge(version, document, french(), {}), "kit.imscc");
    ASSERT_TRUE(brought);
    EXPECT_EQ(brought->shape, Shape::cartridge);
    EXPECT_THAT(titles(*brought),
                ElementsAre(document.title, "Le dialogue territorial", "La navette du marché", "La séance de 40 minutes", "Repères"));
    auto expected = bare(document.parts[0].blocks[4].questions);
    expected[0].text = "Qui *invite* ? ?";  // raw HTML is never kept
    EXPECT_EQ(brought->pages[1].questions, expected);
    for (auto const* kept :
         {"On réunit *d’abord*[^1], **ensuite** on convainc.", "| Pairs \\| | 5 |", "> Une citation.", "[^1]: La note, avec *emphase*."})
      EXPECT_THAT(brought->pages[1].markdown, HasSubstr(kept));
  }
}

TEST(BringCourses, a_kit_taken_away_as_epub_or_markdown_comes_back) {
  auto const document = sample_document();
  auto const book = read_brought(epub(for_medium(document, Medium::book, french()), french()), "kit.epub");
  ASSERT_TRUE(book);
  for (auto const* title : {"Le dialogue territorial", "La navette du marché", "La séance de 40 minutes"})
    EXPECT_THAT(titles(*book), Contains(title));
  EXPECT_THAT(book->pages[2].markdown, HasSubstr("On réunit *d’abord*[^1], **ensuite** on convainc."));
  EXPECT_THAT(book->pages[2].markdown, HasSubstr("[^1]: La note, avec *emphase*."));
  auto const folder = read_brought(zipped(markdown_folder(document, french())), "kit.zip");
  ASSERT_TRUE(folder);
  EXPECT_EQ(folder->pages[0].title, "Le dialogue territorial");
  EXPECT_EQ(folder->pages[0].questions.size(), 5u);
  EXPECT_THAT(folder->pages[0].markdown, HasSubstr(document.parts[0].blocks[0].markdown.substr(0, 60)));
}

std::string course(std::string const& schema, std::string const& items, std::string const& resources, std::vector<files::Entry> more) {
  std::vector<files::Entry> entries{{"imsmanifest.xml",
                                     "<manifest xmlns=\"x\"><metadata><schema>" + schema + "</schema></metadata><organizations><organization>" +
                                         items + "</organization></organizations><resources>" + resources + "</resources></manifest>"}};
  for (auto& one : more) entries.push_back(std::move(one));
  return zipped(entries);
}

TEST(BringCartridge, links_topics_and_tools_of_others_are_kept_changed_or_named) {
  auto const brought = read_brought(
      course("IMS Common Cartridge",
             "<item><title>Racine</title><item><title>Section</title><item identifierref=\"l\"><title>Un site</title></item><item "
             "identifierref=\"t\"><title>Sujet</title>"
             "</item><item identifierref=\"x\"><title>Outil</title></item><item identifierref=\"nulle\"><title>Rien</title></item></item></item>",
             "<resource identifier=\"l\" type=\"imswl_xmlv1p1\"><file href=\"l.xml\"/></resource><resource identifier=\"t\" "
             "type=\"imsdt_xmlv1p1\"><file "
             "href=\"t.xml\"/></resource><resource identifier=\"x\" type=\"imsbasiclti_xmlv1p0\"><file href=\"x.xml\"/></resource>",
             {{"l.xml", "<webLink><title>Un site</title><url href=\"https://example.org/\"/></webLink>"},
              {"t.xml", "<topic><title>Sujet</title><text texttype=\"text/html\">&lt;p&gt;Et &lt;b&gt;vous&lt;/b&gt; ?&lt;/p&gt;</text></topic>"},
              {"x.xml", "<cartridge_basiclti_link/>"},
              {"perdu.html", "<p>x</p>"},
              {"guide.pdf", "%PDF-"}}),
      "cours.imscc");
  ASSERT_TRUE(brought);
  EXPECT_THAT(titles(*brought), ElementsAre("Section", "Sujet"));
  EXPECT_EQ(brought->pages[0].markdown, "[Un site](https://example.org/)\n");
  EXPECT_EQ(brought->pages[1].markdown, "Et **vous** ?\n");
  EXPECT_THAT(files_said(*brought, Fate::left_out), ElementsAre("x.xml", "imsmanifest.xml", "perdu.html", "guide.pdf"));
}

TEST(BringScorm, the_words_of_its_pages_come_and_its_resources_are_named) {
  auto const brought = read_brought(course("ADL SCORM", "<item identifierref=\"r\"><title>Accueillir</title></item>",
                                           "<resource identifier=\"r\" type=\"webcontent\" href=\"a.html\" xml:base=\"cours/\"><file "
                                           "href=\"a.html\"/><file href=\"b.html\"/><file href=\"film.mp4\"/></resource>",
                                           {{"cours/a.html", "<html><body><p>Ouvrir la porte.</p><script src=\"api.js\"></script></body></html>"},
                                            {"cours/b.html", "<h1>Ensuite</h1><p>Offrir un café.</p>"},
                                            {"cours/film.mp4", "x"},
                                            {"cours/api.js", "x"}}),
                                    "cours.zip");
  ASSERT_TRUE(brought);
  EXPECT_EQ(brought->shape, Shape::scorm);
  EXPECT_THAT(titles(*brought), ElementsAre("Accueillir", "Ensuite"));
  EXPECT_THAT(files_said(*brought, Fate::left_out), ElementsAre("cours/a.html", "cours/film.mp4", ""));
}

TEST(BringQti, items_of_its_second_and_third_versions_make_one_chapter) {
  auto const item = [](std::string const& declared, std::string const& body) {
    return "<qti-assessment-item xmlns=\"http://www.imsglobal.org/xsd/imsqtiasi_v3p0\" identifier=\"q\" title=\"Délai\">" + declared +
        "<qti-item-body>" + body + "</qti-item-body></qti-assessment-item>";
  };
  std::string const right =
      "<qti-response-declaration identifier=\"R\" cardinality=\"multiple\"><qti-correct-response><qti-value>A</qti-value></qti-correct-response>"
      "<qti-mapping><qti-map-entry map-key=\"C\" mapped-value=\"1\"/></qti-mapping></qti-response-declaration>";
  auto const brought = read_brought(
      zipped(
          {{"imsmanifest.xml",
            "<manifest><organizations/><resources><resource identifier=\"a\" type=\"imsqti_item_xmlv3p0\" href=\"a.xml\"/><resource identifier=\"b\" "
            "type=\"imsqti_item_xmlv2p1\" href=\"b.xml\"/><resource identifier=\"c\" type=\"imsqti_item_xmlv3p0\" "
            "href=\"c.xml\"/></resources></manifest>"},
           {"a.xml",
            item(right,
                 "<p>Devant <b>tous</b>.</p><qti-choice-interaction response-identifier=\"R\"><qti-prompt>Que garder ?</qti-prompt>"
                 "<qti-simple-choice identifier=\"A\">Les clefs<qti-feedback-inline>Oui.</qti-feedback-inline></qti-simple-choice><qti-simple-choice "
                 "identifier=\"B\">Les noms</qti-simple-choice><qti-simple-choice identifier=\"C\">Le "
                 "<i>vide</i></qti-simple-choice></qti-choice-interaction>")},
           {"b.xml",
            "<assessmentItem title=\"Mot\"><responseDeclaration identifier=\"R\" "
            "cardinality=\"single\"><correctResponse><value>tiers</value></correctResponse>"
            "</responseDeclaration><itemBody><p>Un <textEntryInteraction responseIdentifier=\"R\"/> invite.</p></itemBody></assessmentItem>"},
           {"c.xml", item("", "<qti-order-interaction response-identifier=\"R\"/>")}}),
      "questions.zip");
  ASSERT_TRUE(brought);
  EXPECT_EQ(brought->shape, Shape::qti);
  ASSERT_EQ(brought->pages.size(), 1u);
  EXPECT_EQ(brought->pages[0].title, "questions");
  EXPECT_THAT(brought->pages[0].questions,
              ElementsAre(Question{"",
                                   QuestionKind::multiple,
                                   "Délai",
                                   "Devant **tous**.\n\nQue garder ?",
                                   "",
                                   {{"Les clefs", true, "Oui."}, {"Les noms", false, ""}, {"Le vide", true, ""}}},
                          Question{"", QuestionKind::short_answer, "Mot", "Un \\_\\_\\_\\_\\_ invite.", "", {{"tiers", true, ""}}}));
  EXPECT_THAT(said(*brought, Fate::left_out), ElementsAre(HasSubstr("Questions of the kind")));
}

TEST(BringQti, what_a_cartridge_asks_is_read_alone_too) {
  auto const document = sample_document();
  auto const brought = read_brought(qti("q", "Quiz", document.parts[0].blocks[4].questions, french()), "quiz.xml");
  ASSERT_TRUE(brought);
  EXPECT_EQ(brought->shape, Shape::qti);
  EXPECT_EQ(brought->pages[0].questions.size(), 5u);
}

/// What others made: each comes in, or is refused in words; nothing harmful is shown.
TEST_F(BringOthersFiles, books_and_courses) {
  std::size_t books = 0;
  for (auto const* place : {"conformite/epub", "conformite/epub_w3c"})
    for (auto const& entry : std::filesystem::directory_iterator{folder / place}) {
      auto const brought = bring(std::string{place} + "/" + entry.path().filename().string());
      ASSERT_TRUE(brought) << entry.path() << brought.error().msgid;
      EXPECT_TRUE(!brought->pages.empty() || !brought->notes.empty()) << entry.path();
      books += !brought->pages.empty();
      for (auto const& page : brought->pages) EXPECT_THAT(markdown::render(page.markdown).markup.markup(), Not(HasSubstr("<script"))) << entry.path();
    }
  EXPECT_GT(books, 50u);
  auto const arabic = bring("conformite/epub/regime-anticancer-arabic.epub");
  EXPECT_GT(arabic->pages.back().markdown.size(), 20'000u);
  auto const cartridge = bring("conformite/imscc/py4e_export.imscc");
  ASSERT_TRUE(cartridge);
  EXPECT_GT(cartridge->pages.size(), 15u);
  for (auto const* name : {"imscc11_cafe_citoyen.imscc", "imscc13_cafe_citoyen.imscc"}) {
    auto const course = bring(std::string{"conformite/exemples_essaim/"} + name);
    ASSERT_TRUE(course) << name;
    EXPECT_EQ(questions(*course), 1u) << name;
  }
}

TEST_F(BringOthersFiles, hostile_packages_are_refused_or_made_harmless) {
  for (auto const* name : {"paquets/scorm_zipslip.zip", "paquets/scorm_xxe.zip", "epub/epub_container_traversal.epub", "epub/epub_vide.epub"})
    EXPECT_FALSE(bring(std::string{"malveillants/"} + name)) << name;
  for (auto const* name :
       {"paquets/scorm_href_externe.zip", "paquets/imscc_html_script.imscc", "epub/epub_script.epub", "epub/epub_sans_mimetype.epub"}) {
    auto const brought = bring(std::string{"malveillants/"} + name);
    ASSERT_TRUE(brought) << name;
    for (auto const& page : brought->pages) {
      auto const shown = markdown::render(page.markdown).markup.markup();
      for (auto const* harm : {"<script", "javascript:", "onerror"}) EXPECT_THAT(shown, Not(HasSubstr(harm))) << name;
    }
    EXPECT_FALSE(said(*brought, Fate::left_out).empty() && said(*brought, Fate::changed).empty()) << name;
  }
}

}  // namespace
}  // namespace kit
