// A kit of hostile contents in every format: each is made within its bounds, and no validator installed here has anything to say.
#include <gtest/gtest.h>

#include <stdlib.h>
#include <time.h>

#include <map>

#include "domain/kit/checks/check.h"
#include "domain/kit/export/sample_document.h"
#include "domain/kit/formats.h"
#include "domain/kit/making.h"
#include "domain/kit/page_blocks.h"
#include "platform/files/disk.h"

namespace {
namespace fs = std::filesystem;

fs::path const source{ESSAIM_SOURCE_DIR};

i18n::Words const& french() {
  static auto const dictionary = i18n::Dictionary::load(ESSAIM_BUILD_DIR "/words");
  return dictionary->words(i18n::Language::french);
}

kit::Workshop const& workshop() {
  static kit::Workshop const one{.kits = {},
                                 .web = source / "build/web",
                                 .pdf = {.tools = source / "tools/typst"},
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

std::string repeated(std::string_view text, int times) {
  std::string out;
  for (int time = 0; time < times; ++time) out += text;
  return out;
}

/// Whatever someone may type or paste.
std::string const& hostile_text() {
  static std::string const text =
      "# 🐝🏽‍♀️ Emoji, ZWJ \xE2\x80\x8D et drapeaux 🇫🇷\n\n"
      "مرحبا بكم في السوق \xE2\x80\x8F(שלום)\xE2\x80\x8E – de droite à gauche \xE2\x80\xAE"
      "esrevni\xE2\x80\xAC.\n\n"
      "=cmd|' /C calc'!A0 +1 -1 @SUM(A1) $x^2_1$ \\\\frac{a}{b} #panic() {{ 7*7 }} ${jndi:ldap://x} <script>alert(1)</script> ]]> <!-- --> &amp; "
      "&#0; &nbsp; \"quotes\" 'apos'\n\n"
      "[lien](javascript:alert(1)) [cycle](/p/demonstration/methods/quarante-minutes) [![image](x.png)](https://example.org/%zz) "
      "<https://example.org/?a=1&b=\"2\">\n\n"
      "Cloche\x07 et retour\x0b, non-caractère \xEF\xBF\xBE, espace insécable\xC2\xA0: mot" +
      repeated("trèslong", 200) + "\n\n" + repeated("> ", 12) + "profond\n\n" + repeated("- ", 6) +
      "liste\n\n"
      "| a | b |\n|---|:-:|\n| `|` \\| | **x** |\n| 1 | 2 | 3 |\n\n"
      "1) un\n7) sept\n\n```js\n</code></pre><script>\n```\n\n[^n]: note [^n] et [[la-navette#l1]]\n\nappel[^n] et encore[^n].\n";
  return text;
}

kit::Document hostile_document() {
  auto document = kit::sample_document();
  document.title = "🐝 Kit « hostile » & <b>\"gras\"</b> مرحبا";
  document.subtitle = repeated("sous-titre ", 60);
  document.credits.push_back({"עברית 😀", "rôle & <x>", "L’Haÿ-les-Roses"});
  kit::Block block;
  block.id = "b1";
  block.title = "Titre 🐝 =1+1 </h2>";
  block.markdown = hostile_text();
  kit::Block quiz;
  quiz.id = "b2";
  quiz.questions = {{"b2-q1",
                     kit::QuestionKind::single,
                     "😀 ::x::",
                     "Où {est} le ~piège~ = # ? <img src=x onerror=alert(1)>",
                     "",
                     {{"a </script> & \"b\"", true, "]]>"}, {"مرحبا", false, ""}}}};
  kit::Part part{"emoji", "🐝 " + repeated("titre long ", 20), 1, "page", "/p/demonstration/methods/emoji", "", {block, quiz}};
  // Two parts that point to each other.
  kit::Ground there{"quarante-minutes", "Vers l’autre", "", "", "/p/demonstration/methods/quarante-minutes", ""},
      back{"emoji", "Et retour", "", "", "/p/demonstration/methods/emoji", ""};
  part.blocks[0].grounds = {there};
  document.parts[2].blocks[0].grounds = {back};
  document.parts.push_back(part);
  kit::Part empty{"vide", "Vide", 1, "page", "", "", {}};
  document.parts.push_back(empty);
  return document;
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

TEST(HostileKit, IsTheSameBytesInAnotherFolderAndTimeZone) {
  auto const made = [](char const* zone) {
    setenv("TZ", zone, 1);
    tzset();
    std::map<std::string, std::string> all;
    // The library of ZIM stamps its index with the hour: its pages are compared in kit_zim_test.
    for (auto const& format : kit::formats())
      if (format.code != "zim")
        if (auto bytes = kit::make_format(format.code, hostile_document(), french(), {dress(), workshop()}))
          all[std::string{format.code}] = base::fingerprint(*bytes);
    return all;
  };
  auto const there = made("Pacific/Kiritimati");
  EXPECT_EQ(made("America/Lima"), there);
  EXPECT_GE(there.size(), 9u);
}

TEST(HostileKit, APageOfFiveMegabytesIsRefusedInWordsAndDrawnBySomeoneElseNeverServed) {
  auto const refused = markdown::checked(std::string(5u << 20, 'a'));
  ASSERT_FALSE(refused);
  EXPECT_FALSE(refused.error().msgid.empty());
  EXPECT_TRUE(kit::page_blocks("::: quiz\n" + repeated("{", 100'000)).size() <= 1);
}

}  // namespace
