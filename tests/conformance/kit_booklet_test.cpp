// The booklet to print, read by programs we did not write: A4 sheets, every page once, each where the fold wants it.
#include <gmock/gmock.h>

#include <regex>

#include "domain/kit/export/booklet.h"
#include "domain/kit/export/sample_document.h"
#include "domain/kit/making.h"
#include "domain/kit/testing/french.h"
#include "platform/files/disk.h"
#include "platform/files/process.h"
#include "platform/pdf/booklet.h"
#include "platform/pdf/testing/plain_pages.h"

namespace {
namespace fs = std::filesystem;
using kit::testing_::french;
using testing::HasSubstr;

fs::path const source{ESSAIM_SOURCE_DIR};

class PrintedBooklet : public testing::Test {
 protected:
  void SetUp() override {
    for (auto const& [program, package] : {std::pair{"qpdf", "qpdf"}, {"pdfinfo", "poppler-utils"}, {"pdftotext", "poppler-utils"}}) try {
        (void)files::run({.program = program, .arguments = {"--version"}});
      } catch (std::system_error const&) {
        GTEST_SKIP() << program << " is missing: apt-get install " << package;
      }
  }
  void keep(std::string const& bytes) const { files::write_atomically(folder.path() / "booklet.pdf", bytes); }
  std::string output_of(std::string const& program, std::vector<std::string> arguments) const {
    auto const finished = files::run({.program = program, .arguments = std::move(arguments), .folder = folder.path()});
    EXPECT_TRUE(finished.succeeded()) << program << ": " << finished.output << finished.errors;
    return finished.output;
  }
  /// What stands on the left or right half of a face.
  std::string half(int number, bool left) const {
    auto const page = std::to_string(number);
    return output_of("pdftotext", {"-f", page, "-l", page, "-x", left ? "0" : "421", "-y", "0", "-W", "421", "-H", "596", "booklet.pdf", "-"});
  }
  std::string said() const {
    output_of("qpdf", {"--check", "booklet.pdf"});
    return output_of("pdfinfo", {"booklet.pdf"});
  }
  static int pages_in(std::string const& information) {
    std::smatch found;
    return std::regex_search(information, found, std::regex{"Pages: +(\\d+)"}) ? std::stoi(found[1]) : 0;
  }
  files::TemporaryFolder folder;
};

TEST_F(PrintedBooklet, EveryPageStandsOnceWhereTheFoldWantsIt) {
  for (int const pages : {1, 4, 5, 8, 13}) {
    keep(pdf_file::booklet(pdf_file::testing_::plain_pages(pages), "Faire « ensemble »", "fr"));
    auto const about = said();
    EXPECT_THAT(about, HasSubstr("(A4)"));
    EXPECT_THAT(about, HasSubstr("Faire « ensemble »"));
    auto const faces = pdf_file::folded(pages);
    ASSERT_EQ(pages_in(about), static_cast<int>(faces.size())) << about;
    auto const words = [&](std::optional<int> page) {
      return page ? "page " + std::to_string(*page + 1) + " of " + std::to_string(pages) + "\n\n\f" : std::string{"\f"};
    };
    for (std::size_t at = 0; at < faces.size(); ++at) {
      EXPECT_EQ(half(static_cast<int>(at) + 1, true), words(faces[at].left)) << "left of face " << at << " of " << pages;
      EXPECT_EQ(half(static_cast<int>(at) + 1, false), words(faces[at].right)) << "right of face " << at << " of " << pages;
    }
  }
}

TEST_F(PrintedBooklet, TheSampleKitsSheetsHoldItsA5PagesAndTellThePrinterHowToTurnThem) {
  kit::PdfWorkshop const workshop{.typst = {.tools = source / "tools/typst"}};
  auto const small = kit::pdf(kit::sample_document(), french(), workshop, {kit::Paper::a5});
  if (!small && small.error().field == "absent") GTEST_SKIP() << "Node or the Typst package is missing: npm install";
  ASSERT_TRUE(small);
  auto const made = kit::booklet(kit::sample_document(), french(), workshop);
  ASSERT_TRUE(made);
  EXPECT_EQ(*made, *kit::booklet(kit::sample_document(), french(), workshop)) << "the same bytes every time";
  files::write_atomically(folder.path() / "small.pdf", *small);
  keep(*made);
  int const pages = pages_in(output_of("pdfinfo", {"small.pdf"}));
  auto const about = said();
  EXPECT_THAT(about, HasSubstr("(A4)"));
  EXPECT_THAT(about, HasSubstr("livret à imprimer"));
  EXPECT_EQ(about.find("Date:"), std::string::npos) << about;
  EXPECT_EQ(pages_in(about) * 2, pages) << "the A5 pages fill whole sheets";
  for (int page = 1; page <= pages; ++page) {
    auto const number = std::to_string(page);
    auto const alone = output_of("pdftotext", {"-f", number, "-l", number, "small.pdf", "-"});
    auto const faces = pdf_file::folded(pages);
    auto const holds = [&](pdf_file::Face const& face) { return face.left == page - 1 || face.right == page - 1; };
    auto const at = std::ranges::find_if(faces, holds) - faces.begin();
    EXPECT_EQ(half(static_cast<int>(at) + 1, faces[static_cast<std::size_t>(at)].left == page - 1), alone) << "page " << page;
  }
  auto const plain = output_of("qpdf", {"--qdf", "--object-streams=disable", "booklet.pdf", "-"});
  EXPECT_THAT(plain, HasSubstr("/Duplex /DuplexFlipShortEdge"));
}

TEST_F(PrintedBooklet, TheShortVersionIsFoldedToo) {
  auto document = kit::sample_document();
  document.parts[2].brief = true;
  kit::Workshop workshop;
  workshop.pdf = {.typst = {.tools = source / "tools/typst"}};
  auto const make = [&] { return kit::make_format("booklet-brief", document, french(), {{}, workshop}); };
  auto const made = make();
  if (!made && made.error().field == "absent") GTEST_SKIP() << "Node or the Typst package is missing: npm install";
  ASSERT_TRUE(made);
  EXPECT_EQ(*made, *make());
  keep(*made);
  auto const about = said();
  EXPECT_THAT(about, HasSubstr("(A4)"));
  EXPECT_EQ(pages_in(about) % 2, 0) << "sheets have two faces";
  auto const text = output_of("pdftotext", {"booklet.pdf", "-"});
  EXPECT_THAT(text, HasSubstr("Chez vous, qui peut inviter ?"));
  EXPECT_EQ(text.find("La pharmacienne a invité"), std::string::npos) << "a chapter of the whole kit alone";
  document.parts[2].brief = false;
  EXPECT_EQ(make().error().field, "absent") << "no chapter is in the short version";
}

}  // namespace
