#include <gmock/gmock.h>

#include <fstream>
#include <iterator>

#include "domain/programme/programme_file.h"
#include "domain/programme/programme_pages.h"
#include "domain/programme/programme_store.h"
#include "tests/support/site/test_site.h"

namespace {

using testing::HasSubstr;
using testing::Not;

programme::Programme demonstration(std::string const& slug = "demonstration") {
  std::ifstream file{std::string{ESSAIM_SOURCE_DIR} + "/programmes/" + slug + "/programme.toml"};
  std::string const bytes{std::istreambuf_iterator<char>{file}, {}};
  auto parsed = programme::parse_programme(bytes, "programme.toml");
  if (!parsed) throw std::runtime_error{parsed.error().front().refusal.msgid};
  return *parsed;
}

base::Day day(int year, unsigned month, unsigned of_month) {
  return base::Day{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{of_month}};
}

TEST(Calendar, TheLineOfPhasesShowsWhatIsDoneWhereWeAreAndWhatComes) {
  auto const programme = demonstration();
  auto const line = programme::phase_line(programme, day(2026, 11, 23));
  ASSERT_EQ(line.size(), programme.phases.size());
  EXPECT_EQ(line.front().place, programme::PhaseOnLine::Place::done);
  EXPECT_EQ(line[3].place, programme::PhaseOnLine::Place::now);
  EXPECT_EQ(line[3].months, 4);
  EXPECT_THAT(line[3].part, testing::AllOf(testing::Ge(15), testing::Le(25)));
  EXPECT_EQ(line.back().place, programme::PhaseOnLine::Place::to_come);
}

TEST(Calendar, BeforeAProgrammeItsFirstPhaseIsNextAndAfterItAllIsDone) {
  auto const programme = demonstration();
  EXPECT_EQ(programme::phase_line(programme, day(2025, 1, 1)).front().part, 0);
  for (auto const& phase : programme::phase_line(programme, day(2030, 1, 1))) EXPECT_EQ(phase.place, programme::PhaseOnLine::Place::done);
  EXPECT_EQ(programme::next_event(programme, day(2030, 1, 1)), nullptr);
}

TEST(Calendar, TheNextEventIsTheSoonestThatIsNotPast) {
  auto const programme = demonstration();
  auto const* next = programme::next_event(programme, day(2026, 11, 23));
  ASSERT_TRUE(next);
  EXPECT_GE(*programme::days_until(*next, day(2026, 11, 23)), 0);
  for (auto const& event : programme.events) {
    auto const days = programme::days_until(event, day(2026, 11, 23));
    if (days && *days >= 0) EXPECT_LE(next->starts, event.starts);
  }
}

TEST(ProgrammeFile, WhatIsWrittenIsReadBack) {
  for (auto const* slug : {"demonstration", "2018"}) {
    auto const programme = demonstration(slug);
    auto const text = programme::format_programme(programme);
    auto const again = programme::parse_programme(text, "programme.toml");
    ASSERT_TRUE(again) << slug << again.error().front().refusal.msgid;
    EXPECT_EQ(programme::format_programme(*again), text);
    EXPECT_EQ(again->events, programme.events);
    EXPECT_EQ(again->facts, programme.facts);
    EXPECT_EQ(again->description, programme.description);
  }
}

TEST(ProgrammeFile, EveryFactOfTheFoundingProgrammeHasASource) {
  auto const founding = demonstration("2018");
  ASSERT_FALSE(founding.facts.empty());
  for (auto const& fact : founding.facts) EXPECT_FALSE(fact.source.empty()) << fact.text;
  for (auto const& phase : founding.phases) EXPECT_FALSE(phase.source.empty()) << phase.title;
  EXPECT_FALSE(founding.brief.fictional);
}

TEST(ProgrammeFile, AMistakeIsNamedWithItsLineAndItsField) {
  auto const refused = programme::parse_programme(
      "format = 1\nslug = \"A b\"\nname = \"X\"\nstarts = \"mars\"\ncolour = \"red\"\n[[facts]]\ntext = \"y\"\nsource = \"P9\"\n", "p.toml");
  ASSERT_FALSE(refused);
  std::vector<std::pair<std::size_t, std::string>> found;
  for (auto const& problem : refused.error()) found.emplace_back(problem.line, problem.refusal.field);
  EXPECT_THAT(found, testing::UnorderedElementsAre(std::pair{2u, "slug"}, std::pair{4u, "starts"}, std::pair{5u, "colour"}, std::pair{8u, "source"}));
}

TEST(Names, TheDiscOfAPersonHoldsTwoLettersAtMost) {
  EXPECT_EQ(programme::initials_of("Claire Vasseur"), "CV");
  EXPECT_EQ(programme::initials_of("Élodie Jean-Baptiste"), "ÉJ");
  EXPECT_EQ(programme::initials_of(""), "");
}

TEST(Names, TheHexagonOfATerritoryHoldsTheLettersThatTellItApart) {
  EXPECT_EQ(programme::letters_of_territory("CC du Diois"), "D");
  EXPECT_EQ(programme::letters_of_territory("CA Lannion-Trégor Communauté"), "LT");
  EXPECT_EQ(programme::letters_of_territory("Pays de Thiérache (périmètre du parcours)"), "T");
  EXPECT_EQ(programme::letters_of_territory("CC"), "C");
}

class ProgrammePages : public support::OnBothEngines {
 protected:
  void SetUp() override {
    OnBothEngines::SetUp();
    if (IsSkipped()) return;
    site = std::make_unique<support::TestSite>(database(), world);
    pages = std::make_unique<programme::ProgrammePages>(site->house(), programme::HubSources{}, shapes);
    pages->add_routes(site->gate());
    database().write([&](db::Session& session) { programme::ProgrammeStore{session}.put(programme); });
  }
  programme::Programme const programme = demonstration();
  charts::MapShapes shapes;
  std::unique_ptr<support::TestSite> site;
  std::unique_ptr<programme::ProgrammePages> pages;
};

TEST_P(ProgrammePages, WhatWasPutIsFoundWhole) {
  auto const found = database().read([&](db::Session& session) { return programme::ProgrammeStore{session}.find(programme.brief.id); });
  ASSERT_TRUE(found);
  EXPECT_EQ(programme::format_programme(*found), programme::format_programme(programme));
}

TEST_P(ProgrammePages, TheHubAnswersItsQuestionsToAVisitor) {
  auto const hub = site->get("/p/demonstration");
  EXPECT_EQ(hub.status, 200);
  for (auto const* question :
       {"Où en est-on", "Qui est là", "Quoi de neuf", "Comment contribuer", "Où sont les documents", "Qui contacter", "Nous sommes ici"})
    EXPECT_THAT(hub.body, HasSubstr(question)) << question;
  EXPECT_THAT(hub.body, Not(HasSubstr("Qu’attend-on de moi")));
}

TEST_P(ProgrammePages, AMemberIsToldWhatIsExpectedOfThem) {
  site->person("Membre", {{programme.brief.id, std::nullopt, accounts::Function::learner, accounts::Power::contribute}});
  EXPECT_THAT(site->get("/p/demonstration", "Membre").body, HasSubstr("Qu’attend-on de moi"));
}

TEST_P(ProgrammePages, TheRulesAreAcceptedAsTheyStandAndAgainWhenTheyChange) {
  site->person("Membre", {{programme.brief.id, std::nullopt, accounts::Function::learner, accounts::Power::contribute}});
  auto const about = "/p/demonstration/about";
  auto const version_in = [](std::string const& body) {
    auto const at = body.find("name=\"version\" value=\"");
    return at == std::string::npos ? std::string{} : body.substr(at + 22, 12);
  };
  EXPECT_EQ(version_in(site->get(about).body), "") << "a visitor accepts nothing";
  EXPECT_THAT(site->get("/p/demonstration", "Membre").body, HasSubstr("Lire les règles"));
  auto const version = version_in(site->get(about, "Membre").body);
  EXPECT_EQ(site->post("/p/demonstration/rules", {{"version", "another"}}, "Membre").status, 422) << "what was not read is not accepted";
  EXPECT_EQ(site->post("/p/demonstration/rules", {{"version", version}}, "Membre").status, 303);
  EXPECT_THAT(site->get("/p/demonstration", "Membre").body, Not(HasSubstr("Lire les règles")));
  EXPECT_THAT(site->get(about, "Membre").body, HasSubstr("Vous les avez acceptées"));
  auto changed = programme;
  changed.charter += "\n- Une règle de plus.";
  database().write([&](db::Session& session) { programme::ProgrammeStore{session}.put(changed); });
  EXPECT_THAT(site->get(about, "Membre").body, HasSubstr("Elles ont changé"));
  EXPECT_NE(version_in(site->get(about, "Membre").body), version);
}

TEST_P(ProgrammePages, NamesOfPeopleAreForMembers) {
  site->person("Rosalie Secrète", {{programme.brief.id, std::nullopt, accounts::Function::expert, accounts::Power::read}});
  EXPECT_THAT(site->get("/p/demonstration/people").body, Not(HasSubstr("Rosalie")));
  EXPECT_THAT(site->get("/p/demonstration/people", "Rosalie Secrète").body, HasSubstr("Rosalie Secrète"));
}

TEST_P(ProgrammePages, AProgrammeThatDoesNotExistIsNotHere) { EXPECT_EQ(site->get("/p/nowhere").status, 404); }

TEST_P(ProgrammePages, TheHubAsksTheDatabaseFewQuestions) {
  auto const before = db::statements_on_this_thread();
  site->get("/p/demonstration");
  EXPECT_LE(db::statements_on_this_thread() - before, 8u);
}

ON_BOTH_ENGINES(ProgrammePages);

}  // namespace
