// The codes one points a phone at, read back by a program that is not ours: they hold the address of the edition.
#include <gmock/gmock.h>

#include <regex>

#include "domain/kit/export/booklet.h"
#include "domain/kit/export/sample_document.h"
#include "domain/kit/reading_views.h"
#include "domain/kit/testing/french.h"
#include "platform/files/disk.h"
#include "platform/files/drawing.h"
#include "platform/files/process.h"
#include "platform/files/qr.h"

namespace {
namespace fs = std::filesystem;
using kit::testing_::french;

fs::path const source{ESSAIM_SOURCE_DIR};

class Codes : public testing::Test {
 protected:
  void SetUp() override {
    for (auto const& [program, package] : {std::pair{"zbarimg", "zbar-tools"}, {"pdftoppm", "poppler-utils"}}) try {
        (void)files::run({.program = program, .arguments = {"--version"}});
      } catch (std::system_error const&) {
        GTEST_SKIP() << program << " is missing: apt-get install " << package;
      }
  }
  /// What a camera reads on a picture, a code a line.
  std::string read_on(std::string const& picture) const {
    return files::run({.program = "zbarimg", .arguments = {"--quiet", "--raw", "--nodbus", picture}, .folder = folder.path()}).output;
  }
  std::string read_on_drawing(std::string const& svg) const {
    auto const painted = files::png_of_svg(svg, 300);
    if (!painted) return "not drawn";
    files::write_atomically(folder.path() / "code.png", *painted);
    return read_on("code.png");
  }
  /// On a page as it is printed. `page` counts from 1; 0 is the last.
  std::string read_on_paper(std::string const& pdf, int page) const {
    files::write_atomically(folder.path() / "kit.pdf", pdf);
    if (page == 0) {
      auto const about = files::run({.program = "pdfinfo", .arguments = {"kit.pdf"}, .folder = folder.path()}).output;
      std::smatch found;
      page = std::regex_search(about, found, std::regex{"Pages: +(\\d+)"}) ? std::stoi(found[1]) : 1;
    }
    auto const number = std::to_string(page);
    auto const painted = files::run({.program = "pdftoppm",
                                     .arguments = {"-r", "150", "-png", "-singlefile", "-f", number, "-l", number, "kit.pdf", "page"},
                                     .folder = folder.path()});
    return painted.succeeded() ? read_on("page.png") : painted.errors;
  }
  files::TemporaryFolder folder;
};

/// Of the programme's own kit, and of a territory that adapted it.
std::vector<std::string> const addresses = {"https://essaim.example/p/demonstration/kit/1.0",
                                            "https://essaim.example:8443/p/demonstration/kit/of/group-200000001/12.10.1"};

TEST_F(Codes, BackCoversOnPaperLeadToTheEdition) {
  kit::PdfWorkshop const workshop{.typst = {.tools = source / "tools/typst"}};
  for (auto const& address : addresses) {
    auto document = kit::sample_document();
    document.home_address = address;
    auto const large = kit::pdf(document, french(), workshop);
    if (!large && large.error().field == "absent") GTEST_SKIP() << "Node or the Typst package is missing: npm install";
    auto const small = kit::pdf(document, french(), workshop, {kit::Paper::a5}), folded = kit::booklet(document, french(), workshop);
    ASSERT_TRUE(large && small && folded);
    EXPECT_EQ(read_on_paper(*large, 0), address + "\n") << "A4";
    EXPECT_EQ(read_on_paper(*small, 0), address + "\n") << "A5";
    EXPECT_EQ(read_on_paper(*folded, 1), address + "\n") << "the outside of the outer sheet";
  }
}

TEST_F(Codes, TheTakeAwayPageLeadsToTheEdition) {
  for (auto const& address : addresses) {
    auto document = kit::sample_document();
    document.home_address = address;
    kit::Edition edition;
    edition.number = document.number;
    kit::KitAddress const kit_address{document.programme_slug, ""};
    auto const page = kit::take_away_page({{document, edition, {}, {}, kit_address, {}}, {}, {}, ""}, french());
    auto const shown = page.qr.markup();
    auto const begin = shown.find("<svg"), end = shown.rfind("</svg>");
    ASSERT_NE(end, std::string::npos) << shown;
    EXPECT_EQ(read_on_drawing(std::string{shown.substr(begin, end + 6 - begin)}), address + "\n");
  }
}

TEST_F(Codes, TheReaderTellsOneAddressFromAnother) {
  EXPECT_EQ(read_on_drawing(files::qr_svg("https://essaim.example/p/autre/kit/1.0")), "https://essaim.example/p/autre/kit/1.0\n");
  EXPECT_EQ(read_on_drawing("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\" width=\"9\" height=\"9\"><path d=\"M1 1h3v3z\"/></svg>"),
            "");
}

}  // namespace
