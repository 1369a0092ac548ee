#include "platform/spreadsheets/spreadsheets.h"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "platform/files/zip.h"

namespace spreadsheets {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

Workbook book_of(std::vector<std::vector<std::string>> rows) {
  Workbook book{"Fiches", {}, std::move(rows), "À propos", {{"Licence", "CC-BY-SA-4.0"}}};
  std::size_t most = 1;
  for (auto const& row : book.rows) most = std::max(most, row.size());
  for (std::size_t at = 0; at < most; ++at) book.columns.push_back({"Colonne " + std::to_string(at + 1) + " ; « é »", 20});
  return book;
}

std::vector<std::vector<std::string>> cells_of(base::CsvTable const& table) {
  std::vector<std::vector<std::string>> rows;
  for (auto const& row : table.rows) rows.push_back(row.cells);
  return rows;
}

/// The text as any of the formats keeps it: what people type, with what spreadsheets are known to spoil.
std::string any_text() {
  auto const piece =
      rc::gen::elementOf(std::vector<std::string>{"a",     "é",  "=", "+33", "-1", "@", "'",     "01004", "_x0041_", "  ",  "\n", "<b>",
                                                  "&amp;", "\"", ";", ",",   "|",  "😀", "2A004", "1,5",   "l’été",   "]]>", "\t."});
  std::string text = "x";
  for (auto const& one : *rc::gen::resize(8, rc::gen::container<std::vector<std::string>>(piece))) text += one;
  if (*rc::gen::arbitrary<bool>()) text.erase(0, 1);
  // An empty cell, or one of blanks alone, at the end of a line is no cell; inside they are told apart from nothing by no format.
  return text.find_first_not_of(" \n\t") == std::string::npos ? "x" : text;
}

RC_GTEST_PROP(Workbooks, GiveBackWhatWasWritten, ()) {
  auto const height = *rc::gen::inRange(1, 5), width = *rc::gen::inRange(1, 5);
  std::vector<std::vector<std::string>> rows;
  for (int at = 0; at < height; ++at) {
    rows.emplace_back();
    for (int column = 0; column < width; ++column) rows.back().push_back(any_text());
  }
  auto const book = book_of(rows);
  for (auto const& bytes : {write_xlsx(book), write_ods(book), write_csv(book)}) {
    auto const table = read(bytes, "f");
    RC_ASSERT(table.has_value());
    RC_ASSERT(cells_of(*table) == rows);
  }
}

TEST(Workbooks, KeepTextsLongerThanExcelTakesInSeveralColumns) {
  std::string const text(70'000, 'a');
  auto const book = book_of({{"court", text + "é", "fin"}, {"", "b", ""}});
  for (auto const& bytes : {write_xlsx(book), write_ods(book)}) {
    auto const table = read(bytes, "f");
    ASSERT_TRUE(table) << table.error().refusal.msgid;
    EXPECT_EQ(table->columns.size(), 3u);
    EXPECT_EQ(table->rows[0].cells[1], text + "é");
    EXPECT_EQ(table->rows[0].cells[2], "fin");
  }
}

TEST(Workbooks, AreKnownByTheirBytes) {
  auto const book = book_of({{"a"}});
  EXPECT_EQ(format_of(write_xlsx(book)), Format::xlsx);
  EXPECT_EQ(format_of(write_ods(book)), Format::ods);
  EXPECT_EQ(format_of(write_csv(book)), Format::csv);
  EXPECT_EQ(format_of("\xD0\xCF\x11\xE0 old"), std::nullopt);
}

TEST(Csv, OpensInFrenchExcelWithItsAccentsAndRunsNothing) {
  auto const csv = write_csv({"", {{"Titre"}, {"Code"}}, {{"L’été ; à Oô", "01004"}, {"=1+1", "-2"}}, "", {}});
  EXPECT_TRUE(csv.starts_with("\xEF\xBB\xBFTitre;Code\r\n"));
  EXPECT_THAT(csv, HasSubstr("\"L’été ; à Oô\";01004\r\n"));
  EXPECT_THAT(csv, HasSubstr("'=1+1;'-2\r\n"));
}

/// A workbook as other programs write them.
std::string workbook_with(std::string const& sheet, std::string const& styles = "", std::string const& strings = "") {
  std::vector<files::Entry> entries{{"[Content_Types].xml", "<Types/>", false},
                                    {"xl/workbook.xml",
                                     "<x:workbook xmlns:x='m' xmlns:r='r'><x:workbookPr/><x:sheets><x:sheet name='h' state='hidden' "
                                     "r:id='rId9'/><x:sheet name='a' r:id='rId1'/></x:sheets></x:workbook>",
                                     false},
                                    {"xl/_rels/workbook.xml.rels",
                                     "<Relationships><Relationship Id='rId1' Target='worksheets/sheet1.xml'/><Relationship Id='rId9' "
                                     "Target='/xl/worksheets/hidden.xml'/></Relationships>",
                                     false},
                                    {"xl/worksheets/sheet1.xml", sheet, false}};
  if (!styles.empty()) entries.push_back({"xl/styles.xml", styles, false});
  if (!strings.empty()) entries.push_back({"xl/sharedStrings.xml", strings, false});
  return files::zip(entries, base::Day{std::chrono::year{2026} / 1 / 1});
}

TEST(Xlsx, ReadsDaysCodesFormulasAndSharedTexts) {
  auto const bytes = workbook_with(
      "<worksheet><!-- <row> --><sheetData><row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='inlineStr'><is><t>Jour</t></is></c><c r='C1' "
      "t='str'><v>Code</v></c><c r='D1' t='str'><v>Somme</v></c><c r='E1' t='str'><v>Oui</v></c></row>"
      "<row r='4'><c r='A4' t='s'><v>1</v></c><c r='B4' s='1'><v>43223</v></c><c r='C4' s='2'><v>1004</v></c><c r='D4'><f>1+1</f><v>2</v></c><c "
      "r='E4' t='b'><v>1</v></c></row>"
      "<row r='5'><c r='C5' s='3'><v>43223.5</v></c></row></sheetData></worksheet>",
      "<styleSheet><numFmts><numFmt numFmtId='164' formatCode='00000'/><numFmt numFmtId='165' formatCode='dd\\/mm\\/yyyy hh:mm'/></numFmts>"
      "<cellXfs><xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='164'/><xf numFmtId='165'/></cellXfs></styleSheet>",
      "<sst><si><t>Titre</t></si><si><r><t>La na</t></r><r><t>vette</t></r><rPh><t>phon</t></rPh></si></sst>");
  auto const table = read_xlsx(bytes, "f.xlsx");
  ASSERT_TRUE(table) << table.error().refusal.msgid;
  EXPECT_THAT(table->columns, ElementsAre("Titre", "Jour", "Code", "Somme", "Oui"));
  ASSERT_EQ(table->rows.size(), 2u);
  EXPECT_EQ(table->rows[0].line, 4u);
  EXPECT_THAT(table->rows[0].cells, ElementsAre("La navette", "2018-05-03", "01004", "2", "true"));
  EXPECT_THAT(table->rows[1].cells, ElementsAre("", "", "2018-05-03 12:00", "", ""));
}

TEST(Xlsx, TakesTheLineUnderATitleAsTheNamesOfColumns) {
  auto const table = read_xlsx(workbook_with("<w><row><c t='str'><v>Liste des projets</v></c></row><row/><row><c t='str'><v>Titre</v></c><c "
                                             "t='str'><v>Code</v></c></row><row><c t='str'><v>a</v></c></row></w>"),
                               "f");
  ASSERT_TRUE(table);
  EXPECT_THAT(table->columns, ElementsAre("Titre", "Code"));
}

TEST(Xlsx, RefusesWhatIsBrokenOrHidesSomething) {
  for (auto const* sheet : {"<w><row><c><v>1</v></c>", "<!DOCTYPE w [<!ENTITY a 'b'>]><w><row><c t='str'><v>&a;</v></c></row></w>",
                            "<w><row><c t='str'><v>a</c></row></w>", "<w></w>", ""})
    EXPECT_FALSE(read_xlsx(workbook_with(sheet), "f")) << sheet;
  EXPECT_FALSE(read_xlsx("PK\x03\x04 nothing", "f"));
}

TEST(Xlsx, RefusesPastItsLimitsNamingTheLine) {
  std::string rows = "<row r='1'><c t='str'><v>a</v></c></row>";
  for (int at = 2; at < 20; ++at) rows += "<row r='" + std::to_string(at) + "'><c t='str'><v>a</v></c></row>";
  Limits limits;
  limits.rows = 10;
  auto const table = read_xlsx(workbook_with("<w>" + rows + "</w>"), "f.xlsx", limits);
  ASSERT_FALSE(table);
  EXPECT_EQ(table.error().line, 12u);
  limits = {};
  limits.columns = 3;
  EXPECT_FALSE(read_xlsx(workbook_with("<w><row><c r='XFD1' t='str'><v>a</v></c></row></w>"), "f", limits));
}

std::string ods_with(std::string const& table) {
  return files::zip(
      {{"mimetype", "application/vnd.oasis.opendocument.spreadsheet", true},
       {"content.xml", "<office:document-content><office:body><table:table>" + table + "</table:table></office:body></office:document-content>",
        false}},
      base::Day{std::chrono::year{2026} / 1 / 1});
}

TEST(Ods, ReadsDaysCodesRepetitionsAndParagraphs) {
  auto const table = read(
      ods_with("<table:table-row><table:table-cell "
               "office:value-type='string'><text:p>Titre</text:p></table:table-cell><table:table-cell><text:p>Jour</text:p></"
               "table:table-cell><table:table-cell><text:p>Code</text:p></table:table-cell></table:table-row>"
               "<table:table-row table:number-rows-repeated='2'><table:table-cell office:value-type='string'><text:p>a<text:s "
               "text:c='2'/>b</text:p><text:p><text:span>c</text:span></text:p></table:table-cell>"
               "<table:table-cell office:value-type='date' office:date-value='2018-05-03T00:00:00'><text:p>3 "
               "mai</text:p></table:table-cell><table:table-cell office:value-type='float' "
               "office:value='1004'><text:p>01004</text:p></table:table-cell></table:table-row>"
               "<table:table-row table:number-rows-repeated='1048000'><table:table-cell table:number-columns-repeated='16384'/></table:table-row>"),
      "f");
  ASSERT_TRUE(table) << table.error().refusal.msgid;
  ASSERT_EQ(table->rows.size(), 2u);
  EXPECT_THAT(table->rows[1].cells, ElementsAre("a  b\nc", "2018-05-03", "01004"));
}

TEST(Ods, RefusesAMillionLinesThatAreOne) {
  auto const table = read(ods_with("<table:table-row table:number-rows-repeated='4000000000'><table:table-cell "
                                   "table:number-columns-repeated='900'><text:p>x</text:p></table:table-cell></table:table-row>"),
                          "f");
  EXPECT_FALSE(table);
}

std::filesystem::path shared() { return std::filesystem::path{ESSAIM_SOURCE_DIR} / ".." / "shared" / "data"; }
std::string bytes_of(std::filesystem::path const& path) {
  std::ifstream file{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{file}, {}};
}

TEST(RealWorkbooks, AreRead) {
  if (!std::filesystem::exists(shared())) GTEST_SKIP() << "../shared/data is not here";
  for (auto const& entry : std::filesystem::directory_iterator{shared() / "conformite" / "xlsx"}) {
    auto const table = read(bytes_of(entry.path()), entry.path().filename().string());
    ASSERT_TRUE(table) << entry.path() << ": " << table.error().refusal.msgid;
    EXPECT_GT(table->columns.size(), 5u) << entry.path();
  }
}

TEST(HostileWorkbooks, GiveTheValueAndNeverTheFormula) {
  auto const path = shared() / "malveillants" / "documents" / "xlsx_formule.xlsx";
  if (!std::filesystem::exists(path)) GTEST_SKIP() << "../shared/data is not here";
  auto const table = read(bytes_of(path), "f.xlsx");
  if (!table) return;  // a refusal is an answer too
  for (auto const& column : table->columns) EXPECT_FALSE(column.starts_with("=")) << column;
  for (auto const& row : table->rows)
    for (auto const& cell : row.cells) EXPECT_FALSE(cell.starts_with("=")) << cell;
}

}  // namespace
}  // namespace spreadsheets
