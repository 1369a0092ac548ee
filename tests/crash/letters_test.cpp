// A program killed while letters leave sends none twice and loses none without saying so.
#include <gmock/gmock.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <random>
#include <regex>
#include <thread>

#include "platform/mail/delivery.h"
#include "platform/mail/outbox.h"
#include "platform/mail/smtp_sink.h"
#include "tests/support/both_engines.h"

namespace {

/// ESSAIM_LETTERS=100000 measures the queue of a large place.
int const letters = std::getenv("ESSAIM_LETTERS") ? std::atoi(std::getenv("ESSAIM_LETTERS")) : 400;

class KilledCarrier : public testing::Test {
 protected:
  KilledCarrier() {
    auto const database = open();
    auto const from = std::chrono::steady_clock::now();
    for (int first = 0; first < letters; first += 1000)
      database->write([&](db::Session& session) {
        for (int number = first; number < std::min(first + 1000, letters); ++number)
          mail::post(session, m_world, {"p" + std::to_string(number) + "@example.org", "Bonjour", "Bonjour", ""});
      });
    std::printf("%d letters queued in %.1f s\n", letters, std::chrono::duration<double>(std::chrono::steady_clock::now() - from).count());
    std::fflush(stdout);
  }
  std::unique_ptr<db::Database> open() const { return m_address->open(); }
  mail::SmtpOptions options() const {
    mail::SmtpOptions made{m_sink.url(), "", "", {"essaim@example.org", ""}, false};
    // What was cut is taken up at once: nobody else carries here.
    made.longest_sending = std::chrono::milliseconds{0};
    return made;
  }
  /// Lets a child carry for `lifetime`, then kills it.
  void carry_and_kill(std::chrono::microseconds lifetime) const {
    pid_t const child = ::fork();
    if (child == 0) {
      mail::deliver_due(*open(), m_world, options());
      ::_exit(0);
    }
    std::this_thread::sleep_for(lifetime);
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
  }
  std::map<std::string, int> taken_by_the_server() const {
    std::map<std::string, int> times;
    std::smatch found;
    for (auto const& message : m_sink.messages())
      if (std::regex_search(message, found, std::regex{"Message-Id: <([^@>]+)@"})) ++times[found[1]];
    return times;
  }

  mail::SmtpSink m_sink;
  base::RealWorld m_world;
  std::unique_ptr<support::ScratchAddress> const m_address = support::ScratchAddress::make(db::Engine::sqlite);
};

TEST_F(KilledCarrier, SendsNoLetterTwiceAndLosesNoneSilently) {
  std::mt19937 chance{20181123};
  for (int round = 0; round < 25; ++round) carry_and_kill(std::chrono::microseconds{5'000 + chance() % 60'000});
  std::this_thread::sleep_for(std::chrono::milliseconds{5});
  mail::deliver_due(*open(), m_world, options());

  auto const taken = taken_by_the_server();
  auto const kept = open()->read([](db::Session& session) { return mail::newest(session, letters + 1); });
  ASSERT_EQ(kept.size(), static_cast<std::size_t>(letters));
  int sent = 0, in_doubt = 0;
  for (auto const& letter : kept) {
    sent += letter.state == "sent" ? 1 : 0;
    in_doubt += letter.state == "failed" ? 1 : 0;
    EXPECT_TRUE(letter.state == "sent" || letter.state == "failed") << letter.id << " is " << letter.state;
    EXPECT_TRUE(letter.state != "sent" || taken.contains(letter.id)) << letter.id << " is said to be sent and never came";
  }
  for (auto const& [id, times] : taken) EXPECT_EQ(times, 1) << id << " came twice";
  EXPECT_LE(in_doubt, 25) << "at most the one that was crossing at each kill";
  EXPECT_GT(sent, letters - 26);
}

}  // namespace
