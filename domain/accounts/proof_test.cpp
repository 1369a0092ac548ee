#include <gmock/gmock.h>

#include <regex>

#include "domain/accounts/account_store.h"
#include "domain/accounts/proof_pages.h"
#include "platform/audit/audit.h"
#include "platform/mail/outbox.h"
#include "platform/secrets/one_time_code.h"
#include "tests/support/site/test_site.h"

namespace {

using testing::HasSubstr;

class Proofs : public support::OnBothEngines {
 protected:
  void SetUp() override {
    OnBothEngines::SetUp();
    if (IsSkipped()) return;
    site = std::make_unique<support::TestSite>(database(), world);
    pages = std::make_unique<accounts::ProofPages>(site->house(), site->letters(), "https://essaim.example");
    pages->add_routes(site->gate());
    claire = site->person("Claire");
  }
  std::string code_now() {
    auto const app = database().read([&](db::Session& session) { return accounts::ProofStore{session}.code_app_of(claire); });
    return secrets::code_at(app->secret, secrets::step_of(world.now()));
  }
  /// Sets the codes up; the recovery codes shown.
  std::vector<std::string> set_up() {
    site->post("/me/code-app", {}, "Claire");
    auto const shown = site->post("/me/code-app/confirm", {{"code", code_now()}}, "Claire").body;
    std::vector<std::string> codes;
    std::regex const code{"<code>([a-z-]{19})</code>"};
    for (std::sregex_iterator at{shown.begin(), shown.end(), code}, end; at != end; ++at) codes.push_back((*at)[1]);
    return codes;
  }
  /// A first proof was given in a new browser: its cookie.
  std::string half_in(std::string secret) {
    bool const waits =
        database().write([&](db::Session& session) { return accounts::AccountStore{session}.start_session(secret, claire, world.now()); });
    EXPECT_TRUE(waits);
    return secret;
  }
  http::Response second(std::string const& cookie, std::string code) {
    auto request = site->request(http::Method::post, "/sign-in/second");
    request.cookies.add(std::string{accounts::session_cookie}, cookie);
    request.headers.add("origin", "https://essaim.example");
    request.form.add("code", std::move(code));
    request.form.add("next", "/me");
    request.form.add("csrf", accounts::csrf_token(request));
    return site->send(std::move(request));
  }
  bool is_in(std::string const& cookie) {
    return database().read([&](db::Session& session) { return accounts::AccountStore{session}.session_of(cookie).viewer.signed_in(); });
  }
  std::unique_ptr<support::TestSite> site;
  std::unique_ptr<accounts::ProofPages> pages;
  accounts::PersonId claire;
};

TEST_P(Proofs, TheCodesOfATelephoneAreAskedForAfterTheLetter) {
  EXPECT_EQ(set_up().size(), 10u);
  world.advance(std::chrono::minutes{1});
  auto const cookie = half_in("new browser");
  EXPECT_FALSE(is_in(cookie)) << "the letter alone is not enough";
  EXPECT_EQ(second(cookie, "000000").status, 422);
  EXPECT_FALSE(is_in(cookie));
  EXPECT_EQ(support::header(second(cookie, code_now()), "Location"), "/me");
  EXPECT_TRUE(is_in(cookie));
  EXPECT_EQ(second(half_in("another"), code_now()).status, 422) << "a code serves once";
}

TEST_P(Proofs, ARecoveryCodeServesOnceHoweverItIsTyped) {
  auto codes = set_up();
  std::string loud = codes.at(3);
  for (char& c : loud) c = c == '-' ? ' ' : static_cast<char>(std::toupper(c));
  EXPECT_EQ(second(half_in("one"), loud).status, 303);
  EXPECT_EQ(second(half_in("two"), codes.at(3)).status, 422);
  EXPECT_EQ(database().read([&](db::Session& session) { return accounts::ProofStore{session}.recovery_codes_left(claire); }), 9);
}

TEST_P(Proofs, CodesAreNotGuessed) {
  set_up();
  auto const cookie = half_in("guessing");
  for (int tries = 0; tries < 12; ++tries) second(cookie, "111111");
  world.advance(std::chrono::minutes{1});
  EXPECT_EQ(second(cookie, code_now()).status, 422) << "even the good one waits";
  world.advance(std::chrono::minutes{16});
  EXPECT_EQ(second(cookie, code_now()).status, 303);
}

TEST_P(Proofs, WithoutACodeNothingIsTakenAway) {
  set_up();
  world.advance(std::chrono::minutes{1});
  EXPECT_EQ(site->post("/me/code-app/remove", {{"code", "000000"}}, "Claire").status, 422);
  EXPECT_EQ(site->post("/me/code-app/remove", {{"code", code_now()}}, "Claire").status, 303);
  EXPECT_FALSE(database().read([&](db::Session& session) { return accounts::ProofStore{session}.code_app_of(claire).has_value(); }));
}

TEST_P(Proofs, AnAnswerThatNoAuthenticatorGaveKeepsNoPasskeyAndLetsNobodyIn) {
  EXPECT_THAT(site->post("/me/passkeys/challenge", {}, "Claire").body, HasSubstr("\"host\":\"essaim.example\""));
  EXPECT_EQ(site->post("/me/passkeys", {{"client_data", "e30"}, {"attestation", "oA"}}, "Claire").status, 422);
  auto const entered = site->post("/sign-in/passkey", {{"id", "bmFtZQ"}, {"client_data", "e30"}, {"authenticator_data", "AA"}, {"signature", "AA"}});
  EXPECT_EQ(entered.status, 422);
  EXPECT_EQ(support::header(entered, "Set-Cookie"), "");
}

TEST_P(Proofs, AChallengeServesOnceForFiveMinutesAndForWhoItWasGivenTo) {
  auto const other = site->person("Awa");
  database().write([&](db::Session& session) {
    accounts::ProofStore store{session};
    auto const soon = world.now() + std::chrono::minutes{5};
    store.keep_challenge("a", claire, soon);
    EXPECT_FALSE(store.take_challenge("a", other, world.now()));
    EXPECT_FALSE(store.take_challenge("a", std::nullopt, world.now()));
    EXPECT_FALSE(store.take_challenge("a", claire, soon));
    EXPECT_TRUE(store.take_challenge("a", claire, world.now()));
    EXPECT_FALSE(store.take_challenge("a", claire, world.now()));
  });
}

TEST_P(Proofs, ComputersLeftOpenGiveNoNewMeansOfEntering) {
  world.advance(std::chrono::minutes{16});
  EXPECT_EQ(site->post("/me/code-app", {}, "Claire").status, 422);
  EXPECT_EQ(site->post("/me/passkeys/challenge", {}, "Claire").status, 403);
  EXPECT_EQ(site->post("/me/passkeys", {}, "Claire").status, 422);
  auto const page = site->get("/me/security", "Claire").body;
  EXPECT_THAT(page, testing::Not(HasSubstr("action=\"/me/code-app\"")));
  EXPECT_THAT(page, HasSubstr("/sign-in?next=%2Fme%2Fsecurity"));
}

TEST_P(Proofs, WhatLetsOneInIsToldByLetterAndKeptInTheAuditLog) {
  set_up();
  auto const told = database().read([&](db::Session& session) {
    return std::pair{mail::newest(session, 5).size(), audit::lines(session, {"credentials_changed", claire.text(), 0, 5}).size()};
  });
  EXPECT_EQ(told.first, 1u);
  EXPECT_EQ(told.second, 1u);
}

ON_BOTH_ENGINES(Proofs);

}  // namespace
