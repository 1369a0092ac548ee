#include "domain/atelier/sheet.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "domain/atelier/content_check.h"
#include "domain/atelier/content_json.h"

namespace atelier {
namespace {

std::string const whole = R"(---
title: L’arpentage
pitch: Deux heures à pied, une craie par personne.
status: published
visibility: public
author: agathe@essaim.example
published: 2026-10-14
licence: CC-BY-SA-4.0
language: fr
purposes:
  - Donner la parole
stages:
  - diagnosis
  - proposal
duration_min: 90
duration_max: 120
mode: in_person
difficulty: 1
preparation: |-
  La veille.

  À pied.
steps:
  - title: "Départ : en silence"
    minutes: 10
    instruction: Dix minutes sans parler.
    tip: Rien.
  - title: Une croix
    instruction: Chacun marque.
watch_points:
  - Prévenez les propriétaires.
experiences_using:
  - les-clefs
trials:
  - territory: commune:08490
    who: Agathe
    date: 2024-03-16
    where: Vouziers
    worked: yes
    text: Vingt-deux croix.
  - who: Un voisin
    worked: no
    adapted_how: "Charbon et non craie : les murs sont blancs."
---

La marche fait venir : [[les-clefs#f1]].

## Après

N’ouvrez pas d’appel à projets.
)";

std::vector<base::Problem> problems_of(std::string const& text, std::string const& file = "methods/arpentage.md") {
  auto const read = parse_sheet(text, file);
  return read ? std::vector<base::Problem>{} : read.error();
}

TEST(MethodSheet, IsReadWithEveryField) {
  auto const sheet = parse_sheet(whole, "methods/arpentage.md");
  ASSERT_TRUE(sheet) << sheet.error().front().refusal.msgid;
  EXPECT_EQ(sheet->slug, "arpentage");
  EXPECT_EQ(sheet->status, Status::published);
  EXPECT_EQ(sheet->author, "agathe@essaim.example");
  EXPECT_EQ(sheet->content.duration_max, 120);
  EXPECT_EQ(sheet->content.preparation, "La veille.\n\nÀ pied.");
  ASSERT_EQ(sheet->content.steps.size(), 2u);
  EXPECT_EQ(sheet->content.steps[0], (Step{"Départ : en silence", "Dix minutes sans parler.", "Rien.", 10}));
  ASSERT_EQ(sheet->trials.size(), 2u);
  EXPECT_EQ(sheet->trials[0].territory, "commune:08490");
  EXPECT_EQ(sheet->trials[1].worked, "no");
  EXPECT_EQ(sheet->content.body, "La marche fait venir : [[les-clefs#f1]].\n\n## Après\n\nN’ouvrez pas d’appel à projets.");
  EXPECT_EQ(cited_by(sheet->content), (std::vector<Cited>{{"les-clefs", "f1"}, {"les-clefs", ""}}));
}

TEST(MethodSheet, OnceWrittenCanonicallyIsTheSameBytesForEver) {
  auto const sheet = parse_sheet(whole, "arpentage.md");
  ASSERT_TRUE(sheet);
  EXPECT_EQ(format_sheet(*sheet), whole);
  auto const again = parse_sheet(format_sheet(*sheet), "arpentage.md");
  ASSERT_TRUE(again);
  EXPECT_EQ(*again, *sheet);
}

TEST(MethodSheet, OfTheDemonstrationComesBackTheSame) {
  int count = 0, trials = 0;
  for (auto const& entry : std::filesystem::directory_iterator{ESSAIM_SOURCE_DIR "/programmes/demonstration/methods"}) {
    std::ostringstream bytes;
    bytes << std::ifstream{entry.path()}.rdbuf();
    auto const sheet = parse_sheet(bytes.str(), entry.path().string());
    ASSERT_TRUE(sheet) << entry.path() << ":" << sheet.error().front().line << " " << sheet.error().front().refusal.field << " "
                       << sheet.error().front().refusal.msgid;
    EXPECT_EQ(format_sheet(*sheet), bytes.str()) << entry.path();
    EXPECT_EQ(content_from_json(to_json(sheet->content)), sheet->content);
    EXPECT_FALSE(cited_by(sheet->content).empty()) << entry.path();
    trials += static_cast<int>(sheet->trials.size());
    ++count;
  }
  EXPECT_GE(count, 12);
  EXPECT_GT(trials, 10);
}

struct Mistake {
  char const* about;
  std::string from, to;
  std::size_t line;
  std::string field, said;
};

TEST(MethodSheet, NamesTheLineAndTheFieldOfEveryMistake) {
  std::vector<Mistake> const mistakes = {
      {"an unknown field", "purposes:", "purpose:", 11, "purpose", "Unknown field"},
      {"an unknown stage", "  - diagnosis", "  - diagnostic", 13, "stages", "not in the list"},
      {"an unknown mode", "mode: in_person", "mode: outside", 17, "mode", "not in the list"},
      {"a difficulty out of range", "difficulty: 1", "difficulty: 4", 18, "difficulty", "number from 0"},
      {"minutes in words", "minutes: 10", "minutes: dix", 25, "steps.1.minutes", "number was expected"},
      {"an unknown field of a step", "tip: Rien.", "tips: Rien.", 27, "steps.1.tips", "Unknown field"},
      {"a duration upside down", "duration_min: 90", "duration_min: 900", 16, "duration_max", "smaller than"},
      {"a trial that says nothing", "    worked: no\n", "", 41, "trials.2.worked", "Say whether it worked"},
      {"an impossible day", "date: 2024-03-16", "date: 16 mars", 37, "trials.1.date", "not a date"},
      {"an unknown state", "status: published", "status: ready", 4, "status", "not in the list"},
      {"a day of publication that is none", "published: 2026-10-14", "published: 2026-14-14", 7, "published", "not a day"},
      {"no title", "title: L’arpentage\n", "", 1, "title", "title"},
      {"an experience named by its title", "  - les-clefs", "  - Les clefs", 33, "experiences_using", "not the address"},
  };
  for (auto const& mistake : mistakes) {
    auto text = whole;
    text.replace(text.find(mistake.from), mistake.from.size(), mistake.to);
    auto const problems = problems_of(text);
    ASSERT_FALSE(problems.empty()) << mistake.about;
    EXPECT_EQ(problems.front().line, mistake.line) << mistake.about;
    EXPECT_EQ(problems.front().refusal.field, mistake.field) << mistake.about;
    EXPECT_NE(problems.front().refusal.msgid.find(mistake.said), std::string::npos) << mistake.about << ": " << problems.front().refusal.msgid;
    EXPECT_EQ(problems.front().file, "methods/arpentage.md");
  }
}

TEST(MethodSheet, TellsEveryMistakeAtOnce) {
  auto text = whole;
  text.replace(text.find("mode: in_person"), 15, "mode: nowhere");
  text.replace(text.find("  - diagnosis"), 13, "  - diagnostic");
  EXPECT_EQ(problems_of(text).size(), 2u);
}

TEST(MethodSheet, IsRefusedUnderAHostileFileNameOrWithoutItsFields) {
  EXPECT_FALSE(problems_of(whole, "../../etc/Arpentage Un.md").empty());
  EXPECT_FALSE(problems_of(whole, ".md").empty());
  EXPECT_EQ(problems_of("Un texte seul.\n").front().refusal.field, "title");
  EXPECT_FALSE(problems_of("").empty());
}

/// Texts full of what YAML and Markdown take for marks.
rc::Gen<std::string> odd_text() { return rc::gen::container<std::string>(rc::gen::elementOf(std::string{"ab \n:#-'\"[]{}|>&*!%@`,?~0.\\yesno"})); }

RC_GTEST_PROP(MethodSheet, ComesBackFromItsFileWhateverItsTexts, ()) {
  auto const title = *odd_text(), text = *odd_text();
  Sheet sheet;
  sheet.slug = "une-methode";
  sheet.content.title = "t" + title;
  sheet.content.pitch = "p";
  sheet.content.variants = *rc::gen::container<std::vector<std::string>>(odd_text());
  sheet.content.variants.resize(std::min<std::size_t>(sheet.content.variants.size(), 50));
  sheet.content.preparation = text;
  sheet.content.body = text + "\n\n" + title;
  sheet.content.steps = {{title, text, title, 5}};
  sheet.trials = {{"", title, "2024", text, "partly", text, title}};
  sheet.content = normalised(std::move(sheet.content));
  sheet.trials[0] = normalised(sheet.trials[0]);
  RC_ASSERT(check(sheet.content).empty());
  auto const read = parse_sheet(format_sheet(sheet), "une-methode.md");
  RC_ASSERT(read.has_value());
  RC_ASSERT(*read == sheet);
  RC_ASSERT(content_from_json(to_json(sheet.content)) == sheet.content);
}

}  // namespace
}  // namespace atelier
