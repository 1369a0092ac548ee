#include <gmock/gmock.h>

#include "app/digest.h"
#include "domain/programme/programme_file.h"
#include "domain/programme/programme_store.h"
#include "platform/mail/outbox.h"
#include "tests/support/site/test_site.h"

namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::SizeIs;

class WeeklyDigest : public support::OnBothEngines {
 protected:
  void SetUp() override {
    OnBothEngines::SetUp();
    if (IsSkipped()) return;
    site = std::make_unique<support::TestSite>(database(), world);
    dictionary = i18n::Dictionary::load(std::string{ESSAIM_BUILD_DIR} + "/words");
    database().write([&](db::Session& session) {
      programme::Programme one;
      one.brief = {ours, "ours", "Notre parcours", "", false};
      programme::ProgrammeStore{session}.put(one);
    });
    site->person("Awa", {{ours, std::nullopt, accounts::Function::pioneer, accounts::Power::contribute}});
    programme::HubSources sources;
    sources.tasks = [this](db::Session&, accounts::Visit const& visit) {
      if (!anything_to_do) return std::vector<programme::Task>{};
      return std::vector<programme::Task>{
          {"Finir « La navette »", "Un brouillon", {}, {}, {}, html::Url::path("/p/{}/experiences/navette", {visit.capture("programme")})}};
    };
    digest = std::make_unique<app::Digest>(database(), world, site->letters(), *dictionary, sources);
    world.advance(std::chrono::days{7});
  }
  std::vector<mail::Kept> letters() {
    return database().read([](db::Session& session) { return mail::newest(session, 10); });
  }
  accounts::ProgrammeId const ours = programme::id_from_slug("ours");
  bool anything_to_do = true;
  std::unique_ptr<support::TestSite> site;
  std::unique_ptr<i18n::Dictionary> dictionary;
  std::unique_ptr<app::Digest> digest;
};

TEST_P(WeeklyDigest, TellsWhatIsExpectedOnceAWeekWithAClickToEndIt) {
  EXPECT_EQ(digest->write_due(), 1);
  EXPECT_EQ(digest->write_due(), 0);
  ASSERT_THAT(letters(), SizeIs(1));
  auto const text = letters()[0].letter.text;
  EXPECT_THAT(text,
              AllOf(HasSubstr("Bonjour Awa,"), HasSubstr("Finir « La navette »"), HasSubstr("https://essaim.example/p/ours/experiences/navette"),
                    HasSubstr("https://essaim.example/do/")));
  world.advance(std::chrono::days{7});
  EXPECT_EQ(digest->write_due(), 1);
}

TEST_P(WeeklyDigest, WithNothingToSayWritesNothing) {
  anything_to_do = false;
  EXPECT_EQ(digest->write_due(), 0);
  EXPECT_THAT(letters(), SizeIs(0));
}

ON_BOTH_ENGINES(WeeklyDigest);

}  // namespace
