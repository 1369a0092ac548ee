#include <gmock/gmock.h>

#include "domain/accounts/action_pages.h"
#include "domain/programme/invitation_store.h"
#include "domain/programme/member_pages.h"
#include "domain/programme/programme_file.h"
#include "domain/programme/programme_store.h"
#include "domain/territories/testing/sample_registry.h"
#include "platform/mail/outbox.h"
#include "tests/support/site/test_site.h"

namespace {

using accounts::Function;
using accounts::Power;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;

class Members : public support::OnBothEngines {
 protected:
  void SetUp() override {
    OnBothEngines::SetUp();
    if (IsSkipped()) return;
    sample.import_into(database());
    site = std::make_unique<support::TestSite>(database(), world);
    database().write([&](db::Session& session) {
      programme::Programme one;
      one.brief = {ours, "ours", "Notre parcours", "", false};
      one.charter = "Nous parlons en notre nom.";
      programme::ProgrammeStore{session}.put(one);
    });
    site->person("Claire", {{ours, std::nullopt, Function::programme_lead, Power::administer}});
    inviting = std::make_unique<programme::Inviting>(site->house(), site->letters());
    pages = std::make_unique<programme::MemberPages>(site->house(), *inviting, gazetteers, shapes);
    pages->add_routes(site->gate());
    actions = std::make_unique<accounts::ActionPages>(site->house());
    actions->add_routes(site->gate());
    inviting->offer_actions(*actions);
  }
  http::Response add(std::string list, std::string step = "add", std::string invite = "yes") {
    return site->post("/p/ours/members/add",
                      {{"list", std::move(list)}, {"step", std::move(step)}, {"invite", std::move(invite)}, {"message", "À bientôt"}}, "Claire");
  }
  std::vector<accounts::Member> members() {
    return database().read([&](db::Session& session) { return accounts::members_of(session, ours); });
  }
  std::vector<mail::Kept> letters() {
    return database().read([](db::Session& session) { return mail::newest(session, 100); });
  }
  static std::string link_in(mail::Kept const& kept) {
    auto const& text = kept.letter.text;
    auto const at = text.find("/do/");
    return text.substr(at, text.find('\n', at) - at);
  }
  accounts::Member member(std::string const& name) {
    for (auto const& one : members())
      if (one.name == name) return one;
    throw std::runtime_error{name + " is no member"};
  }

  accounts::ProgrammeId const ours = programme::id_from_slug("ours");
  territories::SampleRegistry sample;
  territories::GazetteerShelf gazetteers;
  charts::MapShapes shapes;
  std::unique_ptr<support::TestSite> site;
  std::unique_ptr<programme::Inviting> inviting;
  std::unique_ptr<programme::MemberPages> pages;
  std::unique_ptr<accounts::ActionPages> actions;
};

constexpr char const* pair = "awa@mairie.example\tAwa Diop\tNantes\tpionnière\nyann@asso.example\tYann Le Goff\t44109\tpionnier\n";

TEST_P(Members, AListIsShownBeforeAnythingIsAdded) {
  auto const seen = add(pair, "check");
  EXPECT_EQ(seen.status, 200);
  EXPECT_THAT(seen.body, AllOf(HasSubstr("Awa Diop"), HasSubstr("Nantes (44)")));
  EXPECT_THAT(members(), SizeIs(1));
  EXPECT_THAT(letters(), SizeIs(0));
}

TEST_P(Members, APairIsAddedInvitedAndReachesItsHubInOneClick) {
  EXPECT_EQ(support::header(add(pair), "Location"), "/p/ours/members");
  ASSERT_THAT(members(), SizeIs(3));
  auto const sent = letters();
  ASSERT_THAT(sent, SizeIs(2));
  EXPECT_THAT(sent[0].letter.text, AllOf(HasSubstr("Yann Le Goff"), HasSubstr("Awa Diop"), HasSubstr("À bientôt"), HasSubstr("Nantes (44)")));
  auto const link = link_in(sent[1]);
  auto const seen = site->get(link);
  EXPECT_THAT(seen.body, AllOf(HasSubstr("Notre parcours"), HasSubstr("Nous parlons en notre nom.")));
  auto const joined = site->post(link, {{"choice", "join"}});
  EXPECT_EQ(support::header(joined, "Location"), "/p/ours");
  EXPECT_THAT(support::header(joined, "Set-Cookie"), HasSubstr("essaim_session="));
  database().read([&](db::Session& session) {
    auto const awa = member("Awa Diop");
    EXPECT_NE(programme::InvitationStore{session}.find(ours, awa.person)->joined, base::Instant{});
    auto const consents = accounts::consents_of(session, awa.person);
    ASSERT_THAT(consents, SizeIs(2));
    EXPECT_EQ(consents[0].version, accounts::version_of("Nous parlons en notre nom."));
  });
  EXPECT_THAT(site->get("/p/ours/members", "Claire").body, AllOf(HasSubstr("binôme"), HasSubstr("arrivé")));
}

TEST_P(Members, ALineToCorrectAddsNobodyAndSaysWhichAndWhy) {
  auto const refused = add("awa@mairie.example\tAwa Diop\tNantes\nbad\tYann\tNulle-Part\nrose@asso.example\tRose\tSainte-Colombe");
  EXPECT_EQ(refused.status, 422);
  EXPECT_THAT(refused.body, AllOf(HasSubstr("Nulle-Part"), HasSubstr("commune:05135"), HasSubstr("commune:16309")));
  EXPECT_THAT(members(), SizeIs(1));
  EXPECT_THAT(letters(), SizeIs(0));
}

TEST_P(Members, TheSameListTwiceAddsNobodyTwiceAndAnAlikeNameIsPointedAt) {
  add(pair);
  auto const again = add(std::string{pair} + "awa.diop@ailleurs.example\tAwa Diop\tNantes\n", "check");
  EXPECT_THAT(again.body, AllOf(HasSubstr("déjà membre"), HasSubstr("awa@mairie.example\u00a0: la même personne")));
  add(pair);
  EXPECT_THAT(members(), SizeIs(3));
  EXPECT_THAT(letters(), SizeIs(2));
}

TEST_P(Members, TwentyTwoPeopleAreInvitedAtOnceWithAFewStatements) {
  std::string list = "courriel;nom;territoire\n";
  for (int number = 0; number < 22; ++number)
    list += "p" + std::to_string(number) + "@mairie.example;Personne " + std::to_string(number) + ";" + (number % 2 ? "44109" : "01004") + "\n";
  auto const before = db::statements_on_this_thread();
  add(list);
  EXPECT_LT(db::statements_on_this_thread() - before, 60u + 22 * 12);
  EXPECT_THAT(letters(), SizeIs(22));
  auto const reading = db::statements_on_this_thread();
  site->get("/p/ours/members", "Claire");
  EXPECT_LE(db::statements_on_this_thread() - reading, 12u) << "the page asks as much for two as for two hundred";
}

TEST_P(Members, OneReminderGoesAfterAWeekToWhoDidNotAnswerThenTheLeadDecides) {
  add(pair);
  site->post(link_in(letters()[1]), {{"choice", "decline"}});
  auto const remind = [&] { return database().write([&](db::Session& session) { return inviting->remind_due(session); }); };
  world.advance(std::chrono::days{6});
  EXPECT_EQ(remind(), 0);
  world.advance(std::chrono::days{1});
  EXPECT_EQ(remind(), 1);
  world.advance(std::chrono::days{10});
  EXPECT_EQ(remind(), 0);
  EXPECT_THAT(letters()[0].letter.to, "yann@asso.example");
  EXPECT_THAT(site->get("/p/ours/members", "Claire").body, AllOf(HasSubstr("relancé une fois"), HasSubstr("a répondu non")));
}

TEST_P(Members, InvitedAgainTheFormerLinkStopsWorkingAndAnEndedMembershipToo) {
  add(pair);
  auto const former = link_in(letters()[0]);
  world.advance(std::chrono::minutes{1});
  site->post("/p/ours/members/invite", {{"who", member("Yann Le Goff").person.text()}}, "Claire");
  EXPECT_EQ(site->get(former).status, 410);
  auto const fresh = link_in(letters()[0]);
  EXPECT_EQ(site->get(fresh).status, 200);
  auto const yann = member("Yann Le Goff");
  site->post("/p/ours/members/" + yann.person.text() + "/end?territory=" + yann.membership.territory->text(), {}, "Claire");
  EXPECT_THAT(members(), SizeIs(2));
  EXPECT_EQ(site->get(fresh).status, 410);
  EXPECT_EQ(support::header(site->post(fresh, {{"choice", "join"}}), "Set-Cookie"), "");
}

TEST_P(Members, SomebodyAlwaysLeadsAndFunctionRightAndTerritoryChange) {
  add(pair);
  auto const claire = member("Claire");
  EXPECT_EQ(site->post("/p/ours/members/" + claire.person.text(), {{"function", "programme_lead"}, {"power", "read"}}, "Claire").status, 422);
  EXPECT_EQ(site->post("/p/ours/members/" + claire.person.text() + "/end", {}, "Claire").status, 422);
  auto const awa = member("Awa Diop");
  EXPECT_EQ(site->post("/p/ours/members/" + awa.person.text(),
                       {{"function", "elected"}, {"power", "edit"}, {"territory", "Ambérieu-en-Bugey (01)"}, {"organisation", "Mairie"}}, "Claire")
                .status,
            303);
  auto const changed = member("Awa Diop");
  EXPECT_EQ(changed.membership.function, Function::elected);
  EXPECT_EQ(changed.membership.power, Power::edit);
  EXPECT_NE(changed.membership.territory, awa.membership.territory);
  EXPECT_THAT(members(), SizeIs(3));
}

ON_BOTH_ENGINES(Members);

}  // namespace
