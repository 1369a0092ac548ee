#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "domain/kit/document_json.h"
#include "domain/kit/export/epub.h"
#include "domain/kit/export/office_text.h"
#include "domain/kit/export/pdf.h"
#include "domain/kit/export/sample_document.h"
#include "domain/kit/export/site.h"
#include "domain/kit/licence.h"
#include "domain/kit/testing/french.h"
#include "platform/base/log.h"

namespace {
using namespace kit;
using kit::testing_::french;

bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

std::string file(std::vector<files::Entry> const& entries, std::string_view name) {
  for (auto const& entry : entries)
    if (entry.name == name) return entry.bytes;
  return "";
}

TEST(KitDocument, is_kept_as_text_and_comes_back_the_same) {
  auto const kept = to_json(sample_document());
  auto const back = document_from_json(kept);
  ASSERT_TRUE(back);
  EXPECT_EQ(to_json(*back), kept);
  EXPECT_EQ(back->parts[0].blocks[2].picture->table[1][0], "Tiers de confiance");
  EXPECT_FALSE(document_from_json("{\"slug\":3}"));
  EXPECT_FALSE(document_from_json("{"));
}

TEST(KitLicences, share_alike_asks_for_the_same_licence) {
  EXPECT_TRUE(may_go_into("CC-BY-4.0", "CC-BY-SA-4.0"));
  EXPECT_TRUE(may_go_into("CC0-1.0", "CC-BY-4.0"));
  EXPECT_TRUE(may_go_into("", "CC-BY-4.0"));
  EXPECT_FALSE(may_go_into("CC-BY-SA-4.0", "CC-BY-4.0"));
  EXPECT_FALSE(may_go_into("CC-BY-4.0", "CC0-1.0"));
  EXPECT_FALSE(may_go_into("toute reproduction interdite", "CC-BY-SA-4.0"));
}

TEST(KitSite, stands_alone_with_everything_an_edition_says) {
  auto const entries = site(sample_document(), french(), {});
  auto const cover = file(entries, "index.html");
  for (std::string_view said : {"Faire ensemble &amp; &lt;autrement&gt;", "Édition 1.0, 2\u00a0novembre 2026", "CC BY-SA 4.0",
                                "Association Faire ensemble", "Exemple fictif", "parts/dialogue.html", "Nadia Kerboul"})
    EXPECT_TRUE(contains(cover, said)) << said;
  for (auto const& entry : entries) {
    if (!entry.name.ends_with(".html")) continue;
    for (std::string_view outside :
         {"src=\"http", "<link rel=\"stylesheet\" href=\"http", "src=\"/", "href=\"/", "<b>gras", "javascript:", "<script>"})
      EXPECT_FALSE(contains(entry.bytes, outside)) << entry.name << " " << outside;
    EXPECT_TRUE(contains(entry.bytes, "Exemple fictif")) << entry.name;
  }
}

TEST(KitSite, every_inner_link_leads_to_a_page_and_a_place_that_exist) {
  auto const entries = site(sample_document(), french(), {});
  int followed = 0;
  for (auto const& entry : entries) {
    if (!entry.name.ends_with(".html")) continue;
    std::string_view const page = entry.bytes;
    for (auto at = page.find("href=\""); at != std::string_view::npos; at = page.find("href=\"", at + 1)) {
      auto target = std::string{page.substr(at + 6, page.find('"', at + 6) - at - 6)};
      if (target.starts_with("http") || target.starts_with("mailto:") || target.find(".css") != std::string::npos) continue;
      auto const hash = target.find('#');
      auto const path = target.substr(0, hash);
      auto const folder = entry.name.starts_with("parts/") ? std::string{"parts/"} : "";
      auto const name = path.empty() ? entry.name : path.starts_with("../") ? path.substr(3) : folder + path;
      auto const found = file(entries, name);
      EXPECT_FALSE(found.empty()) << entry.name << " → " << target;
      auto const place = hash == std::string::npos ? std::string{"<"} : "id=\"" + target.substr(hash + 1) + "\"";
      EXPECT_TRUE(contains(found, place)) << entry.name << " → " << target;
      ++followed;
    }
  }
  EXPECT_GT(followed, 20);
}

TEST(KitSite, a_ground_printed_in_the_kit_is_read_there_and_another_on_the_site_of_origin) {
  auto const page = file(site(sample_document(), french(), {}), "parts/dialogue.html");
  EXPECT_TRUE(contains(page, "<a href=\"la-navette.html#l1\">La navette du marché, passage L1</a>, Pays de Brumeval"));
  EXPECT_TRUE(contains(page, "href=\"https://essaim.example/p/demonstration/experiences/le-bail#l2\""));
  EXPECT_TRUE(contains(page, "<cite class=\"code\"><a href=\"la-navette.html#l1\"")) << "so is a citation in the text";
  EXPECT_TRUE(contains(page, "C’est elle qui a réuni les commerçants"));
  EXPECT_TRUE(contains(page, "<cite>inconnue, L9</cite>"));
}

TEST(KitSite, beside_a_page_only_its_own_chapter_shows_its_sheets) {
  auto const entries = site(sample_document(), french(), {});
  std::string_view const sheet = "parts/la-navette.html\"";
  EXPECT_TRUE(contains(file(entries, "index.html"), sheet)) << "the cover lists everything";
  EXPECT_TRUE(contains(file(entries, "parts/dialogue.html"), sheet));
  EXPECT_TRUE(contains(file(entries, "parts/la-navette.html"), sheet));
  EXPECT_FALSE(contains(file(entries, "parts/quarante-minutes.html"), sheet));
}

TEST(KitSite, headings_never_skip_a_level) {
  for (auto const& entry : site(sample_document(), french(), {})) {
    if (!entry.name.ends_with(".html")) continue;
    int last = 0;
    for (std::size_t at = 0; (at = entry.bytes.find("<h", at)) != std::string::npos; ++at) {
      int const level = entry.bytes[at + 2] - '0';
      if (level < 1 || level > 6) continue;
      EXPECT_LE(level, last + 1) << entry.name << " at " << entry.bytes.substr(at, 60);
      last = level;
    }
    EXPECT_GE(last, 1);
  }
}

TEST(KitSite, ids_are_unique_in_each_page) {
  for (auto const& entry : site(sample_document(), french(), {})) {
    std::set<std::string> ids;
    for (std::size_t at = 0; (at = entry.bytes.find(" id=\"", at)) != std::string::npos; ++at) {
      auto const id = entry.bytes.substr(at + 5, entry.bytes.find('"', at + 5) - at - 5);
      EXPECT_TRUE(ids.insert(id).second) << entry.name << " " << id;
    }
  }
}

TEST(KitExports, the_same_document_gives_the_same_bytes) {
  auto const document = sample_document();
  EXPECT_EQ(epub(document, french()), epub(document, french()));
  EXPECT_EQ(files::zip(site(document, french(), {}), document.frozen_on), files::zip(site(document, french(), {}), document.frozen_on));
  EXPECT_EQ(pdf_data(document, french()), pdf_data(document, french()));
}

TEST(Book, who_leads_has_the_book_of_all_until_something_is_written_for_them) {
  auto document = sample_document();
  for (auto& part : document.parts)
    for (auto& block : part.blocks)
      block.running_order.reset(), block.callout = block.callout == "trainer" ? "watch" : block.callout, block.only.clear();
  Print const leading{Paper::a4, Medium::trainer};
  EXPECT_EQ(pdf_data(document, french(), leading), pdf_data(document, french()));
  document.parts.front().blocks.front().only = "trainer";
  auto const theirs = for_medium(document, Medium::trainer, french());
  EXPECT_THAT(pdf_data(theirs, french(), leading), testing::HasSubstr("\"for\":\"Pour qui anime une séance\""));
}

TEST(Book, the_short_version_says_so_on_its_cover) {
  EXPECT_THAT(pdf_data(sample_document(), french(), {Paper::a4, Medium::brief}), testing::HasSubstr("\"for\":\"En bref\""));
}

TEST(KitEpub, begins_with_its_type_and_holds_each_part_and_picture) {
  auto const bytes = epub(sample_document(), french());
  EXPECT_EQ(bytes.substr(30, 28), "mimetypeapplication/epub+zip");
  auto const entries = files::read_zip(bytes);
  ASSERT_TRUE(entries);
  auto const package = file(*entries, "EPUB/package.opf");
  for (std::string_view said :
       {"schema:accessMode", "schema:accessibilitySummary", "urn:uuid:", "CC BY-SA 4.0", "2026-11-02T00:00:00Z", "pictures/leviers.svg"})
    EXPECT_TRUE(contains(package, said)) << said;
  auto const part = file(*entries, "EPUB/parts/dialogue.xhtml");
  EXPECT_TRUE(contains(part, "epub:type=\"noteref\""));
  EXPECT_TRUE(contains(part, "alt=\"Tiers de confiance 8, échanges entre pairs 5\""));
  EXPECT_TRUE(contains(part, "<th scope=\"row\">Tiers de confiance</th>"));
}

TEST(KitEpub, a_control_character_does_not_break_the_book) {
  auto document = sample_document();
  document.parts[0].title = "Cloche\x07 et \xEF\xBF\xBE fin";
  auto const entries = files::read_zip(epub(document, french()));
  ASSERT_TRUE(entries);
  EXPECT_TRUE(contains(file(*entries, "EPUB/parts/dialogue.xhtml"), "<title>Cloche et  fin</title>"));
}

TEST(KitPdf, says_so_when_its_workshop_is_missing) {
  base::log::quiet();
  auto const none = pdf(sample_document(), french(), {.typst = {.tools = "/nowhere"}});
  ASSERT_FALSE(none);
  auto const no_node =
      pdf(sample_document(), french(), {.typst = {.tools = std::filesystem::path{ESSAIM_SOURCE_DIR} / "tools/typst", .node = "essaim-no-such-node"}});
  ASSERT_FALSE(no_node);
}

TEST(Slides, a_tall_drawing_stands_beside_its_first_numbers_and_a_hidden_one_is_not_read_out) {
  Block block;
  block.provenance = Provenance::counted;
  block.picture = Picture{"leviers",
                          "Le tiers revient",
                          "",
                          "",
                          "Leviers",
                          "<svg width=\"300\" height=\"900\"/>",
                          {{"Levier", "Fiches"}, {"Tiers", "8"}, {"Lieu", "masqué"}, {"Temps", "3"}}};
  auto document = sample_document();
  document.parts = {{"se-situer", "Se situer", 1, "page", "", "", {block}}};
  auto const lines_of = [&] {
    auto const shown = office_slides(document, french());
    std::vector<std::string> lines;
    for (auto const& one : shown.slides.back().body) lines.push_back(office::words_of(std::get<office::Paragraph>(one.what).runs));
    return lines;
  };
  EXPECT_EQ(lines_of(), (std::vector<std::string>{"Tiers\u00a0: 8", "Temps\u00a0: 3"}));
  document.parts[0].blocks[0].picture->svg = "<svg width=\"900\" height=\"300\"/>";
  EXPECT_TRUE(lines_of().empty()) << "a wide one fills the screen";
  document.parts[0].blocks[0].picture->svg = "<svg width=\"750\" height=\"620\"/>";
  EXPECT_EQ(lines_of().size(), 2u) << "one that a screen would make small";
  document.parts[0].blocks[0].picture->table = {{"Frein", "a", "b", "c", "d", "e", "f"}, {"Temps", "3", "0", "0", "0", "0", "0"}};
  EXPECT_TRUE(lines_of().empty()) << "the first column of a crossing says nothing of its row";
}

}  // namespace
