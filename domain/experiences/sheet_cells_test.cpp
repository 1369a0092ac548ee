#include "domain/experiences/sheet_cells.h"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include "domain/experiences/content_check.h"
#include "domain/experiences/testing/any_sheet.h"

namespace experiences {
namespace {

i18n::Dictionary const& dictionary() {
  static auto const loaded = i18n::Dictionary::load(std::string{ESSAIM_BUILD_DIR} + "/words");
  return *loaded;
}
i18n::Words const& french() { return dictionary().words(i18n::Language::french); }
CellReader const& reader() {
  static CellReader const one{{&french(), &dictionary().words(i18n::Language::english)}};
  return one;
}

RC_GTEST_PROP(Cells, GiveBackTheSheetTheyTell, ()) {
  auto const sheet = any_sheet();
  for (auto const* words : {&french(), &dictionary().words(i18n::Language::english), static_cast<i18n::Words const*>(nullptr)}) {
    Sheet back;
    for (auto const& cell : cells_of(sheet, words)) {
      auto const refusal = reader().put(back, cell.path, cell.text);
      if (refusal) RC_FAIL(cell.path + ": " + refusal->msgid + " " + cell.text);
    }
    back.content = normalised(std::move(back.content));
    RC_ASSERT(back == sheet);
  }
}

TEST(Cells, AreNamedInFrenchAndKnownByThatName) {
  EXPECT_EQ(column_label("obstacles.2.how", french()), "Frein 2\u00A0: comment il a été surmonté");
  EXPECT_EQ(column_label("title", french()), "Titre");
  for (auto const& path : every_path(60)) {
    EXPECT_EQ(reader().path_of(column_label(path, french())), path);
    EXPECT_EQ(reader().path_of(path), path);
  }
  EXPECT_EQ(reader().path_of("  TITRE "), "title");
  EXPECT_EQ(reader().path_of("Rien de tel"), std::nullopt);
}

TEST(Cells, UnderstandWordsByCodeByLabelAndBoth) {
  Sheet sheet;
  EXPECT_FALSE(reader().put(sheet, "themes", "Mobilités | food | Jeunesse [youth]"));
  EXPECT_THAT(sheet.content.themes, testing::ElementsAre("mobility", "food", "youth"));
  auto const refusal = reader().put(sheet, "themes", "Magie");
  ASSERT_TRUE(refusal);
  EXPECT_EQ(refusal->arguments.front(), "Magie");
}

TEST(Cells, MakeNoItemOfEmptyOnes) {
  Sheet sheet;
  EXPECT_FALSE(reader().put(sheet, "obstacles.3.text", " "));
  EXPECT_TRUE(sheet.content.obstacles.empty());
  EXPECT_TRUE(reader().put(sheet, "obstacles.1.severity", "grave"));
  EXPECT_TRUE(reader().put(sheet, "obstacles.1.overcome", "peut-être"));
  EXPECT_TRUE(reader().put(sheet, "no.such.field", "x"));
}

}  // namespace
}  // namespace experiences
