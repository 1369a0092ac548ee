#include "domain/atelier/method_site_test.h"

namespace atelier {
namespace {

ON_BOTH_ENGINES(MethodSite);

TEST_P(MethodSite, OpensEachPageToThoseItIsFor) {
  published();
  written("Le brouillon");
  struct Row {
    char const* target;
    int visitor, partner, other_pioneer, author, lead;
  };
  Row const rows[] = {
      {"/p/demo/methods", 200, 200, 200, 200, 200},
      {"/p/demo/methods?stage=diagnosis&minutes=120&people=20&tried=yes&page=3", 200, 200, 200, 200, 200},
      {"/p/demo/methods/l-arpentage", 200, 200, 200, 200, 200},
      {"/p/demo/methods/l-arpentage/markdown", 200, 200, 200, 200, 200},
      {"/p/demo/methods/l-arpentage/edit", 303, 404, 404, 200, 200},
      {"/p/demo/methods/l-arpentage/history", 303, 404, 404, 200, 200},
      {"/p/demo/methods/l-arpentage/history/1", 303, 404, 404, 200, 200},
      {"/p/demo/methods/l-arpentage/history/7", 303, 404, 404, 404, 404},
      {"/p/demo/methods/l-arpentage/trial", 303, 404, 200, 200, 200},
      {"/p/demo/methods/l-arpentage/move?to=deprecated", 303, 404, 404, 404, 200},
      {"/p/demo/methods/le-brouillon", 404, 404, 404, 200, 200},
      {"/p/demo/methods/le-brouillon/markdown", 404, 404, 404, 200, 200},
      {"/p/demo/methods/le-brouillon/trial", 303, 404, 404, 200, 200},
      {"/p/demo/methods/le-brouillon/delete", 303, 404, 404, 200, 200},
      {"/p/demo/methods/le-brouillon/move?to=nowhere", 303, 404, 404, 404, 404},
      {"/p/demo/methods/new", 303, 404, 200, 200, 200},
      {"/p/demo/methods/nothing-here", 404, 404, 404, 404, 404},
  };
  for (auto const& row : rows) {
    EXPECT_EQ(status(row.target), row.visitor) << row.target << " visitor";
    EXPECT_EQ(status(row.target, "paul"), row.partner) << row.target << " partner";
    EXPECT_EQ(status(row.target, "malik"), row.other_pioneer) << row.target << " other pioneer";
    EXPECT_EQ(status(row.target, "nadia"), row.author) << row.target << " author";
    EXPECT_EQ(status(row.target, "lea"), row.lead) << row.target << " lead";
  }
}

TEST_P(MethodSite, ShowsAMethodWithItsStepsAndWhatTheTerritoriesSay) {
  published();
  auto const page = body("/p/demo/methods/l-arpentage");
  EXPECT_THAT(page, HasSubstr("<h1>L’arpentage</h1>"));
  EXPECT_THAT(page, HasSubstr("1\u00A0h\u00A030 à 2\u00A0h"));
  EXPECT_THAT(page, HasSubstr("12 à 40 personnes"));
  EXPECT_THAT(page, HasSubstr("10\u00A0min"));
  EXPECT_THAT(page, HasSubstr("Ce que les territoires en disent"));
  EXPECT_THAT(page, HasSubstr("/p/demo/experiences/les-clefs#f1"));
  EXPECT_THAT(page, HasSubstr("Les anciens ne viennent pas aux réunions."));
  EXPECT_THAT(page, HasSubstr("nadia"));
  EXPECT_THAT(page, HasSubstr("https://essaim.example/p/demo/methods/l-arpentage"));
  EXPECT_THAT(page, Not(HasSubstr("<i>tout</i>")));
  EXPECT_THAT(page, Not(HasSubstr("<b>tout le monde</b>")));
  EXPECT_THAT(page, Not(HasSubstr("/edit\"")));
  EXPECT_THAT(body("/p/demo/methods/l-arpentage", "nadia"), HasSubstr("/p/demo/methods/l-arpentage/edit\""));
}

TEST_P(MethodSite, NeverShowsThePassageOfADraftItCites) {
  published();
  auto const page = body("/p/demo/methods/l-arpentage");
  EXPECT_THAT(page, Not(HasSubstr("le-secret")));
  EXPECT_THAT(page, Not(HasSubstr("Le secret")));
  EXPECT_THAT(body("/p/demo/methods/l-arpentage", "lea"), HasSubstr("/p/demo/experiences/le-secret#f1"));
}

TEST_P(MethodSite, GivesTheSheetBackAsTheFileItWouldBeImportedFrom) {
  published();
  auto const file = site->get("/p/demo/methods/l-arpentage/markdown");
  EXPECT_EQ(file.content_type, "text/markdown; charset=utf-8");
  auto const sheet = parse_sheet(file.body, "l-arpentage.md");
  ASSERT_TRUE(sheet);
  EXPECT_EQ(sheet->content.materials, (std::vector<std::string>{"Des craies", "Un plan"}));
  EXPECT_EQ(sheet->content.steps.at(0).minutes, 10);
}

TEST_P(MethodSite, ListsCardsUpToSixThenATable) {
  EXPECT_THAT(body("/p/demo/methods"), HasSubstr("Pas encore de méthode"));
  for (int number = 1; number <= 6; ++number) published("Méthode " + std::to_string(number), "methode-" + std::to_string(number));
  EXPECT_THAT(body("/p/demo/methods"), HasSubstr("mth-cards"));
  published("Méthode 7", "methode-7");
  EXPECT_THAT(body("/p/demo/methods"), HasSubstr("<table>"));
  EXPECT_THAT(body("/p/demo/methods?stage=action"), HasSubstr("Aucune méthode avec tout cela à la fois"));
  EXPECT_THAT(body("/p/demo/methods?stage=nonsense&minutes=-5&people=abc&page=zero"), HasSubstr("7 méthodes publiées"));
}

TEST_P(MethodSite, KeepsWhatIsTypedWhenAStepIsAdded) {
  auto const answer = site->post("/p/demo/methods/new", with(whole(), "do", "add:steps"), "nadia");
  EXPECT_EQ(answer.status, 200);
  EXPECT_THAT(answer.body, HasSubstr("name=\"steps.3.title\""));
  EXPECT_THAT(answer.body, HasSubstr("value=\"Une croix\""));
  EXPECT_THAT(answer.body, HasSubstr("value=\"key-L’arpentage\""));
  auto const fewer = site->post("/p/demo/methods/new", with(whole(), "do", "remove:steps:1"), "nadia").body;
  EXPECT_THAT(fewer, Not(HasSubstr("steps.2.title")));
  EXPECT_THAT(fewer, HasSubstr("value=\"Une croix\""));
  EXPECT_EQ(status("/p/demo/methods/l-arpentage", "nadia"), 404);
}

TEST_P(MethodSite, ShowsAPreviewWithoutSaving) {
  auto const answer = site->post("/p/demo/methods/new", with(whole(), "do", "preview"), "nadia");
  EXPECT_EQ(answer.status, 200);
  EXPECT_THAT(answer.body, HasSubstr("mth-preview"));
  EXPECT_THAT(answer.body, HasSubstr("Les anciens ne viennent pas aux réunions."));
  EXPECT_EQ(status("/p/demo/methods/l-arpentage", "nadia"), 404);
}

TEST_P(MethodSite, FindsPassagesToCiteByWords) {
  auto form = with(with(whole(), "do", "passages"), "passage_words", "réunions");
  auto const answer = site->post("/p/demo/methods/new", form, "nadia").body;
  EXPECT_THAT(answer, HasSubstr("[[les-clefs#f1]]</code>"));
  EXPECT_THAT(answer, Not(HasSubstr("[[le-secret#f1]]</code>")));
  EXPECT_THAT(answer, HasSubstr("value=\"Une croix\""));
  EXPECT_THAT(site->post("/p/demo/methods/new", with(form, "passage_words", "introuvable"), "nadia").body, HasSubstr("Aucun passage avec ces mots"));
}

TEST_P(MethodSite, SaysEveryRefusalBesideItsFieldAndLosesNothing) {
  auto const answer =
      site->post("/p/demo/methods/new", with(with(with(whole(), "title", ""), "duration_min", "une heure"), "group_max", "3"), "nadia");
  EXPECT_EQ(answer.status, 422);
  EXPECT_THAT(answer.body, HasSubstr("href=\"#title\""));
  EXPECT_THAT(answer.body, HasSubstr("href=\"#duration_min\""));
  EXPECT_THAT(answer.body, HasSubstr("href=\"#group_max\""));
  EXPECT_THAT(answer.body, HasSubstr("Une craie par personne."));
}

TEST_P(MethodSite, ShowsBothTextsToTheSecondOfTwoWriters) {
  published();
  auto const mine = with(with(whole(), "room", "La halle"), "base_revision", "1"),
             theirs = with(with(whole(), "room", "Le café"), "base_revision", "1");
  EXPECT_EQ(site->post("/p/demo/methods/l-arpentage/edit", theirs, "nadia").status, 303);
  auto const answer = site->post("/p/demo/methods/l-arpentage/edit", mine, "lea");
  EXPECT_EQ(answer.status, 409);
  EXPECT_THAT(answer.body, HasSubstr("Le café"));
  EXPECT_THAT(answer.body, HasSubstr("La halle"));
  EXPECT_THAT(answer.body, HasSubstr("nadia"));
  std::smatch found;
  ASSERT_TRUE(std::regex_search(answer.body, found, std::regex{"name=\"content_json\" hidden>\\s*([^<]*)</textarea>"}));
  auto json = std::regex_replace(found[1].str(), std::regex{"&quot;|&#34;"}, "\"");
  json = std::regex_replace(json, std::regex{"&lt;"}, "<");
  json = std::regex_replace(json, std::regex{"&gt;"}, ">");
  json = std::regex_replace(json, std::regex{"&amp;"}, "&");
  Form const choice{{"content_json", json}, {"base_revision", "1"}, {"against", "2"},
                    {"take.room", "mine"},  {"do", "edit"},         {"visibility", "public"}};
  EXPECT_THAT(site->post("/p/demo/methods/l-arpentage/edit", choice, "lea").body, HasSubstr("name=\"base_revision\" value=\"2\""));
  EXPECT_EQ(site->post("/p/demo/methods/l-arpentage/edit", with(choice, "do", "save"), "lea").status, 303);
  EXPECT_THAT(body("/p/demo/methods/l-arpentage"), HasSubstr("La halle"));
  EXPECT_THAT(body("/p/demo/methods/l-arpentage/history/2", "nadia"), HasSubstr("Le café"));
}

TEST_P(MethodSite, RefusesAMergeThatWasTamperedWith) {
  published();
  EXPECT_EQ(site->post("/p/demo/methods/l-arpentage/edit", {{"content_json", "{\"steps\":12}"}, {"do", "save"}}, "lea").status, 422);
}

TEST_P(MethodSite, ComesBackToAVersionWithoutLosingThePresentOne) {
  published();
  EXPECT_EQ(site->post("/p/demo/methods/l-arpentage/edit", with(with(whole(), "room", "Le café"), "base_revision", "1"), "nadia").status, 303);
  EXPECT_THAT(body("/p/demo/methods/l-arpentage/history/2", "nadia"), HasSubstr("<ins><span class=\"sr-only\">ajouté : </span>Le café</ins>"));
  EXPECT_EQ(site->post("/p/demo/methods/l-arpentage/history/1/restore", {}, "nadia").status, 303);
  EXPECT_THAT(body("/p/demo/methods/l-arpentage"), Not(HasSubstr("Le café")));
  EXPECT_THAT(body("/p/demo/methods/l-arpentage/history", "nadia"), HasSubstr("Version 3"));
  EXPECT_EQ(site->post("/p/demo/methods/l-arpentage/history/1/restore", {}, "malik").status, 404);
}

TEST_P(MethodSite, AsksTheDatabaseTheSameNumberOfTimesHoweverManyTrials) {
  published();
  auto const statements = [&] {
    auto const before = db::statements_on_this_thread();
    status("/p/demo/methods/l-arpentage");
    return db::statements_on_this_thread() - before;
  };
  site->post("/p/demo/methods/l-arpentage/trial", trial("yes"), "nadia");
  auto const with_one = statements();
  site->post("/p/demo/methods/l-arpentage/trial", trial("no"), "nadia");
  site->post("/p/demo/methods/l-arpentage/trial", trial("partly"), "malik");
  EXPECT_EQ(statements(), with_one);
  // Its text and trials, passages with their kinds, sheets and territories, authors, words cited, reading, copies.
  EXPECT_LE(with_one, 17u);
}

}  // namespace
}  // namespace atelier
