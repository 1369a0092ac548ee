#include <gmock/gmock.h>

#include "domain/accounts/action_pages.h"
#include "domain/accounts/caretaking.h"
#include "platform/audit/audit.h"
#include "platform/mail/outbox.h"
#include "tests/support/site/test_site.h"

namespace {

using testing::HasSubstr;
using testing::Not;

class ActionLinks : public support::OnBothEngines {
 protected:
  void SetUp() override {
    OnBothEngines::SetUp();
    if (IsSkipped()) return;
    site = std::make_unique<support::TestSite>(database(), world);
    pages = std::make_unique<accounts::ActionPages>(site->house());
    pages->add_routes(site->gate());
    pages->offer({"test.agree",
                  [](db::Session&, accounts::Visit const&, accounts::ActionLink const& link) -> std::optional<accounts::ActionQuestion> {
                    if (link.subject == "gone") return std::nullopt;
                    return accounts::ActionQuestion{
                        "Donner mon accord", {"La fiche sera publiée."}, {}, {{"yes", "D’accord"}, {"no", "À reprendre"}}, "Vos remarques", ""};
                  },
                  [this](db::Session& session, accounts::Visit const&, accounts::ActionLink const& link,
                         accounts::ActionAnswer const& answer) -> base::Outcome<accounts::ActionDone> {
                    mail::post(session, world, {"trace@essaim.example", link.subject, answer.choice, ""});
                    if (answer.choice == "no" && answer.words.empty()) return base::refuse("Say what should change.");
                    return accounts::ActionDone{"Votre accord est noté.", {}, {}, link.subject == "enter"};
                  },
                  false});
    pages->offer({"test.stop",
                  [](db::Session&, accounts::Visit const&, accounts::ActionLink const&) {
                    return accounts::ActionQuestion{"Ne plus recevoir", {}, {}, {{"stop", "Arrêter"}}};
                  },
                  [this](db::Session& session, accounts::Visit const&, accounts::ActionLink const&,
                         accounts::ActionAnswer const&) -> base::Outcome<accounts::ActionDone> {
                    mail::post(session, world, {"trace@essaim.example", "stopped", "", ""});
                    return accounts::ActionDone{"C’est arrêté."};
                  },
                  true});
  }
  std::string link(std::string purpose, std::string subject, int uses = 1, std::optional<accounts::PersonId> person = {}) {
    return database().write([&](db::Session& session) {
      return accounts::make_action_link(session, world,
                                        {std::move(purpose), std::move(subject), person, world.now() + std::chrono::hours{24}, uses, {}});
    });
  }
  std::size_t times_done() {
    return database().read([](db::Session& session) { return mail::newest(session, 100).size(); });
  }
  std::unique_ptr<support::TestSite> site;
  std::unique_ptr<accounts::ActionPages> pages;
};

TEST_P(ActionLinks, OpeningOneSaysWhatItWillDoAndDoesNothing) {
  auto const path = link("test.agree", "fiche");
  for (int scanner = 0; scanner < 3; ++scanner) EXPECT_THAT(site->get(path).body, HasSubstr("La fiche sera publiée."));
  EXPECT_EQ(times_done(), 0u);
}

TEST_P(ActionLinks, PressingTheButtonDoesItOnceAndSaysSoToWhoPressesTwice) {
  auto const path = link("test.agree", "fiche");
  EXPECT_EQ(support::header(site->post(path, {{"choice", "yes"}}), "Location"), path);
  EXPECT_EQ(site->post(path, {{"choice", "yes"}}).status, 303);
  EXPECT_EQ(times_done(), 1u);
  auto const after = site->get(path);
  EXPECT_EQ(after.status, 200);
  EXPECT_THAT(after.body, HasSubstr("Votre accord est noté."));
}

TEST_P(ActionLinks, OfAClosedAccountDoNothingUntilItIsOpenAgain) {
  auto const claire = site->person("Claire");
  auto const path = link("test.agree", "enter", 1, claire);
  database().write([&](db::Session& session) { EXPECT_TRUE(accounts::close_account(session, claire)); });
  EXPECT_EQ(site->get(path).status, 410);
  EXPECT_EQ(support::header(site->post(path, {{"choice", "yes"}}), "Set-Cookie"), "");
  EXPECT_EQ(times_done(), 0u);
  database().write([&](db::Session& session) { EXPECT_TRUE(accounts::open_account(session, claire)); });
  EXPECT_NE(support::header(site->post(path, {{"choice", "yes"}}), "Set-Cookie"), "");
  auto const entered = database().read([](db::Session& session) { return audit::newest(session, audit::Act::signed_in); });
  ASSERT_TRUE(entered);
  EXPECT_EQ(entered->who, claire.text());
}

TEST_P(ActionLinks, ARefusalKeepsWhatWasWrittenWritesNothingAndLeavesTheLinkGood) {
  auto const path = link("test.agree", "fiche");
  auto const refused = site->post(path, {{"choice", "no"}});
  EXPECT_EQ(refused.status, 422);
  EXPECT_EQ(times_done(), 0u);
  EXPECT_EQ(site->post(path, {{"choice", "no"}, {"words", "La date"}}).status, 303);
  EXPECT_EQ(times_done(), 1u);
}

TEST_P(ActionLinks, AnUnknownAnOldAWithdrawnAndAnEmptyOneDoNothingAndSayWhy) {
  auto const old = link("test.agree", "fiche"), withdrawn = link("test.agree", "retirée"), gone = link("test.agree", "gone"),
             orphan = link("test.unknown", "x");
  database().write([&](db::Session& session) { accounts::withdraw_action_links(session, "test.agree", "retirée"); });
  for (auto const& path : {withdrawn, gone, orphan, std::string{"/do/inconnu"}}) {
    EXPECT_EQ(site->get(path).status, 410) << path;
    site->post(path, {{"choice", "yes"}});
  }
  world.advance(std::chrono::hours{25});
  EXPECT_EQ(site->get(old).status, 410);
  site->post(old, {{"choice", "yes"}});
  // What is gone can still be pressed by hand: it is for the action to refuse; here it writes.
  EXPECT_LE(times_done(), 1u);
}

TEST_P(ActionLinks, APostFromAnotherSiteIsRefusedUnlessItIsOneClickAndThePurposeTakesIt) {
  auto const from_elsewhere = [&](std::string const& path, std::string field, std::string value) {
    auto request = site->request(http::Method::post, path);
    request.form.add(std::move(field), std::move(value));
    return site->send(std::move(request));
  };
  auto const agree = link("test.agree", "fiche"), stop = link("test.stop", "digest");
  EXPECT_EQ(from_elsewhere(agree, "choice", "yes").status, 422);
  from_elsewhere(agree, "List-Unsubscribe", "One-Click");
  EXPECT_EQ(times_done(), 0u);
  EXPECT_EQ(site->get(agree).status, 200) << "the link is still good";
  EXPECT_EQ(from_elsewhere(stop, "List-Unsubscribe", "One-Click").status, 200);
  EXPECT_EQ(times_done(), 1u);
}

TEST_P(ActionLinks, OneThatLetsInSignsItsPersonInAndNobodyElse) {
  auto const claire = site->person("Claire");
  EXPECT_THAT(support::header(site->post(link("test.agree", "enter", 1, claire), {{"choice", "yes"}}), "Set-Cookie"), HasSubstr("essaim_session="));
  EXPECT_THAT(support::header(site->post(link("test.agree", "fiche", 1, claire), {{"choice", "yes"}}), "Set-Cookie"),
              Not(HasSubstr("essaim_session=")));
}

ON_BOTH_ENGINES(ActionLinks);

}  // namespace
