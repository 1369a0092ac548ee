// Files made to harm, each with the outcome its index expects, and the mistakes of every spreadsheet.
#include "domain/experiences/content_check.h"
#include "platform/base/csv.h"
#include "platform/base/front_matter.h"
#include "platform/base/text.h"
#include "platform/files/zip.h"
#include "platform/markdown/markdown.h"
#include "tests/conformance/import_place.h"

namespace {

namespace fs = std::filesystem;
using conformance::bytes_of;
using conformance::expect_explained;
using testing::HasSubstr;
using testing::Not;

std::string const mapping_text = R"(format = 1
kind = "experience"
source = "csv"
[key]
columns = ["cle"]
prefix = "PREFIX-"
[[fields]]
field = "title"
column = "titre"
)";

fs::path hostile(std::string const& name) { return conformance::shared() / "malveillants" / name; }

class HostileFiles : public conformance::ImportPlace {
 protected:
  void TearDown() override {
    // The mark every hostile file tries to leave outside its folder.
    for (auto const& place : {m_folder.parent_path(), fs::current_path(), conformance::source, fs::path{"/tmp"}, fs::path{"/"}}) {
      std::error_code error;
      for (auto const& entry : fs::directory_iterator{place, error})
        EXPECT_THAT(entry.path().filename().string(), Not(testing::StartsWith("ESSAIM_PWNED")));
    }
    ImportPlace::TearDown();
  }
  bool here() { return fs::exists(hostile("INDEX.csv")); }
  fs::path mapping(std::string const& prefix, std::string const& key = "titre", std::string const& more = "") {
    auto text = mapping_text;
    text.replace(text.find("PREFIX"), 6, prefix);
    text.replace(text.find("cle"), 3, key);
    return file("mapping.toml", text + more);
  }
  std::vector<std::string> titles(std::string const& prefix) {
    std::vector<std::string> found;
    for (auto const& [slug, sheet] : sheets(prefix)) found.push_back(sheet.content.title);
    return found;
  }
  void expect_rejected(std::string const& csv, std::size_t line, std::string const& field, std::string const& more = "") {
    auto const report = import(file("bad.csv", csv), mapping("rejected", "titre", more));
    ASSERT_TRUE(report) << report.error().front().refusal.msgid;
    expect_explained(*report);
    ASSERT_GE(report->rejected, 1);
    EXPECT_EQ(report->notes.front().problem.line, line);
    EXPECT_THAT(report->notes.front().problem.refusal.field, HasSubstr(field));
  }
};

#define IF_HERE \
  if (!here()) GTEST_SKIP() << "the trial data are not here: set ESSAIM_SHARED to their folder"

TEST_F(HostileFiles, SpreadsheetsOfEveryEncodingGiveTheSameSheets) {
  IF_HERE;
  std::string const more =
      "[[fields]]\nfield = \"context\"\ncolumn = \"texte\"\n[[fields]]\nfield = \"period_start\"\ncolumn = \"date\"\nas = \"day\"\n"
      "[territory]\nrequired = true\n[[territory.ways]]\ntype = \"commune\"\ncode = \"commune\"\n";
  for (std::string const name : {"csv_cp1252_pointvirgule", "csv_utf8_bom"}) {
    auto const report = import(hostile("csv/" + name + ".csv"), mapping(base::slug(name), "titre", more));
    ASSERT_TRUE(report) << report.error().front().refusal.msgid;
    EXPECT_EQ(report->created, 2);
    auto const found = sheets(base::slug(name));
    auto const& cafe = found.at(base::slug(name) + "-cafe-citoyen-d-etaples");
    EXPECT_EQ(cafe.content.title, "Café citoyen d’Étaples");
    EXPECT_EQ(cafe.content.context, "Ligne 1\nLigne 2 ; avec point-virgule et \"guillemets\"");
    EXPECT_EQ(cafe.content.period_start, "2018-05-03");
    EXPECT_EQ(territory_of(cafe), "commune:62318");
    EXPECT_EQ(found.rbegin()->second.content.context, "œuvre, cœur, Noël");
  }
}

TEST_F(HostileFiles, AnOpenQuoteIsRefusedWithItsLineAndNothingGoesIn) {
  IF_HERE;
  auto const report = import(hostile("csv/csv_guillemet_ouvert.csv"), mapping("quote"));
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().front().line, 3u);
  EXPECT_TRUE(sheets("quote").empty());
}

TEST_F(HostileFiles, ColumnsNamedTwiceAreRefused) {
  IF_HERE;
  auto const report = import(hostile("csv/csv_doublons_entete.csv"), mapping("twice"));
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().front().refusal.field, "titre");
}

TEST_F(HostileFiles, ImpossibleDatesAndAmountsAreErrorsOfTheirCellAndALostZeroIsSaid) {
  IF_HERE;
  auto const report = import(hostile("csv/csv_dates_nombres.csv"),
                             mapping("dates", "titre",
                                     "[[fields]]\nfield = \"period_start\"\ncolumn = \"date\"\nas = \"day\"\n[[fields]]\nfield = "
                                     "\"means.budget\"\ncolumn = \"montant\"\nas = \"amount\"\n"
                                     "[territory]\n[[territory.ways]]\ntype = \"commune\"\ncode = \"code_insee\"\n"));
  ASSERT_TRUE(report);
  expect_explained(*report);
  std::vector<std::string> said;
  for (auto const& note : report->notes)
    if (note.rejected) said.push_back(std::to_string(note.problem.line) + " " + note.problem.refusal.field);
  EXPECT_THAT(said, testing::ElementsAre("2 period_start ← date", "3 period_start ← date", "5 period_start ← date", "5 means.budget ← montant"));
  EXPECT_EQ(sheets("dates").at("dates-c").content.means.budget, "12\u202F000\u00A0€");
  auto const zero = import(file("zero.csv", "titre,code_insee\nA,1004\n"),
                           mapping("zero", "titre", "[territory]\n[[territory.ways]]\ntype = \"commune\"\ncode = \"code_insee\"\n"));
  ASSERT_TRUE(zero);
  EXPECT_EQ(zero->notes.front().problem.refusal.arguments, (std::vector<std::string>{"1004", "commune:01004"}));
  EXPECT_EQ(territory_of(sheets("zero").at("zero-a")), "commune:01004");
}

TEST_F(HostileFiles, FormulasAreKeptAsTheyAreAndDefusedForSpreadsheets) {
  IF_HERE;
  auto const report = import(hostile("csv/csv_injection.csv"), mapping("formula", "description"));
  ASSERT_TRUE(report);
  EXPECT_EQ(report->created, 6);
  auto const found = titles("formula");
  EXPECT_THAT(found, testing::Contains("=cmd|' /C calc'!A0"));
  for (auto const& title : found)
    EXPECT_THAT(base::write_csv({{title}}, base::CsvKind::spreadsheet).substr(3),
                testing::AnyOf(testing::StartsWith("'"), testing::StartsWith("\"'")));
}

TEST_F(HostileFiles, ArchivesThatReachOutsideSwellOrLieAreRefused) {
  IF_HERE;
  for (auto const* name :
       {"zip/zipslip_relatif.zip", "zip/zipslip_absolu.zip", "zip/zip_symlink.zip", "zip/bombe_300Mo.zip", "zip/zip_20000_entrees.zip",
        "zip/zip_nom_5000.zip", "zip/zip_tronque.zip", "zip/pas_un_zip.zip", "paquets/scorm_zipslip.zip"}) {
    auto const read = files::read_zip(bytes_of(hostile(name)));
    ASSERT_FALSE(read) << name;
    EXPECT_FALSE(read.error().msgid.empty()) << name;
  }
}

TEST_F(HostileFiles, ArchivesOfHonestToolsOpenWithReadableNames) {
  auto const folder = conformance::shared() / "conformite/zip_encodeurs";
  if (!fs::exists(folder)) GTEST_SKIP() << "the trial data are not here: set ESSAIM_SHARED to their folder";
  for (auto const& entry : fs::directory_iterator{folder}) {
    auto const read = files::read_zip(bytes_of(entry.path()));
    ASSERT_TRUE(read) << entry.path() << " " << read.error().msgid;
    for (auto const& one : *read) EXPECT_TRUE(base::is_clean_utf8(one.name)) << entry.path();
  }
}

TEST_F(HostileFiles, MarkdownAndPastedHtmlShowTheirWordsAndRunNothing) {
  IF_HERE;
  for (auto const* name : {"texte/markdown_xss.md", "texte/html_collage_word.html"}) {
    auto const shown = base::fold(std::string{markdown::render(bytes_of(hostile(name))).markup.markup()});
    for (auto const* harm : {"<script", "<iframe", "<img", "href=\"javascript", "href=\"data:", "href=\"vbscript", "onclick=\"", "<o:p"})
      EXPECT_THAT(shown, Not(HasSubstr(harm))) << name;
  }
}

TEST_F(HostileFiles, NestedDoubledAndBrokenJsonIsRefusedInFrontMatter) {
  IF_HERE;
  for (auto const* name : {"json/json_imbrique.json", "json/json_cles_doubles.json", "json/json_utf8_invalide.json"}) {
    auto const read = base::read_markdown_file("---\n" + bytes_of(hostile(name)) + "\n---\n\nTexte\n", name);
    EXPECT_FALSE(read) << name;
  }
}

TEST_F(HostileFiles, NamesOfFilesNeverLeaveTheirFolder) {
  IF_HERE;
  auto const read =
      base::read_markdown_file("---\nnames: " + base::join({bytes_of(hostile("chaines/noms_de_fichiers.json"))}, "") + "\n---\n", "names");
  ASSERT_TRUE(read) << read.error().refusal.msgid;
  for (auto const* item : read->front.list("names")) {
    auto const& name = item->scalar;
    bool const leaves = name.empty() || name == "." || name == ".." || name.find("..") == 0 || name.front() == '/' ||
        name.find('\\') != std::string::npos || name.find('\0') != std::string::npos || name.find(':') != std::string::npos;
    EXPECT_TRUE(!leaves || !files::is_safe_name(name)) << name;
    EXPECT_THAT(base::slug(name), testing::MatchesRegex("[a-z0-9-]*")) << name;
  }
}

/// Strings → a CSV of titles → sheets → the same strings.
TEST_F(HostileFiles, StringsComeBackExactlyButForDocumentedCleaning) {
  IF_HERE;
  for (std::string const name : {"malveillants/chaines/chaines_francaises.json", "conformite/chaines/blns.json"}) {
    auto const read = base::read_markdown_file("---\nstrings: " + base::join({bytes_of(conformance::shared() / name)}, "") + "\n---\n", name);
    std::vector<std::string> strings;
    if (read)
      for (auto const* item : read->front.list("strings")) strings.push_back(item->scalar);
    else
      for (auto line : base::lines(bytes_of(conformance::shared() / "conformite/chaines/blns.txt"))) strings.emplace_back(line);
    std::vector<std::vector<std::string>> rows{{"cle", "titre"}};
    std::map<std::string, std::string> expected;
    auto const prefix = base::slug(fs::path{name}.stem().string());
    for (std::size_t at = 0; at < strings.size(); ++at) {
      if (!base::is_clean_utf8(strings[at]) || base::trimmed(strings[at]).empty() || strings[at].size() > 300) continue;
      rows.push_back({std::to_string(at), strings[at]});
      experiences::Content content;
      content.title = strings[at];
      expected.emplace(prefix + "-" + std::to_string(at), experiences::normalised(content).title);
    }
    ASSERT_GT(rows.size(), 30u) << name;
    auto const report = import(file("strings.csv", base::write_csv(rows)), mapping(prefix, "cle"));
    ASSERT_TRUE(report) << report.error().front().refusal.msgid;
    std::map<std::string, std::string> found;
    for (auto const& [slug, sheet] : sheets(prefix + "-")) found.emplace(slug, sheet.content.title);
    std::erase_if(expected, [](auto const& one) { return one.second.empty(); });
    EXPECT_EQ(found, expected) << name;
  }
}

TEST_F(HostileFiles, RowsThatCannotBeKeptAreExplainedAndTheOthersGoIn) {
  expect_rejected("titre,b\nBon,1\nTrop,2,3\n", 3, "");
  expect_rejected("titre,b\nBon,1\nCourt\n", 3, "");
  expect_rejected("titre,b\n,1\n", 2, "");
  expect_rejected("titre,b\n" + std::string(400, 'x') + ",1\n", 2, "title");
  expect_rejected("titre,b\nA,1\nB,2\na,3\n", 4, "titre");
  expect_rejected("titre,b\nA,99999\n", 2, "territory", "[territory]\nrequired = true\n[[territory.ways]]\ntype = \"commune\"\ncode = \"b\"\n");
  expect_rejected("titre,b\nA,\"" + std::string(300'000, 'y') + "\"\n", 2, "context", "[[fields]]\nfield = \"context\"\ncolumn = \"b\"\n");
}

TEST_F(HostileFiles, AMergedCommuneIsFollowedAndSaid) {
  auto const report = import(file("merged.csv", "titre,code\nA,38021\n"),
                             mapping("merged", "titre", "[territory]\nrequired = true\n[[territory.ways]]\ntype = \"commune\"\ncode = \"code\"\n"));
  ASSERT_TRUE(report);
  ASSERT_EQ(report->created, 1);
  EXPECT_EQ(territory_of(sheets("merged").at("merged-a")), "commune:38225");
  EXPECT_THAT(report->notes.front().problem.refusal.msgid, HasSubstr("former code"));
}

TEST_F(HostileFiles, FilesThatAreNotWhatTheySayAreRefusedWhole) {
  for (auto const& [name, bytes] : std::map<std::string, std::string>{{"empty", ""},
                                                                      {"nul", std::string{"titre\nA\0B\n", 10}},
                                                                      {"huge cell", "titre\n\"" + std::string(10u << 20, 'z') + "\"\n"},
                                                                      {"other columns", "nom\nA\n"},
                                                                      {"binary", std::string{"PK\x03\x04\0\0\0\0", 8}}}) {
    auto const report = import(file("file.csv", bytes), mapping("refused"));
    ASSERT_FALSE(report) << name;
    EXPECT_FALSE(report.error().front().refusal.msgid.empty());
  }
  EXPECT_FALSE(import(m_folder / "absent.csv", mapping("refused")));
  EXPECT_FALSE(import(m_folder, mapping("refused"))) << "no .csv there but the one before";
  EXPECT_TRUE(sheets("refused").empty());
}

TEST_F(HostileFiles, BytesThatAreNotUtf8AreReadAsWindows) {
  auto const report = import(file("latin.csv",
                                  "titre\n\xC3( \xFF \x93"
                                  "Caf\xE9\x94\n"),
                             mapping("latin"));
  ASSERT_TRUE(report);
  EXPECT_THAT(titles("latin"), testing::ElementsAre("Ã( ÿ “Café”"));
}

TEST_F(HostileFiles, OneBadFileOfAFolderIsOneRejection) {
  fs::create_directories(m_folder / "sheets");
  file("sheets/bon.md", "---\ntitre: Bon\n---\n\nTexte\n");
  file("sheets/cycle.md", "---\na: &x [*x]\ntitre: Cycle\n---\n");
  file("sheets/latin.md", "---\ntitre: Caf\xE9\n---\n");
  file("sheets/sans.md", "Pas de tête\n");
  auto text = mapping_text;
  text.replace(text.find("csv"), 3, "markdown");
  text.replace(text.find("PREFIX"), 6, "folder");
  text.replace(text.find("cle"), 3, "file");
  auto const report = import(m_folder / "sheets", file("folder.toml", text));
  ASSERT_TRUE(report) << report.error().front().refusal.msgid;
  expect_explained(*report);
  EXPECT_EQ(report->created, 1);
  EXPECT_EQ(report->rejected, 3);
}

TEST_F(HostileFiles, ADryRunSaysTheSameAndKeepsNothing) {
  auto const csv = file("dry.csv", "titre\nUn\nDeux\n");
  auto const dry = import(csv, mapping("dry"), true);
  ASSERT_TRUE(dry);
  EXPECT_EQ(dry->created, 2);
  EXPECT_TRUE(sheets("dry").empty());
}

TEST_F(HostileFiles, AnUnknownProgrammeIsSaid) {
  auto const report = exchange::import_rows(database(), m_world, {file("a.csv", "titre\nA\n"), mapping("nowhere"), "nulle-part", false});
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().front().file, "nulle-part");
}

}  // namespace
