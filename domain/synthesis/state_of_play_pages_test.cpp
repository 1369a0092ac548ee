#include "domain/synthesis/state_of_play_pages.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

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
  EXPECT_THAT(page, HasSubstr("/p/demo/experiences?obstacle=time"));
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
  database().write([&](db::Session& session) { experiences::import_sheet(session, world, made_up::sheet("fiche-9", 9, made_up::told("time", true))); });
  EXPECT_EQ(body(root + "/1.0", "Claire"), members);
  EXPECT_EQ(body(root + "/1.0"), outside);
  EXPECT_THAT(body(root + "/1.0/obstacles.csv", "Claire"), HasSubstr(";6;5"));
  EXPECT_EQ(site->get(root + "/7.3").status, 404);
}

TEST_P(StateOfPlay, SaysWhatChangedBetweenTwoFrozenStates) {
  tell();
  site->post(root + "/snapshots", {}, "Nadia");
  database().write([&](db::Session& session) { experiences::import_sheet(session, world, made_up::sheet("fiche-9", 9, made_up::told("money", true))); });
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

ON_BOTH_ENGINES(StateOfPlay);

}  // namespace
}  // namespace synthesis
