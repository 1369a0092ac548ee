#include "domain/atelier/method.h"

#include <gtest/gtest.h>

#include "domain/atelier/content_check.h"
#include "domain/atelier/life_cycle.h"
#include "domain/atelier/merge.h"

namespace atelier {
namespace {

using accounts::Function;
using accounts::Power;
using accounts::Visibility;

auto const programme_id = accounts::ProgrammeId::trusted("00000000-0000-8000-8000-000000000001");

accounts::Viewer member(std::string const& id, Function function, Power power) {
  accounts::Viewer viewer;
  viewer.person = accounts::PersonId::trusted(id);
  viewer.memberships.push_back({programme_id, std::nullopt, function, power});
  return viewer;
}
accounts::Viewer const author = member("a", Function::pioneer, Power::contribute), other = member("b", Function::pioneer, Power::contribute),
                       lead = member("c", Function::programme_lead, Power::administer), reader = member("d", Function::learner, Power::read);

KeptTrial trial(std::string const& territory, std::string const& typology, std::string const& worked = "yes") {
  KeptTrial one;
  if (!territory.empty()) one.territory = accounts::TerritoryId::trusted(territory);
  one.typology = typology;
  one.trial.worked = worked;
  return one;
}

Method method(Status status = Status::draft, Visibility visibility = Visibility::public_) {
  Method one;
  one.programme = programme_id;
  one.author = author.person;
  one.status = status;
  one.visibility = visibility;
  one.content.title = "L’arpentage";
  one.content.pitch = "À pied.";
  one.content.body = "On marche.";
  return one;
}

/// English words without a catalogue.
i18n::Words const& english() {
  static auto const dictionary = i18n::Dictionary::load(std::string{ESSAIM_BUILD_DIR} + "/words");
  return dictionary->words(i18n::Language::english);
}
i18n::Words const& french() {
  static auto const dictionary = i18n::Dictionary::load(std::string{ESSAIM_BUILD_DIR} + "/words");
  return dictionary->words(i18n::Language::french);
}

TEST(Trials, OfOneTerritoryCountOnce) {
  std::vector<KeptTrial> const trials = {trial("x", "rural"), trial("x", "rural", "no"), trial("y", "urban"), trial("z", "rural"), trial("", "")};
  EXPECT_EQ(trust_of(trials), (Trust{5, 3, 2, 1}));
  EXPECT_EQ(trust_line(trust_of(trials), english()), "Tried by 3 territories, 2 of them rural");
  EXPECT_EQ(trust_line({9, 7, 3, 0}, french()), "Essayée par 7 territoires, dont 3 ruraux");
}

TEST(Trials, AreToldInWordsWhateverTheirNumber) {
  EXPECT_EQ(trust_line({}, english()), "Not yet tried");
  EXPECT_EQ(trust_line({2, 0, 0, 0}, english()), "Tried 2 times");
  EXPECT_EQ(trust_line({1, 1, 1, 0}, english()), "Tried by one territory, a rural one");
  EXPECT_EQ(trust_line({1, 1, 0, 0}, english()), "Tried by one territory");
  EXPECT_EQ(trust_line({4, 3, 3, 0}, english()), "Tried by 3 territories, all of them rural");
  EXPECT_EQ(trust_line({4, 3, 1, 0}, english()), "Tried by 3 territories, one of them rural");
}

TEST(Durations, AreSaidAsPeopleSayThem) {
  EXPECT_EQ(duration_in_words(90, 120, french()), "1\u00A0h\u00A030 à 2\u00A0h");
  EXPECT_EQ(duration_in_words(0, 45, french()), "45\u00A0min");
  EXPECT_EQ(duration_in_words(65, 65, english()), "1 h 05");
  EXPECT_EQ(duration_in_words(0, 0, english()), "");
  EXPECT_EQ(group_in_words(12, 40, english()), "12 to 40 people");
  EXPECT_EQ(group_in_words(5, 0, english()), "at least 5 people");
}

TEST(AMethod, IsReadByItsAuthorThenByTheCohortThenByAll) {
  struct Scenario {
    Status status;
    Visibility visibility;
    bool by_author, by_lead, by_other, by_visitor;
  };
  for (auto const& one : std::vector<Scenario>{{Status::draft, Visibility::public_, true, true, false, false},
                                               {Status::draft, Visibility::private_, true, false, false, false},
                                               {Status::tested, Visibility::public_, true, true, true, false},
                                               {Status::tested, Visibility::companion, true, true, false, false},
                                               {Status::to_review, Visibility::cohort, true, true, true, false},
                                               {Status::published, Visibility::public_, true, true, true, true},
                                               {Status::published, Visibility::cohort, true, true, true, false},
                                               {Status::deprecated, Visibility::public_, true, true, true, true}}) {
    auto const sheet = method(one.status, one.visibility);
    EXPECT_EQ(may_read(author, sheet), one.by_author) << code(one.status);
    EXPECT_EQ(may_read(lead, sheet), one.by_lead) << code(one.status);
    EXPECT_EQ(may_read(other, sheet), one.by_other) << code(one.status);
    EXPECT_EQ(may_read({}, sheet), one.by_visitor) << code(one.status);
  }
}

TEST(AMethod, IsWrittenTogetherUntilItIsOut) {
  EXPECT_TRUE(may_write(other, method(Status::tested)));
  EXPECT_FALSE(may_write(reader, method(Status::tested)));
  EXPECT_FALSE(may_write(other, method(Status::published)));
  EXPECT_TRUE(may_write(author, method(Status::published)));
  EXPECT_TRUE(may_write(lead, method(Status::published)));
  EXPECT_FALSE(may_write({}, method(Status::published)));
  EXPECT_TRUE(may_tell_a_trial(other, method(Status::published)));
  EXPECT_FALSE(may_tell_a_trial(reader, method(Status::published)));
  EXPECT_FALSE(may_tell_a_trial(other, method(Status::draft)));
}

TEST(AMethod, IsPublishedByTheTeamOnceReadAndOnceItSaysHowItGoes) {
  auto sheet = method(Status::to_review);
  EXPECT_EQ(transition(author, sheet, Status::published, true).error().msgid, "Only the team of the programme may do this: ask for a proofreading.");
  EXPECT_FALSE(transition(lead, sheet, Status::published, true)->unread);
  sheet.content.body.clear();
  EXPECT_EQ(transition(lead, sheet, Status::published, true).error().field, "steps");
  sheet.content.steps = {{"Partir", "", "", 5}};
  EXPECT_TRUE(transition(lead, sheet, Status::published, true));
  EXPECT_FALSE(transition(lead, sheet, Status::deprecated));
  EXPECT_FALSE(transition(reader, sheet, Status::draft));
}

TEST(AMethod, NoPeerHasReadIsPublishedByWhoLeadsAloneAndSaysWhy) {
  auto editor = author;
  for (auto& one : editor.memberships) one.power = accounts::Power::edit;
  for (auto const status : {Status::draft, Status::tested, Status::to_review}) {
    auto const step = transition(lead, method(status), Status::published);
    ASSERT_TRUE(step) << code(status);
    EXPECT_TRUE(step->unread);
    EXPECT_EQ(check_reason(*step, "Vite.").error().field, "reason");
    EXPECT_TRUE(check_reason(*step, "Attendue pour la rencontre de mars."));
    EXPECT_EQ(transition(editor, method(status), Status::published).error().msgid,
              "Only who leads the programme may publish a method that no peer has read.");
  }
  EXPECT_TRUE(check_reason(*transition(editor, method(Status::published), Status::deprecated), ""));
}

TEST(AMethod, IsTestedWhenSomeoneToldATrial) {
  auto sheet = method();
  EXPECT_EQ(transition(author, sheet, Status::tested).error().field, "trials");
  sheet.trials = {trial("x", "rural", "no")};
  EXPECT_TRUE(transition(author, sheet, Status::tested));
}

TEST(AMethod, IsNeverFirstOfferedToBePublishedUnread) {
  for (auto const status : {Status::draft, Status::tested, Status::to_review}) {
    EXPECT_NE(transitions(lead, method(status)).front().to, Status::published);
    EXPECT_EQ(transitions(lead, method(status)).back().to, Status::published);
    EXPECT_NE(transitions(author, method(status)).back().to, Status::published);
  }
  EXPECT_TRUE(transitions(other, method(Status::published)).empty());
}

TEST(AContent, IsKeptTrimmedWithoutBlankItems) {
  Content content;
  content.title = "  Deux\nlignes ";
  content.purposes = {" un ", "", "un", "deux"};
  content.steps = {{"", "", "", 5}, {"Marcher", " a \r\n b\t", "", 0}};
  content.body = "\r\nUn\x01 texte  \r\n";
  auto const kept = normalised(content);
  EXPECT_EQ(kept.title, "Deux lignes");
  EXPECT_EQ(kept.purposes, (std::vector<std::string>{"un", "deux"}));
  ASSERT_EQ(kept.steps.size(), 1u);
  EXPECT_EQ(kept.steps[0].instruction, "a\n b");
  EXPECT_EQ(kept.body, "Un texte");
  EXPECT_EQ(normalised(kept), kept);
}

TEST(AContent, TooLongIsRefusedByItsField) {
  Content content = method().content;
  content.room = std::string(9'000, 'a');
  content.materials.assign(61, "une craie");
  auto const refusals = check(content);
  ASSERT_EQ(refusals.size(), 2u);
  EXPECT_EQ(refusals[0].field, "materials");
  EXPECT_EQ(refusals[1].field, "room");
}

TEST(TwoEdits, OfDifferentFieldsComeTogether) {
  auto const base = method().content;
  auto theirs = base, mine = base;
  theirs.room = "La halle";
  mine.body = "On marche lentement.";
  auto const merged = merge(base, theirs, mine);
  EXPECT_TRUE(merged.both.empty());
  EXPECT_EQ(merged.merged.room, "La halle");
  EXPECT_EQ(merged.merged.body, "On marche lentement.");
}

TEST(TwoEdits, OfTheSameFieldAreBothShown) {
  auto const base = method().content;
  auto theirs = base, mine = base;
  theirs.steps = {{"Leur pas", "", "", 5}};
  mine.steps = {{"Mon pas", "", "", 10}};
  auto const merged = merge(base, theirs, mine);
  EXPECT_EQ(merged.both, (std::vector<std::string>{"steps"}));
  auto chosen = merged.merged;
  take_field(chosen, mine, "steps");
  EXPECT_EQ(chosen.steps, mine.steps);
  EXPECT_EQ(field_text(mine, "steps", english()), "Mon pas (10 min)");
}

TEST(WhatChanged, IsSaidFieldByField) {
  auto const before = method().content;
  auto after = before;
  after.stages = {"diagnosis"};
  after.duration_min = 30;
  auto const found = changes(before, after, english());
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].after, "Diagnosis");
  EXPECT_EQ(found[1].label, "Shortest duration, in minutes");
}

}  // namespace
}  // namespace atelier
