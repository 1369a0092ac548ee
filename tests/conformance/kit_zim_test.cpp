// A kit as a ZIM, judged by zimcheck and read through kiwix-serve.
#include <gtest/gtest.h>

#include <unistd.h>

#include "domain/kit/export/sample_document.h"
#include "domain/kit/export/zim.h"
#include "platform/files/disk.h"
#include "platform/files/process.h"
#include "platform/zim/zim.h"

namespace {
namespace fs = std::filesystem;

i18n::Words const& french() {
  static auto const dictionary = i18n::Dictionary::load(ESSAIM_BUILD_DIR "/words");
  return dictionary->words(i18n::Language::french);
}

class Zim : public testing::Test {
 protected:
  void SetUp() override {
    auto const made = kit::zim(kit::sample_document(), french(), kit::read_dress(fs::path{ESSAIM_SOURCE_DIR} / "build/web"));
    ASSERT_TRUE(made);
    files::write_atomically(file, *made);
  }
  static bool can_run(std::string const& program) {
    try {
      return files::run({.program = program, .arguments = {"--version"}}).exit_code >= 0;
    } catch (std::system_error const&) {
      return false;
    }
  }
  files::TemporaryFolder folder;
  fs::path const file = folder.path() / "kit.zim";
};

TEST_F(Zim, OpensOnItsCoverFindsTitlesAndWords) {
  auto const opened = zim_file::open(file);
  EXPECT_EQ(opened.title, "Faire ensemble & <autrement>");
  EXPECT_EQ(opened.language, "fra");
  EXPECT_EQ(opened.main_path, "index.html");
  EXPECT_EQ(opened.pages, 5u);
  EXPECT_TRUE(opened.full_text);
  EXPECT_EQ(zim_file::search(file, "navette").size(), 4u)
      << "the cover, its sheet, the chapter and the running order that rest on it: not every page whose contents list it";
  auto const found = zim_file::search(file, "pharmacienne");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].path, "parts/la-navette.html");
  EXPECT_EQ(found[0].title, "La navette du marché");
}

TEST_F(Zim, HoldsTheSamePagesEveryTime) {
  auto const again = folder.path() / "again.zim";
  files::write_atomically(again, *kit::zim(kit::sample_document(), french(), kit::read_dress(fs::path{ESSAIM_SOURCE_DIR} / "build/web")));
  for (char const* path : {"index.html", "parts/dialogue.html", "parts/la-navette.html", "style/book.css"})
    EXPECT_EQ(zim_file::read(again, path), zim_file::read(file, path)) << path;
}

TEST_F(Zim, ZimcheckFindsNothing) {
  if (!can_run("zimcheck")) GTEST_SKIP() << "zimcheck is missing: apt-get install zim-tools";
  auto const finished = files::run({.program = "zimcheck", .arguments = {"-A", "kit.zim"}, .folder = folder.path(), .memory_bytes = 0});
  EXPECT_EQ(finished.exit_code, 0) << finished.output << finished.errors;
  EXPECT_EQ(finished.output.find("[ERROR]"), std::string::npos) << finished.output;
  EXPECT_EQ(finished.output.find("[WARNING]"), std::string::npos) << finished.output;
}

TEST_F(Zim, KiwixServesItsCoverAndFindsItsWords) {
  if (!can_run("kiwix-serve")) GTEST_SKIP() << "kiwix-serve is missing: apt-get install kiwix-tools";
  if (!can_run("curl")) GTEST_SKIP() << "curl is missing: apt-get install curl";
  // The shell ends the server whatever curl says; the whole is bounded by the time given to it.
  auto const script = R"sh(kiwix-serve --port "$1" kit.zim > serve.log 2>&1 & server=$!
for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do curl -fsS "http://127.0.0.1:$1/" > /dev/null 2>&1 && break; sleep 0.2; done
curl -fsSL "http://127.0.0.1:$1/kit/"; echo; echo =====; curl -fsS "http://127.0.0.1:$1/search?content=kit&pattern=pharmacienne"
kill $server)sh";
  auto const port = std::to_string(20000 + static_cast<int>(::getpid() % 20000));
  auto const finished = files::run(
      {.program = "sh", .arguments = {"-c", script, "sh", port}, .folder = folder.path(), .time = std::chrono::seconds{30}, .memory_bytes = 0});
  auto const parting = finished.output.find("=====");
  ASSERT_NE(parting, std::string::npos) << finished.errors;
  EXPECT_NE(finished.output.substr(0, parting).find("Onze territoires racontent"), std::string::npos) << finished.output << finished.errors;
  EXPECT_NE(finished.output.find("la-navette.html", parting), std::string::npos) << finished.output.substr(parting);
}

}  // namespace
