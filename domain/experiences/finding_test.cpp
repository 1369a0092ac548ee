// The pages by which sheets are found: filters, other views, territories alike, searches kept.
#include <gmock/gmock.h>

#include "domain/experiences/experience_pages.h"
#include "domain/experiences/experience_store.h"
#include "domain/experiences/saved_searches.h"
#include "domain/experiences/search_letters.h"
#include "domain/territories/territories.h"
#include "platform/mail/outbox.h"
#include "tests/support/site/test_site.h"

namespace experiences {
namespace {

using testing::HasSubstr;
using testing::Not;
using Form = std::vector<std::pair<std::string, std::string>>;

auto const demo = accounts::ProgrammeId::trusted("00000000-0000-8000-8000-000000000001");
territories::Key const brumeval{territories::Type::adhoc, "demo.brumeval"}, valdor{territories::Type::adhoc, "demo.valdor"};

class FindingSite : public support::OnBothEngines {
 protected:
  void SetUp() override {
    OnBothEngines::SetUp();
    if (IsSkipped()) return;
    database().write([&](db::Session& session) {
      session.execute(
          "INSERT INTO programme_programme (id, slug, name, subtitle, description, charter, fictional, starts, ends, language, licence, "
          "pioneers_announced, position) VALUES (?, 'demo', 'Parcours 2027', '', '', '', 1, '', '', 'fr', 'CC-BY-SA-4.0', 0, 1)",
          demo);
      territories::put_perimeter(session, {brumeval, "Pays de Brumeval", "", {}, "", "53", 4000});
      territories::put_perimeter(session, {valdor, "Pays de Valdor", "", {}, "", "53", 4100});
      territories::put_organisation(session, {demo, "ecole", "L’école", "association", "", "", "", "", {}});
    });
    site = std::make_unique<support::TestSite>(database(), world);
    pages = std::make_unique<ExperiencePages>(site->house(), shelf, Hooks{});
    pages->add_routes(site->gate());
    nadia = site->person("nadia", {{demo, territories::id_of(brumeval), accounts::Function::pioneer, accounts::Power::contribute}});
    site->person("malik", {{demo, std::nullopt, accounts::Function::learner, accounts::Power::read}});
    tell("navette", "La navette", brumeval, "mobility", true, "2023-05");
    tell("cantine", "La cantine partagée", valdor, "food", false, "2024");
    tell("halle", "La halle", valdor, "culture", true, "2024-03");
  }
  void tell(std::string const& slug, std::string const& title, territories::Key const& where, std::string const& theme, bool overcome,
            std::string const& since) {
    Import import{demo, "demo", {}, Place{territories::id_of(where), "rural", "53", ""}, std::nullopt};
    import.sheet.slug = slug;
    import.sheet.status = Status::published;
    import.sheet.visibility = accounts::Visibility::public_;
    import.sheet.published = "2026-11-20";
    import.sheet.organisations = {"ecole"};
    auto& content = import.sheet.content;
    content.title = title;
    content.summary = "Un récit court.";
    content.themes = {theme};
    content.period_start = since;
    content.obstacles = {{"mistrust", "Personne n’y croyait.", "", 2, overcome}};
    database().write([&](db::Session& session) { import_sheet(session, world, import); });
  }
  /// The sheets that came after the three first.
  void published_now() {
    database().write([&](db::Session& session) {
      session.execute(
          "UPDATE experiences_experience SET published_at = ? WHERE slug IN ('verger', 'gymnase', 'rucher', 'moulin') AND published_at < ?",
          base::to_milliseconds(world.now()), base::to_milliseconds(world.now() - std::chrono::hours{48}));
    });
  }
  std::string body(std::string const& target, std::string_view who = "") { return site->get(target, who).body; }

  std::unique_ptr<support::TestSite> site;
  Shelf shelf;
  std::unique_ptr<ExperiencePages> pages;
  accounts::PersonId nadia;
};

TEST_P(FindingSite, SeveralBoxesOfAFilterAreAlternativesAndFiltersHoldTogether) {
  struct Row {
    char const* question;
    bool navette, cantine, halle;
  };
  for (auto const& row : std::initializer_list<Row>{{"", true, true, true},
                                                    {"theme=mobility&theme=food", true, true, false},
                                                    {"theme=mobility&theme=food&overcome=yes", true, false, false},
                                                    {"overcome=no", false, true, false},
                                                    {"obstacle=mistrust&overcome=yes", true, false, true},
                                                    {"year=2024", false, true, true},
                                                    {"year=2023&year=2024", true, true, true},
                                                    {"kind=adhoc&typology=rural&population=3", true, true, true},
                                                    {"population=1", false, false, false},
                                                    {"actors=association", true, true, true},
                                                    {"actors=foundation", false, false, false},
                                                    {"region=53&territory=adhoc:demo.valdor", false, true, true},
                                                    {"theme=nothing-known", false, false, false},
                                                    {"q=cantinne", false, true, false},
                                                    {"q=défiance", true, true, true}}) {
    auto const page = body(std::string{"/p/demo/experiences?view=table&"} + row.question);
    EXPECT_EQ(page.find(">La navette<") != std::string::npos, row.navette) << row.question;
    EXPECT_EQ(page.find(">La cantine partagée<") != std::string::npos, row.cantine) << row.question;
    EXPECT_EQ(page.find(">La halle<") != std::string::npos, row.halle) << row.question;
  }
}

TEST_P(FindingSite, EachChosenValueCanBeTakenAwayAlone) {
  auto const page = body("/p/demo/experiences?theme=mobility&theme=food&overcome=yes");
  EXPECT_THAT(page, HasSubstr("href=\"/p/demo/experiences?theme=food&amp;overcome=yes\""));
  EXPECT_THAT(page, HasSubstr("href=\"/p/demo/experiences?theme=mobility&amp;overcome=yes\""));
  EXPECT_THAT(page, HasSubstr("href=\"/p/demo/experiences?theme=mobility&amp;theme=food\""));
}

TEST_P(FindingSite, WhenNothingAnswersThePageSaysWhatToLetGoAndWhatThatGives) {
  auto const page = body("/p/demo/experiences?theme=culture&year=2023");
  EXPECT_THAT(page, HasSubstr("href=\"/p/demo/experiences?theme=culture\""));
  EXPECT_THAT(page, HasSubstr("href=\"/p/demo/experiences?year=2023\""));
  EXPECT_THAT(page, HasSubstr("une fiche"));
}

TEST_P(FindingSite, SaysHowMistypedWordsWereRead) {
  auto const page = body("/p/demo/experiences?q=navvette");
  EXPECT_THAT(page, HasSubstr("navette"));
  EXPECT_THAT(page, HasSubstr("Rien ne contient"));
}

TEST_P(FindingSite, TheTimelineCountsByYearAndDrawsThePageWithItsTables) {
  auto const page = body("/p/demo/experiences?view=timeline");
  EXPECT_THAT(page, HasSubstr("year=2024"));
  EXPECT_THAT(page, HasSubstr("id=\"timeline-experiences"));
  EXPECT_THAT(page, HasSubstr("mai 2023"));
}

TEST_P(FindingSite, TerritoriesAlikeAreShownWithTheirReasons) {
  auto const own = body("/p/demo/experiences/alike?obstacle=mistrust", "nadia");
  EXPECT_THAT(own, HasSubstr("Pays de Valdor"));
  EXPECT_THAT(own, HasSubstr("même région"));
  EXPECT_THAT(own, HasSubstr("a levé le même frein"));
  EXPECT_THAT(own, HasSubstr(">La halle<"));
  EXPECT_THAT(body("/p/demo/experiences/alike", "nadia"), HasSubstr("freins racontés par Pays de Brumeval"));
  EXPECT_THAT(body("/p/demo/experiences/alike?obstacle=mistrust"), HasSubstr("Nommez un territoire"));
  EXPECT_THAT(body("/p/demo/experiences/alike?obstacle=mistrust&territory=Pays+de+Valdor"), HasSubstr("Pays de Brumeval"));
  EXPECT_THAT(body("/p/demo/experiences/alike?obstacle=money&territory=Pays+de+Valdor"), HasSubstr("Aucun autre territoire ne l’a encore raconté"));
  EXPECT_EQ(site->get("/p/demo/experiences/alike?territory=Nulle+part").status, 200);
}

TEST_P(FindingSite, ASearchIsKeptOnceShownToItsOwnerAndForgotten) {
  EXPECT_EQ(site->get("/p/demo/experiences/searches").status, 303);
  auto const keep = [&](std::string question) {
    return site->post("/p/demo/experiences/searches", {{"question", std::move(question)}}, "malik").status;
  };
  EXPECT_EQ(keep("theme=mobility&overcome=yes"), 303);
  EXPECT_EQ(keep("overcome=yes&theme=mobility"), 303);
  EXPECT_EQ(keep(""), 422);
  auto const mine = body("/p/demo/experiences/searches", "malik");
  EXPECT_THAT(mine, HasSubstr("Mobilit"));
  EXPECT_THAT(body("/p/demo/experiences/searches", "nadia"), Not(HasSubstr("Mobilit")));
  auto const name = std::string{"name=\"id\" value=\""};
  auto const at = mine.find(name);
  ASSERT_NE(at, std::string::npos);
  EXPECT_EQ(mine.find(name, at + 1), std::string::npos) << "the same question is kept once";
  auto const id = mine.substr(at + name.size(), mine.find('"', at + name.size()) - at - name.size());
  EXPECT_EQ(site->post("/p/demo/experiences/searches/forget", {{"id", id}}, "nadia").status, 404);
  EXPECT_EQ(site->post("/p/demo/experiences/searches/forget", {{"id", id}}, "malik").status, 303);
  EXPECT_THAT(body("/p/demo/experiences/searches", "malik"), Not(HasSubstr("Mobilit")));
}

TEST_P(FindingSite, KeptSearchesAreLookedAtWhenSomethingChangedAndNobodyIsWrittenToTwiceADay) {
  using std::chrono::hours;
  auto const due = [&] { return database().read([&](db::Session& session) { return SavedSearches{session}.to_look_at(world.now(), 10); }); };
  database().write([&](db::Session& session) { EXPECT_TRUE(SavedSearches{session}.keep(world, nadia, demo, "theme=food")); });
  EXPECT_TRUE(due().empty()) << "nothing changed since";
  tell("verger", "Le verger", valdor, "food", true, "2025");
  ASSERT_EQ(due().size(), 1u);
  database().write([&](db::Session& session) {
    SavedSearches store{session};
    store.looked_at(store.to_look_at(world.now(), 10), world.now());
    store.written_to(nadia, world.now());
  });
  world.advance(std::chrono::minutes{1});
  tell("rucher", "Le rucher", valdor, "food", true, "2025");
  EXPECT_TRUE(due().empty()) << "written to today";
  world.advance(hours{25});
  EXPECT_EQ(due().size(), 1u);
}

TEST_P(FindingSite, ALetterTellsWhatIsNewOnceADayAndItsLinkEndsThem) {
  SearchLetters writer{database(), world, site->letters(), shelf, [](db::Session&, accounts::PersonId const&) { return accounts::Viewer{}; }};
  database().write([&](db::Session& session) { EXPECT_TRUE(SavedSearches{session}.keep(world, nadia, demo, "theme=food")); });
  EXPECT_EQ(writer.write_due(), 0) << "nothing changed";
  world.advance(std::chrono::hours{1});
  tell("verger", "Le verger", valdor, "food", true, "2025");
  published_now();
  tell("gymnase", "Le gymnase", valdor, "sport", true, "2025");
  published_now();
  EXPECT_EQ(writer.write_due(), 1);
  auto const newest = [&] { return database().read([](db::Session& session) { return mail::newest(session, 5); }); };
  ASSERT_EQ(newest().size(), 1u);
  auto const letter = newest().front().letter;
  EXPECT_THAT(letter.text, HasSubstr("Le verger"));
  EXPECT_THAT(letter.text, HasSubstr("https://essaim.example/p/demo/experiences/verger"));
  EXPECT_THAT(letter.text, Not(HasSubstr("Le gymnase")));
  EXPECT_THAT(letter.html, HasSubstr("Le verger"));
  EXPECT_THAT(letter.unsubscribe, HasSubstr("https://essaim.example/do/"));
  world.advance(std::chrono::minutes{1});
  tell("rucher", "Le rucher", valdor, "food", true, "2025");
  published_now();
  EXPECT_EQ(writer.write_due(), 0) << "written to today";
  world.advance(std::chrono::hours{25});
  EXPECT_EQ(writer.write_due(), 1);
  EXPECT_THAT(newest().front().letter.text, HasSubstr("Le rucher"));
  EXPECT_THAT(newest().front().letter.text, Not(HasSubstr("Le verger"))) << "told once";
  database().write([&](db::Session& session) { SavedSearches{session}.forget_all(nadia); });
  tell("moulin", "Le moulin", valdor, "food", true, "2025");
  published_now();
  world.advance(std::chrono::hours{50});
  EXPECT_EQ(writer.write_due(), 0);
}

TEST_P(FindingSite, SheetsWrittenBeforeTheFiltersWereKeptAreFilledIn) {
  database().write([](db::Session& session) {
    session.execute("UPDATE experiences_experience SET territory_type = '', population_band = 0, period_start = '', period_end = '', copied = 0");
  });
  bring_up_to_date(database());
  EXPECT_THAT(body("/p/demo/experiences?view=table&kind=adhoc&population=3&actors=association&year=2023"), HasSubstr(">La navette<"));
}

ON_BOTH_ENGINES(FindingSite);

}  // namespace
}  // namespace experiences
