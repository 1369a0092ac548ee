#include "domain/experiences/experience.h"

#include <gtest/gtest.h>

#include "domain/experiences/changes.h"
#include "domain/experiences/content_check.h"
#include "domain/experiences/content_json.h"
#include "domain/experiences/life_cycle.h"
#include "domain/experiences/passage_codes.h"

namespace experiences {
namespace {

using accounts::Visibility;

auto const programme = accounts::ProgrammeId::trusted("00000000-0000-8000-8000-000000000001");
auto const brumeval = accounts::TerritoryId::trusted("00000000-0000-8000-8000-000000000002");
auto const elsewhere = accounts::TerritoryId::trusted("00000000-0000-8000-8000-000000000003");

accounts::Viewer member(char const* id, accounts::Function function, accounts::Power power, std::optional<accounts::TerritoryId> territory = {}) {
  accounts::Viewer viewer;
  viewer.person = accounts::PersonId::trusted(id);
  viewer.memberships.push_back({programme, territory, function, power});
  return viewer;
}
auto const author = member("a", accounts::Function::pioneer, accounts::Power::contribute, brumeval);
auto const twin = member("b", accounts::Function::pioneer, accounts::Power::contribute, brumeval);
auto const neighbour = member("c", accounts::Function::pioneer, accounts::Power::contribute, elsewhere);
auto const lead = member("d", accounts::Function::programme_lead, accounts::Power::administer);

Experience sheet(Status status, Visibility visibility) {
  Experience one;
  one.programme = programme;
  one.territory = brumeval;
  one.author = author.person;
  one.status = status;
  one.visibility = visibility;
  one.content.title = "La navette";
  one.content.summary = "Un minibus.";
  one.content.context = "La ligne s’arrête.";
  return one;
}

TEST(Experience, IsReadByItsCircleOnly) {
  struct Case {
    Status status;
    Visibility visibility;
    bool by_author, by_twin, by_neighbour, by_lead, by_visitor;
  };
  std::vector<Case> const cases = {
      {Status::draft, Visibility::private_, true, true, false, false, false},
      {Status::draft, Visibility::public_, true, true, false, true, false},
      {Status::to_review, Visibility::cohort, true, true, false, true, false},
      {Status::published, Visibility::cohort, true, true, true, true, false},
      {Status::published, Visibility::companion, true, true, false, true, false},
      {Status::to_update, Visibility::public_, true, true, true, true, true},
      {Status::archived, Visibility::public_, true, true, true, true, true},
  };
  for (auto const& one : cases) {
    auto const standing = standing_of(sheet(one.status, one.visibility));
    EXPECT_EQ(may_read(author, standing), one.by_author) << code(one.status);
    EXPECT_EQ(may_read(twin, standing), one.by_twin) << code(one.status);
    EXPECT_EQ(may_read(neighbour, standing), one.by_neighbour) << code(one.status);
    EXPECT_EQ(may_read(lead, standing), one.by_lead) << code(one.status);
    EXPECT_EQ(may_read({}, standing), one.by_visitor) << code(one.status);
  }
}

TEST(Experience, IsWrittenByItsPairAndTheTeamOnly) {
  auto const standing = standing_of(sheet(Status::published, Visibility::public_));
  EXPECT_TRUE(may_write(author, standing));
  EXPECT_TRUE(may_write(twin, standing));
  EXPECT_TRUE(may_write(lead, standing));
  EXPECT_FALSE(may_write(neighbour, standing));
  EXPECT_FALSE(may_write({}, standing));
  EXPECT_FALSE(may_write(lead, standing_of(sheet(Status::draft, Visibility::private_))));
}

TEST(LifeCycle, PublishesOnlyWhatTellsSomething) {
  auto one = sheet(Status::draft, Visibility::public_);
  EXPECT_TRUE(transition(author, one, Status::published));
  one.content.context.clear();
  ASSERT_FALSE(transition(author, one, Status::published));
  EXPECT_EQ(transition(author, one, Status::published).error().field, "context");
  one.content.levers.push_back({"peers", "Un cahier.", "", {}});
  EXPECT_TRUE(transition(author, one, Status::published));
}

TEST(LifeCycle, RefusesAMoveThatDoesNotExistAndAStranger) {
  EXPECT_FALSE(transition(author, sheet(Status::archived, Visibility::public_), Status::published));
  EXPECT_FALSE(transition(neighbour, sheet(Status::draft, Visibility::public_), Status::published));
  EXPECT_TRUE(transition(author, sheet(Status::archived, Visibility::public_), Status::to_update));
}

TEST(LifeCycle, LeadsFromEveryStateBackToPublication) {
  for (int from = 0; from <= static_cast<int>(Status::archived); ++from) {
    auto status = static_cast<Status>(from);
    for (int moves = 0; status != Status::published && moves < 5; ++moves) status = transitions_from(status).front().to;
    EXPECT_EQ(status, Status::published) << from;
  }
}

TEST(Content, KeptAsJsonComesBackTheSame) {
  auto content = sheet(Status::draft, Visibility::public_).content;
  content.obstacles = {{"time", "Trop peu.", "", 3, true}, {"money", "Rien.\nDu tout.", "Un prêt \"sans\" papier", 1, false}};
  content.levers = {{"peers", "Un cahier.", "", {"f1", "f2"}}};
  content.results = {{"Plus de monde", "", "40", "", "", "", false, false}};
  content.means.funding = {"club"};
  content.licence.clear();
  content.retired = {"f7"};
  give_codes(content);
  EXPECT_EQ(content_from_json(to_json(content)), content);
}

TEST(Content, DropsWhatIsBlankAndKeepsTheCodesOfTheOthers) {
  auto content = sheet(Status::draft, Visibility::public_).content;
  content.obstacles = {{"time", "A", "", 2, true}, {"", "  ", "", 2, false}, {"money", "B", "", 2, true}};
  content.levers = {{"peers", "Un cahier.", "", {"f1", "f2", "f3"}}};
  auto const kept = normalised(content);
  ASSERT_EQ(kept.obstacles.size(), 2u);
  EXPECT_EQ(kept.obstacles.back().code, "f3");
  EXPECT_EQ(kept.levers.front().overcame, (std::vector<std::string>{"f1", "f3"}));
  EXPECT_EQ(normalised(kept), kept);
}

TEST(Content, KeepsItsOwnHeadingsUnderTheSheets) {
  Content content;
  content.context = "## Avant\r\ntexte  \n# Après\n##pas un titre\n#### Petit";
  EXPECT_EQ(normalised(content).context, "### Avant\ntexte\n### Après\n##pas un titre\n#### Petit");
}

TEST(Content, OfTenMegabytesIsRefusedInWords) {
  Content content;
  content.title = "T";
  content.context = std::string(10u << 20, 'a');
  auto const refusals = check(content);
  ASSERT_FALSE(refusals.empty());
  EXPECT_EQ(refusals.front().field, "context");
}

TEST(Content, RefusesLinksThatAreNotWebAddresses) {
  Content content;
  content.title = "T";
  content.links = {"javascript:alert(1)"};
  ASSERT_EQ(check(content).size(), 1u);
  EXPECT_EQ(check(content).front().field, "links");
}

TEST(Difference, IsByWords) {
  auto const pieces = difference("Le car du jeudi passe", "Le car du lundi passe tôt");
  std::string before, after;
  for (auto const& piece : pieces) {
    if (piece.kind != Piece::Kind::added) before += piece.text;
    if (piece.kind != Piece::Kind::removed) after += piece.text;
  }
  EXPECT_EQ(before, "Le car du jeudi passe");
  EXPECT_EQ(after, "Le car du lundi passe tôt");
  EXPECT_EQ(pieces.front(), (Piece{Piece::Kind::same, "Le car du "}));
}

TEST(Difference, OfLongTextsStaysQuick) {
  std::string one, other;
  for (int word = 0; word < 40'000; ++word) {
    one += "a" + std::to_string(word) + " ";
    other += "b" + std::to_string(word) + " ";
  }
  auto const started = std::chrono::steady_clock::now();
  EXPECT_EQ(difference(one, other).size(), 2u);
  EXPECT_LT(std::chrono::steady_clock::now() - started, std::chrono::seconds{2});
}

}  // namespace
}  // namespace experiences
