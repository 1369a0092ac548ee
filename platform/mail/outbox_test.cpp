#include <gmock/gmock.h>

#include <algorithm>

#include "platform/mail/delivery.h"
#include "platform/mail/came_back.h"
#include "platform/mail/draft.h"
#include "platform/mail/returned.h"
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

TEST_P(Outbox, WhatTheServerPutsOffComesBackLaterAndLater) {
  sink.answer_to_recipient = "451 later";
  post({"a@example.org", "s", "t", ""});
  EXPECT_EQ(deliver(), 0);
  EXPECT_EQ(newest().state, "waiting");
  EXPECT_THAT(newest().trouble, HasSubstr("451"));
  world.advance(std::chrono::minutes{2});
  deliver();
  sink.answer_to_recipient = "250 yes";
  world.advance(std::chrono::minutes{2});
  EXPECT_EQ(deliver(), 0) << "the second wait is of four minutes";
  world.advance(std::chrono::minutes{3});
  EXPECT_EQ(deliver(), 1);
  EXPECT_EQ(sink.messages().size(), 1u);
}

TEST_P(Outbox, AServerThatDoesNotAnswerIsAskedOnceNotForEveryLetter) {
  options.url = "smtp://127.0.0.1:1";
  for (int letter = 0; letter < 3; ++letter) post({"a@example.org", "s", "t", ""});
  EXPECT_EQ(deliver(), 0);
  auto const kept = database().read([](db::Session& session) { return mail::newest(session, 3); });
  EXPECT_EQ(std::ranges::count_if(kept, [](auto const& one) { return one.attempts > 0; }), 1);
}

TEST_P(Outbox, AnAddressToUnsubscribeIsSaidSoThatOneClickIsEnough) {
  post({"a@example.org", "s", "t", "", "https://essaim.example/do/x"});
  deliver();
  EXPECT_THAT(sink.messages().at(0), HasSubstr("List-Unsubscribe: <https://essaim.example/do/x>"));
  EXPECT_THAT(sink.messages().at(0), HasSubstr("List-Unsubscribe-Post: List-Unsubscribe=One-Click"));
}

TEST_P(Outbox, TheWordsOfALetterThatLeftAreNotKept) {
  post({"a@example.org", "s", "https://essaim.example/sign-in/secret", "<p>secret</p>"});
  deliver();
  EXPECT_EQ(newest().letter.text + newest().letter.html, "");
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

TEST_P(Outbox, ALetterCutByACrashBeforeItCrossedIsSentAndOneThatMayHaveCrossedIsNot) {
  for (auto const* state : {"sending", "handed_over"}) {
    world.advance(std::chrono::milliseconds{1});
    post({std::string{state} + "@example.org", "s", "t", ""});
    database().write([&](db::Session& session) {
      session.execute("UPDATE mail_letter SET state = ?, tried = ? WHERE state = 'waiting'", state, base::to_milliseconds(world.now()));
    });
  }
  EXPECT_EQ(deliver(), 0) << "another program may be at it";
  world.advance(std::chrono::minutes{20});
  EXPECT_EQ(deliver(), 1);
  EXPECT_EQ(newest().state, "failed");
  ASSERT_EQ(sink.messages().size(), 1u);
  EXPECT_THAT(sink.messages()[0], HasSubstr("To: sending@example.org"));
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

class English final : public i18n::Words {
 public:
  i18n::Language language() const override { return i18n::Language::english; }
  std::string number(std::int64_t value) const override { return std::to_string(value); }
  std::string number(double value, int) const override { return std::to_string(value); }
  std::string percent(double) const override { return {}; }
  std::string bytes(std::uint64_t) const override { return {}; }
  std::string day(base::Day) const override { return {}; }
  std::string month(base::Day) const override { return {}; }
  std::string moment(base::Instant) const override { return {}; }
  std::string hour(base::Instant) const override { return {}; }
  std::string relative_day(base::Instant, base::Instant) const override { return {}; }
  std::string enumeration(std::vector<std::string> const&) const override { return {}; }
  bool comes_before(std::string_view, std::string_view) const override { return false; }

 protected:
  std::string look_up(std::string_view, std::string_view msgid) const override { return std::string{msgid}; }
  std::string look_up(std::string_view one, std::string_view, std::int64_t) const override { return std::string{one}; }
};

TEST(Draft, IsSaidTwiceInWordsAloneAndInHtmlAndTellsNobodyItWasOpened) {
  mail::Draft draft;
  draft.subject = "Un <sujet>";
  draft.greeting = "Bonjour Lucile,";
  draft.paragraphs = {"Votre binôme vous attend & vous salue."};
  draft.action = mail::Draft::Action{"Entrer", "https://essaim.example/do/secret"};
  draft.sections = {{"Quoi de neuf", {{"Une <fiche>", "hier", "https://essaim.example/p/x"}}}};
  draft.small = {"Pourquoi cette lettre ?"};
  draft.unsubscribe = "https://essaim.example/do/stop";
  auto const letter = mail::letter_of(draft, "lucile@example.org", English{});
  EXPECT_EQ(letter.text,
            "Bonjour Lucile,\n\nVotre binôme vous attend & vous salue.\n\nEntrer\nhttps://essaim.example/do/secret\n\n"
            "Quoi de neuf\n- Une <fiche> (hier)\n  https://essaim.example/p/x\n\n-- \nPourquoi cette lettre ?\n");
  EXPECT_THAT(letter.html, HasSubstr("attend &amp; vous salue"));
  EXPECT_THAT(letter.html, HasSubstr("Une &lt;fiche&gt;"));
  EXPECT_THAT(letter.html, HasSubstr("href=\"https://essaim.example/do/secret\""));
  for (auto const* spy : {"<img", "src=", "url(", "@import", "<link"}) EXPECT_THAT(letter.html, Not(HasSubstr(spy)));
  EXPECT_EQ(letter.unsubscribe, draft.unsubscribe);
}

std::string report(std::string const& id, std::string const& action = "failed") {
  return "From: MAILER-DAEMON@mx.example\r\nTo: essaim@example.org\r\nSubject: Undelivered\r\nMIME-Version: 1.0\r\n"
         "Content-Type: multipart/report; report-type=delivery-status; boundary=\"b\"\r\n\r\n--b\r\n\r\nSorry.\r\n--b\r\nContent-Type: "
         "message/delivery-status\r\n\r\n"
         "Reporting-MTA: dns; mx.example\r\n\r\nFinal-Recipient: rfc822; a@example.org\r\nAction: " +
      action +
      "\r\nStatus: 5.1.1\r\n"
      "Diagnostic-Code: smtp; 550 5.1.1 nobody here\r\n\r\n--b\r\nContent-Type: text/rfc822-headers\r\n\r\nSubject: Bonjour\r\nMessage-Id: <" +
      id + "@example.org>\r\n\r\n--b--\r\n";
}

TEST_P(Outbox, ALetterThatComesBackIsNotedWithWhatTheServerSaid) {
  post({"a@example.org", "s", "t", ""});
  deliver();
  auto const returned = mail::read_returned(report(newest().id));
  ASSERT_TRUE(returned);
  EXPECT_TRUE(database().write([&](db::Session& session) { return mail::note_returned(session, returned->id, returned->reason); }));
  EXPECT_EQ(newest().state, "failed");
  EXPECT_THAT(newest().trouble, HasSubstr("550 5.1.1 nobody here"));
}

TEST(Returned, ADelayAnAnswerOnHolidayAndALetterOfOthersAreNone) {
  auto const id = base::RealWorld{}.new_uuid();
  EXPECT_TRUE(mail::read_returned(report(id)));
  EXPECT_FALSE(mail::read_returned(report(id, "delayed")));
  EXPECT_FALSE(mail::read_returned(report("not-ours")));
  EXPECT_FALSE(mail::read_returned("Subject: En vacances\r\n\r\nJe reviens le 3."));
  EXPECT_FALSE(mail::read_returned(""));
}

ON_BOTH_ENGINES(Outbox);

}  // namespace
