#include <gmock/gmock.h>

#include <regex>

#include "domain/accounts/account_pages.h"
#include "domain/accounts/account_store.h"
#include "domain/accounts/action_pages.h"
#include "domain/accounts/gate.h"
#include "domain/accounts/sign_in_pages.h"
#include "platform/base/log.h"
#include "platform/jobs/jobs.h"
#include "platform/mail/outbox.h"
#include "tests/support/site/test_site.h"

namespace {

using accounts::Function;
using accounts::Power;
using accounts::Visibility;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

accounts::ProgrammeId const ours = accounts::ProgrammeId::trusted(base::uuid_from_name("programme/ours"));
accounts::ProgrammeId const theirs = accounts::ProgrammeId::trusted(base::uuid_from_name("programme/theirs"));
accounts::TerritoryId const diois = accounts::TerritoryId::trusted(base::uuid_from_name("territory/epci/1"));

accounts::Viewer pioneer() {
  accounts::Viewer viewer;
  viewer.person = accounts::PersonId::trusted(base::uuid_from_name("person"));
  viewer.memberships = {{ours, diois, Function::pioneer, Power::contribute}};
  return viewer;
}

TEST(Viewer, AVisitorReadsWhatIsPublicOnly) { EXPECT_THAT(accounts::Viewer{}.circles_in(ours), ElementsAre(Visibility::public_)); }

TEST(Viewer, APioneerReadsTheirCohortAndNotAnother) {
  EXPECT_THAT(pioneer().circles_in(ours), ElementsAre(Visibility::public_, Visibility::community, Visibility::cohort));
  EXPECT_THAT(pioneer().circles_in(theirs), ElementsAre(Visibility::public_, Visibility::community));
}

TEST(Viewer, ALeadReadsTheNotesOfCompanions) {
  auto lead = pioneer();
  lead.memberships = {{ours, std::nullopt, Function::programme_lead, Power::administer}};
  EXPECT_THAT(lead.circles_in(ours), testing::Contains(Visibility::internal));
  EXPECT_TRUE(lead.leads(ours));
  EXPECT_FALSE(lead.leads(theirs));
}

TEST(Viewer, TwoPioneersOfATerritoryAreAPairAndAnElectedOfficialIsNot) {
  EXPECT_TRUE(pioneer().in_pair(ours, diois));
  auto elected = pioneer();
  elected.memberships.front().function = Function::elected;
  EXPECT_FALSE(elected.in_pair(ours, diois));
}

TEST(Viewer, WhatIsPrivateIsFoundByNoSearch) {
  EXPECT_EQ(accounts::audience_of(Visibility::private_, ours), "");
  EXPECT_THAT(pioneer().audiences(), ElementsAre("public", "community", "cohort:" + ours.text()));
}

TEST(Email, AnAddressWithABlankAControlOrTwoAtsIsRefused) {
  for (auto const* good : {"claire@essaim.example", "a.b+c@sous.domaine.fr"}) EXPECT_TRUE(accounts::is_email(good)) << good;
  for (auto const* bad : {"", "claire", "@x.fr", "a@b", "a@@b.fr", "a b@c.fr", "a@b.fr\nBcc: x@y.fr", "<a@b.fr>", "a@.fr"})
    EXPECT_FALSE(accounts::is_email(bad)) << bad;
}

TEST(SignIn, AnAskIsGoodOnceForFifteenMinutesAndAFewWrongCodes) {
  auto const made = base::from_milliseconds(1'000'000);
  accounts::Ask ask{{}, "/", made + accounts::ask_lifetime};
  EXPECT_TRUE(accounts::usable(ask, made + std::chrono::minutes{14}));
  EXPECT_FALSE(accounts::usable(ask, made + std::chrono::minutes{15}));
  ask.tries = accounts::most_tries;
  EXPECT_FALSE(accounts::usable(ask, made));
  ask.tries = 0;
  ask.used = true;
  EXPECT_FALSE(accounts::usable(ask, made));
}

TEST(SignIn, ACodeIsEightDigitsHoweverItIsTyped) {
  support::StoppedWorld world;
  for (int draw = 0; draw < 200; ++draw) EXPECT_EQ(accounts::code_from(accounts::new_code(world)).size(), 8u);
  EXPECT_EQ(accounts::spaced_code("04829136"), "0482 9136");
  EXPECT_EQ(accounts::code_from(" 0482-9136 "), "04829136");
}

TEST(SignIn, ADeviceIsSaidInTwoWords) {
  EXPECT_EQ(
      accounts::device_of("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Safari/537.36 Edg/130.0"),
      "Edge, Windows");
  EXPECT_EQ(accounts::device_of(
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1 (KHTML, like Gecko) Version/18.0 Mobile Safari/604.1"),
            "Safari, iPhone");
  EXPECT_EQ(accounts::device_of("curl/8"), "");
}

TEST(SignIn, ATownHallBehindOneAddressIsNotPunishedAndAMachineGunIs) {
  accounts::Patience patience{3, std::chrono::minutes{15}};
  auto const now = base::from_milliseconds(1'000'000'000);
  for (int person = 0; person < 3; ++person) EXPECT_TRUE(patience.takes("192.0.2.1", now));
  EXPECT_FALSE(patience.takes("192.0.2.1", now));
  EXPECT_TRUE(patience.takes("192.0.2.2", now));
  EXPECT_TRUE(patience.takes("192.0.2.1", now + std::chrono::minutes{15}));
  EXPECT_TRUE(patience.takes("2001:db8:1:2::1", now));
  patience.takes("2001:db8:1:2::2", now);
  patience.takes("2001:db8:1:2::3", now);
  EXPECT_FALSE(patience.takes("2001:db8:1:2::4", now)) << "a /64 is one household";
}

TEST(SignIn, OneComesBackToAPathOfThisSiteOnly) {
  EXPECT_EQ(accounts::safe_return("/p/demonstration"), "/p/demonstration");
  for (auto const* bad : {"https://evil.example", "//evil.example", "/\\evil.example", "javascript:x", "", "/a\r\nSet-Cookie: x"})
    EXPECT_EQ(accounts::safe_return(bad), "/") << bad;
}

class SignInPages : public support::OnBothEngines {
 protected:
  void put_ours() {
    database().write([](db::Session& session) {
      session.execute(
          "INSERT INTO programme_programme (id, slug, name, subtitle, description, charter, fictional, starts, ends, language, licence, "
          "pioneers_announced, position) VALUES (?, 'ours', 'Ours', '', '', '', 1, '', '', 'fr', 'CC0-1.0', 0, 1)",
          ours);
    });
  }
  void SetUp() override {
    OnBothEngines::SetUp();
    if (IsSkipped()) return;
    site = std::make_unique<support::TestSite>(database(), world);
    pages = std::make_unique<accounts::SignInPages>(site->house(), site->letters(), true);
    pages->add_routes(site->gate());
    account = std::make_unique<accounts::AccountPages>(site->house(), site->letters(), true);
    account->add_routes(site->gate());
    actions = std::make_unique<accounts::ActionPages>(site->house());
    actions->add_routes(site->gate());
    pages->offer_actions(*actions);
    account->offer_actions(*actions);
    queue.emplace(database(), world);
    queue->listen(accounts::asked_job, [this](std::string const& payload) { pages->write_asked_letter(payload); });
    for (auto right : {accounts::Right::member, accounts::Right::lead})
      site->gate().get("/only/" + std::string{accounts::code(right)} + "/{programme}", right, "test",
                       [](accounts::Visit const&) { return http::text(200, "in"); });
    site->gate().post("/write", accounts::Right::signed_in, "test", [this](accounts::Visit const& visit) {
      written = visit.form("text");
      return http::text(200, "written");
    });
  }
  std::string newest_letter() {
    queue->run_due();
    auto const letters = database().read([](db::Session& session) { return mail::newest(session, 1); });
    return letters.empty() ? std::string{} : letters.front().letter.text;
  }
  std::string link_in_outbox(std::string const& kind = "/sign-in/") {
    auto const text = newest_letter();
    auto const at = text.find("https://essaim.example" + kind);
    return at == std::string::npos ? std::string{} : text.substr(at + 22, text.find('\n', at) - at - 22);
  }
  std::string code_in_outbox() {
    std::smatch found;
    auto const text = newest_letter();
    return std::regex_search(text, found, std::regex{"\\d{4} \\d{4}"}) ? found[0].str() : "";
  }
  /// Asks to enter; the browser that asked holds a cookie from then on.
  std::string ask(std::string email, std::string next = "/") {
    auto const asked = site->post("/sign-in", {{"email", std::move(email)}, {"next", std::move(next)}});
    EXPECT_EQ(support::header(asked, "Location"), "/sign-in/sent");
    auto const cookie = support::header(asked, "Set-Cookie");
    EXPECT_THAT(cookie, HasSubstr("essaim_asker="));
    return cookie.substr(13, cookie.find(';') - 13);
  }
  http::Response in_browser(std::string const& asker, http::Method method, std::string const& path, std::string_view code = "") {
    auto request = site->request(method, path);
    request.cookies.add("essaim_asker", asker);
    request.headers.add("origin", "https://essaim.example");
    request.form.add("code", std::string{code});
    request.form.add("csrf", accounts::csrf_token(request));
    return site->send(std::move(request));
  }
  std::unique_ptr<support::TestSite> site;
  std::unique_ptr<accounts::SignInPages> pages;
  std::unique_ptr<accounts::AccountPages> account;
  std::unique_ptr<accounts::ActionPages> actions;
  std::optional<jobs::Queue> queue;
  std::string written;
};

TEST_P(SignInPages, SomeoneEntersWithTheLinkOfTheirLetterOnceInTheBrowserThatAsked) {
  site->person("Claire");
  auto const asker = ask(" CLAIRE@essaim.example ", "/me");
  auto const link = link_in_outbox();
  EXPECT_EQ(in_browser(asker, http::Method::get, link).status, 200) << "opening the link alone spends nothing: mail scanners do it";
  auto const entered = in_browser(asker, http::Method::post, link);
  EXPECT_EQ(support::header(entered, "Location"), "/me");
  EXPECT_THAT(support::header(entered, "Set-Cookie"), HasSubstr("HttpOnly"));
  EXPECT_EQ(in_browser(asker, http::Method::post, link).status, 410);
}

TEST_P(SignInPages, WhoeverCopiesTheLinkGainsNothing) {
  site->person("Claire");
  auto const asker = ask("claire@essaim.example");
  auto const link = link_in_outbox();
  auto const thief = site->post(link, {});
  EXPECT_EQ(support::header(thief, "Set-Cookie"), "");
  EXPECT_EQ(in_browser("", http::Method::post, link).status, 200) << "the page says to type the code where one asked";
  EXPECT_EQ(in_browser(asker, http::Method::post, link).status, 303) << "the link is still good for who asked";
}

TEST_P(SignInPages, TheMailIsReadOnAPhoneAndTheCodeTypedOnTheComputer) {
  site->person("Claire");
  auto const asker = ask("claire@essaim.example", "/me");
  auto const code = code_in_outbox();
  ASSERT_EQ(code.size(), 9u);
  EXPECT_EQ(in_browser(asker, http::Method::post, "/sign-in/code", "0000 0001").status, 422);
  EXPECT_EQ(support::header(in_browser(asker, http::Method::post, "/sign-in/code", code), "Location"), "/me");
  EXPECT_EQ(in_browser(asker, http::Method::post, "/sign-in/code", code).status, 422) << "once";
}

TEST_P(SignInPages, ACodeIsNotGuessed) {
  site->person("Claire");
  auto const asker = ask("claire@essaim.example");
  auto const code = code_in_outbox();
  for (int wrong = 0; wrong < accounts::most_tries; ++wrong) in_browser(asker, http::Method::post, "/sign-in/code", "1111 1111");
  EXPECT_EQ(in_browser(asker, http::Method::post, "/sign-in/code", code).status, 422);
  EXPECT_EQ(in_browser(asker, http::Method::post, link_in_outbox()).status, 410);
}

TEST_P(SignInPages, AnUnknownAddressGetsTheSameAnswersAndNoLetter) {
  site->person("Claire");
  auto const before = db::statements_on_this_thread();
  auto const unknown = ask("nobody@essaim.example");
  auto const between = db::statements_on_this_thread();
  auto const known = ask("claire@essaim.example");
  EXPECT_EQ(between - before, db::statements_on_this_thread() - between) << "the same work, whoever is asked for";
  queue->run_due();
  EXPECT_EQ(database().read([](db::Session& session) { return mail::newest(session, 10).size(); }), 1u);
  EXPECT_EQ(in_browser(unknown, http::Method::post, "/sign-in/code", "1111 1111").body,
            in_browser(known, http::Method::post, "/sign-in/code", "1111 1111").body);
}

TEST_P(SignInPages, AnAddressThatOnlyLooksLikeTheirsGetsNoLetter) {
  site->person("Claire");
  ask("clàire@essaim.example");
  queue->run_due();
  for (auto const& kept : database().read([](db::Session& session) { return mail::newest(session, 10); }))
    EXPECT_EQ(kept.letter.to, "claire@essaim.example");
}

TEST_P(SignInPages, SomebodyInsistingDoesNotFillAMailbox) {
  site->person("Claire");
  for (int times = 0; times < 12; ++times) ask("claire@essaim.example");
  queue->run_due();
  EXPECT_EQ(database().read([](db::Session& session) { return mail::newest(session, 100).size(); }), static_cast<std::size_t>(accounts::most_asks));
}

TEST_P(SignInPages, AnotherAddressLetsInOnceConfirmedAndAChangedOneLocksNobodyOut) {
  site->person("Claire");
  site->post("/me/emails", {{"email", "claire@ailleurs.example"}}, "Claire");
  ask("claire@ailleurs.example");
  EXPECT_EQ(code_in_outbox(), "") << "not confirmed yet";
  EXPECT_EQ(site->post(link_in_outbox("/do/"), {{"choice", "yes"}}).status, 303);
  EXPECT_EQ(site->post("/me/emails/main", {{"email", "claire@ailleurs.example"}}, "Claire").status, 303);
  ask("claire@essaim.example");
  EXPECT_NE(code_in_outbox(), "") << "the former address still lets her in";
  EXPECT_EQ(database().read([](db::Session& session) { return mail::newest(session, 1).at(0).letter.to; }), "claire@essaim.example");
}

TEST_P(SignInPages, AnAddressOfSomeoneElseIsNotAdded) {
  site->person("Claire");
  site->person("Awa");
  site->post("/me/emails", {{"email", "awa@essaim.example"}}, "Claire");
  EXPECT_EQ(site->post(link_in_outbox("/do/"), {{"choice", "yes"}}).status, 422);
}

TEST_P(SignInPages, OneSeesWhereOneIsSignedInAndEndsIt) {
  site->person("Claire");
  auto const asker = ask("claire@essaim.example");
  auto const entered = in_browser(asker, http::Method::post, link_in_outbox());
  auto const sessions = [&] {
    return database().read([&](db::Session& session) {
      accounts::AccountStore store{session};
      return store.sessions_of(store.find_by_email("claire@essaim.example")->id, "secret-of-Claire", world.now()).size();
    });
  };
  EXPECT_EQ(sessions(), 2u);
  site->post("/me/sessions/end", {{"name", "others"}}, "Claire");
  EXPECT_EQ(sessions(), 1u);
  EXPECT_EQ(site->get("/me", "Claire").status, 200);
}

TEST_P(SignInPages, AMistypedAddressIsKeptInTheFormWithASentence) {
  auto const asked = site->post("/sign-in", {{"email", "claire<script>"}});
  EXPECT_EQ(asked.status, 422);
  EXPECT_THAT(asked.body, HasSubstr("claire&lt;script&gt;"));
}

TEST_P(SignInPages, APostWithoutTheTokenKeepsWhatWasTypedAndWritesNothing) {
  site->person("Claire");
  auto request = site->request(http::Method::post, "/write", "Claire");
  request.headers.add("origin", "https://essaim.example");
  request.form.add("text", "Dix lignes <écrites>");
  request.form.add("csrf", "stale");
  auto const answer = site->send(std::move(request));
  EXPECT_EQ(answer.status, 403);
  EXPECT_THAT(answer.body, HasSubstr("Dix lignes &lt;écrites&gt;"));
  EXPECT_EQ(written, "");
}

TEST_P(SignInPages, APostFromAnotherSiteIsRefusedAndShowsNothing) {
  site->person("Claire");
  auto request = site->request(http::Method::post, "/write", "Claire");
  request.headers.add("origin", "https://evil.example");
  request.form.add("text", "x");
  request.form.add("csrf", accounts::csrf_token(request));
  EXPECT_EQ(site->send(std::move(request)).status, 422);
  EXPECT_EQ(written, "");
}

TEST_P(SignInPages, WhatIsRefusedIsALineOfTheLog) {
  auto const claire = site->person("Claire").text();
  put_ours();
  auto const said_of = [&](http::Request request) {
    base::log::loud();
    testing::internal::CaptureStderr();
    site->send(std::move(request));
    base::log::quiet();
    return testing::internal::GetCapturedStderr();
  };
  auto from_elsewhere = site->request(http::Method::post, "/write", "Claire");
  from_elsewhere.headers.add("origin", "https://evil.example");
  from_elsewhere.form.add("text", "not for a log");
  EXPECT_THAT(said_of(std::move(from_elsewhere)),
              AllOf(HasSubstr("of " + claire + " refused: it came from another site"), Not(HasSubstr("not for"))));
  EXPECT_THAT(said_of(site->request(http::Method::get, "/only/lead/ours", "Claire")),
              HasSubstr("of " + claire + " refused: only for lead of " + ours.text()));
  auto tried = [&] {
    auto request = site->request(http::Method::post, "/sign-in");
    request.address = "192.0.2.17";
    request.headers.add("origin", "https://essaim.example");
    request.form.add("csrf", "visitor");
    request.form.add("email", "somebody@essaim.example");
    return said_of(std::move(request));
  };
  std::string last;
  for (int time = 0; time <= 300; ++time) last = tried();
  EXPECT_THAT(last, AllOf(HasSubstr("too many tries to enter from 192.0.2.0/24"), Not(HasSubstr("somebody")), Not(HasSubstr("192.0.2.17"))));
}

TEST_P(SignInPages, AnExpiredSignInLosesNothingOfAForm) {
  site->person("Claire");
  world.advance(std::chrono::hours{24 * 31});
  auto const answer = site->post("/write", {{"text", "Une heure de travail"}}, "Claire");
  EXPECT_EQ(answer.status, 403);
  EXPECT_THAT(answer.body, HasSubstr("Une heure de travail"));
  EXPECT_EQ(written, "");
}

TEST_P(SignInPages, OurOwnFormIsTaken) {
  site->person("Claire");
  EXPECT_EQ(site->post("/write", {{"text", "Bonjour"}}, "Claire").status, 200);
  EXPECT_EQ(written, "Bonjour");
}

TEST_P(SignInPages, AFullDiskLosesNothingOfAForm) {
  site->gate().post("/full", accounts::Right::signed_in, "Test",
                    [](accounts::Visit const&) -> http::Response { throw db::NoRoom{"database or disk is full"}; });
  site->person("Claire");
  auto const answer = site->post("/full", {{"text", "Une heure de travail"}}, "Claire");
  EXPECT_EQ(answer.status, 507);
  EXPECT_THAT(answer.body, HasSubstr("Une heure de travail"));
}

TEST_P(SignInPages, WhatIsNotTheirsIsA404AndAVisitorIsAskedToEnter) {
  put_ours();
  site->person("Membre", {{ours, diois, Function::pioneer, Power::contribute}});
  site->person("Pilote", {{ours, std::nullopt, Function::programme_lead, Power::administer}});
  site->person("Autre");
  struct Row {
    std::string_view who, path;
    int status;
  };
  for (auto const& row : {Row{"", "/only/member/ours", 303}, Row{"Membre", "/only/member/ours", 200}, Row{"Autre", "/only/member/ours", 404},
                          Row{"Membre", "/only/lead/ours", 404}, Row{"Pilote", "/only/lead/ours", 200}, Row{"Pilote", "/only/lead/unknown", 404},
                          Row{"", "/only/lead/unknown", 404}})
    EXPECT_EQ(site->get(std::string{row.path}, row.who).status, row.status) << row.who << " " << row.path;
}

TEST_P(SignInPages, ARightGivenOrTakenByAnotherProgramIsSeenAtTheNextRequest) {
  put_ours();
  site->person("Membre", {{ours, diois, Function::pioneer, Power::contribute}});
  auto const other = scratch().open_again();
  auto const members = [&](std::vector<accounts::Member> const& wanted) {
    other->write([&](db::Session& session) { accounts::AccountStore{session}.replace_members(ours, wanted); });
  };
  auto const ours_now = other->read([](db::Session& session) { return accounts::AccountStore{session}.members_of(ours); });
  for (int round = 0; round < 3; ++round) {
    EXPECT_EQ(site->get("/only/member/ours", "Membre").status, 200);
    EXPECT_EQ(site->get("/only/member/ours", "Membre").status, 200);
    members({});
    EXPECT_EQ(site->get("/only/member/ours", "Membre").status, 404);
    EXPECT_EQ(site->get("/only/member/ours", "Membre").status, 404);
    members(ours_now);
  }
  other->write([&](db::Session& session) { accounts::AccountStore{session}.end_other_sessions(ours_now.front().person, ""); });
  EXPECT_EQ(site->get("/only/member/ours", "Membre").status, 303) << "an ended session is a visitor's at once";
}

TEST_P(SignInPages, ASessionKeptInMemoryEndsAtItsHour) {
  site->person("Claire");
  EXPECT_EQ(site->get("/me", "Claire").status, 200);
  world.advance(std::chrono::hours{24 * 31});
  EXPECT_EQ(site->get("/me", "Claire").status, 303);
}

ON_BOTH_ENGINES(SignInPages);

}  // namespace
