// What the person who told a story does with the link of the letter, without an account.
#include <regex>

#include "domain/experiences/experience_site_test.h"
#include "platform/mail/outbox.h"

namespace experiences {
namespace {

using testing::HasSubstr;
using testing::Not;

class NarratorSite : public ExperienceSite {
 protected:
  static inline std::string const sheet = "/p/demo/experiences/la-navette";

  std::string body(std::string const& target, std::string_view who = "") { return site->get(target, who).body; }
  std::vector<mail::Kept> letters() {
    return database().read([](db::Session& session) { return mail::newest(session, 20); });
  }
  /// The path of the link in the last letter sent to a narrator.
  std::string link_sent() {
    for (auto const& kept : letters()) {
      std::smatch found;
      if (std::regex_search(kept.letter.text, found, std::regex{"https://essaim\\.example(/p/demo/agreement/[A-Za-z0-9_-]+)"})) return found[1];
    }
    return {};
  }
  std::string sent_for_agreement() {
    EXPECT_EQ(site->post(sheet + "/agreement", {{"narrator", "Renée Pastel"}, {"email", "renee@essaim.example"}}, "nadia").status, 303);
    return link_sent();
  }
  int publish(std::string const& visibility) {
    return site->post(sheet + "/move", {{"to", "published"}, {"visibility", visibility}, {"consent", "yes"}}, "nadia").status;
  }
};

TEST_P(NarratorSite, NothingLeavesTheProgrammeBeforeItsNarratorAgrees) {
  told();
  auto const link = sent_for_agreement();
  ASSERT_FALSE(link.empty());
  EXPECT_EQ(publish("public"), 422);
  EXPECT_EQ(publish("community"), 422);
  EXPECT_EQ(publish("cohort"), 303);
  EXPECT_EQ(status(sheet, "malik"), 200);
  EXPECT_EQ(status(sheet), 404);
  // The link asks for no password, and posts as a visitor does.
  EXPECT_THAT(body(link), HasSubstr("Vingt minutes"));
  EXPECT_EQ(site->post(link, {{"do", "all"}}).status, 303);
  EXPECT_EQ(publish("public"), 303);
  EXPECT_THAT(body(sheet), HasSubstr("Vingt minutes"));
  EXPECT_THAT(letters().front().letter.subject, HasSubstr("Renée Pastel"));
}

TEST_P(NarratorSite, ANarratorCorrectsAndRefusesPartByPart) {
  told();
  auto const link = sent_for_agreement();
  EXPECT_EQ(site->post(link, {{"do", "answer"}, {"answer.obstacles.f2", "refuse"}}).status, 422) << "a refusal says why";
  EXPECT_EQ(site->post(link,
                       {{"do", "answer"},
                        {"answer.title", "agree"},
                        {"answer.summary", "agree"},
                        {"text.context|", "La ligne s’arrêtait à dix-neuf heures."},
                        {"answer.obstacles.f1", "agree"},
                        {"answer.obstacles.f2", "refuse"},
                        {"reason.obstacles.f2", "C’est trop personnel."}})
                .status,
            303);
  auto const desk = body(sheet, "nadia");
  EXPECT_THAT(desk, HasSubstr("C’est trop personnel."));
  EXPECT_THAT(desk, HasSubstr("dix-neuf heures"));
  EXPECT_THAT(body(sheet + "/history", "nadia"), HasSubstr("Renée Pastel"));
  EXPECT_EQ(publish("public"), 303);
  auto const seen = body(sheet);
  EXPECT_THAT(seen, HasSubstr("Vingt minutes"));
  EXPECT_THAT(seen, HasSubstr("dix-neuf heures"));
  EXPECT_THAT(seen, Not(HasSubstr("Une seule personne")));
  // Neither agreed to nor refused: it waits inside.
  EXPECT_THAT(seen, Not(HasSubstr("La receveuse")));
  EXPECT_THAT(body(sheet, "malik"), HasSubstr("La receveuse"));
  EXPECT_THAT(body("/p/demo/experiences?q=receveuse"), Not(HasSubstr("La navette")));
  EXPECT_THAT(body(sheet + "/markdown"), Not(HasSubstr("Une seule personne")));
}

TEST_P(NarratorSite, TheLinkOfALetterOpensThatSheetOnlyAndNotForEver) {
  told();
  auto const first = sent_for_agreement();
  auto const second = sent_for_agreement();
  EXPECT_NE(first, second);
  EXPECT_EQ(status("/p/demo/agreement/nonsense"), 404);
  site->post(first, {{"do", "all"}});
  EXPECT_EQ(publish("public"), 422) << "a link that was replaced does nothing";
  EXPECT_EQ(status(sheet + "/agreement", "malik"), 404);
  EXPECT_THAT(body(second), HasSubstr("value=\"all\""));
  world.advance(agreement_lifetime + std::chrono::hours{1});
  EXPECT_THAT(body(second), Not(HasSubstr("value=\"all\""))) << "nor one that is too old";
}

TEST_P(NarratorSite, WhatIsTypedIsKeptUntilItIsSent) {
  told();
  auto const link = sent_for_agreement();
  EXPECT_THAT(site->get(link + "/keep").body, HasSubstr("csrf"));
  auto const kept = site->post(link + "/keep",
                               {{"text.context|", "Un soir de givre."},
                                {"answer.obstacles.f2", "refuse"},
                                {"reason.obstacles.f2", "Trop personnel."},
                                {"text.secret|", "hors de la fiche"}});
  EXPECT_EQ(kept.status, 200);
  EXPECT_THAT(kept.content_type, HasSubstr("json"));
  // Another device, another day: the page has it again, and nothing was sent.
  EXPECT_THAT(body(link), HasSubstr("Un soir de givre."));
  EXPECT_THAT(body(link), HasSubstr("Trop personnel."));
  EXPECT_THAT(body(link), HasSubstr("Rien n’a encore été envoyé"));
  EXPECT_THAT(body(sheet, "nadia"), Not(HasSubstr("givre")));
  EXPECT_THAT(letters().front().letter.subject, Not(HasSubstr("répondu")));
  // Sent, it is kept no longer.
  EXPECT_EQ(site->post(link, {{"do", "answer"}, {"text.context|", "Un soir de givre."}}).status, 303);
  EXPECT_THAT(body(link), Not(HasSubstr("Rien n’a encore été envoyé")));
  EXPECT_THAT(body(link), Not(HasSubstr("Trop personnel.")));
}

TEST_P(NarratorSite, WhatADeviceKeptIsShownAgainAndMayBeForgotten) {
  told();
  auto const link = sent_for_agreement();
  auto const again = site->post(link, {{"do", "resume"}, {"text.context|", "Un soir de givre."}});
  EXPECT_EQ(again.status, 200);
  EXPECT_THAT(again.body, HasSubstr("Un soir de givre."));
  site->post(link + "/keep", {{"text.context|", "Un soir de givre."}});
  EXPECT_EQ(site->post(link, {{"do", "forget"}}).status, 303);
  EXPECT_THAT(body(link), Not(HasSubstr("givre")));
}

TEST_P(NarratorSite, ALinkThatIsOverKeepsNothingButShowsWhatWasTyped) {
  told();
  auto const first = sent_for_agreement();
  site->post(first + "/keep", {{"text.context|", "Un soir de givre."}});
  sent_for_agreement();
  EXPECT_EQ(site->get(first + "/keep").status, 410);
  EXPECT_EQ(site->post(first + "/keep", {{"text.context|", "Encore."}}).status, 410);
  EXPECT_THAT(body(first), Not(HasSubstr("givre")));
  auto const late = site->post(first, {{"do", "answer"}, {"text.context|", "Un soir de givre."}});
  EXPECT_THAT(late.body, HasSubstr("Un soir de givre.")) << "to copy it";
  EXPECT_THAT(body(sheet, "nadia"), Not(HasSubstr("givre")));
  EXPECT_EQ(site->get("/p/demo/agreement/nonsense/keep").status, 410);
}

ON_BOTH_ENGINES(NarratorSite);

}  // namespace
}  // namespace experiences
