// Common Cartridges against what the specification asks (domain/kit/checks/cartridge_check.h).
#include <gtest/gtest.h>

#include <set>

#include "domain/kit/audience.h"
#include "domain/kit/checks/cartridge_check.h"
#include "domain/kit/export/cartridge.h"
#include "domain/kit/export/epub.h"
#include "domain/kit/export/sample_document.h"
#include "domain/kit/quiz.h"

namespace {

i18n::Words const& french() {
  static auto const dictionary = i18n::Dictionary::load(ESSAIM_BUILD_DIR "/words");
  return dictionary->words(i18n::Language::french);
}

std::string made(kit::CartridgeVersion version) {
  return kit::cartridge(version, kit::sample_document(), french(),
                        {{"kit.epub", kit::epub(kit::for_medium(kit::sample_document(), kit::Medium::book, french()), french()), true}});
}

std::vector<files::Entry> opened(kit::CartridgeVersion version) { return files::read_zip(made(version)).value(); }

TEST(Cartridge, OfBothVersionsHoldsWhatTheSpecificationAsks) {
  EXPECT_EQ(kit::wrong_in_cartridge(opened(kit::CartridgeVersion::v1_1)), std::vector<std::string>{});
  EXPECT_EQ(kit::wrong_in_cartridge(opened(kit::CartridgeVersion::v1_3)), std::vector<std::string>{});
}

TEST(Cartridge, BringsPagesPicturesQuizzesLinksAndTheBook) {
  std::set<std::string> names;
  for (auto const& entry : opened(kit::CartridgeVersion::v1_1)) names.insert(entry.name);
  for (char const* name : {"imsmanifest.xml", "pages/dialogue.html", "pictures/leviers.svg", "quizzes/dialogue.xml", "links/link-kit.xml",
                           "links/link-1.xml", "files/kit.epub", "pages/la-navette.html"})
    EXPECT_TRUE(names.contains(name)) << name;
}

TEST(Cartridge, IsTheSameBytesEveryTime) { EXPECT_EQ(made(kit::CartridgeVersion::v1_1), made(kit::CartridgeVersion::v1_1)); }

TEST(CartridgeCheck, FindsWhatIsWrong) {
  auto const spoilt = [](auto change) {
    auto entries = opened(kit::CartridgeVersion::v1_1);
    change(entries);
    return kit::wrong_in_cartridge(entries).size();
  };
  auto const replace = [](std::string const& from, std::string const& to) {
    return [from, to](std::vector<files::Entry>& entries) {
      for (auto& entry : entries)
        if (auto const at = entry.bytes.find(from); at != std::string::npos && !entry.name.ends_with(".epub"))
          entry.bytes.replace(at, from.size(), to);
    };
  };
  EXPECT_GT(spoilt([](std::vector<files::Entry>& entries) { entries.push_back({"also.txt", "x", false}); }), 0u);
  EXPECT_GT(spoilt([](std::vector<files::Entry>& entries) { entries.erase(entries.begin() + 1); }), 0u);
  EXPECT_GT(spoilt(replace("<schemaversion>1.1.0", "<schemaversion>1.2.0")), 0u);
  EXPECT_GT(spoilt(replace("identifierref=\"quiz-dialogue\"", "identifierref=\"gone\"")), 0u);
  EXPECT_GT(spoilt(replace("<varequal respident=\"response\">a2<", "<varequal respident=\"response\">a9<")), 0u);
  EXPECT_GT(spoilt(replace("cc.multiple_choice.v0p1", "cc.unknown.v0p1")), 0u);
  EXPECT_GT(spoilt(replace("src=\"../pictures/leviers.svg\"", "src=\"../pictures/other.svg\"")), 0u);
  EXPECT_GT(spoilt(replace("linkrefid=\"a2_fb\"", "linkrefid=\"gone_fb\"")), 0u);
}

}  // namespace
