// Answers that come later, and WebSockets, by clients that behave and by clients that do not.
#include <gmock/gmock.h>

#include <future>
#include <thread>

#include "platform/http/channel_client_test.h"
#include "platform/http/served_site_test.h"

namespace http::testing {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;

class Later : public ServedSite {
 protected:
  Later() {
    add(Method::get, "/later", [this](Request const&) {
      return later({[this](Reply reply) {
                      std::lock_guard const lock{m_mutex};
                      m_replies.push_back(std::move(reply));
                    },
                    1s, text(200, "nothing came")});
    });
  }
  void reply_all(std::string const& words) {
    std::lock_guard const lock{m_mutex};
    for (auto& reply : m_replies) reply(text(200, words));
  }
  std::size_t waiting() {
    std::lock_guard const lock{m_mutex};
    return m_replies.size();
  }
  void until_waiting(std::size_t count) {
    for (int tries = 0; waiting() < count && tries < 500; ++tries) std::this_thread::sleep_for(10ms);
  }

 private:
  std::mutex m_mutex;
  std::vector<Reply> m_replies;
};

TEST_F(Later, ManyWaitWhileNoWorkerIsKept) {
  options.workers = 1;
  std::vector<RawClient> clients;
  for (int count = 0; count < 50; ++count) {
    clients.push_back(client());
    clients.back().send(get("/later"));
  }
  until_waiting(50);
  EXPECT_EQ(body_of(ask(get("/"))), "hello");
  reply_all("news");
  for (auto& one : clients) EXPECT_THAT(one.read_until("news"), HasSubstr("news"));
}

TEST_F(Later, WhoWaitedLongEnoughIsToldSoAndTheConnectionGoesOn) {
  RawClient one = client();
  one.send(get("/later"));
  EXPECT_THAT(one.read_until("nothing came"), HasSubstr("nothing came"));
  one.send(get("/"));
  EXPECT_THAT(one.read_until("hello"), HasSubstr("hello"));
  reply_all("too late");  // dropped
  one.send(get("/"));
  EXPECT_THAT(one.read_until("hello"), ::testing::Not(HasSubstr("too late")));
}

TEST_F(Later, AStopEndsTheWaitAndALateReplyIsDropped) {
  RawClient one = client();
  one.send(get("/later"));
  until_waiting(1);
  server().stop();
  EXPECT_THAT(one.read_all(2s), HasSubstr("nothing came"));
  server().wait();
  m_server.reset();
  reply_all("after the end");
}

class Channels : public ServedSite {
 protected:
  Channels() {
    options.limits.channel_idle = 2s;
    options.limits.message_bytes = 64 * 1024;
    add(Method::get, "/echo", [this](Request const&) {
      return channel([this](std::shared_ptr<Channel> const& made) {
        last = made;
        ++opened;
        return ChannelEvents{[made](std::string const& words) { made->send(std::make_shared<std::string const>("you said " + words)); },
                             [this] { ++closed; }};
      });
    });
  }
  RawChannel open() {
    RawChannel made{client()};
    EXPECT_EQ(made.open("/echo"), "101");
    return made;
  }
  void until(std::atomic<int> const& count, int wanted) {
    for (int tries = 0; count < wanted && tries < 500; ++tries) std::this_thread::sleep_for(10ms);
    EXPECT_EQ(count, wanted);
  }
  std::atomic<int> opened{0}, closed{0};
  std::shared_ptr<Channel> last;
};

TEST_F(Channels, SayAndHearWholeMessages) {
  auto page = open();
  page.say("bonjour 😀");
  EXPECT_EQ(page.read().text, "you said bonjour 😀");
  page.send(1, "en deux ", false);
  page.send(0, "morceaux");
  EXPECT_EQ(page.read().text, "you said en deux morceaux");
  page.send(9, "ping");
  EXPECT_EQ(page.read().opcode, 10);
  page.send(8, "\x03\xe8");
  EXPECT_EQ(page.read().code(), 1000);
  until(closed, 1);
}

TEST_F(Channels, AreForPagesOfThisSiteOnly) {
  EXPECT_EQ(RawChannel{client()}.open("/echo", "Origin: http://elsewhere\r\n"), "403");
  EXPECT_EQ(RawChannel{client()}.open("/echo", "Origin: null\r\n"), "403");
  EXPECT_EQ(RawChannel{client()}.open("/echo", ""), "403");
  EXPECT_EQ(statuses(ask(get("/echo"))), "426");
  EXPECT_EQ(RawChannel{client()}.open("/"), "200");
  EXPECT_EQ(opened, 0);
}

TEST_F(Channels, AFrameThatAnnouncesGigabytesIsRefusedAtOnce) {
  auto page = open();
  page.send(1, "", true, 4ull << 30);
  EXPECT_EQ(page.read().code(), 1009);
  until(closed, 1);
}

TEST_F(Channels, AMessageInEndlessPiecesIsCut) {
  auto page = open();
  std::string const piece(4096, 'x');
  page.send(1, piece, false);
  bool alive = true;
  for (int count = 0; alive && count < 1000; ++count) alive = page.send(0, piece, false);
  EXPECT_EQ(page.read().code(), 1009);
  until(closed, 1);
}

TEST_F(Channels, TinyPiecesByThousandsHoldNobodyElseUp) {
  auto page = open(), other = open();
  std::string flood = RawChannel::frame(1, "", false);
  for (int count = 0; count < 20'000; ++count) flood += RawChannel::frame(0, "", false);
  std::thread sender{[&] { page.client().send(flood); }};
  other.say("still there?");
  EXPECT_EQ(other.read().text, "you said still there?");
  sender.join();
}

TEST_F(Channels, WhatIsNoFrameOrNoTextIsCut) {
  for (auto const& bytes : {std::string(20, '\xff'), RawChannel::frame(3, "reserved"), RawChannel::frame(1, "\xff\xfe"), std::string{"\x81\x05hello"},
                            RawChannel::frame(2, "binary"), RawChannel::frame(0, "goes on from nothing")}) {
    auto page = open();
    page.client().send(bytes);
    auto const answer = page.read();
    EXPECT_TRUE(answer.opcode == 8 || answer.opcode == -1) << answer.opcode << answer.text;
  }
  until(closed, 6);
  EXPECT_EQ(statuses(ask(get("/"))), "200");
}

TEST_F(Channels, WhoAnswersNoPingIsGone) {
  auto page = open();
  int pings = 0;
  for (auto found = page.read(); found.opcode >= 0; found = page.read()) pings += found.opcode == 9;
  EXPECT_GE(pings, 1);
  until(closed, 1);
}

TEST_F(Channels, WhoLeavesWithoutAWordIsGone) {
  {
    auto page = open();
    page.say("there");
    page.read();
  }
  until(closed, 1);
  EXPECT_FALSE(last->send(std::make_shared<std::string const>("anyone?")));
}

TEST_F(Channels, WhoDoesNotReadIsCutAndNothingPilesUp) {
  options.limits.unread_bytes = 1u << 20;
  auto page = open();
  page.say("x");
  page.read();
  auto const large = std::make_shared<std::string const>(64 * 1024, 'x');
  int sent = 0;
  while (sent < 1000 && last->send(large)) ++sent;
  EXPECT_LT(sent, 200);
  until(closed, 1);
}

TEST_F(Channels, AStopSaysGoodbye) {
  auto page = open();
  page.say("x");
  page.read();
  auto const begun = std::chrono::steady_clock::now();
  server().stop();
  EXPECT_EQ(page.read().code(), 1001);
  page.send(8, "\x03\xe9");
  server().wait();
  EXPECT_LT(std::chrono::steady_clock::now() - begun, 4s);
  EXPECT_EQ(closed, 1);
  m_server.reset();
  EXPECT_FALSE(last->send(std::make_shared<std::string const>("after the end")));
}

TEST_F(Channels, AStopDoesNotWaitForWhoNeverAnswers) {
  auto page = open();
  page.say("x");
  page.read();
  auto const begun = std::chrono::steady_clock::now();
  server().stop();
  server().wait();
  EXPECT_LT(std::chrono::steady_clock::now() - begun, 5s);
  m_server.reset();
  last->close(1000);
}

TEST_F(Channels, NothingMayBeSaidBeforeTheUpgradeIsAnswered) {
  RawChannel page{client()};
  page.client().send(
      "GET /echo HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
      "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nOrigin: http://x\r\n\r\n" +
      RawChannel::frame(1, "early"));
  EXPECT_EQ(statuses(page.client().read_all(1s)), "400");
}

}  // namespace
}  // namespace http::testing
