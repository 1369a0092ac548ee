// What leaves for spreadsheets and programs, judged by programs we did not write. A tool that is missing skips its test and says which.
#include <gmock/gmock.h>

#include <boost/json.hpp>

#include "domain/exchange/api.h"
#include "domain/exchange/sheet_export.h"
#include "platform/files/disk.h"
#include "platform/files/process.h"

namespace {

namespace fs = std::filesystem;
namespace json = boost::json;
fs::path const source{ESSAIM_SOURCE_DIR};

i18n::Dictionary const& dictionary() {
  static auto const loaded = i18n::Dictionary::load(ESSAIM_BUILD_DIR "/words");
  return *loaded;
}

files::Finished node(std::vector<std::string> arguments, fs::path const& folder) {
  return files::run({.program = "node",
                     .arguments = std::move(arguments),
                     .folder = folder,
                     .environment = {"REDOCLY_TELEMETRY=off", "REDOCLY_SUPPRESS_UPDATE_NOTICE=true"},
                     .time = std::chrono::seconds{60},
                     .memory_bytes = 0});
}

exchange::Outgoing two_sheets(exchange::Format format) {
  exchange::Outgoing out{
      format, exchange::People::open, "demo", "Parcours", "https://essaim.example/p/demo/experiences", base::Day{std::chrono::year{2026} / 11 / 23},
      {}};
  for (auto const* title : {"L’été à Oô", "=1+1"}) {
    exchange::Going one;
    one.sheet.slug = "fiche-" + std::to_string(out.sheets.size());
    one.sheet.id = experiences::default_id("demo", one.sheet.slug);
    one.sheet.territory = "commune:01004";
    one.territory_name = "Ambérieu-en-Bugey (01)";
    one.sheet.content.title = title;
    one.sheet.content.summary = "Une ligne.\nDeux lignes  et deux espaces.";
    one.sheet.content.keywords = {"01004"};
    out.sheets.push_back(std::move(one));
  }
  return out;
}

class OutgoingWorkbook : public testing::TestWithParam<exchange::Format> {};

TEST_P(OutgoingWorkbook, SaysTheSameToAnotherReader) {
  if (!fs::exists(source / "node_modules/xlsx")) GTEST_SKIP() << "SheetJS is missing: npm install";
  files::TemporaryFolder folder;
  auto const file = exchange::file_of(two_sheets(GetParam()), dictionary().words(i18n::Language::french));
  files::write_atomically(folder.path() / file.name, file.bytes);
  auto const read = node({(source / "tests/conformance/read_workbook.mjs").string(), file.name}, folder.path());
  ASSERT_TRUE(read.succeeded()) << read.errors;
  auto const book = json::parse(read.output).as_object();
  EXPECT_EQ(book.at("names").as_array().size(), 2u);
  auto const& rows = book.at("rows").as_array();
  ASSERT_EQ(rows.size(), 3u);
  auto const cell = [&](std::size_t row, std::string_view column) -> json::value {
    auto const& names = rows[0].as_array();
    for (std::size_t at = 0; at < names.size(); ++at)
      if (names[at].as_string() == json::string_view{column.data(), column.size()}) return rows[row].as_array()[at];
    ADD_FAILURE() << "no column " << column;
    return "";
  };
  EXPECT_EQ(cell(1, "Titre"), "L’été à Oô");
  EXPECT_EQ(cell(2, "Titre"), "=1+1") << "a text, not a formula";
  EXPECT_EQ(cell(1, "Mots-clés"), "01004") << "a code keeps its zero";
  EXPECT_EQ(cell(1, "Territoire (code)"), "commune:01004");
}
INSTANTIATE_TEST_SUITE_P(, OutgoingWorkbook, testing::Values(exchange::Format::xlsx, exchange::Format::ods),
                         [](auto const& info) { return std::string{exchange::code(info.param)}; });

TEST(OpenApi, IsCleanForItsLinter) {
  auto const linter = source / "node_modules/@redocly/cli/bin/cli.js";
  if (!fs::exists(linter)) GTEST_SKIP() << "Redocly is missing: npm install";
  files::TemporaryFolder folder;
  for (auto const language : {i18n::Language::french, i18n::Language::english}) {
    files::write_atomically(folder.path() / "openapi.json", exchange::api::openapi(dictionary().words(language), "https://essaim.example"));
    auto const linted = node({linter.string(), "lint", "--extends=recommended", "--format=json", "openapi.json"}, folder.path());
    auto const from = linted.output.find('{');
    // It needs a Node newer than Debian's.
    if (from == std::string::npos) GTEST_SKIP() << "Redocly does not run here: " << linted.errors;
    auto const totals = json::parse(linted.output.substr(from)).as_object().at("totals").as_object();
    EXPECT_EQ(totals.at("errors").as_int64(), 0) << linted.output;
    EXPECT_EQ(totals.at("warnings").as_int64(), 0) << linted.output;
  }
}

}  // namespace
