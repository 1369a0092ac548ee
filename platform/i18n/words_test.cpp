#include "platform/i18n/words.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <thread>

namespace i18n {
namespace {

constexpr char french_po[] = R"(
msgid ""
msgstr "Language: fr\nContent-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=(n > 1);\n"
msgid "Save"
msgstr "Enregistrer"
msgctxt "button"
msgid "Save"
msgstr "Garder"
msgid "{} by {}"
msgstr "De {1}, {0}"
msgid "{} sheet of {}"
msgid_plural "{} sheets of {}"
msgstr[0] "{} fiche de {}"
msgstr[1] "{} fiches de {}"
)";

class WordsTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    auto const folder = std::filesystem::path{testing::TempDir()} / "essaim_words_test";
    std::filesystem::create_directories(folder / "fr/LC_MESSAGES");
    std::ofstream{folder / "fr.po"} << french_po;
    auto const command = "msgfmt -c -o '" + (folder / "fr/LC_MESSAGES/essaim.mo").string() + "' '" + (folder / "fr.po").string() + "' 2>/dev/null";
    ASSERT_EQ(std::system(command.c_str()), 0);
    dictionary = Dictionary::load(folder.string());
  }
  static void TearDownTestSuite() { dictionary.reset(); }
  static Words const& fr() { return dictionary->words(Language::french); }
  static Words const& en() { return dictionary->words(Language::english); }
  static inline std::unique_ptr<Dictionary> dictionary;
};

base::Instant at(char const* day, int hour, int minute) {
  return base::Instant{std::chrono::sys_days{*base::parse_day(day)}} + std::chrono::hours{hour} + std::chrono::minutes{minute};
}

TEST_F(WordsTest, AMessageIsTranslatedAndWithoutTranslationShownAsItStands) {
  EXPECT_EQ(fr().t("Save"), "Enregistrer");
  EXPECT_EQ(en().t("Save"), "Save");
  EXPECT_EQ(fr().t("Nobody translated this"), "Nobody translated this");
}

TEST_F(WordsTest, AContextDistinguishesTwoMeanings) {
  EXPECT_EQ(fr().tc("button", "Save"), "Garder");
  EXPECT_EQ(fr().tc("menu", "Save"), "Save");
}

TEST_F(WordsTest, ATranslationMayPutTheArgumentsInAnotherOrder) {
  EXPECT_EQ(en().t("{} by {}", {"The shuttle", "Nadia"}), "The shuttle by Nadia");
  EXPECT_EQ(fr().t("{} by {}", {"La navette", "Nadia"}), "De Nadia, La navette");
}

TEST_F(WordsTest, BracesInArgumentsAndStrayBracesAreLeftAlone) {
  EXPECT_EQ(en().t("{} by {}", {"{}", "{0}"}), "{} by {0}");
  EXPECT_EQ(en().t("a {b} {", {"x"}), "a {b} {");
  EXPECT_EQ(en().t("{} and {}", {"one"}), "one and {}");
  EXPECT_EQ(en().t("{7}", {"one"}), "{7}");
}

TEST_F(WordsTest, FrenchSaysOneForZeroAndOne) {
  EXPECT_EQ(fr().tn("{} sheet of {}", "{} sheets of {}", 0, {"Brumeval"}), "0 fiche de Brumeval");
  EXPECT_EQ(fr().tn("{} sheet of {}", "{} sheets of {}", 1, {"Brumeval"}), "1 fiche de Brumeval");
  EXPECT_EQ(fr().tn("{} sheet of {}", "{} sheets of {}", 1200, {"Brumeval"}), "1\u202f200 fiches de Brumeval");
  EXPECT_EQ(en().tn("{} sheet of {}", "{} sheets of {}", 0, {"Brumeval"}), "0 sheets of Brumeval");
  EXPECT_EQ(en().tn("{} sheet of {}", "{} sheets of {}", 1, {"Brumeval"}), "1 sheet of Brumeval");
}

TEST_F(WordsTest, ARefusalIsPutIntoWords) { EXPECT_EQ(fr().refusal({"{} by {}", {"a", "b"}, ""}), "De b, a"); }

TEST_F(WordsTest, NumbersAreSeparatedAsInEachLanguage) {
  EXPECT_EQ(fr().number(std::int64_t{999}), "999");
  EXPECT_EQ(fr().number(std::int64_t{1234567}), "1\u202f234\u202f567");
  EXPECT_EQ(fr().number(std::int64_t{-1200}), "\u22121\u202f200");
  EXPECT_EQ(fr().number(std::numeric_limits<std::int64_t>::min()).size(), std::string{"9223372036854775808"}.size() + 6 * 3 + 3);
  EXPECT_EQ(en().number(std::int64_t{1234567}), "1,234,567");
  EXPECT_EQ(fr().number(3.46, 1), "3,5");
  EXPECT_EQ(fr().number(12345.6, 2), "12\u202f345,60");
  EXPECT_EQ(fr().number(-0.01, 1), "0,0");
}

TEST_F(WordsTest, APercentageNeverRoundsSomethingToNothing) {
  EXPECT_EQ(fr().percent(0.58), "58\u00a0%");
  EXPECT_EQ(en().percent(0.58), "58%");
  EXPECT_EQ(fr().percent(0), "0\u00a0%");
  EXPECT_EQ(fr().percent(0.001), "<\u00a01\u00a0%");
  EXPECT_EQ(fr().percent(0.999), ">\u00a099\u00a0%");
  EXPECT_EQ(fr().percent(1), "100\u00a0%");
}

TEST_F(WordsTest, FileSizesAreInFrenchUnits) {
  EXPECT_EQ(fr().bytes(340), "340\u00a0o");
  EXPECT_EQ(fr().bytes(310'400), "310\u00a0ko");
  EXPECT_EQ(fr().bytes(3'400'000), "3,4\u00a0Mo");
  EXPECT_EQ(fr().bytes(999'900), "1,0\u00a0Mo");
  EXPECT_EQ(en().bytes(11'000'000), "11\u00a0MB");
}

TEST_F(WordsTest, DaysAndHoursAreThoseOfParis) {
  EXPECT_EQ(fr().day(*base::parse_day("2018-05-03")), "3\u00a0mai 2018");
  EXPECT_EQ(fr().day(*base::parse_day("2018-08-01")), "1er\u00a0août 2018");
  EXPECT_EQ(fr().month(*base::parse_day("2018-12-31")), "décembre 2018");
  EXPECT_EQ(fr().hour(at("2018-05-03", 7, 30)), "9\u00a0h\u00a030");
  EXPECT_EQ(fr().hour(at("2018-01-03", 8, 5)), "9\u00a0h\u00a005");
  EXPECT_EQ(fr().hour(at("2018-01-03", 8, 0)), "9\u00a0h");
  EXPECT_EQ(fr().moment(at("2018-05-03", 22, 30)), "4\u00a0mai 2018 à 0\u00a0h\u00a030");
  EXPECT_EQ(en().moment(at("2018-05-03", 7, 30)), "3\u00a0May 2018 at 9:30");
}

TEST_F(WordsTest, ADelaySaysTheDaysAndADistantDateTheDay) {
  auto const now = at("2026-12-10", 23, 30);  // already the 11th in Paris
  EXPECT_EQ(fr().relative_day(at("2026-12-11", 8, 0), now), "aujourd’hui");
  EXPECT_EQ(fr().relative_day(at("2026-12-10", 8, 0), now), "hier");
  EXPECT_EQ(fr().relative_day(at("2026-12-12", 8, 0), now), "demain");
  EXPECT_EQ(fr().relative_day(at("2026-12-23", 8, 0), now), "dans 12 jours");
  EXPECT_EQ(fr().relative_day(at("2026-12-08", 8, 0), now), "il y a 3 jours");
  EXPECT_EQ(fr().relative_day(at("2025-01-01", 8, 0), now), "1er\u00a0janvier 2025");
}

TEST_F(WordsTest, AnEnumerationEndsWithAnAnd) {
  EXPECT_EQ(fr().enumeration({}), "");
  EXPECT_EQ(fr().enumeration({"a"}), "a");
  EXPECT_EQ(fr().enumeration({"a", "b", "c"}), "a, b et c");
  EXPECT_EQ(en().enumeration({"a", "b"}), "a and b");
}

TEST_F(WordsTest, TheOrderIsThatOfADictionary) {
  std::vector<std::string> names{"zèbre", "étable", "eau", "côté", "Eau", "cote", "école", "côte", "coté"};
  std::ranges::sort(names, [](auto const& a, auto const& b) { return fr().comes_before(a, b); });
  EXPECT_EQ(names, (std::vector<std::string>{"cote", "coté", "côte", "côté", "eau", "Eau", "école", "étable", "zèbre"}));
}

TEST_F(WordsTest, TheLanguageOfTheBrowserIsFollowedAndFrenchIsTheDefault) {
  EXPECT_EQ(preferred(""), Language::french);
  EXPECT_EQ(preferred("de, it;q=0.5"), Language::french);
  EXPECT_EQ(preferred("en-GB,en;q=0.9"), Language::english);
  EXPECT_EQ(preferred("de, en;q=0.5, fr;q=0.8"), Language::french);
  EXPECT_EQ(preferred("fr;q=0, en;q=0.1"), Language::english);
  EXPECT_EQ(preferred(";;;,q=,,en;q=x"), Language::french);
}

TEST_F(WordsTest, ThreadsShareTheWords) {
  std::vector<std::jthread> threads;
  std::atomic<int> wrong = 0;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      for (int j = 0; j < 2000; ++j) wrong += fr().t("Save") != "Enregistrer" || en().t("Save") != "Save" || !fr().comes_before("a", "b");
    });
  }
  threads.clear();
  EXPECT_EQ(wrong, 0);
}

TEST(Dictionary, RefusesAFolderWithoutFrench) { EXPECT_THROW(Dictionary::load("/nonexistent"), std::runtime_error); }

}  // namespace
}  // namespace i18n
