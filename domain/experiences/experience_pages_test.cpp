#include "domain/experiences/experience_site_test.h"

#include <limits>
#include <regex>

namespace experiences {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST_P(ExperienceSite, OpensEachPageToThoseItIsFor) {
  published();
  told("Le brouillon");
  struct Row {
    char const* target;
    int visitor, partner, other_pioneer, pair, lead;
  };
  Row const rows[] = {
      {"/p/demo/experiences", 200, 200, 200, 200, 200},
      {"/p/demo/experiences?view=table&obstacle=mistrust&overcome=yes&sort=title", 200, 200, 200, 200, 200},
      {"/p/demo/experiences.atom", 200, 200, 200, 200, 200},
      {"/p/demo/experiences.csv", 303, 303, 303, 303, 303},
      {"/experiences", 200, 200, 200, 200, 200},
      {"/p/demo/experiences/la-navette", 200, 200, 200, 200, 200},
      {"/p/demo/experiences/la-navette/markdown", 200, 200, 200, 200, 200},
      {"/p/demo/experiences/la-navette/history", 200, 200, 200, 200, 200},
      {"/p/demo/experiences/la-navette/history/1", 404, 404, 404, 200, 200},
      {"/p/demo/experiences/le-brouillon", 404, 404, 404, 200, 200},
      {"/p/demo/experiences/le-brouillon/markdown", 404, 404, 404, 200, 200},
      {"/p/demo/experiences/le-brouillon/edit", 303, 404, 404, 200, 200},
      {"/p/demo/experiences/le-brouillon/move?to=published", 303, 404, 404, 200, 200},
      {"/p/demo/experiences/le-brouillon/delete", 303, 404, 404, 200, 200},
      {"/p/demo/experiences/new", 303, 404, 200, 200, 200},
      {"/p/demo/experiences/nothing-here", 404, 404, 404, 404, 404},
  };
  for (auto const& row : rows) {
    EXPECT_EQ(status(row.target), row.visitor) << row.target << " visitor";
    EXPECT_EQ(status(row.target, "paul"), row.partner) << row.target << " partner";
    EXPECT_EQ(status(row.target, "malik"), row.other_pioneer) << row.target << " other pioneer";
    EXPECT_EQ(status(row.target, "thomas"), row.pair) << row.target << " pair";
    EXPECT_EQ(status(row.target, "lea"), row.lead) << row.target << " lead";
  }
}

TEST_P(ExperienceSite, ShowsASheetWithItsPassagesAndWhatCitesThem) {
  published();
  auto const body = site->get("/p/demo/experiences/la-navette").body;
  EXPECT_THAT(body, HasSubstr("<h1>La navette</h1>"));
  EXPECT_THAT(body, HasSubstr("id=\"f1\""));
  EXPECT_THAT(body, HasSubstr("id=\"l1\""));
  EXPECT_THAT(body, HasSubstr("Kit, chapitre 4"));
  EXPECT_THAT(body, HasSubstr("Pays de Brumeval"));
  EXPECT_THAT(body, Not(HasSubstr("<b>à peine</b>")));
  EXPECT_THAT(body, HasSubstr("application/ld+json"));
  EXPECT_THAT(body, Not(HasSubstr("/edit\"")));
  EXPECT_THAT(site->get("/p/demo/experiences/la-navette", "nadia").body, HasSubstr("/p/demo/experiences/la-navette/edit\""));
}

TEST_P(ExperienceSite, ReadsASheetInSixStatementsWhateverTheViewer) {
  for (auto const* title : {"La navette", "L’épicerie", "Le fournil"})
    published(title, title == std::string{"La navette"} ? "la-navette" : title == std::string{"Le fournil"} ? "le-fournil" : "l-epicerie");
  // What is kept is forgotten when anyone commits, in another database of the same PostgreSQL too: other tests run beside this one.
  auto fewest = std::numeric_limits<std::size_t>::max();
  for (int visit = 0; visit < 10; ++visit) {
    auto const before = db::statements_on_this_thread();
    EXPECT_THAT(site->get("/p/demo/experiences/la-navette", "malik").body, HasSubstr("L’épicerie"));
    fewest = std::min<std::size_t>(fewest, db::statements_on_this_thread() - before);
  }
  EXPECT_LE(fewest, 6u);
}

TEST_P(ExperienceSite, MakesOneSheetOfADoubleClick) {
  auto const first = site->post("/p/demo/experiences/new", whole(), "nadia");
  auto const second = site->post("/p/demo/experiences/new", whole(), "nadia");
  EXPECT_EQ(support::header(first, "Location"), support::header(second, "Location"));
  auto const brief_count = database().read([&](db::Session& session) {
    std::int64_t count = 0;
    auto rows = session.query("SELECT COUNT(*) FROM experiences_experience");
    rows.next(count);
    return count;
  });
  EXPECT_EQ(brief_count, 1);
}

TEST_P(ExperienceSite, KeepsEverythingTypedWhenAnObstacleIsAdded) {
  auto const body = site->post("/p/demo/experiences/new", with(whole(), "do", "add:obstacles"), "nadia").body;
  EXPECT_THAT(body, HasSubstr("Une seule personne."));
  EXPECT_THAT(body, HasSubstr("La ligne du jeudi s’arrête."));
  EXPECT_THAT(body, HasSubstr("name=\"obstacles.count\" value=\"3\""));
  EXPECT_THAT(body, HasSubstr("value=\"key-La navette\""));
}

TEST_P(ExperienceSite, FollowsTheLinksOfALeverWhenAnObstacleIsTakenAway) {
  auto const form = with(with(whole(), "levers.1.overcame", "f2"), "do", "remove:obstacles:1");
  auto const body = site->post("/p/demo/experiences/new", form, "nadia").body;
  EXPECT_THAT(body, HasSubstr("name=\"obstacles.count\" value=\"1\""));
  EXPECT_TRUE(std::regex_search(body, std::regex{"name=\"levers.1.overcame\" value=\"f2\" +checked"})) << body;
}

TEST_P(ExperienceSite, SaysWhatIsMissingAndLosesNothing) {
  auto const answer = site->post("/p/demo/experiences/new", with(with(whole(), "title", ""), "obstacles.2.type", "nonsense"), "nadia");
  EXPECT_EQ(answer.status, 422);
  EXPECT_THAT(answer.body, HasSubstr("Une seule personne."));
  EXPECT_THAT(answer.body, HasSubstr("href=\"#title\""));
  EXPECT_THAT(answer.body, HasSubstr("href=\"#obstacles.2.type\""));
}

TEST_P(ExperienceSite, IsNotPublishedWithoutTheAgreementOfThoseItQuotes) {
  told();
  auto const refused = site->post("/p/demo/experiences/la-navette/move", {{"to", "published"}, {"visibility", "public"}}, "nadia");
  EXPECT_EQ(refused.status, 422);
  EXPECT_EQ(status("/p/demo/experiences/la-navette"), 404);
}

TEST_P(ExperienceSite, MayBeWithdrawnAndItsListForgetsIt) {
  published();
  EXPECT_THAT(site->get("/p/demo/experiences").body, HasSubstr("La navette"));
  site->post("/p/demo/experiences/la-navette/move", {{"to", "draft"}, {"reason", "Une personne citée a changé d’avis"}}, "thomas");
  EXPECT_EQ(status("/p/demo/experiences/la-navette"), 404);
  EXPECT_THAT(site->get("/p/demo/experiences").body, Not(HasSubstr("La navette")));
  EXPECT_THAT(site->get("/p/demo/experiences.atom").body, Not(HasSubstr("La navette")));
  EXPECT_THAT(site->get("/p/demo/experiences/la-navette/history", "nadia").body, HasSubstr("Une personne citée a changé d’avis"));
}

TEST_P(ExperienceSite, OffersBothTextsWhenTwoPeopleWroteTheSame) {
  told();
  auto const edit = "/p/demo/experiences/la-navette/edit";
  EXPECT_EQ(site->post(edit, with(with(whole(), "base_revision", "1"), "context", "Celle de Thomas."), "thomas").status, 303);
  auto const conflict = site->post(edit, with(with(whole(), "base_revision", "1"), "context", "Celle de Nadia."), "nadia");
  ASSERT_EQ(conflict.status, 409);
  EXPECT_THAT(conflict.body, HasSubstr("Celle de Thomas."));
  EXPECT_THAT(conflict.body, HasSubstr("Celle de Nadia."));
  EXPECT_THAT(conflict.body, HasSubstr("thomas"));
  std::smatch json;
  ASSERT_TRUE(std::regex_search(conflict.body, json, std::regex{"<textarea name=\"content_json\" hidden>\\n?([^<]*)<"}));
  auto kept = std::regex_replace(json[1].str(), std::regex{"&quot;"}, "\"");
  kept = std::regex_replace(std::regex_replace(kept, std::regex{"&lt;"}, "<"), std::regex{"&gt;"}, ">");
  auto const chosen = site->post(edit,
                                 {{"do", "save"},
                                  {"content_json", kept},
                                  {"base_revision", "1"},
                                  {"against", "2"},
                                  {"take.context", "mine"},
                                  {"visibility", "public"},
                                  {"territory", "Pays de Brumeval"},
                                  {"territory_key", "adhoc:demo.brumeval"}},
                                 "nadia");
  EXPECT_EQ(chosen.status, 303) << chosen.body;
  auto const body = site->get("/p/demo/experiences/la-navette", "nadia").body;
  EXPECT_THAT(body, HasSubstr("Celle de Nadia."));
  EXPECT_THAT(site->get("/p/demo/experiences/la-navette/history/2", "nadia").body, HasSubstr("Celle de Thomas."));
}

TEST_P(ExperienceSite, ShowsWhatAVersionChangedAndComesBackToIt) {
  told();
  site->post("/p/demo/experiences/la-navette/edit", with(with(whole(), "base_revision", "1"), "context", "La ligne du lundi s’arrête."), "nadia");
  auto const version = site->get("/p/demo/experiences/la-navette/history/2", "nadia").body;
  EXPECT_THAT(version, HasSubstr("<del><span class=\"sr-only\">retiré : </span>jeudi </del>"));
  EXPECT_THAT(version, HasSubstr("<ins><span class=\"sr-only\">ajouté : </span>lundi </ins>"));
  EXPECT_EQ(site->post("/p/demo/experiences/la-navette/history/1/restore", {}, "nadia").status, 303);
  EXPECT_THAT(site->get("/p/demo/experiences/la-navette", "nadia").body, HasSubstr("La ligne du jeudi"));
  EXPECT_EQ(status("/p/demo/experiences/la-navette/history/3", "nadia"), 200);
}

TEST_P(ExperienceSite, KeepsWhatIsTypedAndOffersItAgain) {
  auto const kept = site->post("/p/demo/experiences/keep", with(whole("Pas encore dite"), "form_key", "abc"), "nadia");
  EXPECT_EQ(kept.status, 200);
  EXPECT_THAT(kept.body, HasSubstr("hour"));
  EXPECT_THAT(site->get("/p/demo/experiences", "nadia").body, HasSubstr("Pas encore dite"));
  EXPECT_THAT(site->get("/p/demo/experiences", "malik").body, Not(HasSubstr("Pas encore dite")));
  EXPECT_THAT(site->get("/p/demo/experiences/new?resume=abc", "nadia").body, HasSubstr("La ligne du jeudi"));
  site->post("/p/demo/experiences/new", with(whole("Pas encore dite"), "form_key", "abc"), "nadia");
  EXPECT_THAT(site->get("/p/demo/experiences/new?resume=abc", "nadia").body, Not(HasSubstr("La ligne du jeudi")));
}

TEST_P(ExperienceSite, ShowsAPreviewWithoutSaving) {
  auto const body = site->post("/p/demo/experiences/new", with(whole(), "do", "preview"), "nadia").body;
  EXPECT_THAT(body, HasSubstr("class=\"passage obstacle\""));
  EXPECT_EQ(status("/p/demo/experiences/la-navette", "nadia"), 404);
}

TEST_P(ExperienceSite, CountsTheSheetsBehindEachFilter) {
  published();
  published("L’épicerie", "l-epicerie");
  auto const body = site->get("/p/demo/experiences?obstacle=mistrust&lever=third_party&linked=yes").body;
  EXPECT_THAT(body, HasSubstr("L’épicerie"));
  EXPECT_THAT(body, HasSubstr("<span class=\"count\">2</span>"));
  EXPECT_THAT(site->get("/p/demo/experiences?obstacle=time&lever=third_party&linked=yes").body, Not(HasSubstr("L’épicerie")));
  EXPECT_THAT(site->get("/p/demo/experiences?q=receveuse").body, HasSubstr("L’épicerie"));
  EXPECT_THAT(site->get("/p/demo/experiences?q=introuvable").body, Not(HasSubstr("L’épicerie")));
}

TEST_P(ExperienceSite, ComesBackFromItsMarkdownTheSame) {
  published();
  auto const file = site->get("/p/demo/experiences/la-navette/markdown").body;
  auto const sheet = parse_sheet(file, "la-navette.md");
  ASSERT_TRUE(sheet) << sheet.error().front().refusal.msgid;
  EXPECT_EQ(format_sheet(*sheet), file);
}

TEST_P(ExperienceSite, SurvivesForgedForms) {
  told();
  Form const forged = {{"do", "remove:obstacles:99999999999999999999"}, {"obstacles.count", "4294967295"}, {"levers.count", "-1"}, {"title", "x"}};
  EXPECT_EQ(site->post("/p/demo/experiences/new", forged, "nadia").status, 200);
  EXPECT_EQ(site->post("/p/demo/experiences/la-navette/edit", {{"content_json", "{\"title\":1}"}, {"do", "save"}}, "nadia").status, 422);
  EXPECT_EQ(site->post("/p/demo/experiences/la-navette/move", {{"to", "paradise"}}, "nadia").status, 404);
  EXPECT_EQ(site->post("/p/demo/experiences/la-navette/history/77/restore", {}, "nadia").status, 404);
  EXPECT_EQ(site->post("/p/demo/experiences/la-navette/delete", {}, "malik").status, 404);
}

ON_BOTH_ENGINES(ExperienceSite);

}  // namespace
}  // namespace experiences
