#include "domain/experiences/readers.h"

#include <gtest/gtest.h>

#include "domain/experiences/agreement.h"
#include "domain/experiences/agreement_json.h"
#include "domain/experiences/content_check.h"
#include "domain/experiences/parts.h"
#include "domain/experiences/passage_codes.h"

namespace experiences {
namespace {

using accounts::Visibility;
using Names = std::vector<std::string>;

auto const programme = accounts::ProgrammeId::trusted("00000000-0000-8000-8000-000000000001");
auto const brumeval = accounts::TerritoryId::trusted("00000000-0000-8000-8000-000000000002");

accounts::Viewer member(accounts::Function function, accounts::Power power, std::optional<accounts::TerritoryId> territory = {}) {
  accounts::Viewer viewer;
  viewer.person = accounts::PersonId::trusted("a");
  viewer.memberships.push_back({programme, territory, function, power});
  return viewer;
}
auto const twin = member(accounts::Function::pioneer, accounts::Power::contribute, brumeval);
auto const neighbour = member(accounts::Function::pioneer, accounts::Power::contribute);
auto const companion = member(accounts::Function::companion, accounts::Power::contribute);

Experience sheet() {
  Experience one;
  one.programme = programme;
  one.territory = brumeval;
  one.status = Status::published;
  one.visibility = Visibility::public_;
  one.content.title = "La navette";
  one.content.summary = "Un minibus.";
  one.content.context = "La ligne s’arrête.";
  one.content.relations = "Le maire et le président ne se parlaient plus.";
  one.content.obstacles = {{"conflict", "Une vieille querelle.", "", 3, false}, {"time", "Trop peu.", "", 2, true}};
  one.content.levers = {{"peers", "Un cahier.", "", {"f1", "f2"}}};
  give_codes(one.content);
  return one;
}

Names seen_parts(Experience experience, accounts::Viewer const& viewer) {
  leave_out_for(experience, viewer);
  return parts_in(experience.content);
}

bool sees(Experience const& experience, accounts::Viewer const& viewer, std::string const& part) {
  auto const parts = seen_parts(experience, viewer);
  return std::find(parts.begin(), parts.end(), part) != parts.end();
}

TEST(CloserPart, IsReadByItsCircleOnly) {
  auto one = sheet();
  one.content.closer = {{"relations", "companion"}, {"obstacles.f1", "cohort"}};
  struct Row {
    accounts::Viewer viewer;
    bool relations, obstacle;
  };
  for (auto const& [viewer, relations, obstacle] :
       std::vector<Row>{{{}, false, false}, {neighbour, false, true}, {companion, true, true}, {twin, true, true}}) {
    EXPECT_EQ(sees(one, viewer, "relations"), relations);
    EXPECT_EQ(sees(one, viewer, "obstacles.f1"), obstacle);
    EXPECT_TRUE(sees(one, viewer, "obstacles.f2"));
    EXPECT_TRUE(sees(one, viewer, "context"));
  }
}

TEST(CloserPart, LeavesNoLinkBehindAndTellsNobodyWhatItIs) {
  auto one = sheet();
  one.content.closer = {{"obstacles.f1", "private"}};
  leave_out_for(one, {});
  EXPECT_EQ(one.content.levers.front().overcame, Names{"f2"});
  EXPECT_TRUE(one.content.closer.empty());
  EXPECT_EQ(one.left_out, Names{"obstacles.f1"});
}

TEST(CloserPart, IsNeverCountedNorFound) {
  auto one = sheet();
  one.content.closer = {{"obstacles", "cohort"}, {"relations", "private"}};
  auto const open = read_by_all_its_readers(one);
  EXPECT_TRUE(open.obstacles.empty());
  EXPECT_TRUE(open.relations.empty());
  EXPECT_FALSE(open.context.empty());
  // What everyone who reads the sheet may read is not left out.
  one.visibility = Visibility::cohort;
  EXPECT_EQ(read_by_all_its_readers(one).obstacles.size(), 2u);
}

TEST(CloserPart, OpenedAsksForConsentAndClosedDoesNot) {
  auto before = sheet().content, after = before;
  before.closer = {{"relations", "companion"}};
  EXPECT_EQ(opened(before, after), Names{"relations"});
  EXPECT_TRUE(opened(after, before).empty());
  after.closer = {{"relations", "community"}};
  EXPECT_EQ(opened(before, after), Names{"relations"});
}

TEST(CloserPart, OfTwoEditsIsTheCloserOne) {
  std::vector<Closer> const base = {{"context", "cohort"}}, theirs = {{"context", "private"}, {"relations", "cohort"}},
                            mine = {{"context", "companion"}};
  EXPECT_EQ(merged_closures(base, theirs, mine), (std::vector<Closer>{{"context", "private"}, {"relations", "cohort"}}));
  EXPECT_EQ(merged_closures(base, base, {}), std::vector<Closer>{});
}

TEST(CloserPart, MustBeAPartOfASheet) {
  auto content = sheet().content;
  for (auto const* part : {"title", "themes", "nothing", "obstacles.l1", "obstacles.f1.text"}) {
    content.closer = {{part, "cohort"}};
    EXPECT_EQ(check(content).size(), 1u) << part;
  }
  content.closer = {{"context", "public"}};
  EXPECT_EQ(check(content).size(), 1u);
  content.closer = {{"obstacles.f9", "private"}, {"context", "companion"}};
  EXPECT_TRUE(check(content).empty());
}

Experience asked() {
  auto one = sheet();
  one.status = Status::to_review;
  one.visibility = Visibility::cohort;
  one.agreement = asked_of_narrator({}, "Mme Renée Pastel");
  return one;
}
NarratorAnswer to_all(Experience const& experience) {
  NarratorAnswer answer;
  for (auto const& part : parts_in(experience.content)) answer.parts[part].agrees = true;
  return answer;
}

TEST(Agreement, IsNeededBeforeAnythingLeavesTheProgramme) {
  auto one = asked();
  EXPECT_TRUE(may_be_read_by(one, Visibility::cohort));
  EXPECT_FALSE(may_be_read_by(one, Visibility::community));
  EXPECT_FALSE(may_be_read_by(one, Visibility::public_));
  auto const agreed = answered(one, to_all(one));
  ASSERT_TRUE(agreed);
  EXPECT_TRUE(agreed->complete);
  one.agreement = agreed->agreement;
  EXPECT_TRUE(may_be_read_by(one, Visibility::public_));
}

TEST(Agreement, IsAlsoNeededWhenTheSheetOnlyNamesTwoPeople) {
  auto one = sheet();
  one.status = Status::draft;
  one.content.narrator = "Mme Renée Pastel";
  one.content.writer = "Hugo Lenoir";
  EXPECT_FALSE(may_be_read_by(one, Visibility::public_));
  one.content.writer = "mme renee pastel";
  EXPECT_TRUE(may_be_read_by(one, Visibility::public_));
}

TEST(Agreement, IsAboutWordsAndNotAboutPlaces) {
  auto one = asked();
  one.agreement = answered(one, to_all(one))->agreement;
  one.status = Status::published;
  one.visibility = Visibility::public_;
  EXPECT_TRUE(sees(one, {}, "context"));
  one.content.context += " Et le maire a menti.";
  EXPECT_EQ(not_agreed(one), Names{"context"});
  EXPECT_FALSE(sees(one, {}, "context"));
  EXPECT_TRUE(sees(one, neighbour, "context"));
  EXPECT_TRUE(sees(one, {}, "obstacles.f1"));
  EXPECT_TRUE(read_by_all_its_readers(one).context.empty());
}

TEST(Agreement, OfAPartRefusedKeepsItInside) {
  auto one = asked();
  auto answer = to_all(one);
  answer.parts["relations"] = {false, "C’est encore trop frais.", {}};
  auto const agreed = answered(one, answer);
  ASSERT_TRUE(agreed);
  EXPECT_FALSE(agreed->complete);
  EXPECT_TRUE(agreed->any_refused);
  EXPECT_EQ(agreed->agreement.refused.at("relations"), "C’est encore trop frais.");
  one.agreement = agreed->agreement;
  one.status = Status::published;
  one.visibility = Visibility::public_;
  EXPECT_FALSE(sees(one, {}, "relations"));
}

TEST(Agreement, AsksWhyAPartIsRefused) {
  auto const one = asked();
  NarratorAnswer answer;
  answer.parts["context"] = {false, "  ", {}};
  auto const agreed = answered(one, answer);
  ASSERT_FALSE(agreed);
  EXPECT_EQ(agreed.error().field, "reason.context");
}

TEST(Agreement, HoldsForTheNarratorsOwnWords) {
  auto const one = asked();
  NarratorAnswer answer;
  answer.parts["context"] = {false, "", {{"", "La ligne s’arrêtait à dix-neuf heures."}}};
  answer.parts["obstacles.f1"] = {true, "", {{"text", "Un désaccord."}}};
  auto const agreed = answered(one, answer);
  ASSERT_TRUE(agreed);
  EXPECT_EQ(agreed->content.context, "La ligne s’arrêtait à dix-neuf heures.");
  EXPECT_EQ(agreed->content.obstacles.front().text, "Un désaccord.");
  EXPECT_TRUE(agreed->agreement.agreed.contains("context"));
  EXPECT_FALSE(agreed->agreement.agreed.contains("relations"));
}

TEST(Agreement, ComesBackAsItWasKept) {
  auto one = asked();
  auto answer = to_all(one);
  answer.parts["relations"] = {false, "Non \"merci\".", {}};
  one.agreement = answered(one, answer)->agreement;
  EXPECT_EQ(agreement_from_json(to_json(one.agreement)), one.agreement);
  EXPECT_EQ(to_json(Agreement{}), "");
}

}  // namespace
}  // namespace experiences
