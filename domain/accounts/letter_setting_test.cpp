#include <gmock/gmock.h>

#include "domain/accounts/account_store.h"
#include "domain/accounts/action_pages.h"
#include "domain/accounts/letter_pages.h"
#include "domain/accounts/letter_store.h"
#include "platform/i18n/local_time.h"
#include "tests/support/site/test_site.h"

namespace {

using testing::SizeIs;

base::Instant paris(int day, int hour) {  // November 2026, UTC+1
  return base::Instant{std::chrono::sys_days{std::chrono::year{2026} / 11 / day} + std::chrono::hours{hour - 1}};
}

TEST(QuietHours, ALetterWaitsForTheMorningAndForMonday) {
  EXPECT_EQ(accounts::next_calm_moment(paris(25, 10), true), paris(25, 10)) << "a Wednesday morning";
  EXPECT_EQ(accounts::next_calm_moment(paris(25, 21), true), paris(26, 8));
  EXPECT_EQ(accounts::next_calm_moment(paris(26, 3), true), paris(26, 8));
  EXPECT_EQ(accounts::next_calm_moment(paris(27, 20), true), paris(30, 8)) << "a Friday evening";
  EXPECT_EQ(accounts::next_calm_moment(paris(28, 12), true), paris(30, 8));
  EXPECT_EQ(accounts::next_calm_moment(paris(28, 12), false), paris(28, 12));
}

TEST(Digest, ComesOnceAWeekAndNeverToWhoRefusedIt) {
  auto const now = paris(25, 10);
  EXPECT_FALSE(accounts::digest_due({}, now - std::chrono::days{6}, now));
  EXPECT_TRUE(accounts::digest_due({}, now - std::chrono::days{7}, now));
  EXPECT_FALSE(accounts::digest_due({false, true, {}}, now - std::chrono::days{70}, now));
  EXPECT_FALSE(accounts::digest_due({true, true, now - std::chrono::days{2}}, now - std::chrono::days{70}, now));
}

class LetterSettings : public support::OnBothEngines {
 protected:
  void SetUp() override {
    OnBothEngines::SetUp();
    if (IsSkipped()) return;
    site = std::make_unique<support::TestSite>(database(), world);
    pages = std::make_unique<accounts::LetterPages>(site->house());
    pages->add_routes(site->gate());
    actions = std::make_unique<accounts::ActionPages>(site->house());
    actions->add_routes(site->gate());
    pages->offer_actions(*actions);
    auto const ours = accounts::ProgrammeId::trusted(base::uuid_from_name("programme/ours"));
    claire = site->person("Claire", {{ours, std::nullopt, accounts::Function::partner, accounts::Power::read}});
    site->person("Sans parcours");
  }
  std::vector<accounts::LetterStore::Due> due() {
    return database().read([&](db::Session& session) { return accounts::LetterStore{session}.due(world.now(), 10); });
  }
  std::unique_ptr<support::TestSite> site;
  std::unique_ptr<accounts::LetterPages> pages;
  std::unique_ptr<accounts::ActionPages> actions;
  accounts::PersonId claire;
};

TEST_P(LetterSettings, AMemberIsToldTheirWeekUntilTheySayNo) {
  EXPECT_THAT(due(), SizeIs(0));
  world.advance(std::chrono::days{7});
  ASSERT_THAT(due(), SizeIs(1));
  EXPECT_EQ(due()[0].to.name, "Claire");
  site->post("/me/letters", {{"digest", "never"}, {"quiet", "yes"}}, "Claire");
  EXPECT_THAT(due(), SizeIs(0));
}

TEST_P(LetterSettings, OneClickInTheMailProgramEndsTheDigestWithoutABrowser) {
  world.advance(std::chrono::days{7});
  auto const path = database().write([&](db::Session& session) { return accounts::stop_digest_path(session, world, claire); });
  auto request = site->request(http::Method::post, path);
  request.form.add("List-Unsubscribe", "One-Click");
  EXPECT_EQ(site->send(std::move(request)).status, 200);
  EXPECT_THAT(due(), SizeIs(0));
}

ON_BOTH_ENGINES(LetterSettings);

}  // namespace
