#include <gmock/gmock.h>

#include "domain/accounts/account_store.h"
#include "domain/accounts/replies.h"
#include "platform/mail/outbox.h"
#include "platform/mail/reply.h"
#include "tests/support/site/test_site.h"

namespace accounts {
namespace {

using testing::HasSubstr;

class Answers : public support::OnBothEngines {
 protected:
  void SetUp() override {
    OnBothEngines::SetUp();
    if (IsSkipped()) return;
    site = std::make_unique<support::TestSite>(database(), world);
    replies = std::make_unique<Replies>(site->house(), site->letters(), "essaim@example.org");
    replies->offer("tests.note",
                   [this](db::Session&, Viewer const& viewer, std::string const& subject, std::string const& words) -> base::Outcome<void> {
                     if (words == "no") return tl::unexpected{base::Refusal{"This letter takes no answer any more.", {}, {}}};
                     noted.push_back(viewer.person->text() + " " + subject + " " + words);
                     return {};
                   });
    claire = site->person("Claire");
    email = database().read([&](db::Session& session) { return AccountStore{session}.find(claire)->email; });
    address = database().write([&](db::Session& session) { return replies->address(session, "tests.note", "sheet", claire); });
  }
  mail::Reply from(std::string who, std::string words) const { return {std::move(who), {"somebody@else.example", address}, "Re", std::move(words)}; }
  std::string last_letter() {
    return database().read([](db::Session& session) {
      auto const letters = mail::newest(session, 1);
      return letters.empty() ? "" : letters[0].letter.to + "\n" + letters[0].letter.text;
    });
  }

  std::unique_ptr<support::TestSite> site;
  std::unique_ptr<Replies> replies;
  PersonId claire;
  std::string email, address;
  std::vector<std::string> noted;
};

TEST_P(Answers, an_answer_is_taken_up_once_in_the_name_of_whom_the_letter_was_for) {
  EXPECT_THAT(address, testing::MatchesRegex("essaim\\+[a-z2-7]{32}@example\\.org"));
  EXPECT_EQ(replies->take(from(email, "D’accord.")), Replies::Fate::taken);
  EXPECT_EQ(replies->take(from(email, "D’accord.")), Replies::Fate::taken) << "a mailbox read twice";
  EXPECT_THAT(noted, testing::ElementsAre(claire.text() + " sheet D’accord."));
  EXPECT_EQ(replies->take(from(email, "Et merci.")), Replies::Fate::taken);
  EXPECT_EQ(noted.size(), 2u);
}

TEST_P(Answers, what_cannot_be_taken_is_told_to_whom_the_letter_was_for_with_their_words) {
  for (auto const& [reply, why] : {std::pair{from("forger@evil.example", "Oui"), "autre adresse"}, std::pair{from(email, ""), "Aucun mot"},
                                   std::pair{from(email, "no"), "plus de réponse"}}) {
    world.advance(std::chrono::seconds{1});
    EXPECT_EQ(replies->take(reply), Replies::Fate::sent_back);
    EXPECT_THAT(last_letter(), testing::AllOf(HasSubstr(email), HasSubstr(why), HasSubstr(reply.words)));
  }
  world.advance(std::chrono::hours{24 * 31});
  EXPECT_EQ(replies->take(from(email, "Trop tard")), Replies::Fate::sent_back);
  EXPECT_TRUE(noted.empty());
}

TEST_P(Answers, an_address_that_is_not_known_does_nothing_at_all) {
  for (std::string const to : {"essaim@example.org", "essaim+@example.org", "essaim+abc@example.org", "essaim+abc@other.example", "x"})
    EXPECT_EQ(replies->take({email, {to}, "", "Oui"}), Replies::Fate::not_for_us) << to;
  Replies const silent{site->house(), site->letters(), ""};
  EXPECT_EQ(silent.take(from(email, "Oui")), Replies::Fate::not_for_us);
  database().write([&](db::Session& session) { EXPECT_EQ(silent.address(session, "tests.note", "sheet", claire), ""); });
  EXPECT_TRUE(noted.empty());
}

ON_BOTH_ENGINES(Answers);

}  // namespace
}  // namespace accounts
