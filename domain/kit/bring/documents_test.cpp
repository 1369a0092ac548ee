#include <gmock/gmock.h>

#include "domain/kit/audience.h"
#include "domain/kit/bring/testing/brought_files.h"
#include "domain/kit/export/office_text.h"
#include "domain/kit/export/sample_document.h"
#include "domain/kit/quiz.h"
#include "domain/kit/testing/french.h"

namespace kit {
namespace {

using namespace testing_;

constexpr char const* word_space =
    "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:r=\"http://r\" xmlns:wp=\"http://wp\" xmlns:a=\"http://a\" "
    "xmlns:m=\"http://m\"";

std::string run(std::string const& words, std::string const& looks = "") {
  return "<w:r>" + (looks.empty() ? "" : "<w:rPr>" + looks + "</w:rPr>") + "<w:t xml:space=\"preserve\">" + words + "</w:t></w:r>";
}
std::string paragraph(std::string const& inside, std::string const& style = "", std::string const& looks = "") {
  return "<w:p><w:pPr>" + (style.empty() ? "" : "<w:pStyle w:val=\"" + style + "\"/>") + looks + "</w:pPr>" + inside + "</w:p>";
}
std::string item(int list, int depth, std::string const& words) {
  return paragraph(run(words), "",
                   "<w:numPr><w:ilvl w:val=\"" + std::to_string(depth) + "\"/><w:numId w:val=\"" + std::to_string(list) + "\"/></w:numPr>");
}

/// What Word writes, cut down to what is read.
std::string docx(std::string const& body, std::vector<files::Entry> more = {}) {
  auto const root = [](std::string const& name, std::string const& inside) {
    return "<?xml version=\"1.0\"?><w:" + name + " " + word_space + ">" + inside + "</w:" + name + ">";
  };
  std::string styles;
  for (auto const& [id, name] : std::vector<std::pair<std::string, std::string>>{{"Titre1", "heading 1"},
                                                                                 {"Titre2", "heading 2"},
                                                                                 {"Titre", "Title"},
                                                                                 {"Citation", "Quote"},
                                                                                 {"Code", "HTML Preformatted"},
                                                                                 {"TM1", "toc 1"}})
    styles += "<w:style w:type=\"paragraph\" w:styleId=\"" + id + "\"><w:name w:val=\"" + name + "\"/></w:style>";
  styles += "<w:style w:styleId=\"Mien\"><w:name w:val=\"Mon intertitre\"/><w:basedOn w:val=\"Titre2\"/></w:style>";
  std::vector<files::Entry> entries{
      {"[Content_Types].xml", "<Types/>"},
      {"word/document.xml", root("document", "<w:body>" + body + "</w:body>")},
      {"word/styles.xml", root("styles", styles)},
      {"word/numbering.xml",
       root("numbering",
            "<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"bullet\"/></w:lvl><w:lvl w:ilvl=\"1\"><w:numFmt "
            "w:val=\"decimal\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>")},
      {"word/_rels/document.xml.rels",
       "<Relationships><Relationship Id=\"r1\" Type=\"hyperlink\" Target=\"https://example.org/\" TargetMode=\"External\"/><Relationship Id=\"r2\" "
       "Type=\"image\" Target=\"media/image1.png\"/></Relationships>"},
      {"word/footnotes.xml", root("footnotes", "<w:footnote w:id=\"2\">" + paragraph(run(" La note.")) + "</w:footnote>")}};
  for (auto& one : more) entries.push_back(std::move(one));
  return zipped(entries);
}

TEST(BringDocx, styles_in_any_language_make_headings_quotations_and_code) {
  auto const brought = read_brought(
      docx(paragraph(run("Mon guide"), "Titre") + paragraph(run("Un"), "Titre1") + paragraph(run("Sous-titre"), "Mien") +
           paragraph(run("Une voix"), "Citation") + paragraph(run("deux voix"), "Citation") + paragraph(run("a = 1"), "Code") +
           paragraph(run("b = 2"), "Code") + paragraph(run("Deux"), "Titre1") + paragraph(run("Fin")) + paragraph(run("Un ..... 3"), "TM1")),
      "guide.docx");
  ASSERT_TRUE(brought);
  EXPECT_EQ(brought->shape, Shape::docx);
  EXPECT_THAT(titles(*brought), ElementsAre("Un", "Deux"));
  EXPECT_EQ(brought->pages[0].markdown, "## Sous-titre\n\n> Une voix\n> \n> deux voix\n\n``` text\na = 1\nb = 2\n```\n");
  EXPECT_EQ(brought->pages[1].markdown, "Fin\n");
}

TEST(BringDocx, words_keep_their_looks_links_and_notes) {
  auto const brought = read_brought(
      docx(paragraph(run("Du ") + run("gras", "<w:b/>") + run(" et de l’", "<w:b w:val=\"0\"/>") + run("italique", "<w:i/>") + run(", ") +
                     "<w:hyperlink r:id=\"r1\">" + run("un ") + run("lien", "<w:b/>") + "</w:hyperlink>" +
                     "<w:r><w:footnoteReference w:id=\"2\"/></w:r>" + run(".")) +
           paragraph("<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> HYPERLINK \"https://example.org/b\" </w:instrText></w:r><w:r>"
                     "<w:fldChar w:fldCharType=\"separate\"/></w:r>" +
                     run("là") + "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>" + run(" puis rien"))),
      "a.docx");
  ASSERT_TRUE(brought);
  EXPECT_EQ(brought->pages[0].markdown,
            "Du **gras** et de l’*italique*, [un **lien**](https://example.org/)[^1].\n\n[là](https://example.org/b) puis rien\n\n[^1]: La note.\n");
}

TEST(BringDocx, lists_nest_and_tables_part_their_joined_cells) {
  auto const cell = [](std::string const& words, std::string const& looks = "") {
    return "<w:tc><w:tcPr>" + looks + "</w:tcPr>" + paragraph(run(words)) + "</w:tc>";
  };
  auto const brought = read_brought(docx(item(1, 0, "a") + item(1, 1, "b") + item(1, 1, "c") + item(1, 0, "d") + paragraph(run("Entre")) +
                                         "<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>" + cell("Levier") + cell("Fiches") + "</w:tr><w:tr>" +
                                         cell("Tiers", "<w:gridSpan w:val=\"2\"/>") + "</w:tr></w:tbl>"),
                                    "a.docx");
  ASSERT_TRUE(brought);
  EXPECT_EQ(brought->pages[0].markdown, "  - a\n    1.  b\n    2.  c\n  - d\n\nEntre\n\n| Levier | Fiches |\n| --- | --- |\n| Tiers |  |\n");
  EXPECT_THAT(said(*brought, Fate::changed), ElementsAre("table Cells that were joined are parted: the first one holds the text."));
}

TEST(BringDocx, what_a_text_cannot_hold_is_named) {
  auto const brought =
      read_brought(docx(paragraph(run("Vu ") + "<w:del><w:r><w:delText>parti</w:delText></w:r></w:del><w:ins>" + run("venu") + "</w:ins>" +
                                  "<w:r><w:drawing><wp:inline><wp:docPr descr=\"La place\"/><a:blip "
                                  "r:embed=\"r2\"/></wp:inline></w:drawing></w:r><m:oMath><m:r><m:t>x=1</m:t>"
                                  "</m:r></m:oMath><w:r><w:object/></w:r>"),
                        {{"word/comments.xml", "<w:comments/>"}, {"word/header1.xml", "<w:hdr/>"}, {"word/media/image1.png", "\x89PNG"}}),
                   "a.docx");
  ASSERT_TRUE(brought);
  EXPECT_EQ(brought->pages[0].markdown, "Vu venu\\[La place\\]`x=1`\n");
  EXPECT_EQ(said(*brought, Fate::changed).size(), 2u);
  EXPECT_EQ(said(*brought, Fate::left_out).size(), 4u);
}

TEST(BringDocx, a_damaged_document_is_refused_in_words) {
  EXPECT_FALSE(read_brought(zipped({{"word/document.xml", "<w:document"}}), "a.docx"));
  EXPECT_FALSE(read_brought(zipped({{"word/document.xml", "<!DOCTYPE a [<!ENTITY x \"y\">]><w:document/>"}}), "a.docx"));
}

constexpr char const* odf_space =
    "xmlns:office=\"o\" xmlns:text=\"t\" xmlns:style=\"s\" xmlns:fo=\"f\" xmlns:table=\"b\" xmlns:draw=\"d\" xmlns:xlink=\"x\" xmlns:svg=\"v\"";

std::string odt(std::string const& body) {
  return zipped(
      {{"mimetype", "application/vnd.oasis.opendocument.text", true},
       {"content.xml",
        std::string{"<office:document-content "} + odf_space +
            "><office:automatic-styles><style:style style:name=\"T1\" style:family=\"text\">"
            "<style:text-properties fo:font-weight=\"bold\"/></style:style><style:style style:name=\"P1\" style:parent-style-name=\"Quotations\"/>"
            "<text:list-style style:name=\"L1\"><text:list-level-style-number text:level=\"1\" style:num-format=\"1\"/></text:list-style>"
            "</office:automatic-styles><office:body><office:text>" +
            body + "</office:text></office:body></office:document-content>"}});
}

TEST(BringOdt, headings_looks_lists_notes_and_tables_come) {
  auto const brought = read_brought(
      odt("<text:table-of-content><text:p>Sommaire</text:p></text:table-of-content><text:h text:outline-level=\"1\">Un</text:h><text:p>Du <text:span "
          "text:style-name=\"T1\">gras</text:span> <text:a xlink:href=\"https://example.org/\">lien</text:a><text:note><text:note-citation>1"
          "</text:note-citation><text:note-body><text:p>La note.</text:p></text:note-body></text:note></text:p><text:list text:style-name=\"L1\">"
          "<text:list-item><text:p>a</text:p><text:list><text:list-item><text:p>b</text:p></text:list-item></text:list></text:list-item></text:list>"
          "<text:p text:style-name=\"P1\">Une "
          "voix</text:p><table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>A</text:p>"
          "</table:table-cell><table:table-cell><text:p>B</text:p></table:table-cell></table:table-row></table:table-header-rows><table:table-row>"
          "<table:table-cell table:number-columns-repeated=\"2\"><text:p>1</text:p></table:table-cell></table:table-row></table:table>"
          "<text:h text:outline-level=\"1\">Deux</text:h><text:p>Deux<text:s "
          "text:c=\"2\"/>mots<office:annotation><text:p>x</text:p></office:annotation></text:p>"),
      "a.odt");
  ASSERT_TRUE(brought);
  EXPECT_THAT(titles(*brought), ElementsAre("Un", "Deux"));
  EXPECT_EQ(
      brought->pages[0].markdown,
      "Du **gras** [lien](https://example.org/)[^1]\n\n1.  a\n      - b\n\n> Une voix\n\n| A | B |\n| --- | --- |\n| 1 | 1 |\n\n[^1]: La note.\n");
  EXPECT_THAT(said(*brought, Fate::left_out), ElementsAre(" Remarks in the margin are not kept."));
}

/// Our own exports come back: the same headings, paragraphs, lists, tables, notes.
TEST(BringDocuments, a_kit_taken_away_as_odt_or_docx_comes_back) {
  auto const text = office_text(for_medium(sample_document(), Medium::paper, french()), french());
  for (auto const& bytes : {office::odt(text), office::docx(text)}) {
    auto const brought = read_brought(bytes, "kit");
    ASSERT_TRUE(brought);
    EXPECT_THAT(titles(*brought),
                ElementsAre("Faire ensemble & <autrement>", "Le dialogue territorial", "La séance de 40 minutes", "Repères", "Crédits"));
    auto const& page = brought->pages[1].markdown;
    for (auto const* kept : {"## Qui peut réunir ?\n", "On réunit *d’abord*[^1], **ensuite** on convainc.", "1.  un\n2.  deux\n      - trois\n",
                             "| Pairs \\| | 5 |\n", "> Une citation.\n", "``` text\ncode *brut*\n```\n", "\n-----\n", "## La navette du marché\n",
                             "La pharmacienne a invité.\n", "[^1]: La note, avec *emphase*."})
      EXPECT_THAT(page, HasSubstr(kept));
  }
}

}  // namespace
}  // namespace kit
