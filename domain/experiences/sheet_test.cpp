#include "domain/experiences/sheet.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace experiences {
namespace {

std::string const whole = R"(---
title: La navette
summary: |-
  Un minibus.
  Deux lignes.
size: sheet
status: published
visibility: public
territory: epci:244400404
published: 2027-01-03
themes:
  - mobility
actions:
  - date: 2025-03
    title: "Tournée : la question"
    key_moment: yes
means:
  budget: 12 000 €
  funding:
    - commune
    - club
results:
  - text: Plus de monde
    foreseen: no
obstacles:
  - type: mistrust
    severity: 3
    overcome: yes
    text: Vingt minutes.
    how: Par la présence.
  - type: time
    severity: 2
    text: Une seule personne.
levers:
  - type: third_party
    text: La receveuse.
    overcame: f1
  - type: peers
    text: Un cahier.
    overcame:
      - f1
      - f2
can_be_visited: yes
licence: CC-BY-SA-4.0
language: fr
---

## Contexte

En 2024, la ligne s’arrête.

### Avant

Rien.

## Si c’était à refaire

Pareil.
)";

std::vector<base::Problem> problems_of(std::string const& text, std::string const& file = "experiences/la-navette.md") {
  auto const read = parse_sheet(text, file);
  return read ? std::vector<base::Problem>{} : read.error();
}

TEST(Sheet, IsReadWithEveryField) {
  auto const sheet = parse_sheet(whole, "experiences/la-navette.md");
  ASSERT_TRUE(sheet) << sheet.error().front().refusal.msgid;
  EXPECT_EQ(sheet->slug, "la-navette");
  EXPECT_EQ(sheet->status, Status::published);
  EXPECT_EQ(sheet->content.summary, "Un minibus.\nDeux lignes.");
  EXPECT_EQ(sheet->content.means.funding, (std::vector<std::string>{"commune", "club"}));
  EXPECT_FALSE(sheet->content.results.front().foreseen);
  EXPECT_EQ(sheet->content.levers[1].overcame, (std::vector<std::string>{"f1", "f2"}));
  EXPECT_EQ(sheet->content.context, "En 2024, la ligne s’arrête.\n\n### Avant\n\nRien.");
  EXPECT_EQ(sheet->content.if_again, "Pareil.");
}

TEST(Sheet, OnceWrittenCanonicallyIsTheSameBytesForEver) {
  auto const sheet = parse_sheet(whole, "la-navette.md");
  ASSERT_TRUE(sheet);
  auto const text = format_sheet(*sheet);
  EXPECT_EQ(text, whole);
  auto const again = parse_sheet(text, "la-navette.md");
  ASSERT_TRUE(again);
  EXPECT_EQ(*again, *sheet);
}

TEST(Sheet, OfTheDemonstrationComesBackTheSame) {
  int count = 0;
  for (auto const& entry : std::filesystem::directory_iterator{ESSAIM_SOURCE_DIR "/programmes/demonstration/experiences"}) {
    std::ostringstream bytes;
    bytes << std::ifstream{entry.path()}.rdbuf();
    auto const sheet = parse_sheet(bytes.str(), entry.path().string());
    ASSERT_TRUE(sheet) << entry.path() << ":" << sheet.error().front().line << " " << sheet.error().front().refusal.msgid;
    auto const text = format_sheet(*sheet);
    auto const again = parse_sheet(text, entry.path().string());
    ASSERT_TRUE(again) << entry.path() << ":" << again.error().front().line << " " << again.error().front().refusal.msgid << "\n" << text;
    EXPECT_EQ(format_sheet(*again), text);
    EXPECT_EQ(text, bytes.str()) << entry.path();
    ++count;
  }
  EXPECT_GT(count, 0);
}

struct Mistake {
  char const* about;
  std::string from, to;
  std::size_t line;
  std::string field, said;
};

TEST(Sheet, NamesTheLineAndTheFieldOfEveryMistake) {
  std::vector<Mistake> const mistakes = {
      {"an unknown field", "size: sheet", "sise: sheet", 6, "sise", "Unknown field"},
      {"an unknown theme", "  - mobility", "  - mobilité", 12, "themes", "not in the list"},
      {"an unknown obstacle", "type: mistrust", "type: trust", 26, "obstacles.1.type", "not in the list"},
      {"a severity out of range", "severity: 3", "severity: 9", 27, "obstacles.1.severity", "Severity"},
      {"a severity in words", "severity: 3", "severity: grave", 27, "obstacles.1.severity", "number"},
      {"a lever that overcame nothing", "overcame: f1", "overcame: f7", 37, "levers.1.overcame", "names no obstacle"},
      {"an impossible day", "published: 2027-01-03", "published: 2027-13-03", 10, "published", "not a day"},
      {"neither yes nor no", "key_moment: yes", "key_moment: peut-être", 16, "actions.1.key_moment", "yes or no"},
      {"an unknown section", "## Contexte", "## Conteste", 48, "", "Unknown section"},
      {"no title", "title: La navette\n", "", 1, "title", "required"},
      {"an unknown field inside", "how: Par la présence.", "who: Par la présence.", 30, "obstacles.1.who", "Unknown field"},
  };
  for (auto const& mistake : mistakes) {
    auto text = whole;
    text.replace(text.find(mistake.from), mistake.from.size(), mistake.to);
    auto const problems = problems_of(text);
    ASSERT_FALSE(problems.empty()) << mistake.about;
    EXPECT_EQ(problems.front().line, mistake.line) << mistake.about;
    EXPECT_EQ(problems.front().refusal.field, mistake.field) << mistake.about;
    EXPECT_NE(problems.front().refusal.msgid.find(mistake.said), std::string::npos) << mistake.about << ": " << problems.front().refusal.msgid;
    EXPECT_EQ(problems.front().file, "experiences/la-navette.md");
  }
}

TEST(Sheet, TellsEveryMistakeAtOnce) {
  auto text = whole;
  text.replace(text.find("type: mistrust"), 14, "type: trust");
  text.replace(text.find("overcame: f1"), 12, "overcame: f7");
  EXPECT_EQ(problems_of(text).size(), 2u);
}

TEST(Sheet, IsRefusedUnderAHostileFileName) {
  EXPECT_FALSE(problems_of(whole, "../../etc/La Navette.md").empty());
  EXPECT_FALSE(problems_of(whole, "experiences/.md").empty());
}

TEST(Sheet, KeepsTheCodesOfPassagesThatNoLongerFollowTheirOrder) {
  auto sheet = *parse_sheet(whole, "experiences/la-navette.md");
  ASSERT_EQ(sheet.content.obstacles.size(), 2u);
  EXPECT_EQ(sheet.content.obstacles.back().code, "f2");
  EXPECT_EQ(format_sheet(sheet).find("code:"), std::string::npos);
  sheet.content.obstacles.erase(sheet.content.obstacles.begin());
  sheet.content.retired = {"f1"};
  for (auto& lever : sheet.content.levers) std::erase(lever.overcame, "f1");
  auto const text = format_sheet(sheet);
  EXPECT_NE(text.find("  - code: f2\n"), std::string::npos) << text;
  auto const back = parse_sheet(text, "experiences/la-navette.md");
  ASSERT_TRUE(back);
  EXPECT_EQ(back->content.obstacles.front().code, "f2");
  EXPECT_EQ(back->content.retired, std::vector<std::string>{"f1"});
  EXPECT_EQ(format_sheet(*back), text);
}

}  // namespace
}  // namespace experiences
