// A frozen état des lieux as files, judged by programs we did not write. A tool that is missing skips its test and says which.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/report_document.h"
#include "platform/files/disk.h"
#include "platform/files/process.h"

namespace {
namespace fs = std::filesystem;
using testing::HasSubstr;

fs::path const source{ESSAIM_SOURCE_DIR};

i18n::Words const& french() {
  static auto const dictionary = i18n::Dictionary::load(ESSAIM_BUILD_DIR "/words");
  return dictionary->words(i18n::Language::french);
}

/// Invented numbers, with what is hard to print: guillemets, marks of Markdown, a hidden number.
synthesis::Report a_report() {
  synthesis::Reading reading;
  reading.exact = false;
  reading.sheets = 12;
  reading.territories = 9;
  reading.obstacles = {{"time", {8}, {3}, 19}, {"money", {5}, {0, true}, 9}, {"legal", {0, true}, {0, true}, 0}};
  reading.levers = {{"peers", {6}}, {"funding", {4}}};
  reading.pairs = {{"time", "peers", {3}}};
  reading.together = {{"time", "peers", {5}}, {"money", "funding", {0, true}}};
  reading.themes = {{"food", {7}}, {"sport", {0}}};
  synthesis::Snapshot snapshot;
  snapshot.number = "1.2";
  snapshot.frozen_at = base::Instant{std::chrono::sys_days{std::chrono::year{2026} / 5 / 3}};
  snapshot.note = "Avant la session de mai";
  snapshot.sentences = {
      {"", "obstacles", "Le *temps* manque [partout], « même » à l’été <2025>.", true, {{"la-navette", "f1", "La navette", "Brumeval"}}}};
  programme::Brief const brief{accounts::ProgrammeId::trusted("00000000-0000-8000-8000-000000000001"), "demo", "Parcours d’essai", "", true};
  synthesis::Setting const setting{french(), "demo", "12 fiches.", {}, {}, {}};
  return synthesis::report_of(brief, snapshot, reading, setting, charts::MapShapes{}, "https://essaim.example/p/demo/state-of-play/1.2");
}

base::Outcome<std::string> printed() {
  kit::Workshop workshop;
  workshop.pdf.typst.tools = source / "tools/typst";
  return app::report_pdf(workshop)(a_report(), french());
}

bool can_run(std::string const& program, std::string const& argument) {
  try {
    return files::run({.program = program, .arguments = {argument}}).exit_code >= 0;
  } catch (std::system_error const&) {
    return false;
  }
}

TEST(AFrozenStateOfPlay, IsATaggedPdfThatSaysItsNumbersAndItsMethod) {
  auto const bytes = printed();
  ASSERT_TRUE(bytes) << bytes.error().msgid << (bytes.error().arguments.empty() ? "" : bytes.error().arguments[0]);
  if (!can_run("pdfinfo", "-v") || !can_run("pdftotext", "-v") || !can_run("qpdf", "--version")) GTEST_SKIP() << "apt-get install poppler-utils qpdf";
  files::TemporaryFolder folder;
  files::write_atomically(folder.path() / "state.pdf", *bytes);
  auto const output = [&](std::string program, std::vector<std::string> arguments) {
    return files::run({.program = std::move(program), .arguments = std::move(arguments), .folder = folder.path()}).output;
  };
  EXPECT_THAT(output("qpdf", {"--qdf", "--object-streams=disable", "state.pdf", "-"}), HasSubstr("pdfuaid:part"));
  auto const tree = output("pdfinfo", {"-struct", "state.pdf"});
  for (auto const* element : {"Figure", "Table", "TH", "H1"}) EXPECT_THAT(tree, HasSubstr(element));
  auto const text = output("pdftotext", {"state.pdf", "-"});
  for (auto const* said :
       {"Manque de temps", "masqué", "Position minoritaire", "Le *temps* manque [partout]", "3 mai 2026", "Wilson", "Exemple fictif"})
    EXPECT_THAT(text, HasSubstr(said));
  EXPECT_EQ(printed().value(), *bytes) << "the same state, the same bytes";
}

TEST(AFrozenStateOfPlay, IsASheetForASpreadsheetWithItsMethod) {
  auto const rows = synthesis::rows_of(a_report(), french());
  auto const has = [&](std::string const& words) {
    return std::ranges::any_of(
        rows, [&](auto const& row) { return std::ranges::any_of(row, [&](auto const& cell) { return cell.find(words) != std::string::npos; }); });
  };
  for (auto const* said : {"Manque de temps", "Position minoritaire", "état des lieux 1.2", "Wilson"}) EXPECT_TRUE(has(said)) << said;
}

}  // namespace
