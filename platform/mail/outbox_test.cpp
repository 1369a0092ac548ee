#include <gmock/gmock.h>

#include "platform/jobs/jobs.h"
#include "platform/mail/delivery.h"
#include "platform/mail/smtp_sink.h"
#include "tests/support/both_engines.h"

namespace {

using testing::HasSubstr;
using testing::Not;

class Outbox : public support::OnBothEngines {
 protected:
  void post(mail::Letter letter) {
    database().write([&](db::Session& session) { mail::post(session, world, letter); });
  }
  mail::Kept newest() {
    return database().read([](db::Session& session) { return mail::newest(session, 1).at(0); });
  }
  int deliver() { return mail::deliver_due(database(), world, options); }

  mail::SmtpSink sink;
  mail::SmtpOptions options{sink.url(), "", "", {"essaim@example.org", "L’Essaim"}, false, std::chrono::seconds{5}};
};

TEST_P(Outbox, ALetterIsKeptWithWhatItTellsThenSentOnce) {
  post({"awa@example.org", "L’été à l’école", "Bonjour,\n.seul\nÀ bientôt", "<p>Bonjour</p>"});
  EXPECT_EQ(newest().state, "waiting");
  EXPECT_EQ(deliver(), 1);
  EXPECT_EQ(deliver(), 0);
  EXPECT_EQ(newest().state, "sent");
  ASSERT_EQ(sink.messages().size(), 1u);
  auto const message = sink.messages()[0];
  EXPECT_THAT(message, HasSubstr("To: awa@example.org\r\n"));
  EXPECT_THAT(message, HasSubstr("Message-Id: <" + newest().id + "@example.org>"));
  EXPECT_THAT(message, HasSubstr("multipart/alternative"));
  EXPECT_THAT(message, HasSubstr("\r\n..seul\r\n"));
}

TEST_P(Outbox, ALetterOfATransactionThatFailedIsNotSent) {
  EXPECT_THROW(database().write([&](db::Session& session) {
    mail::post(session, world, {"a@example.org", "s", "t", ""});
    throw std::runtime_error{"changed my mind"};
  }),
               std::runtime_error);
  EXPECT_EQ(deliver(), 0);
}

TEST_P(Outbox, AJobCarriesTheLettersAndComesBackWhenTheServerPutsThemOff) {
  jobs::Queue queue{database(), world};
  queue.listen(mail::posted_job, [&](std::string const&) { deliver(); });
  sink.answer_to_recipient = "451 later";
  post({"a@example.org", "s", "t", ""});
  queue.run_due();
  EXPECT_EQ(newest().state, "waiting");
  EXPECT_THAT(newest().trouble, HasSubstr("451"));
  sink.answer_to_recipient = "250 yes";
  world.advance(std::chrono::minutes{2});
  EXPECT_EQ(queue.run_due(), 1);
  EXPECT_EQ(newest().state, "sent");
  EXPECT_EQ(sink.messages().size(), 1u);
}

TEST_P(Outbox, ARefusedLetterIsNotInsistedUpon) {
  sink.answer_to_recipient = "550 nobody";
  post({"a@example.org", "s", "t", ""});
  EXPECT_EQ(deliver(), 0);
  EXPECT_EQ(newest().state, "failed");
}

TEST_P(Outbox, ALetterTheServerMayHaveTakenIsNeverSentTwice) {
  sink.answer_to_message = "";
  post({"a@example.org", "s", "t", ""});
  deliver();
  EXPECT_EQ(newest().state, "failed");
  deliver();
  EXPECT_EQ(sink.messages().size(), 1u);
}

TEST_P(Outbox, ALetterCutByACrashIsNotSentAgain) {
  post({"a@example.org", "s", "t", ""});
  database().write([&](db::Session& session) {
    session.execute("UPDATE mail_letter SET state = 'sending', tried = ?", base::to_milliseconds(world.now()));
  });
  world.advance(std::chrono::minutes{20});
  EXPECT_EQ(deliver(), 0);
  EXPECT_EQ(newest().state, "failed");
  EXPECT_TRUE(sink.messages().empty());
}

TEST_P(Outbox, ALetterThatWaitedThreeDaysIsOutOfDate) {
  post({"a@example.org", "s", "t", ""});
  world.advance(std::chrono::hours{73});
  EXPECT_EQ(deliver(), 0);
  EXPECT_EQ(newest().state, "failed");
}

TEST_P(Outbox, NothingWrittenInALetterBecomesAHeader) {
  post({"a@example.org\r\nBcc: b@example.org", "s", "t", ""});
  EXPECT_EQ(deliver(), 0);
  EXPECT_EQ(newest().state, "failed");
  world.advance(std::chrono::milliseconds{1});
  post({"a@example.org", "Bonjour\r\nBcc: b@example.org\r\n\r\nfaux corps", "t", ""});
  EXPECT_EQ(deliver(), 1);
  EXPECT_THAT(sink.messages()[0], Not(HasSubstr("\r\nBcc:")));
}

TEST(Addresses, ArePlainOrRefused) {
  for (auto const* address : {"a@b.fr", "awa.diop+essaim@mairie.example"}) EXPECT_TRUE(mail::is_plain_address(address)) << address;
  for (auto const* address : {"", "a", "@b", "a@", "a b@c", "a@b,c@d", "<a@b>", "a@b@c", "a\n@b", "\"a\"@b", "-oQ@b", "é@b"})
    EXPECT_FALSE(mail::is_plain_address(address)) << address;
}

ON_BOTH_ENGINES(Outbox);

}  // namespace
