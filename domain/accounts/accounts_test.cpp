#include <gmock/gmock.h>

#include "domain/accounts/account_store.h"
#include "domain/accounts/gate.h"
#include "domain/accounts/sign_in_pages.h"
#include "platform/mail/outbox.h"
#include "tests/support/site/test_site.h"

namespace {

using accounts::Function;
using accounts::Power;
using accounts::Visibility;
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
  for (auto const* bad : {"", "claire", "@x.fr", "a@b", "a@@b.fr", "a b@c.fr", "a@b.fr\nBcc: x@y.fr", "<a@b.fr>", "a@.fr"}) EXPECT_FALSE(accounts::is_email(bad)) << bad;
}

TEST(SignIn, ALinkIsGoodOnceForFifteenMinutes) {
  auto const made = base::from_milliseconds(1'000'000);
  accounts::SignInLink link{{}, "/", made + accounts::link_lifetime, false};
  EXPECT_TRUE(accounts::usable(link, made + std::chrono::minutes{14}));
  EXPECT_FALSE(accounts::usable(link, made + std::chrono::minutes{15}));
  link.used = true;
  EXPECT_FALSE(accounts::usable(link, made));
}

TEST(SignIn, OneComesBackToAPathOfThisSiteOnly) {
  EXPECT_EQ(accounts::safe_return("/p/demonstration"), "/p/demonstration");
  for (auto const* bad : {"https://evil.example", "//evil.example", "/\\evil.example", "javascript:x", "", "/a\r\nSet-Cookie: x"}) EXPECT_EQ(accounts::safe_return(bad), "/") << bad;
}

class SignInPages : public support::OnBothEngines {
 protected:
  void SetUp() override {
    OnBothEngines::SetUp();
    if (IsSkipped()) return;
    site = std::make_unique<support::TestSite>(database(), world);
    pages = std::make_unique<accounts::SignInPages>(site->house(), "https://essaim.example", true);
    pages->add_routes(site->gate());
    for (auto right : {accounts::Right::member, accounts::Right::lead})
      site->gate().get("/only/" + std::string{accounts::code(right)} + "/{programme}", right, "test", [](accounts::Visit const&) { return http::text(200, "in"); });
    site->gate().post("/write", accounts::Right::signed_in, "test", [this](accounts::Visit const& visit) {
      written = visit.form("text");
      return http::text(200, "written");
    });
  }
  std::string link_in_outbox() {
    auto const letters = database().read([](db::Session& session) { return mail::newest(session, 1); });
    if (letters.empty()) return {};
    auto const& text = letters.front().letter.text;
    auto const at = text.find("https://essaim.example/sign-in/");
    return text.substr(at + 22, text.find('\n', at) - at - 22);
  }
  std::unique_ptr<support::TestSite> site;
  std::unique_ptr<accounts::SignInPages> pages;
  std::string written;
};

TEST_P(SignInPages, SomeoneInvitedEntersWithTheLinkOfTheirLetterOnce) {
  site->person("Claire");
  auto const asked = site->post("/sign-in", {{"email", " CLAIRE@essaim.example "}, {"next", "/me"}});
  EXPECT_EQ(support::header(asked, "Location"), "/sign-in/sent");
  auto const link = link_in_outbox();
  EXPECT_EQ(site->get(link).status, 200) << "opening the link alone spends nothing: mail scanners do it";
  auto const entered = site->post(link, {});
  EXPECT_EQ(support::header(entered, "Location"), "/me");
  EXPECT_THAT(support::header(entered, "Set-Cookie"), HasSubstr("HttpOnly"));
  EXPECT_EQ(site->post(link, {}).status, 410);
}

TEST_P(SignInPages, AnUnknownAddressGetsTheSameAnswerAndNoLetter) {
  auto const asked = site->post("/sign-in", {{"email", "nobody@essaim.example"}});
  EXPECT_EQ(support::header(asked, "Location"), "/sign-in/sent");
  EXPECT_EQ(link_in_outbox(), "");
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

TEST_P(SignInPages, WhatIsNotTheirsIsA404AndAVisitorIsAskedToEnter) {
  database().write([](db::Session& session) {
    session.execute("INSERT INTO programme_programme (id, slug, name, subtitle, description, charter, fictional, starts, ends, language, licence, pioneers_announced, position) VALUES (?, 'ours', 'Ours', '', '', '', 1, '', '', 'fr', 'CC0-1.0', 0, 1)", ours);
  });
  site->person("Membre", {{ours, diois, Function::pioneer, Power::contribute}});
  site->person("Pilote", {{ours, std::nullopt, Function::programme_lead, Power::administer}});
  site->person("Autre");
  struct Row {
    std::string_view who, path;
    int status;
  };
  for (auto const& row : {Row{"", "/only/member/ours", 303}, Row{"Membre", "/only/member/ours", 200}, Row{"Autre", "/only/member/ours", 404},
                          Row{"Membre", "/only/lead/ours", 404}, Row{"Pilote", "/only/lead/ours", 200}, Row{"Pilote", "/only/lead/unknown", 404}, Row{"", "/only/lead/unknown", 404}})
    EXPECT_EQ(site->get(std::string{row.path}, row.who).status, row.status) << row.who << " " << row.path;
}

TEST_P(SignInPages, ARightGivenOrTakenByAnotherProgramIsSeenAtTheNextRequest) {
  database().write([](db::Session& session) {
    session.execute("INSERT INTO programme_programme (id, slug, name, subtitle, description, charter, fictional, starts, ends, language, licence, pioneers_announced, position) VALUES (?, 'ours', 'Ours', '', '', '', 1, '', '', 'fr', 'CC0-1.0', 0, 1)", ours);
  });
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
  other->write([&](db::Session& session) { accounts::AccountStore{session}.end_sessions_of(ours_now.front().person); });
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
