// Course packages, played by course systems we did not write.
#include <gtest/gtest.h>

#include "domain/kit/export/sample_document.h"
#include "domain/kit/export/scorm.h"
#include "domain/kit/export/site.h"
#include "platform/files/disk.h"
#include "platform/files/process.h"

namespace {
namespace fs = std::filesystem;

fs::path const source{ESSAIM_SOURCE_DIR};

i18n::Words const& french() {
  static auto const dictionary = i18n::Dictionary::load(ESSAIM_BUILD_DIR "/words");
  return dictionary->words(i18n::Language::french);
}

class Course : public testing::Test {
 protected:
  void SetUp() override {
    dress = kit::read_dress(source / "build/web");
    if (dress.player.empty()) GTEST_SKIP() << "The scripts of the packages are missing: node tools/build_web.mjs build/web";
    if (!fs::exists(source / "node_modules/scorm-again")) GTEST_SKIP() << "scorm-again is missing: npm install";
    if (!fs::exists("/usr/bin/chromium") && !std::getenv("ESSAIM_CHROMIUM")) GTEST_SKIP() << "Chromium is missing: apt-get install chromium";
  }
  void unfold(std::string const& package) {
    auto const entries = files::read_zip(package);
    ASSERT_TRUE(entries);
    files::place_folder(folder.path() / "course", *entries);
  }
  void expect_played(std::string const& standard) {
    files::Command command;
    command.program = "node";
    command.arguments = {(source / "tests/conformance/play_scorm.mjs").string(), (folder.path() / "course").string(), standard};
    command.folder = source;
    command.time = std::chrono::seconds{180};
    command.memory_bytes = 0;
    auto const finished = files::run(command);
    EXPECT_TRUE(finished.succeeded()) << finished.output << finished.errors;
  }
  files::TemporaryFolder folder;
  kit::Dress dress;
};

TEST_F(Course, InOnePieceUnderScorm12IsFollowedScoredAndResumed) {
  unfold(kit::course_package(kit::CoursePackage::scorm12, kit::sample_document(), french(), dress));
  expect_played("scorm12");
}

TEST_F(Course, ChapterByChapterUnderScorm12IsFollowedScoredAndResumed) {
  unfold(kit::course_package(kit::CoursePackage::scorm12_chapters, kit::sample_document(), french(), dress));
  expect_played("scorm12");
}

TEST_F(Course, UnderScorm2004IsFollowedScoredAndResumed) {
  unfold(kit::course_package(kit::CoursePackage::scorm2004, kit::sample_document(), french(), dress));
  expect_played("scorm2004");
}

TEST_F(Course, UnderCmi5TellsARecordStoreWhatIsDone) {
  if (!fs::exists(source / "node_modules/xapi-validation")) GTEST_SKIP() << "xapi-validation is missing: npm install";
  unfold(kit::course_package(kit::CoursePackage::cmi5, kit::sample_document(), french(), dress));
  files::Command command;
  command.program = "node";
  command.arguments = {(source / "tests/conformance/play_cmi5.mjs").string(), (folder.path() / "course").string()};
  command.folder = source;
  command.time = std::chrono::seconds{180};
  command.memory_bytes = 0;
  auto const finished = files::run(command);
  EXPECT_TRUE(finished.succeeded()) << finished.output << finished.errors;
}

TEST_F(Course, AsAFolderOpensFromADiskSearchesAndAnswers) {
  files::place_folder(folder.path() / "site", kit::site(kit::sample_document(), french(), dress));
  files::Command command;
  command.program = "node";
  command.arguments = {(source / "tests/conformance/play_offline.mjs").string(), (folder.path() / "site").string()};
  command.folder = source;
  command.time = std::chrono::seconds{120};
  command.memory_bytes = 0;
  auto const finished = files::run(command);
  EXPECT_TRUE(finished.succeeded()) << finished.output << finished.errors;
}

TEST_F(Course, IsTheSameBytesEveryTime) {
  auto const made = [&] { return kit::course_package(kit::CoursePackage::scorm12_chapters, kit::sample_document(), french(), dress); };
  EXPECT_EQ(made(), made());
}

}  // namespace
