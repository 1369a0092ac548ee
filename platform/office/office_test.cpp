#include "platform/office/office.h"

#include <gtest/gtest.h>

#include <pugixml.hpp>

#include "platform/files/drawing.h"
#include "platform/files/zip.h"
#include "platform/office/table_columns.h"
#include "platform/office/testing/sample_text.h"

namespace {
using namespace office;

std::string part(std::string const& archive, std::string_view name) {
  auto const entries = files::read_zip(archive);
  if (!entries) return "";
  for (auto const& entry : *entries)
    if (entry.name == name) return entry.bytes;
  return "";
}

bool contains(std::string_view text, std::string_view what) { return text.find(what) != std::string_view::npos; }

/// Every part that says it is XML is well formed, for a parser we did not write.
void expect_well_formed(std::string const& archive) {
  auto const entries = files::read_zip(archive);
  ASSERT_TRUE(entries);
  for (auto const& entry : *entries) {
    if (!entry.name.ends_with(".xml") && !entry.name.ends_with(".rels")) continue;
    pugi::xml_document document;
    auto const read = document.load_buffer(entry.bytes.data(), entry.bytes.size());
    EXPECT_TRUE(read) << entry.name << ": " << read.description() << " at " << entry.bytes.substr(static_cast<std::size_t>(read.offset), 80);
  }
}

TEST(OpenDocument, names_its_type_first_and_every_part_in_its_manifest) {
  auto const bytes = odt(sample_text());
  EXPECT_EQ(bytes.substr(30, 47), "mimetypeapplication/vnd.oasis.opendocument.text");
  expect_well_formed(bytes);
  auto const manifest = part(bytes, "META-INF/manifest.xml");
  auto const entries = files::read_zip(bytes);
  for (auto const& entry : *entries)
    if (entry.name != "mimetype" && entry.name != "META-INF/manifest.xml") {
      EXPECT_TRUE(contains(manifest, "manifest:full-path=\"" + entry.name + "\"")) << entry.name;
    }
}

TEST(OpenDocument, says_headings_lists_tables_notes_and_pictures_as_what_they_are) {
  auto const content = part(odt(sample_text()), "content.xml");
  for (std::string_view said :
       {"<text:h text:style-name=\"Heading_20_2\" text:outline-level=\"2\">", "<text:list-item text:start-value=\"3\">", "<table:table-header-rows>",
        "text:note-class=\"footnote\"", "<svg:desc>Tiers 8, pairs 5</svg:desc>", "<text:sequence", "text:table-of-content",
        "xlink:href=\"https://example.org/é?a=1&amp;b=2\"", "xlink:href=\"#la-suite\"", "<text:s/>", "<text:line-break/>"})
    EXPECT_TRUE(contains(content, said)) << said;
  auto const styles = part(odt(sample_text()), "styles.xml");
  EXPECT_TRUE(contains(styles, "fo:language=\"fr\" fo:country=\"FR\""));
}

TEST(OpenDocument, an_inner_link_leads_to_a_place_that_exists) {
  auto const content = part(odt(sample_text()), "content.xml");
  int followed = 0;
  for (auto at = content.find("xlink:href=\"#"); at != std::string::npos; at = content.find("xlink:href=\"#", at + 1)) {
    auto const start = at + 13;
    auto const place = content.substr(start, content.find('"', start) - start);
    EXPECT_TRUE(contains(content, "text:name=\"" + place + "\"")) << place;
    ++followed;
  }
  EXPECT_GE(followed, 3);
}

TEST(Slides, show_a_title_what_stands_under_it_and_the_notes_of_who_speaks) {
  auto const bytes = odp(sample_slides());
  expect_well_formed(bytes);
  auto const content = part(bytes, "content.xml");
  for (std::string_view said : {"presentation:class=\"title\"", "presentation:class=\"outline\"", "presentation:class=\"notes\"",
                                "draw:name=\"2. Inviter\"", "<svg:desc>Tiers 8, pairs 5</svg:desc>"})
    EXPECT_TRUE(contains(content, said)) << said;
}

TEST(Word, says_headings_lists_tables_notes_and_pictures_as_what_they_are) {
  auto const bytes = docx(sample_text());
  expect_well_formed(bytes);
  auto const document = part(bytes, "word/document.xml");
  for (std::string_view said : {"<w:pStyle w:val=\"Heading2\"/>", "<w:tblHeader/>", "<w:footnoteReference w:id=\"1\"/>", "descr=\"Tiers 8, pairs 5\"",
                                " SEQ Figure ", " TOC \\o &quot;1-2&quot; ", "<w:hyperlink r:id="})
    EXPECT_TRUE(contains(document, said)) << said;
  EXPECT_TRUE(contains(part(bytes, "word/footnotes.xml"), "Une note"));
  EXPECT_TRUE(contains(part(bytes, "word/numbering.xml"), "<w:startOverride w:val=\"3\"/>"));
  EXPECT_TRUE(contains(part(bytes, "word/styles.xml"), "<w:lang w:val=\"fr-FR\""));
}

TEST(Word, every_relation_leads_to_a_part_of_the_package) {
  auto const bytes = docx(sample_text());
  auto const relations = part(bytes, "word/_rels/document.xml.rels");
  pugi::xml_document document;
  ASSERT_TRUE(document.load_string(relations.c_str()));
  int inside = 0;
  for (auto const& one : document.document_element()) {
    if (std::string_view{one.attribute("TargetMode").as_string()} == "External") continue;
    EXPECT_FALSE(part(bytes, std::string{"word/"} + one.attribute("Target").as_string()).empty()) << one.attribute("Target").as_string();
    ++inside;
  }
  EXPECT_GE(inside, 8);
}

TEST(Office, the_same_document_gives_the_same_bytes) {
  EXPECT_EQ(odt(sample_text()), odt(sample_text()));
  EXPECT_EQ(docx(sample_text()), docx(sample_text()));
  EXPECT_EQ(odp(sample_slides()), odp(sample_slides()));
}

TEST(Office, a_sign_xml_has_no_place_for_is_left_out) {
  Text text = sample_text();
  text.about.title = "Cloche\x07 & <fin>";
  text.blocks.push_back({Paragraph{Look::text, {{.text = "Cloche\x07 \xEF\xBF\xBE fin"}}, {}}});
  expect_well_formed(odt(text));
  expect_well_formed(docx(text));
}

TEST(Drawing, says_its_size_and_becomes_a_picture_of_the_width_asked) {
  auto const size = files::size_of_svg(sample_drawing());
  ASSERT_TRUE(size);
  EXPECT_EQ(size->width, 300);
  EXPECT_FALSE(files::size_of_svg("<svg width=\"100%\"/>"));
  EXPECT_FALSE(files::size_of_svg("no drawing"));
  auto const png = files::png_of_svg(sample_drawing(), 600);
  ASSERT_TRUE(png);
  EXPECT_EQ(png->substr(1, 3), "PNG");
  EXPECT_EQ(png->substr(16, 8), std::string("\0\0\x02\x58\0\0\0\x78", 8));
}

TEST(Drawing, leaves_room_on_its_page_for_its_title_and_keeps_its_letters_readable) {
  Picture const drawn{.svg = "<svg/>"}, photo{.raster = "jpeg"};
  EXPECT_DOUBLE_EQ(scale_in_text(drawn, {400, 300}), 0.75);
  EXPECT_DOUBLE_EQ(scale_in_text(drawn, {700, 1400}), 0.5) << "a tall one: 700 pixels of the 790 between the margins";
  EXPECT_DOUBLE_EQ(scale_in_text(drawn, {1210, 300}), 0.5) << "a wide one: the width of the text";
  EXPECT_DOUBLE_EQ(scale_in_text(photo, {400, 300}), 1.0) << "a photograph as large as it is";
}

TEST(OfficeTable, that_crosses_many_things_has_smaller_letters) {
  Text text;
  Table few{{{{{.text = "a"}}, {{.text = "b"}}}}}, many{{std::vector<Runs>(many_columns, Runs{{.text = "c"}})}};
  text.blocks = {{few}};
  EXPECT_FALSE(contains(part(odt(text), "content.xml"), "Narrow_20_Heading"));
  EXPECT_FALSE(contains(part(docx(text), "word/document.xml"), "NarrowHeading"));
  text.blocks = {{many}};
  EXPECT_TRUE(contains(part(odt(text), "content.xml"), "Narrow_20_Heading"));
  EXPECT_TRUE(contains(part(docx(text), "word/document.xml"), "NarrowHeading"));
}

TEST(OfficeTable, gives_long_texts_the_room_that_hours_leave_and_cuts_no_word) {
  Table table;
  auto const row = [](std::vector<std::string> const& cells) {
    std::vector<Runs> runs;
    for (auto const& cell : cells) runs.push_back({{.text = cell}});
    return runs;
  };
  table.rows = {row({"Heure", "Séquence", "Transmissible"}),
                row({"9 h 30", "Chacun écrit trois freins rencontrés, un par papier, avec ce qu’il en est.", "☐"})};
  auto const shares = column_shares(table);
  EXPECT_EQ(shares, (std::vector<int>{3, 12, 7}));
  EXPECT_TRUE(column_shares({}).empty());
}

}  // namespace
