// A kit of hostile contents in every format: each is made within its bounds, and no validator installed here has anything to say.
#include <gtest/gtest.h>

#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>

#include <locale>
#include <map>

#include "domain/kit/checks/check.h"
#include "domain/kit/formats.h"
#include "domain/kit/making.h"
#include "domain/kit/page_blocks.h"
#include "platform/files/disk.h"
#include "platform/zim/zim.h"
#include "tests/conformance/hostile_kit.h"

namespace {
namespace fs = std::filesystem;
using kit::testing_::hostile_document, kit::testing_::repeated;

fs::path const source{ESSAIM_SOURCE_DIR};

i18n::Words const& french() {
  static auto const dictionary = i18n::Dictionary::load(ESSAIM_BUILD_DIR "/words");
  return dictionary->words(i18n::Language::french);
}

kit::Workshop const& workshop() {
  static kit::Workshop const one{.kits = {},
                                 .web = source / "build/web",
                                 .pdf = {.typst = {.tools = source / "tools/typst"}},
                                 .program = {},
                                 .share = {},
                                 .validators = {},
                                 .key = base::signing_key_of(std::string(32, 'k'))};
  return one;
}

kit::Dress const& dress() {
  static auto const one = kit::read_dress(workshop().web);
  return one;
}

TEST(HostileKit, IsMadeInEveryFormatAndNoValidatorHasAnythingToSay) {
  files::TemporaryFolder const folder;
  auto const document = hostile_document();
  std::vector<kit::MadeFile> made;
  for (auto const& format : kit::formats()) {
    auto const bytes = kit::make_format(format.code, document, french(), {dress(), workshop()});
    if (!bytes && bytes.error().field == "absent") continue;
    ASSERT_TRUE(bytes) << format.code << ": " << bytes.error().msgid << " "
                       << (bytes.error().arguments.empty() ? "" : bytes.error().arguments.front());
    made.push_back({std::string{format.code}, folder.path() / ("kit" + std::string{format.ending})});
    files::write_atomically(made.back().path, *bytes);
  }
  EXPECT_GE(made.size(), 10u);
  int passed = 0;
  for (auto const& check : kit::check_files(made, document, {source / "node_modules"}, document.frozen_on)) {
    EXPECT_NE(check.result, kit::CheckResult::findings) << check.format << ", " << check.validator << ": " << check.detail;
    passed += check.result == kit::CheckResult::passed;
  }
  EXPECT_GE(passed, 7) << "our own checks at least";
}

/// Numbers as some write them: 1.234,5.
struct Commas final : std::numpunct<char> {
  char do_decimal_point() const override { return ','; }
  char do_thousands_sep() const override { return '.'; }
  std::string do_grouping() const override { return "\3"; }
};

/// Another machine: its clock's zone, its numbers, its folders, what it lets others read.
class Elsewhere {
 public:
  explicit Elsewhere(char const* zone) {
    setenv("TZ", zone, 1);
    setenv("TMPDIR", m_folder.path().c_str(), 1);
    tzset();
    fs::current_path(m_folder.path());
    std::locale::global(std::locale{std::locale::classic(), new Commas});
  }
  ~Elsewhere() {
    std::locale::global(m_locale);
    fs::current_path(m_before);
    ::umask(m_mask);
    unsetenv("TMPDIR");
    setenv("TZ", "UTC", 1);
    tzset();
  }
  Elsewhere(Elsewhere const&) = delete;
  Elsewhere& operator=(Elsewhere const&) = delete;

 private:
  files::TemporaryFolder m_folder;
  fs::path m_before = fs::current_path();
  std::locale m_locale;
  mode_t m_mask = ::umask(0077);
};

/// What each format holds, by a fingerprint; of a ZIM, whose library stamps its index with the hour, what its pages hold.
std::map<std::string, std::string> prints() {
  std::map<std::string, std::string> all;
  auto const document = hostile_document();
  files::TemporaryFolder const folder;
  for (auto const& format : kit::formats()) {
    auto const bytes = kit::make_format(format.code, document, french(), {dress(), workshop()});
    if (!bytes) continue;
    auto held = *bytes;
    if (format.code == "zim") {
      files::write_atomically(folder.path() / "kit.zim", held);
      held = zim_file::read(folder.path() / "kit.zim", "index.html") + zim_file::read(folder.path() / "kit.zim", "style/book.css");
      for (auto const& part : document.parts) held += zim_file::read(folder.path() / "kit.zim", "parts/" + part.slug + ".html");
    }
    all[std::string{format.code}] = base::fingerprint(held);
  }
  return all;
}

TEST(HostileKit, IsTheSameBytesInAnotherFolderTimeZoneAndLocale) {
  auto const here = prints();
  for (char const* zone : {"Pacific/Kiritimati", "America/Lima"}) {
    Elsewhere const elsewhere{zone};
    EXPECT_EQ(prints(), here) << zone;
  }
  EXPECT_GE(here.size(), 10u);
}

TEST(HostileKit, APageOfFiveMegabytesIsRefusedInWordsAndDrawnBySomeoneElseNeverServed) {
  auto const refused = markdown::checked(std::string(5u << 20, 'a'));
  ASSERT_FALSE(refused);
  EXPECT_FALSE(refused.error().msgid.empty());
  EXPECT_TRUE(kit::page_blocks("::: quiz\n" + repeated("{", 100'000)).size() <= 1);
}

}  // namespace
