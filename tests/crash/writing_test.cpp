// A program killed in the middle of a storm of writing: every change it acknowledged is in the text when it is opened again.
#include <gmock/gmock.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <mutex>
#include <thread>
#include <vector>

#include "domain/writing/change_set_json.h"
#include "domain/writing/open_rooms.h"
#include "tests/support/both_engines.h"

namespace {

constexpr int writers = 4;

int rounds() {
  char const* const asked = std::getenv("ESSAIM_KILLS");
  return asked ? std::max(1, std::atoi(asked) / 5) : 6;
}

/// Said by the child once the server's half has acknowledged: which writer, and its how-manieth change.
struct Acknowledged {
  int writer = 0, number = 0;
};

class KilledWhileWriting : public testing::TestWithParam<db::Engine> {
 protected:
  void SetUp() override {
    m_address = support::ScratchAddress::make(GetParam());
    if (!m_address) GTEST_SKIP() << support::no_postgresql;
    writing::Document const document{id, accounts::ProgrammeId::trusted("00000000-0000-8000-8000-000000000001"), {"method", "m"}, m_world.now()};
    open()->write([&](db::Session& session) { writing::DocumentStore{session}.open(document, {{"body", ""}}); });
  }
  std::unique_ptr<db::Database> open() const { return m_address->open(2); }

  /// What the child does: several people type at once, without end; old changes are packed meanwhile.
  void write_forever(int round, int acknowledged) const {
    auto const database = open();
    writing::OpenRooms rooms{*database, m_world};
    auto const room = rooms.find(id);
    std::vector<std::thread> threads;
    for (int writer = 0; writer < writers; ++writer)
      threads.emplace_back([&, writer] {
        for (int number = 1;; ++number) {
          std::int64_t version = 0;
          std::size_t length = 0;
          room->look([&](writing::LiveDocument const& live) {
            version = live.version_of("body");
            length = live.words_of("body").size();
          });
          auto const client = std::to_string(round) + "-" + std::to_string(writer);
          auto const word = "<" + client + "-" + std::to_string(number) + ">";
          writing::ChangeSet typed{{{static_cast<std::uint32_t>(length), true, {}}, {0, false, writing::to_utf16(word)}}};
          writing::Push push{client, "body", version, {{client + "-" + std::to_string(number), std::move(typed)}}};
          // Called later when another thread is committing: by then this one types its next word.
          room->push(std::move(push), {}, [acknowledged, said = Acknowledged{writer, number}](writing::PushOutcome const& outcome) {
            if (outcome && ::write(acknowledged, &said, sizeof said) != sizeof said) ::_exit(1);
          });
          std::this_thread::sleep_for(std::chrono::milliseconds{1});
        }
      });
    for (;;) {
      std::this_thread::sleep_for(std::chrono::milliseconds{50});
      room->pack();
    }
  }
  /// What was acknowledged before the kill.
  std::vector<Acknowledged> run_and_kill(int round, std::chrono::milliseconds lifetime) const {
    int ends[2];
    if (::pipe(ends) != 0) throw std::runtime_error{"no pipe"};
    pid_t const child = ::fork();
    if (child == 0) {
      ::close(ends[0]);
      write_forever(round, ends[1]);
    }
    ::close(ends[1]);
    std::vector<Acknowledged> heard;
    std::thread reader{[&] {
      for (Acknowledged said; ::read(ends[0], &said, sizeof said) == sizeof said;) heard.push_back(said);
    }};
    std::this_thread::sleep_for(lifetime);
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    reader.join();
    ::close(ends[0]);
    return heard;
  }

  writing::DocumentId const id = writing::DocumentId::trusted("00000000-0000-8000-8000-00000000000d");
  base::RealWorld m_world;

 private:
  std::unique_ptr<support::ScratchAddress> m_address;
};

TEST_P(KilledWhileWriting, HasEveryChangeItAcknowledged) {
  int acknowledged = 0;
  for (int round = 0; round < rounds() && !HasFailure(); ++round) {
    auto const heard = run_and_kill(round, std::chrono::milliseconds{GetParam() == db::Engine::sqlite ? 700 : 1'500});
    auto const database = open();
    auto const live = database->read([&](db::Session& session) { return writing::DocumentStore{session}.load(id); });
    auto const text = writing::to_utf8(live->words_of("body"));
    acknowledged += static_cast<int>(heard.size());
    for (auto const& [writer, number] : heard) {
      auto const word = "<" + std::to_string(round) + "-" + std::to_string(writer) + "-" + std::to_string(number) + ">";
      EXPECT_NE(text.find(word), std::string::npos) << word << " was acknowledged, then lost";
      EXPECT_EQ(text.find(word), text.rfind(word)) << word << " is there twice";
    }
    // The history alone gives the same text: no hole, nothing by halves.
    auto const again = database->read([&](db::Session& session) { return writing::DocumentStore{session}.texts_at(id, live->seq()); });
    EXPECT_EQ(writing::to_utf8(again.at("body").words), text);
    auto const all = database->read([&](db::Session& session) { return writing::DocumentStore{session}.changes(id, 0, live->seq()); });
    EXPECT_EQ(static_cast<std::int64_t>(all.size()), live->seq());
  }
  EXPECT_GT(acknowledged, rounds() * 20) << "too little was written for this test to say anything";
  std::printf("%d kills, %d changes acknowledged, all there\n", rounds(), acknowledged);
}

ON_BOTH_ENGINES(KilledWhileWriting);

}  // namespace
