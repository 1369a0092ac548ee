#include "domain/kit/photographs.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "domain/kit/audience.h"
#include "domain/kit/bundle.h"
#include "domain/kit/document_json.h"
#include "domain/kit/export/cartridge.h"
#include "domain/kit/export/epub.h"
#include "domain/kit/export/markdown_folder.h"
#include "domain/kit/export/office_text.h"
#include "domain/kit/export/pdf.h"
#include "domain/kit/export/sample_document.h"
#include "domain/kit/export/scorm.h"
#include "domain/kit/export/site.h"
#include "domain/kit/quiz.h"
#include "domain/kit/testing/french.h"
#include "platform/files/disk.h"

namespace {
using namespace kit;
using kit::testing_::french;

bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

std::string file(std::vector<files::Entry> const& entries, std::string_view ending) {
  for (auto const& entry : entries)
    if (entry.name.ends_with(ending)) return entry.bytes;
  return "";
}

std::vector<files::Entry> files_of(std::string const& archive) { return *files::read_zip(archive); }

TEST(KitPhotographs, a_page_shows_them_with_their_words_and_whom_to_thank) {
  auto const photo = sample_photograph();
  auto const entries = site(sample_document(), french(), {});
  auto const page = file(entries, "parts/quarante-minutes.html");
  EXPECT_TRUE(contains(
      page, "<img src=\"../pictures/" + photo_name(photo) + "\" alt=\"Des chaises en cercle &amp; une table\" width=\"400\" height=\"300\"/>"));
  EXPECT_TRUE(contains(page, "<small>Image : Parcours &lt;de démonstration&gt;, CC BY-SA 4.0</small>"));
  EXPECT_TRUE(contains(page, "<em>Image\u00a0: Perdue</em>")) << "one that is not there is said in words";
  EXPECT_EQ(file(entries, photo_name(photo)), photo.bytes);
}

TEST(KitPhotographs, every_package_holds_their_bytes_once) {
  auto const document = sample_document();
  auto const name = "pictures/" + photo_name(sample_photograph());
  auto const bytes = sample_photograph().bytes;
  auto const once = [&](std::vector<files::Entry> const& entries, char const* what) {
    EXPECT_EQ(std::ranges::count_if(entries, [&](auto const& entry) { return entry.name.ends_with(name) && entry.bytes == bytes; }), 1) << what;
  };
  once(files_of(epub(document, french())), "EPUB");
  once(markdown_folder(document, french()), "Markdown");
  once(files_of(cartridge(CartridgeVersion::v1_1, document, french(), {})), "cartridge");
  auto const held = [&](std::string const& archive) {
    return std::ranges::any_of(files_of(archive), [&](auto const& entry) { return entry.bytes == bytes; });
  };
  EXPECT_TRUE(held(office::odt(office_text(document, french()))));
  EXPECT_TRUE(held(office::docx(office_text(document, french()))));
  EXPECT_TRUE(held(office::odp(office_slides(document, french()))));
  EXPECT_TRUE(contains(file(files_of(epub(document, french())), "package.opf"), "media-type=\"image/jpeg\""));
  EXPECT_TRUE(contains(file(files_of(cartridge(CartridgeVersion::v1_1, document, french(), {})), "imsmanifest.xml"), name));
  EXPECT_TRUE(contains(pdf_data(document, french()), "\"t\":\"photo\""));
}

TEST(KitPhotographs, a_question_shows_one_in_every_format) {
  auto const photo = sample_photograph();
  Document document = sample_document();
  document.parts.resize(1);
  auto& part = document.parts[0];
  part.photos = {photo};
  part.blocks[4].questions.resize(1);
  part.blocks[4].questions[0].text = "Que montre ![une place vide](" + photo_address(photo) + ") ?";
  auto const paper = for_medium(document, Medium::paper, french());
  auto const shown = "pictures/" + photo_name(photo) + "\" alt=\"une place vide\"";
  EXPECT_TRUE(contains(file(site(document, french(), {}), "parts/dialogue.html"), shown));
  EXPECT_TRUE(contains(file(files_of(epub(paper, french())), "dialogue.xhtml"), shown));
  EXPECT_TRUE(contains(file(files_of(course_package(CoursePackage::scorm12, document, french(), {})), "parts/dialogue.html"), shown));
  EXPECT_TRUE(contains(file(files_of(cartridge(CartridgeVersion::v1_1, document, french(), {})), "quizzes/dialogue.xml"), photo_name(photo)));
  EXPECT_TRUE(contains(pdf_data(paper, french()), "\"alternative\":\"une place vide\""));
  for (auto const& archive : {office::odt(office_text(paper, french())), office::docx(office_text(paper, french()))})
    EXPECT_TRUE(std::ranges::any_of(files_of(archive), [&](auto const& entry) { return entry.bytes == photo.bytes; }));
  auto const markdown = markdown_folder(document, french());
  EXPECT_TRUE(
      std::ranges::any_of(markdown, [&](auto const& entry) { return contains(entry.bytes, "![une place vide](pictures/" + photo_name(photo)); }));
  EXPECT_TRUE(document_from_json(to_json(document))->parts[0].blocks[4].questions == part.blocks[4].questions);
}

TEST(KitPhotographs, stand_between_paragraphs_where_a_format_wants_it) {
  auto const document = sample_document();
  auto const name = "pictures/" + photo_name(sample_photograph());
  auto const nodes =
      set_apart(document, markdown::blocks("Avant ![a](" + name + ") milieu ![b](" + name + ")\n\n![c](" + name + ")\n\n- un ![d](" + name + ")"));
  std::string order;
  for (auto const& node : nodes) order += node.kind == markdown::Block::Kind::paragraph ? 'p' : node.kind == markdown::Block::Kind::image ? 'i' : 'l';
  EXPECT_EQ(order, "pipiil");
  ASSERT_EQ(nodes.back().inside.front().inside.size(), 2u) << "in a list as well";
  EXPECT_EQ(nodes.back().inside.front().inside[1].text, "d");
}

TEST(KitPhotographs, bytes_stand_apart_from_the_document_and_come_back_by_their_print) {
  files::TemporaryFolder const folder;
  keep_photographs(sample_document(), folder.path());
  auto kept = *document_from_json(to_json(sample_document()));
  ASSERT_EQ(kept.parts[2].photos.size(), 1u);
  EXPECT_TRUE(kept.parts[2].photos[0].bytes.empty()) << "the document only names them";
  auto const whole = with_photographs(kept, folder.path());
  EXPECT_EQ(whole.parts[2].photos[0].bytes, sample_photograph().bytes);
  EXPECT_EQ(whole.parts[2].photos[0].width, 400);
  auto const lost = with_photographs(kept, folder.path() / "elsewhere");
  EXPECT_TRUE(lost.parts[2].photos.empty());
  EXPECT_TRUE(contains(file(site(lost, french(), {}), "parts/quarante-minutes.html"), "<em>Image\u00a0: Des chaises en cercle &amp; une table</em>"));
  EXPECT_TRUE(contains(pdf_data(lost, french()), "Des chaises en cercle"));
}

TEST(KitPhotographs, travel_in_the_signed_archive_and_no_other_bytes_take_their_place) {
  auto const key = base::signing_key_of(std::string(32, 'k'));
  auto const taken = unbundled(bundle(sample_document(), key));
  ASSERT_TRUE(taken) << taken.error().msgid;
  EXPECT_EQ(taken->document.parts[2].photos[0].bytes, sample_photograph().bytes);
  auto forged = sample_document();
  forged.parts[2].photos[0].bytes = "<svg onload='x'/>";
  auto const refused = unbundled(bundle(forged, key));
  ASSERT_FALSE(refused);
  EXPECT_STREQ(refused.error().msgid.c_str(), "This picture is not accepted: {}");
  forged.parts[2].photos[0].print = base::fingerprint(forged.parts[2].photos[0].bytes);
  EXPECT_FALSE(unbundled(bundle(forged, key))) << "with its own print it is still no picture";
}

}  // namespace
