#include "domain/synthesis/state_of_play_pages.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <future>

#include "domain/synthesis/testing/told_programme.h"
#include "tests/support/site/test_site.h"

namespace synthesis {
namespace {

using made_up::programme_id;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class StateOfPlay : public ::support::OnBothEngines {
 protected:
  void SetUp() override {
    OnBothEngines::SetUp();
    if (IsSkipped()) return;
    made_up::make_territories(database(), 9);
    database().write([&](db::Session& session) { made_up::make_programme(session); });
    site = std::make_unique<::support::TestSite>(database(), world);
    pages = std::make_unique<StateOfPlayPages>(site->house(), counter, shapes);
    pages->add_routes(site->gate());
    site->person("Claire", {{programme_id, std::nullopt, accounts::Function::pioneer, accounts::Power::contribute}});
    site->person("Nadia", {{programme_id, std::nullopt, accounts::Function::programme_lead, accounts::Power::administer}});
    site->person("Malik");
  }
  /// Six territories lack time, all but one found some; one speaks of the law, to the cohort only.
  void tell() {
    database().write([&](db::Session& session) {
      for (int at = 1; at <= 6; ++at) {
        experiences::import_sheet(session, world, made_up::sheet("fiche-" + std::to_string(at), at, made_up::told("time", at > 1, "peers")));
      }
      experiences::import_sheet(session, world, made_up::sheet("entre-nous", 7, made_up::told("legal", false), accounts::Visibility::cohort));
    });
  }
  std::string body(std::string const& path, std::string_view who = "") {
    auto const response = site->get(path, who);
    EXPECT_EQ(response.status, 200) << path;
    return response.body;
  }
  experiences::Shelf shelf;
  Counter counter{shelf};
  charts::MapShapes const shapes;
  std::unique_ptr<::support::TestSite> site;
  std::unique_ptr<StateOfPlayPages> pages;
};

std::string const root = "/p/demo/state-of-play";

TEST_P(StateOfPlay, IsAnInvitationBeforeTheFirstSheet) {
  EXPECT_THAT(body(root), AllOf(HasSubstr("Aucune fiche n’est encore publiée"), Not(HasSubstr("Raconter une expérience"))));
  EXPECT_THAT(body(root, "Claire"), HasSubstr("/p/demo/experiences/new"));
}

TEST_P(StateOfPlay, SaysWhatItFoundAndLinksItsSheets) {
  tell();
  auto const page = body(root, "Claire");
  EXPECT_THAT(page, HasSubstr("7 fiches racontées par 7 territoires"));
  EXPECT_THAT(page, HasSubstr("/p/demo/state-of-play/passages?obstacle=time"));
  EXPECT_THAT(page, HasSubstr("id=\"matrix\""));
  EXPECT_THAT(page, HasSubstr("id=\"map\""));
  EXPECT_THAT(page, Not(HasSubstr("style=")));
}

TEST_P(StateOfPlay, HidesSmallNumbersFromWhoeverIsNotOfTheProgramme) {
  tell();
  auto const exact = body(root, "Claire"), outside = body(root);
  EXPECT_THAT(exact, HasSubstr("6 fiches</tspan>, 5 levés"));
  EXPECT_THAT(outside, Not(HasSubstr("6 fiches</tspan>, 5 levés"))) << "one territory alone did not overcome it";
  EXPECT_THAT(outside, HasSubstr("masqué"));
  EXPECT_THAT(exact, HasSubstr("obstacle=legal"));
  EXPECT_THAT(outside, Not(HasSubstr("obstacle=legal"))) << "told to the cohort only";
  EXPECT_THAT(body(root, "Malik"), Not(HasSubstr("6 fiches</tspan>, 5 levés"))) << "signed in, but a stranger here";
}

TEST_P(StateOfPlay, HidesThemInItsFilesToo) {
  tell();
  EXPECT_THAT(body(root + "/obstacles.csv"), AllOf(HasSubstr(";6;masqué;masqué"), Not(HasSubstr("83"))));
  EXPECT_THAT(body(root + "/obstacles.csv", "Claire"), HasSubstr(";6;5"));
  EXPECT_THAT(body(root + "/state-of-play.json"), HasSubstr("\"overcome\":null"));
  auto const svg = site->get(root + "/obstacles.svg");
  EXPECT_EQ(svg.content_type, "image/svg+xml; charset=utf-8");
  EXPECT_THAT(svg.body, AllOf(HasSubstr("<svg xmlns"), HasSubstr("masqué")));
  auto const png = site->get(root + "/obstacles.png");
  EXPECT_EQ(png.content_type, "image/png");
  EXPECT_EQ(png.body.substr(1, 3), "PNG");
  EXPECT_EQ(site->get(root + "/nonsense.csv").status, 404);
  EXPECT_EQ(site->get(root + "/obstacles.json").status, 404);
}

TEST_P(StateOfPlay, NeverOffersAFilterThatWouldPointAtSomeone) {
  tell();
  EXPECT_THAT(body(root), Not(HasSubstr("<option value=\"rural\""))) << "two rural territories";
  EXPECT_THAT(body(root, "Claire"), HasSubstr("<option value=\"rural\""));
  auto const asked_all_the_same = body(root + "?typology=rural");
  EXPECT_THAT(asked_all_the_same, AllOf(HasSubstr("Trop peu de territoires pour ce filtre"), HasSubstr("6 fiches")));
  EXPECT_EQ(body(root + "/obstacles.csv?typology=rural"), body(root + "/obstacles.csv"));
}

TEST_P(StateOfPlay, NarrowsForMembersByEveryFilterAtOnce) {
  tell();
  auto const page = body(root + "?typology=rural&theme=food&region=52", "Claire");
  EXPECT_THAT(page, AllOf(HasSubstr("3 fiches racontées"), HasSubstr("theme=food&amp;typology=rural"), HasSubstr("Voir l’ensemble")));
  EXPECT_THAT(body(root + "?theme=nonsense&region=%27--", "Claire"), HasSubstr("7 fiches racontées"));
}

TEST_P(StateOfPlay, QuotesHowAnObstacleWasOvercome) {
  tell();
  EXPECT_THAT(body(root, "Claire"), AllOf(HasSubstr("Une tournée en commun."), HasSubstr("/p/demo/experiences/fiche-"), HasSubstr("#f1")));
}

TEST_P(StateOfPlay, ExplainsItsMethod) { EXPECT_THAT(body(root + "/method"), HasSubstr("moins de trois territoires")); }

TEST_P(StateOfPlay, IsFrozenByALeadAlone) {
  tell();
  EXPECT_EQ(site->post(root + "/snapshots", {{"note", ""}}, "Claire").status, 404);
  EXPECT_EQ(site->post(root + "/snapshots", {{"note", ""}}, "Malik").status, 404);
  EXPECT_THAT(body(root + "/snapshots", "Claire"), Not(HasSubstr("<form")));
  auto const done = site->post(root + "/snapshots", {{"note", "Avant mai"}}, "Nadia");
  EXPECT_EQ(done.status, 303);
  EXPECT_EQ(::support::header(done, "Location"), root + "/1.0");
  EXPECT_EQ(site->post(root + "/snapshots", {{"note", ""}}, "Nadia").status, 422) << "nothing changed since";
}

TEST_P(StateOfPlay, OnceFrozenNeverChanges) {
  tell();
  site->post(root + "/snapshots", {{"note", "Avant mai"}}, "Nadia");
  auto const members = body(root + "/1.0", "Claire"), outside = body(root + "/1.0");
  EXPECT_THAT(members, AllOf(HasSubstr("Avant mai"), HasSubstr("6 fiches</tspan>, 5 levés"), HasSubstr("Instantané figé le 23\u00a0novembre 2026")));
  EXPECT_THAT(outside, AllOf(Not(HasSubstr("6 fiches</tspan>, 5 levés")), HasSubstr("masqué")));
  database().write(
      [&](db::Session& session) { experiences::import_sheet(session, world, made_up::sheet("fiche-9", 9, made_up::told("time", true))); });
  EXPECT_EQ(body(root + "/1.0", "Claire"), members);
  EXPECT_EQ(body(root + "/1.0"), outside);
  EXPECT_THAT(body(root + "/1.0/obstacles.csv", "Claire"), HasSubstr(";6;5"));
  EXPECT_EQ(site->get(root + "/7.3").status, 404);
}

TEST_P(StateOfPlay, SaysWhatChangedBetweenTwoFrozenStates) {
  tell();
  site->post(root + "/snapshots", {}, "Nadia");
  database().write(
      [&](db::Session& session) { experiences::import_sheet(session, world, made_up::sheet("fiche-9", 9, made_up::told("money", true))); });
  site->post(root + "/snapshots", {{"number", "major"}}, "Nadia");
  EXPECT_THAT(body(root + "/snapshots"), AllOf(HasSubstr("2.0"), HasSubstr("changes?from=1.0")));
  EXPECT_THAT(body(root + "/2.0/changes?from=1.0", "Claire"), HasSubstr("8 fiches, 7 auparavant."));
  EXPECT_EQ(site->get(root + "/2.0/changes?from=9.9").status, 404);
}

TEST_P(StateOfPlay, GivesItsPicturesToAKit) {
  tell();
  auto const dictionary = i18n::Dictionary::load(std::string{ESSAIM_BUILD_DIR} + "/words");
  auto const& words = dictionary->words(i18n::Language::french);
  auto const given = database().read([&](db::Session& session) { return pictures(session, counter, outside(), programme_id, words, world.now()); });
  ASSERT_FALSE(given.empty());
  EXPECT_EQ(given[0].name, "obstacles");
  EXPECT_THAT(source_of(given[0].picture), HasSubstr("23\u00a0novembre 2026"));
  site->post(root + "/snapshots", {}, "Nadia");
  auto const frozen = database().read([&](db::Session& session) { return frozen_pictures(session, "1.0", outside(), programme_id, words); });
  ASSERT_EQ(frozen.size(), given.size());
  EXPECT_EQ(table(frozen[0].picture, words), table(given[0].picture, words));
}

TEST_P(StateOfPlay, OpensThePassagesBehindABar) {
  tell();
  auto const page = body(root + "/passages?obstacle=time", "Claire");
  EXPECT_THAT(page,
              AllOf(HasSubstr("6 fiches"), HasSubstr("Ce qui bloquait."), HasSubstr("#f1"), HasSubstr("Classer ailleurs"),
                    HasSubstr("name=\"do\" value=\"merged\"")));
  EXPECT_THAT(body(root + "/passages?obstacle=time"), AllOf(HasSubstr("Ce qui bloquait."), Not(HasSubstr("Classer ailleurs"))));
  EXPECT_THAT(body(root + "/passages?obstacle=time&lever=peers&overcome=yes", "Claire"), HasSubstr("5 fiches"));
  EXPECT_EQ(site->get(root + "/passages?obstacle=nonsense", "Claire").status, 404);
  EXPECT_THAT(body(root + "/passages?obstacle=legal"), HasSubstr("Aucun passage")) << "told to the cohort only";
}

TEST_P(StateOfPlay, IsShownOneFigureAtATimeOnTheBigScreen) {
  tell();
  auto const first = body(root + "/room", "Claire");
  EXPECT_THAT(first, AllOf(HasSubstr("id=\"obstacles\""), HasSubstr("rel=\"next\""), Not(HasSubstr("rel=\"prev\"")), HasSubstr("data-version=")));
  EXPECT_THAT(body(root + "/room?slide=2", "Claire"), HasSubstr("id=\"levers\""));
  EXPECT_THAT(body(root + "/room?slide=999", "Claire"), Not(HasSubstr("rel=\"next\""))) << "the last one";
  EXPECT_EQ(site->get(root + "/room/remote").status, 303) << "a visitor is asked to sign in";
  EXPECT_THAT(body(root + "/room/remote", "Claire"), HasSubstr("<button"));
  auto const before = body(root + "/room/pulse", "Claire");
  EXPECT_EQ(site->post(root + "/room/remote", {{"slide", "2"}}, "Claire").status, 303);
  auto const after = body(root + "/room/pulse", "Claire");
  EXPECT_NE(before, after);
  EXPECT_THAT(after, HasSubstr("\"slide\":2"));
  EXPECT_THAT(body(root + "/room", "Claire"), HasSubstr("id=\"levers\"")) << "a screen opened later is on the same figure";
  EXPECT_EQ(site->post(root + "/room/remote", {{"slide", "0"}}, "Claire").status, 422);
}

TEST_P(StateOfPlay, TellsTheBigScreenAtOnceThatASheetChanged) {
  tell();
  auto const before = body(root + "/room/pulse", "Claire");
  EXPECT_EQ(body(root + "/room/pulse", "Claire"), before) << "nothing changed";
  database().write(
      [&](db::Session& session) { experiences::import_sheet(session, world, made_up::sheet("fiche-9", 9, made_up::told("money", true))); });
  EXPECT_NE(body(root + "/room/pulse", "Claire"), before);
}

TEST_P(StateOfPlay, LetsTheBigScreenWaitUntilSomethingIsWritten) {
  tell();
  auto const now = boost::json::parse(body(root + "/room/pulse", "Claire")).as_object();
  auto const pulse = root + "/room/pulse?version=" + std::string{now.at("version").as_string()} + "&turn=" + std::string{now.at("turn").as_string()};
  auto const waiting = site->get(pulse, "Claire");
  ASSERT_TRUE(waiting.later) << "nothing new: the answer comes later";
  EXPECT_EQ(waiting.later->at_last.body, "{}");
  std::promise<std::string> told;
  waiting.later->start([&](http::Response const& answer) { told.set_value(answer.body); });
  EXPECT_EQ(site->post(root + "/room/remote", {{"slide", "2"}}, "Claire").status, 303);
  auto answer = told.get_future();
  ASSERT_EQ(answer.wait_for(std::chrono::seconds{20}), std::future_status::ready);
  EXPECT_EQ(answer.get(), "{}") << "look again";
  EXPECT_THAT(body(pulse, "Claire"), HasSubstr("\"slide\":2"));
}

TEST_P(StateOfPlay, KeepsWhatIsWrittenBesideAFigureWithItsSources) {
  SentencePages sentences{site->house(), counter};
  sentences.add_routes(site->gate());
  tell();
  EXPECT_EQ(site->get(root + "/sentences", "Claire").status, 404) << "those who lead write";
  EXPECT_THAT(body(root + "/sentences", "Nadia"), HasSubstr("figure=obstacles"));
  std::vector<std::pair<std::string, std::string>> const sentence{{"figure", "obstacles"}, {"text", "Le temps manque partout."},
                                                                  {"minority", "yes"},     {"source", "fiche-1#f1"},
                                                                  {"source", "fiche-2"},   {"do", "keep"}};
  EXPECT_EQ(site->post(root + "/sentences/write", {{"figure", "obstacles"}, {"text", "Sans source."}, {"do", "keep"}}, "Nadia").status, 422);
  EXPECT_EQ(
      site->post(root + "/sentences/write", {{"figure", "obstacles"}, {"text", "D’ailleurs."}, {"source", "inconnue#f1"}, {"do", "keep"}}, "Nadia")
          .status,
      422)
      << "a source one cannot open is none";
  EXPECT_EQ(site->post(root + "/sentences/write", sentence, "Claire").status, 404);
  EXPECT_EQ(site->post(root + "/sentences/write", sentence, "Nadia").status, 303);
  EXPECT_THAT(body(root, "Claire"),
              AllOf(HasSubstr("Le temps manque partout."), HasSubstr("position minoritaire"), HasSubstr("/p/demo/experiences/fiche-1#f1")));
  EXPECT_THAT(
      site->post(root + "/sentences/write", {{"figure", "obstacles"}, {"q", "tournée"}, {"text", "En cours"}, {"do", "search"}}, "Nadia").body,
      AllOf(HasSubstr("value=\"fiche-2#f1\""), HasSubstr("En cours")))
      << "what was typed stays";
  site->post(root + "/snapshots", {}, "Nadia");
  EXPECT_THAT(body(root + "/1.0"), HasSubstr("Le temps manque partout."));
  EXPECT_THAT(body(root + "/1.0/state-of-play.csv"), AllOf(HasSubstr("Le temps manque partout."), HasSubstr("Position minoritaire")));
  for (auto const* kind : {"text", "presentation"}) {
    auto const file = site->get(root + "/1.0/state-of-play." + (std::string{kind} == "text" ? "odt" : "odp"));
    EXPECT_EQ(file.content_type, std::string{"application/vnd.oasis.opendocument."} + kind);
    EXPECT_EQ(file.body.substr(30, 8), "mimetype") << "stored first, as the format asks";
  }
  EXPECT_EQ(site->get(root + "/1.0/state-of-play.pdf").status, 404) << "nobody prints here";
}

ON_BOTH_ENGINES(StateOfPlay);

}  // namespace
}  // namespace synthesis
