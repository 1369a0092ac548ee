// Telling an experience with others: interviews, photos, parts kept closer, peers who saw it.
#include <fstream>
#include <regex>

#include "domain/experiences/experience_site_test.h"
#include "domain/experiences/passage_codes.h"

namespace experiences {
namespace {

using testing::HasSubstr;
using testing::Not;

class TellingSite : public ExperienceSite {
 protected:
  static inline std::string const sheet = "/p/demo/experiences/la-navette";

  std::string body(std::string const& target, std::string_view who = "") { return site->get(target, who).body; }
  int publish(std::string const& visibility) {
    return site->post(sheet + "/move", {{"to", "published"}, {"visibility", visibility}, {"consent", "yes"}}, "nadia").status;
  }
  /// A file as a browser sends it.
  http::Response upload(std::string const& name, std::string const& bytes, std::string_view who = "nadia") {
    auto const path = uploads.path() / name;
    std::ofstream{path, std::ios::binary} << bytes;
    auto request = site->request(http::Method::post, sheet + "/pieces", who);
    request.headers.add("origin", "https://essaim.example");
    request.form.add("do", "add");
    request.form.add("csrf", accounts::csrf_token(request));
    request.uploads.push_back({"files", name, "image/png", path.string(), bytes.size()});
    return site->send(std::move(request));
  }
  files::TemporaryFolder uploads;
};

/// Two pixels, transparent and red.
std::string small_picture() {
  static unsigned char const bytes[] = {0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0x00, 0x00, 0x00, 0x0D, 0x49, 0x48, 0x44, 0x52, 0x00, 0x00,
                                        0x00, 0x02, 0x00, 0x00, 0x00, 0x01, 0x08, 0x06, 0x00, 0x00, 0x00, 0xF4, 0x22, 0x7F, 0x8A, 0x00, 0x00, 0x00,
                                        0x0F, 0x49, 0x44, 0x41, 0x54, 0x78, 0x9C, 0x63, 0xF8, 0xCF, 0xC0, 0x00, 0x44, 0x0C, 0x0C, 0x00, 0x0C, 0xFC,
                                        0x01, 0xFF, 0x5C, 0xFD, 0x14, 0x95, 0x00, 0x00, 0x00, 0x00, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82};
  return {reinterpret_cast<char const*>(bytes), sizeof bytes};
}

TEST_P(TellingSite, AnInterviewGivesAGridAndADraftThatNamesBoth) {
  EXPECT_EQ(site->post("/p/demo/experiences/interview", {{"narrator", ""}, {"title", "La navette"}}, "lea").status, 422);
  EXPECT_EQ(site->post("/p/demo/experiences/interview",
                       {{"narrator", "Renée Pastel"}, {"title", "La navette"}, {"date", "2026-11-20"}, {"form_key", "k"}}, "lea")
                .status,
            303);
  auto const grid = body(sheet + "/interview", "lea");
  EXPECT_THAT(grid, HasSubstr("Qu’est-ce qui vous a freiné"));
  EXPECT_EQ(site->post(sheet + "/interview/keep", {{"notes.5", "Le conducteur, toujours."}}, "lea").status, 200);
  EXPECT_THAT(body(sheet + "/interview", "lea"), HasSubstr("Le conducteur, toujours."));
  EXPECT_THAT(body(sheet + "/edit", "lea"), HasSubstr("Le conducteur, toujours."));
  EXPECT_EQ(status(sheet + "/interview", "malik"), 404);
  EXPECT_THAT(body(sheet, "lea"), HasSubstr("Renée Pastel"));
}

TEST_P(TellingSite, APartKeptCloserIsLeftOutEverywhere) {
  published();
  auto form = whole();
  for (auto const& [name, value] : Form{{"base_revision", "1"}, {"closer.count", "1"}, {"closer.1.part", "obstacles"}, {"closer.1.circle", "cohort"}})
    form.emplace_back(name, value);
  EXPECT_EQ(site->post(sheet + "/edit", form, "nadia").status, 303) << "closing is always possible";
  EXPECT_THAT(body(sheet), Not(HasSubstr("Vingt minutes")));
  EXPECT_THAT(body(sheet, "malik"), HasSubstr("Vingt minutes"));
  EXPECT_THAT(body("/p/demo/experiences?obstacle=mistrust"), Not(HasSubstr("La navette")));
  EXPECT_THAT(body("/p/demo/experiences?q=minutes"), Not(HasSubstr("La navette")));
  EXPECT_THAT(body(sheet + "/markdown"), Not(HasSubstr("Vingt minutes")));
  auto const opened = with(with(form, "base_revision", "2"), "closer.1.circle", "");
  EXPECT_EQ(site->post(sheet + "/edit", opened, "nadia").status, 422) << "opening asks for consent";
  EXPECT_EQ(site->post(sheet + "/edit", with(opened, "consent", "yes"), "nadia").status, 303);
  EXPECT_THAT(body(sheet), HasSubstr("Vingt minutes"));
}

TEST_P(TellingSite, ThePhotoOfASheetIsSeenByItsReadersOnly) {
  told();
  EXPECT_EQ(upload("photo.png", small_picture()).status, 303);
  EXPECT_EQ(upload("photo.png", "<svg onload='x'/>").status, 422);
  EXPECT_EQ(upload("photo.png", small_picture(), "malik").status, 404);
  EXPECT_EQ(status(sheet + "/pieces/p1", "nadia"), 200);
  EXPECT_EQ(status(sheet + "/pieces/p1", "malik"), 404);
  EXPECT_EQ(status(sheet + "/pieces/p2", "nadia"), 404);
  Form const described = {{"do", "save"},
                          {"attachments.count", "1"},
                          {"attachments.1.code", "p1"},
                          {"attachments.1.print", "forged"},
                          {"attachments.1.alternative", "Un minibus vert."},
                          {"attachments.1.people", "Renée"}};
  EXPECT_EQ(site->post(sheet + "/pieces", described, "nadia").status, 303);
  EXPECT_EQ(publish("public"), 303);
  EXPECT_EQ(status(sheet + "/pieces/p1"), 404) << "someone in it has not agreed";
  EXPECT_EQ(site->post(sheet + "/pieces", with(described, "attachments.1.consent", "yes"), "nadia").status, 303);
  auto const picture = site->get(sheet + "/pieces/p1");
  EXPECT_EQ(picture.status, 200);
  EXPECT_EQ(picture.content_type, "image/png");
  EXPECT_EQ(support::header(picture, "Content-Security-Policy"), "sandbox; default-src 'none'");
  auto const page = body(sheet);
  EXPECT_THAT(page, HasSubstr("alt=\"Un minibus vert.\""));
  EXPECT_THAT(page, Not(HasSubstr("Renée")));
  // Saving the form of the sheet leaves its photos alone.
  EXPECT_EQ(site->post(sheet + "/edit", with(with(whole(), "base_revision", "3"), "context", "Autre."), "nadia").status, 303);
  EXPECT_EQ(status(sheet + "/pieces/p1"), 200);
}

TEST_P(TellingSite, APersonQuotedWhoChangesTheirMindIsHeardAtOnce) {
  published();
  EXPECT_EQ(site->post(sheet + "/consents", {{"do", "note"}, {"person", "Renée"}, {"given_on", "2026-11-20"}}, "nadia").status, 422)
      << "quoted where?";
  EXPECT_EQ(
      site->post(sheet + "/consents", {{"do", "note"}, {"person", "Renée"}, {"given_on", "2026-11-20"}, {"parts", "obstacles.f1"}}, "nadia").status,
      303);
  auto const page = body(sheet + "/consents", "nadia");
  EXPECT_EQ(status(sheet + "/consents", "malik"), 404);
  std::smatch id;
  ASSERT_TRUE(std::regex_search(page, id, std::regex{"name=\"consent\" value=\"([^\"]+)\""}));
  EXPECT_EQ(site->post(sheet + "/consents", {{"do", "withdraw"}, {"consent", id[1]}}, "nadia").status, 303);
  EXPECT_THAT(body(sheet), Not(HasSubstr("Vingt minutes")));
  EXPECT_THAT(body(sheet, "malik"), Not(HasSubstr("Vingt minutes")));
  EXPECT_THAT(body(sheet, "nadia"), HasSubstr("Vingt minutes"));
}

TEST_P(TellingSite, APeerOfAnotherTerritorySaysWhatTheySaw) {
  published();
  EXPECT_EQ(status(sheet + "/verify", "thomas"), 404) << "one of the pair is no outside eye";
  EXPECT_EQ(status(sheet + "/verify", "paul"), 404) << "nor is someone of no territory";
  EXPECT_EQ(status(sheet + "/verify", "malik"), 200);
  Form const said = {
      {"do", "say"}, {"how", "visit"}, {"seen_on", "2026-11-20"}, {"saw", "Le minibus roule **vraiment**."}, {"would_take", "Le cahier."}};
  EXPECT_EQ(site->post(sheet + "/verify", with(said, "seen_on", "2027-01-01"), "malik").status, 422) << "tomorrow was not seen";
  EXPECT_EQ(site->post(sheet + "/verify", said, "malik").status, 303);
  auto const page = body(sheet);
  EXPECT_THAT(page, HasSubstr("<strong>vraiment</strong>"));
  EXPECT_THAT(page, HasSubstr("Le cahier."));
  EXPECT_THAT(page, Not(HasSubstr("malik")));
  EXPECT_EQ(site->post(sheet + "/verify", {{"do", "take_back"}}, "malik").status, 303);
  EXPECT_THAT(body(sheet), Not(HasSubstr("Le cahier.")));
}

TEST_P(TellingSite, TheAddressOfAPassageOutlivesItsRewriting) {
  published();
  auto const page = body(sheet);
  std::smatch link;
  ASSERT_TRUE(std::regex_search(page, link, std::regex{"href=\"(/p/demo/experiences/la-navette/passage/q[0-9a-f]{8})\""}));
  auto const address = link[1].str();
  EXPECT_THAT(support::header(site->get(address), "Location"), HasSubstr("/p/demo/experiences/la-navette#q"));
  site->post(sheet + "/edit", with(with(whole(), "base_revision", "1"), "context", "La ligne du jeudi s’arrête trop tôt."), "nadia");
  EXPECT_THAT(support::header(site->get(address), "Location"), HasSubstr("#q"));
  EXPECT_EQ(status(sheet + "/passage/f2"), 303);
  EXPECT_EQ(status(sheet + "/passage/f9"), 410);
  EXPECT_THAT(body(sheet + "/authors", "nadia"), HasSubstr("nadia"));
  EXPECT_EQ(status(sheet + "/authors"), 303) << "a visitor is asked to sign in";
}

TEST_P(TellingSite, SaysThatTheSameStoryWasToldAlready) {
  published();
  auto const kept = site->post("/p/demo/experiences/keep", with(with(whole("Navette"), "form_key", "abc"), "title", "Une navette"), "thomas");
  EXPECT_THAT(kept.body, HasSubstr("\"title\":\"La navette\""));
  auto const other =
      site->post("/p/demo/experiences/keep", with(with(whole("Jardin"), "form_key", "abd"), "title", "Le jardin des écoles"), "thomas");
  EXPECT_THAT(other.body, HasSubstr("\"alike\":[]"));
}

TEST_P(TellingSite, TwoSheetsOfOneStoryBecomeOneAndMayBeSeparated) {
  published();
  published("La navette du marché", "la-navette-du-marche");
  auto const other = "/p/demo/experiences/la-navette-du-marche";
  EXPECT_EQ(status(sheet + "/join", "nadia"), 404) << "leads do that";
  EXPECT_EQ(status(sheet + "/join", "lea"), 200);
  EXPECT_THAT(body(sheet + "/join?with=la-navette-du-marche", "lea"), HasSubstr("take.title"));
  EXPECT_EQ(status(sheet + "/join?with=nowhere", "lea"), 422);
  EXPECT_EQ(
      site->post(sheet + "/join", {{"do", "join"}, {"with", "la-navette-du-marche"}, {"take.title", "second"}, {"take.obstacles", "both"}}, "lea")
          .status,
      303);
  EXPECT_THAT(support::header(site->get(other), "Location"), HasSubstr("/p/demo/experiences/la-navette#"));
  EXPECT_THAT(body(sheet), HasSubstr("La navette du marché"));
  auto const found = database().read([&](db::Session& session) {
    std::vector<PassageName> const names{{"la-navette-du-marche", "f1"}};
    return experiences::passages(session, {}, demo, names);
  });
  ASSERT_EQ(found.size(), 1u) << "a citation of the former sheet follows";
  EXPECT_EQ(found.front().slug, "la-navette");
  auto const page = body(sheet + "/join", "lea");
  std::smatch gone;
  ASSERT_TRUE(std::regex_search(page, gone, std::regex{"name=\"gone\" value=\"([^\"]+)\""}));
  EXPECT_EQ(site->post(sheet + "/join", {{"do", "separate"}, {"gone", gone[1]}}, "lea").status, 303);
  EXPECT_EQ(status(other), 200);
  EXPECT_THAT(body(sheet), Not(HasSubstr("La navette du marché</h1>")));
}

TEST_P(TellingSite, ComparesAnyTwoVersions) {
  told();
  site->post(sheet + "/edit", with(with(whole(), "base_revision", "1"), "context", "La ligne du lundi s’arrête."), "nadia");
  site->post(sheet + "/edit", with(with(whole(), "base_revision", "2"), "context", "La ligne du mardi s’arrête."), "nadia");
  auto const page = body(sheet + "/history/compare?from=1&to=3", "nadia");
  EXPECT_THAT(page, HasSubstr("<del><span class=\"sr-only\">retiré : </span>jeudi </del>"));
  EXPECT_THAT(page, HasSubstr("<ins><span class=\"sr-only\">ajouté : </span>mardi </ins>"));
  EXPECT_EQ(status(sheet + "/history/compare?from=9&to=3", "nadia"), 404);
}

ON_BOTH_ENGINES(TellingSite);

}  // namespace
}  // namespace experiences
