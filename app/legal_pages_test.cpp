#include "app/legal_pages.h"

#include <gtest/gtest.h>

#include <fstream>

#include "platform/files/disk.h"

namespace {

TEST(AccessibilityEvidence, IsReadAsTheJourneysWriteIt) {
  files::TemporaryFolder const folder;
  auto const file = (folder.path() / "accessibility.json").string();
  std::ofstream{file} << R"({"day":"2026-11-25","pages":84,"faults":0,"tool":"axe-core 4.10.3","widths":"360, 1280"})";
  auto const evidence = app::read_evidence(file);
  ASSERT_TRUE(evidence);
  EXPECT_EQ(evidence->pages, 84);
  EXPECT_EQ(evidence->tool, "axe-core 4.10.3");
}

TEST(AccessibilityEvidence, ClaimsNothingWithoutAResultItCanRead) {
  files::TemporaryFolder const folder;
  auto const file = (folder.path() / "accessibility.json").string();
  EXPECT_FALSE(app::read_evidence(file));
  std::ofstream{file} << R"({"day":"2026-11-25"})";
  EXPECT_FALSE(app::read_evidence(file));
}

}  // namespace
