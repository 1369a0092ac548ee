#include "platform/mail/reply.h"

#include <gmock/gmock.h>

#include <stdexcept>

#include "platform/mail/imap_shelf.h"
#include "platform/mail/mailbox.h"

namespace {

using testing::ElementsAre;

std::string letter_with(std::string const& more_headers, std::string const& text) {
  return "From: Omar Belkacem <Omar@Mairie.example>\r\nTo: essaim+abc@example.org\r\nSubject: =?utf-8?q?R=C3=A9=3A_fiche?=\r\n" + more_headers +
      "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n" + text;
}

TEST(Reply, the_words_of_an_answer_are_read_whatever_its_letters_are_coded_in) {
  auto const reply = mail::read_reply(letter_with("", "D'accord, =E0 jeudi.\r\n\r\nOmar\r\n"));
  ASSERT_TRUE(reply);
  EXPECT_EQ(reply->from, "omar@mairie.example");
  EXPECT_THAT(reply->to, ElementsAre("essaim+abc@example.org"));
  EXPECT_EQ(reply->subject, "Ré: fiche");
  EXPECT_EQ(reply->words, "D'accord, à jeudi.\n\nOmar");
}

struct Quoted {
  char const *how, *text;
};
class Quotations : public testing::TestWithParam<Quoted> {};
TEST_P(Quotations, what_is_quoted_under_an_answer_is_not_part_of_it) {
  EXPECT_EQ(mail::own_words_of(GetParam().text), "Oui.\nMardi ?") << GetParam().how;
}
INSTANTIATE_TEST_SUITE_P(
    Programs, Quotations,
    testing::Values(Quoted{"our line", "Oui.\nMardi ?\n\n> —✂— Écrivez votre réponse au-dessus de cette ligne —✂—\n> Bonjour,"},
                    Quoted{"Thunderbird", "Oui.\nMardi ?\n\nLe 03/05/2026 à 10:12, Essaim a écrit :\n> Bonjour"},
                    Quoted{"on two lines", "Oui.\nMardi ?\n\nLe dim. 3 mai 2026 à 10:12, Essaim <essaim@example.org>\na écrit :\n> Bonjour"},
                    Quoted{"in English", "Oui.\r\nMardi ?\r\n\r\nOn Sun, May 3, 2026 at 10:12 AM Essaim <essaim@example.org> wrote:\r\n> Hello"},
                    Quoted{"Outlook", "Oui.\nMardi ?\n________________________________\nDe : Essaim <essaim@example.org>\nEnvoyé : dimanche"},
                    Quoted{"a forward", "Oui.\nMardi ?\n-----Message d'origine-----\nDe : Essaim"},
                    Quoted{"signed", "Oui.\nMardi ?\n-- \nOmar Belkacem\nDirecteur des services"},
                    Quoted{"answered between the lines", "> Qui vient ?\nOui.\n> Quand ?\nMardi ?"}));

TEST(Reply, what_no_person_wrote_is_no_answer) {
  for (auto const* header : {"Auto-Submitted: auto-replied\r\n", "Precedence: bulk\r\n", "List-Id: <amis.example.org>\r\n", "Return-Path: <>\r\n"})
    EXPECT_FALSE(mail::read_reply(letter_with(header, "Je suis absent."))) << header;
  EXPECT_TRUE(mail::read_reply(letter_with("Auto-Submitted: no\r\n", "Présent.")));
  for (std::string const bytes : {"", "no letter", "From: a@b\r\n\r\n", "From: a@b, c@d\r\nTo: e@f\r\n\r\nx"})
    EXPECT_FALSE(mail::read_reply(bytes) && !mail::read_reply(bytes)->words.empty()) << bytes;
}

TEST(Reply, only_the_written_part_of_a_letter_of_many_parts_is_read) {
  auto const reply = mail::read_reply(
      "From: omar@mairie.example\r\nTo: x@example.org\r\nDelivered-To: essaim+tok@example.org\r\nContent-Type: multipart/mixed; "
      "boundary=b\r\n\r\n--b\r\n"
      "Content-Type: text/plain; name=notes.txt\r\nContent-Disposition: attachment; filename=notes.txt\r\n\r\nune pièce jointe\r\n--b\r\n"
      "Content-Type: multipart/alternative; boundary=c\r\n\r\n--c\r\nContent-Type: text/plain\r\n\r\nMa reponse.\r\n--c\r\nContent-Type: "
      "text/html\r\n\r\n"
      "<p>Ma reponse.</p>\r\n--c--\r\n--b--\r\n");
  ASSERT_TRUE(reply);
  EXPECT_EQ(reply->words, "Ma reponse.");
  EXPECT_THAT(reply->to, testing::Contains("essaim+tok@example.org"));
}

TEST(Mailbox, each_letter_is_given_once_and_one_that_could_not_be_taken_is_given_again) {
  mail::ImapShelf shelf;
  shelf.lay(letter_with("", "one"));
  shelf.lay(letter_with("", "two"));
  shelf.lay(std::string(2u << 20, 'x'));
  mail::MailboxOptions const options{shelf.url(), "essaim", "secret", false};
  std::vector<std::string> words;
  bool broken = true;
  auto const take = [&](std::string const& raw) {
    auto const reply = mail::read_reply(raw);
    if (reply && reply->words == "two" && broken) throw std::runtime_error{"the disk is full"};
    words.push_back(reply ? reply->words : "nothing");
  };
  EXPECT_EQ(mail::read_mailbox(options, take), 1);
  EXPECT_EQ(shelf.unanswered(), 1u) << "one waits, the one of two megabytes is passed over";
  broken = false;
  EXPECT_EQ(mail::read_mailbox(options, take), 1);
  EXPECT_EQ(mail::read_mailbox(options, take), 0);
  EXPECT_THAT(words, ElementsAre("one", "two"));
}

TEST(Mailbox, a_server_that_does_not_answer_is_said_so) {
  EXPECT_THROW(mail::read_mailbox({"imap://127.0.0.1:9/INBOX", "", "", false, std::chrono::seconds{2}}, [](std::string const&) {}),
               std::runtime_error);
}

}  // namespace
