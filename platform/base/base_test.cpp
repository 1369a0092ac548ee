#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "platform/base/csv.h"
#include "platform/base/front_matter.h"
#include "platform/base/log.h"
#include "platform/base/text.h"
#include "platform/base/world.h"

using testing::ElementsAre;

TEST(Text, FoldingForgivesAccentsCaseLigaturesAndApostrophes) {
  EXPECT_EQ(base::fold("L’Été à Œuvres-lès-Moÿ"), "l'ete a oeuvres-les-moy");
  EXPECT_EQ(base::fold("CŒUVRES"), base::fold("cœuvres"));
  EXPECT_EQ(base::fold("58\u00A0%"), "58 %");
}

TEST(Text, AnAddressIsMadeOfPlainLettersAndCutAtAWord) {
  EXPECT_EQ(base::slug("L’été à Oô !"), "l-ete-a-oo");
  EXPECT_EQ(base::slug("« ??? »"), "");
  EXPECT_EQ(base::slug("une adresse vraiment trop longue", 20), "une-adresse");
}

TEST(Log, AMessageIsOneLineWhateverItHolds) {
  testing::internal::CaptureStderr();
  base::log::error("refused by\r\n2026-01-01T00:00:00 info all is well\x1b[2K");
  auto const said = testing::internal::GetCapturedStderr();
  EXPECT_EQ(std::ranges::count(said, '\n'), 1) << said;
  EXPECT_EQ(said.find('\x1b'), std::string::npos);
}

TEST(Text, NulAndBrokenUtf8AreRefused) {
  EXPECT_TRUE(base::is_clean_utf8("école 🐝"));
  EXPECT_FALSE(base::is_clean_utf8(std::string_view("a\0b", 3)));
  EXPECT_FALSE(base::is_clean_utf8("\xC3"));
  EXPECT_FALSE(base::is_clean_utf8("\xED\xA0\x80"));
  EXPECT_FALSE(base::is_clean_utf8("\xC0\xAF"));
}

TEST(Text, AWindowsTextBecomesUtf8) { EXPECT_EQ(base::from_windows_1252("\x80 \xE9t\xE9 \x9C\x92"), "€ été œ’"); }

TEST(Text, AShortenedTextEndsAtAWord) {
  EXPECT_EQ(base::shortened("une école au village", 11), "une école…");
  EXPECT_EQ(base::shortened("court", 11), "court");
}

TEST(Csv, TheSeparatorTheEncodingAndTheByteOrderMarkAreRecognised) {
  auto const table = base::read_csv("\xEF\xBB\xBFnom;code\nAmb\xC3\xA9rieu;01004\n", "t.csv");
  ASSERT_TRUE(table);
  EXPECT_THAT(table->columns, ElementsAre("nom", "code"));
  EXPECT_EQ(table->cell(table->rows.at(0), "code"), "01004");
  auto const windows = base::read_csv("nom;code\nAmb\xE9rieu;01004\n", "t.csv");
  ASSERT_TRUE(windows);
  EXPECT_TRUE(windows->was_windows_1252);
  EXPECT_EQ(windows->cell(windows->rows.at(0), "nom"), "Ambérieu");
}

TEST(Csv, AnErrorNamesTheLine) {
  auto const open = base::read_csv("a,b\n1,2\n3,\"open\n", "t.csv");
  ASSERT_FALSE(open);
  EXPECT_EQ(open.error().line, 3u);
  auto const twice = base::read_csv("a,a\n1,2\n", "t.csv");
  ASSERT_FALSE(twice);
  EXPECT_EQ(twice.error().refusal.field, "a");
  EXPECT_FALSE(base::read_csv("", "t.csv"));
}

TEST(Csv, ARowKnowsTheLineItStartsOnEvenAfterACellOfSeveralLines) {
  auto const table = base::read_csv("a,b\n\"one\ntwo\",x\nlast,y\n", "t.csv");
  ASSERT_TRUE(table);
  EXPECT_EQ(table->rows.at(0).line, 2u);
  EXPECT_EQ(table->rows.at(1).line, 4u);
}

TEST(Csv, AFormulaIsNeutralisedForSpreadsheetsOnly) {
  EXPECT_EQ(base::write_csv({{"=1+1", "b"}}, base::CsvKind::spreadsheet), "\xEF\xBB\xBF'=1+1;b\r\n");
  EXPECT_EQ(base::write_csv({{"=1+1", "b"}}), "=1+1,b\n");
}

RC_GTEST_PROP(Csv, WhatIsWrittenIsReadBack, ()) {
  auto const width = *rc::gen::inRange(1, 5);
  auto const cell = rc::gen::container<std::string>(rc::gen::elementOf(std::string{"ab,;\"\n x"}));
  auto const rows =
      *rc::gen::container<std::vector<std::vector<std::string>>>(rc::gen::container<std::vector<std::string>>(static_cast<std::size_t>(width), cell));
  std::vector<std::vector<std::string>> all{{}};
  for (int at = 0; at < width; ++at) all.front().push_back("column" + std::to_string(at));
  for (auto const& row : rows)
    if (std::any_of(row.begin(), row.end(), [](auto const& text) { return !text.empty(); })) all.push_back(row);
  auto const table = base::read_csv(base::write_csv(all), "t.csv");
  RC_ASSERT(table.has_value());
  RC_ASSERT(table->rows.size() == all.size() - 1);
  for (std::size_t at = 1; at < all.size(); ++at) RC_ASSERT(table->rows[at - 1].cells == all[at]);
}

TEST(FrontMatter, FieldsKeepTheirLineAndTheBodyItsOwn) {
  auto const file = base::read_markdown_file("---\ntitle: La navette\nlevers:\n  - type: peers\n    overcame: [f1]\n---\n\n## Contexte\n", "n.md");
  ASSERT_TRUE(file);
  EXPECT_EQ(file->front.text("title"), "La navette");
  auto const levers = file->front.list("levers");
  ASSERT_EQ(levers.size(), 1u);
  EXPECT_EQ(levers.front()->line, 4u);
  EXPECT_EQ(levers.front()->list("overcame").front()->scalar, "f1");
  EXPECT_EQ(file->body, "## Contexte\n");
  EXPECT_EQ(file->body_line, 8u);
}

TEST(FrontMatter, WhatCouldHideATrapIsRefusedWithItsLine) {
  auto const refused = [](std::string const& yaml) {
    auto const file = base::read_markdown_file("---\n" + yaml + "\n---\n", "n.md");
    return file ? 0u : static_cast<unsigned>(file.error().line);
  };
  EXPECT_EQ(refused("a: 1\na: 2"), 3u);
  EXPECT_EQ(refused("a: &x 1"), 2u);
  EXPECT_EQ(refused("a: 1\nb: *x"), 3u);
  EXPECT_EQ(refused("a: !!binary x"), 2u);
  EXPECT_EQ(refused("a: [[[[[[[[[[1]]]]]]]]]]"), 2u);
  EXPECT_EQ(refused("a: [1"), 3u);
  EXPECT_FALSE(base::read_markdown_file("---\ntitle: never closed\n", "n.md"));
}

RC_GTEST_PROP(FrontMatter, WhatIsWrittenIsReadBack, ()) {
  auto const word = rc::gen::container<std::string>(rc::gen::elementOf(std::string{"ab:#-'\"|>[{&*!%@`0 \n~?,"}));
  auto const one = *word;
  auto const many = *rc::gen::container<std::vector<std::string>>(word);
  auto const inside = *word;
  std::string const text = base::FrontMatterWriter{}
                               .field("one", one)
                               .list("many", many)
                               .items("maps", {{{"inside", {inside}}, {"list", {"x", inside + "y"}}}})
                               .map("map", {{"inside", {inside}}, {"z", {"1"}}})
                               .with_body("Corps\n");
  auto const file = base::read_markdown_file(text, "n.md");
  RC_LOG() << text;
  if (!file) RC_LOG() << file.error().refusal.msgid << (file.error().refusal.arguments.empty() ? "" : file.error().refusal.arguments[0]);
  RC_ASSERT(file.has_value());
  RC_ASSERT(file->front.text("one") == one);
  auto const read = file->front.list("many");
  RC_ASSERT(read.size() == many.size());
  for (std::size_t at = 0; at < many.size(); ++at) RC_ASSERT(read[at]->scalar == many[at]);
  RC_ASSERT(file->front.list("maps").at(0)->text("inside") == inside);
  RC_ASSERT(file->front.list("maps").at(0)->list("list").at(1)->scalar == inside + "y");
  RC_ASSERT(file->front.find("map")->text("inside") == inside);
  RC_ASSERT(file->body == "Corps\n");
}

TEST(Toml, TablesAndTheirLinesAreRead) {
  auto const read = base::read_toml("format = 1\nfictional = true\nstarts = 2026-03-02\n\n[[phases]]\nkey = \"call\"\n", "p.toml");
  ASSERT_TRUE(read);
  EXPECT_EQ(read->text("format"), "1");
  EXPECT_EQ(read->text("fictional"), "yes");
  EXPECT_EQ(read->text("starts"), "2026-03-02");
  EXPECT_EQ(read->list("phases").at(0)->line, 5u);
  EXPECT_EQ(base::read_toml("a = \n", "p.toml").error().line, 1u);
}

TEST(World, AnIdentifierSortsByTheHourItWasMade) {
  struct Stopped final : base::World {
    base::Instant now() const override { return hour; }
    std::string random_bytes(std::size_t count) const override { return std::string(count, '\x5A'); }
    base::Instant hour{};
  } world;
  world.hour = base::from_milliseconds(1'000);
  auto const first = world.new_uuid();
  world.hour = base::from_milliseconds(1'001);
  EXPECT_LT(first, world.new_uuid());
  EXPECT_EQ(base::canonical_uuid(first), first);
  EXPECT_EQ(first[14], '7');
}

TEST(World, TheSameNameGivesTheSameIdentifierEverywhere) {
  EXPECT_EQ(base::uuid_from_name("territory/commune/44109"), base::uuid_from_name("territory/commune/44109"));
  EXPECT_NE(base::uuid_from_name("territory/commune/44109"), base::uuid_from_name("territory/epci/44109"));
}

TEST(World, AnImpossibleDayIsRefused) {
  EXPECT_FALSE(base::parse_day("2026-02-30"));
  EXPECT_FALSE(base::parse_day("2026-2-3"));
  EXPECT_EQ(base::iso(*base::parse_day("2018-05-03")), "2018-05-03");
}
