#include <gmock/gmock.h>

#include <filesystem>
#include <future>

#include "domain/accounts/account_store.h"
#include "domain/accounts/password_pages.h"
#include "domain/accounts/password_store.h"
#include "platform/audit/audit.h"
#include "platform/mail/outbox.h"
#include "tests/support/site/test_site.h"

namespace {

using testing::HasSubstr;
using testing::Not;

std::string const leaked_list = std::string{ESSAIM_SOURCE_DIR} + "/build/passwords/leaked.bin";
std::string const good = "tournesol bicyclette nuage";

accounts::PasswordMark marked(std::string_view password, double bits, bool leaked = false) { return accounts::mark_of(password, {bits, leaked}); }

TEST(PasswordRules, APasswordIsJudgedByLengthLeaksAndGuessingNeverByKindsOfCharacters) {
  EXPECT_FALSE(marked("abcdefghijkl", 40).refusal) << "no capital, digit or sign is asked for";
  EXPECT_THAT(marked("abcdefghijk", 60).refusal->msgid, HasSubstr("at least")) << "eleven characters";
  EXPECT_FALSE(marked("éééééééééééé", 40).refusal) << "twelve characters, whatever their bytes";
  EXPECT_THAT(marked("éééééé", 40).refusal->msgid, HasSubstr("at least")) << "six characters, twelve bytes";
  EXPECT_THAT(marked("abcdefghijkl", 60, true).refusal->msgid, HasSubstr("stolen"));
  EXPECT_THAT(marked("abcdefghijkl", 30).refusal->msgid, HasSubstr("guessed"));
  EXPECT_THAT(marked(std::string(201, 'a'), 99).refusal->msgid, HasSubstr("at most"));
}

TEST(PasswordRules, TheMeterNeverSaysGoodToWhatIsRefused) {
  EXPECT_EQ(marked("", 0).step, 0);
  for (double bits = 0; bits < 100; bits += 0.5)
    for (bool const leaked : {false, true})
      for (std::string const& password : {std::string(5, 'x'), std::string(12, 'x')})
        EXPECT_EQ(marked(password, bits, leaked).step >= 3, !marked(password, bits, leaked).refusal) << password << " " << bits << " " << leaked;
}

TEST(PasswordRules, AGuesserKnowsNamesAndAddresses) {
  EXPECT_THAT(accounts::words_near("Lucile Ravoux", {"l.ravoux@mairie-halle.example"}),
              testing::ElementsAre("essaim", "lucile", "ravoux", "mairie", "halle", "example"));
  EXPECT_LT(secrets::password_bits("LucileRavoux1987", {"lucile", "ravoux"}), secrets::password_bits("LucileRavoux1987", {}));
}

TEST(PasswordHashes, SayTheirParametersAndKnowTheirPassword) {
  auto const hash = secrets::password_hash(good);
  EXPECT_THAT(hash, testing::StartsWith("$argon2id$v=19$m=19456,t=2,p=1$"));
  EXPECT_NE(hash, secrets::password_hash(good)) << "each has its salt";
  EXPECT_TRUE(secrets::matches_password(hash, good));
  EXPECT_FALSE(secrets::matches_password(hash, good + " "));
  EXPECT_FALSE(secrets::matches_password("", good));
  EXPECT_FALSE(secrets::matches_password(std::string(4000, '$'), good));
  EXPECT_FALSE(secrets::is_of_another_time(hash));
  EXPECT_TRUE(secrets::is_of_another_time("$argon2id$v=19$m=8192,t=1,p=1$c29tZXNhbHRzb21lc2FsdA$9sTbSlTio3Biev89thdrlKKiCaYsjjYVJxGAL3swxpQ"));
}

TEST(PasswordHashes, AnAccentIsTheSameHoweverAKeyboardMakesIt) {
  EXPECT_TRUE(secrets::matches_password(secrets::password_hash("cr\xC3\xA8me br\xC3\xBBl\xC3\xA9"
                                                               "e"),
                                        "cre\xCC\x80me bru\xCC\x82le\xCC\x81"
                                        "e"));
}

TEST(LeakedPasswordList, KnowsWhatLeakedHoweverItIsDressedUp) {
  if (!std::filesystem::exists(leaked_list)) GTEST_SKIP() << "build/passwords is made by ./dev build";
  secrets::LeakedPasswords const leaked{leaked_list};
  for (auto const* password : {"motdepasse123", "MotDePasse123", "football", "FootBall2024!", "123456789012", "azertyuiop"})
    EXPECT_TRUE(leaked.contain(password)) << password;
  for (auto const* password : {"", "!", good.c_str(), "correcthorsebatterystaple7"}) EXPECT_FALSE(leaked.contain(password)) << password;
  EXPECT_THROW((void)secrets::LeakedPasswords{"/nowhere"}.contain(good), std::runtime_error) << "a missing list lets nothing through";
}

class Passwords : public support::OnBothEngines {
 protected:
  void SetUp() override {
    OnBothEngines::SetUp();
    if (IsSkipped()) return;
    if (!std::filesystem::exists(leaked_list)) GTEST_SKIP() << "build/passwords is made by ./dev build";
    site = std::make_unique<support::TestSite>(database(), world);
    pages = std::make_unique<accounts::PasswordPages>(site->house(), site->letters(), leaked_list);
    pages->add_routes(site->gate());
    claire = site->person("Claire");
    email = database().read([&](db::Session& session) { return accounts::AccountStore{session}.find(claire)->email; });
  }
  /// What is answered in the end, for answers that are made aside.
  http::Response settled(http::Response response) {
    if (!response.later) return response;
    std::promise<http::Response> told;
    response.later->start([&](http::Response answer) { told.set_value(std::move(answer)); });
    return told.get_future().get();
  }
  http::Response post(std::string const& path, std::vector<std::pair<std::string, std::string>> form, std::string_view who = "") {
    return settled(site->post(path, std::move(form), who));
  }
  http::Response enter(std::string const& address, std::string const& password) {
    return post("/sign-in/password", {{"email", address}, {"password", password}, {"next", "/me"}});
  }
  http::Response choose(std::string const& password, std::string const& present = "") {
    return post("/me/password", {{"password", password}, {"present", present}}, "Claire");
  }
  std::string kept_hash() {
    return database().read([&](db::Session& session) {
      auto const kept = accounts::PasswordStore{session}.of(claire);
      return kept ? kept->hash : std::string{};
    });
  }
  std::vector<std::string> letters() {
    return database().read([&](db::Session& session) {
      std::vector<std::string> subjects;
      for (auto const& letter : mail::newest(session, 10)) subjects.push_back(letter.letter.text);
      return subjects;
    });
  }
  static std::string cookie_of(http::Response const& response) {
    for (auto const& [name, value] : response.headers)
      if (name == "Set-Cookie" && value.starts_with("essaim_session=")) return value.substr(15, value.find(';') - 15);
    return {};
  }
  bool is_in(std::string const& cookie) {
    return database().read([&](db::Session& session) { return accounts::AccountStore{session}.session_of(cookie).viewer.signed_in(); });
  }

  std::unique_ptr<support::TestSite> site;
  std::unique_ptr<accounts::PasswordPages> pages;
  accounts::PersonId claire;
  std::string email;
};

TEST_P(Passwords, OneChosenLetsInAndALetterSaysSo) {
  EXPECT_EQ(enter(email, good).status, 422);
  EXPECT_EQ(choose(good).status, 303);
  EXPECT_THAT(letters(), testing::ElementsAre(HasSubstr("mot de passe")));
  auto const answer = enter(email, good);
  EXPECT_EQ(support::header(answer, "Location"), "/me");
  EXPECT_TRUE(is_in(cookie_of(answer)));
  EXPECT_THAT(kept_hash(), Not(HasSubstr("tournesol")));
}

TEST_P(Passwords, WhatIsAnsweredIsTheSameWhetherTheAccountExistsOrHasAPassword) {
  choose(good);
  auto const wrong = enter(email, "not the right one at all");
  auto const unknown = enter("nobody@essaim.example", "not the right one at all");
  EXPECT_EQ(wrong.status, 422);
  EXPECT_EQ(unknown.status, 422);
  auto const without = [](std::string body, std::string const& address) {
    for (auto at = body.find(address); at != std::string::npos; at = body.find(address)) body.erase(at, address.size());
    for (auto at = body.find("nonce=\""); at != std::string::npos; at = body.find("nonce=\"")) body.erase(at, body.find('"', at + 7) - at);
    return body;
  };
  EXPECT_EQ(without(wrong.body, email), without(unknown.body, "nobody@essaim.example"));
  EXPECT_EQ(cookie_of(wrong), "");
}

TEST_P(Passwords, TenTriesAQuarterOfAnHourForAnAddressKnownOrNot) {
  choose(good);
  for (auto const& address : {email, std::string{"nobody@essaim.example"}}) {
    for (int at = 0; at < 10; ++at) EXPECT_EQ(enter(address, "wrong wrong wrong").status, 422);
    EXPECT_EQ(enter(address, good).status, 429) << address;
  }
  world.advance(std::chrono::minutes{16});
  EXPECT_EQ(enter(email, good).status, 303);
}

TEST_P(Passwords, WhoeverIsNotLetInLeavesALineThatNamesTheAccountAndNothingTyped) {
  choose(good);
  enter(email, "wrong wrong wrong");
  enter("nobody@essaim.example", "wrong wrong wrong");
  auto const lines = database().read([](db::Session& session) { return audit::lines(session, {.act = "sign_in_refused", .who = {}}); });
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_EQ(lines[0].subject, "password");
  EXPECT_EQ(lines[1].subject, "password " + claire.text());
  EXPECT_EQ(lines[1].who, "") << "who tried is not known";
}

TEST_P(Passwords, ABadOneIsRefusedInWordsAndChangesNothing) {
  for (auto const* bad : {"short", "motdepasse123", "aaaaaaaaaaaaaaaaaa", "claire claire claire"}) {
    EXPECT_EQ(choose(bad).status, 422) << bad;
    EXPECT_EQ(kept_hash(), "") << bad;
  }
  EXPECT_TRUE(letters().empty());
}

TEST_P(Passwords, ComputersLeftOpenChangeNothing) {
  world.advance(std::chrono::minutes{16});
  EXPECT_EQ(choose(good).status, 422) << "a first one is chosen just after entering";
  EXPECT_EQ(kept_hash(), "");
  database().write([&](db::Session& session) { accounts::PasswordStore{session}.keep(claire, secrets::password_hash(good), world.now()); });
  EXPECT_EQ(choose("une autre phrase bien longue", "not the present one").status, 422);
  EXPECT_EQ(choose("une autre phrase bien longue", good).status, 303);
  EXPECT_EQ(enter(email, good).status, 422);
  EXPECT_EQ(enter(email, "une autre phrase bien longue").status, 303);
}

TEST_P(Passwords, EnteringAgainEndsTheSessionOneHad) {
  choose(good);
  auto const former = cookie_of(enter(email, good));
  auto request = site->request(http::Method::post, "/sign-in/password");
  request.cookies.add(std::string{accounts::session_cookie}, former);
  request.headers.add("origin", "https://essaim.example");
  for (auto const& [name, value] : {std::pair{"email", email}, std::pair{"password", good}}) request.form.add(name, value);
  request.form.add("csrf", accounts::csrf_token(request));
  auto const again = cookie_of(settled(site->send(std::move(request))));
  EXPECT_TRUE(is_in(again));
  EXPECT_FALSE(is_in(former));
}

TEST_P(Passwords, AChangeSignsTheOtherDevicesOut) {
  choose(good);
  auto const elsewhere = cookie_of(enter(email, good));
  choose("une autre phrase bien longue");
  EXPECT_FALSE(is_in(elsewhere));
}

TEST_P(Passwords, WhoAskedForTheCodesOfATelephoneIsAskedForOneAfterIt) {
  choose(good);
  database().write([&](db::Session& session) {
    session.execute("INSERT INTO accounts_code_app (person_id, secret, confirmed, last_step) VALUES (?, ?, 1, 0)", claire, "c2VjcmV0");
  });
  auto const answer = enter(email, good);
  EXPECT_EQ(support::header(answer, "Location"), "/sign-in/second?next=%2Fme");
  EXPECT_FALSE(is_in(cookie_of(answer)));
}

TEST_P(Passwords, OneForgottenOrTakenAwayLetsNobodyIn) {
  choose(good);
  EXPECT_EQ(post("/me/password/remove", {}, "Claire").status, 303);
  EXPECT_EQ(kept_hash(), "");
  EXPECT_EQ(enter(email, good).status, 422);
  EXPECT_EQ(letters().size(), 2u);
}

TEST_P(Passwords, ACrowdIsToldToComeBackAndNothingTypedIsLost) {
  choose(good);
  std::vector<http::Response> waiting;
  for (int at = 0; at < 150; ++at)
    waiting.push_back(site->post("/sign-in/password", {{"email", std::to_string(at) + "@essaim.example"}, {"password", "x"}, {"next", "/"}}));
  auto const refused = site->post("/sign-in/password", {{"email", email}, {"password", good}, {"next", "/"}});
  EXPECT_EQ(refused.status, 503);
  EXPECT_EQ(support::header(refused, "Retry-After"), "5");
  EXPECT_THAT(refused.body, HasSubstr(email));
  waiting.clear();  // their askers left
  EXPECT_EQ(enter(email, good).status, 303);
}

TEST_P(Passwords, TheMeterSaysWhatTheRuleWouldSay) {
  EXPECT_THAT(post("/me/password/strength", {{"password", "motdepasse123"}}, "Claire").body, HasSubstr("\"step\":1"));
  EXPECT_THAT(post("/me/password/strength", {{"password", good}}, "Claire").body, HasSubstr("\"step\":4"));
  EXPECT_EQ(post("/me/password/strength", {{"password", good}}).status, 403) << "a visitor has none";
}

ON_BOTH_ENGINES(Passwords);

}  // namespace
