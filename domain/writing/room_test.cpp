#include "domain/writing/open_rooms.h"

#include <gmock/gmock.h>

#include <boost/json.hpp>
#include <limits>
#include <thread>

#include "domain/writing/change_set_json.h"
#include "domain/writing/writer_test.h"
#include "domain/writing/writing.h"
#include "tests/support/both_engines.h"

namespace writing {
namespace {

using sample::RandomEdits;
using Browser = sample::Writer;

auto const demo = accounts::ProgrammeId::trusted("00000000-0000-8000-8000-000000000001");
auto const method = Subject{"method", "00000000-0000-8000-8000-00000000000a"};

/// Keeps what it is told.
class Ear final : public Listener {
 public:
  bool hear(SharedText const& events) override {
    heard.push_back(*events);
    return stays;
  }
  bool is_gone() const override { return gone; }
  std::vector<std::string> heard;
  bool stays = true, gone = false;
};

Push push_of(std::string client, std::int64_t version, std::string id, std::string_view changes) {
  return {std::move(client), "body", version, {{std::move(id), change_set_of_text(changes)}}};
}

class Rooms : public support::OnBothEngines {
 protected:
  void SetUp() override {
    OnBothEngines::SetUp();
    if (IsSkipped()) return;
    document = database().write([&](db::Session& session) {
      return document_of(session, world, demo, method, {{"body", "La halle"}, {"title", ""}});
    });
    rooms = std::make_unique<OpenRooms>(database(), world);
    room = rooms->find(document.id);
  }
  static PushOutcome push(Room& into, Push what) {
    PushOutcome outcome;
    into.push(std::move(what), {std::nullopt, ""}, [&](PushOutcome got) { outcome = std::move(got); });
    return outcome;
  }
  static std::string words(Room& in) {
    std::string found;
    in.look([&](LiveDocument const& live) { found = to_utf8(live.words_of("body")); });
    return found;
  }
  std::string stored() {
    auto live = database().read([&](db::Session& session) { return DocumentStore{session}.load(document.id); });
    return to_utf8(live->words_of("body"));
  }

  Document document;
  std::unique_ptr<OpenRooms> rooms;
  std::shared_ptr<Room> room;
};

TEST_P(Rooms, ADocumentIsOpenedOnceForItsSubject) {
  auto const again = database().write([&](db::Session& session) { return document_of(session, world, demo, method, {{"body", "autre"}}); });
  EXPECT_EQ(again.id, document.id);
  EXPECT_EQ(stored(), "La halle");
}

TEST_P(Rooms, WhatIsAcknowledgedIsInTheDatabase) {
  auto const taken = push(*room, push_of("a", 0, "a1", "[8,[0,\" rouvre 😀\"]]"));
  ASSERT_TRUE(taken);
  EXPECT_EQ(taken->seq, 1);
  EXPECT_EQ(taken->version, 1);
  EXPECT_EQ(stored(), "La halle rouvre 😀");
  EXPECT_EQ(words(*OpenRooms(database(), world).find(document.id)), "La halle rouvre 😀");
}

TEST_P(Rooms, ListenersHearEveryChangeInOrderAndLatecomersWhatTheyMissed) {
  auto const first = std::make_shared<Ear>(), late = std::make_shared<Ear>();
  ASSERT_TRUE(room->join(0, first, true));
  push(*room, push_of("a", 0, "a1", "[8,[0,\"s\"]]"));
  push(*room, push_of("a", 1, "a2", "[9,[0,\"!\"]]"));
  while (room->tell_waiting()) std::this_thread::sleep_for(std::chrono::milliseconds{1});
  std::string all;
  for (auto const& text : first->heard) all += text;
  EXPECT_THAT(all, testing::ContainsRegex("\"seq\":1.*\"changes\":\\[8,\\[0,\"s\"\\]\\].*\"seq\":2.*\"changes\":\\[9,\\[0,\"!\"\\]\\]"));
  ASSERT_TRUE(room->join(1, late, false));
  ASSERT_EQ(late->heard.size(), 1u);
  auto const heard = boost::json::parse(late->heard[0]);
  EXPECT_EQ(heard.at("seq").as_int64(), 2);
  EXPECT_EQ(heard.at("events").as_array().size(), 1u);
}

TEST_P(Rooms, WhoAsksFromAnotherTimeIsToldSo) {
  EXPECT_FALSE(room->join(7, std::make_shared<Ear>(), true));
  EXPECT_FALSE(room->join(-1, std::make_shared<Ear>(), true));
}

TEST_P(Rooms, APollIsToldOnceAndTheGoneAreForgotten) {
  auto const poll = std::make_shared<Ear>(), gone = std::make_shared<Ear>();
  poll->stays = false;
  gone->gone = true;
  ASSERT_TRUE(room->join(0, gone, false));
  ASSERT_TRUE(room->join(0, poll, false));
  EXPECT_TRUE(poll->heard.empty());
  push(*room, push_of("a", 0, "a1", "[8,[0,\"s\"]]"));
  EXPECT_EQ(poll->heard.size(), 1u);
  EXPECT_TRUE(gone->heard.empty());
  EXPECT_FALSE(room->is_listened_to());
}

TEST_P(Rooms, PeopleAreSeenByTheOthersUntilTheyLeave) {
  auto const ear = std::make_shared<Ear>();
  room->join(0, ear, true);
  room->see({"c1", "p1", "Nadia", 3, "body", 2, 5, 0, false, false});
  EXPECT_THAT(ear->heard.back(), testing::HasSubstr("\"name\":\"Nadia\""));
  EXPECT_EQ(room->people().size(), 1u);
  room->see({"c1", "p1", "Nadia", 3, "", 0, 0, 0, false, true});
  EXPECT_TRUE(room->people().empty());
}

TEST_P(Rooms, TwoNodesServeTheSameDocument) {
  auto const other_database = scratch().open_again();
  OpenRooms other_rooms{*other_database, world};
  auto const other = other_rooms.find(document.id);
  EXPECT_TRUE(push(*room, push_of("a", 0, "a1", "[8,[0,\" A\"]]")));
  EXPECT_TRUE(push(*other, push_of("b", 0, "b1", "[8,[0,\" B\"]]")));
  room->catch_up();
  EXPECT_EQ(words(*room), "La halle A B");
  EXPECT_EQ(words(*other), "La halle A B");
  EXPECT_EQ(stored(), "La halle A B");
}

TEST_P(Rooms, WhatIsSaidOnOneNodeIsHeardOnTheOthers) {
  OpenRooms other_rooms{database(), world};
  auto const ear = std::make_shared<Ear>();
  ASSERT_TRUE(other_rooms.find(document.id)->join(0, ear, false));
  other_rooms.hear("another-node " + document.id.text() + " {\"comment\":{\"id\":\"c1\"}}");
  ASSERT_EQ(ear->heard.size(), 1u);
  EXPECT_THAT(ear->heard[0], testing::HasSubstr("\"comment\":{\"id\":\"c1\"}"));
}

/// Six writers on two nodes, each with its own thread, over a line that repeats what it sends.
TEST_P(Rooms, WritersOnTwoNodesAllEndWithTheSameText) {
  auto const other_database = scratch().open_again();
  OpenRooms other_rooms{*other_database, world};
  auto const other = other_rooms.find(document.id);
  std::vector<Browser> writers;
  for (int at = 0; at < 6; ++at) writers.emplace_back("c" + std::to_string(at), u"La halle", 0, 0);
  auto const news = [&](Room& from, Browser& writer) {
    std::optional<std::vector<Written>> missed;
    from.look([&](LiveDocument const& live) { missed = live.since(writer.seq()); });
    // What came long before is in the store.
    if (!missed)
      missed = database().read(
          [&](db::Session& session) { return DocumentStore{session}.changes(document.id, writer.seq(), std::numeric_limits<std::int64_t>::max()); });
    for (auto const& change : *missed) writer.hear(change);
  };
  std::vector<std::thread> threads;
  for (std::size_t at = 0; at < writers.size(); ++at)
    threads.emplace_back([&, at] {
      RandomEdits chance{static_cast<std::uint32_t>(at + 1)};
      auto& node = at % 2 ? *other : *room;
      for (int step = 0; step < 25; ++step) {
        writers[at].type(chance);
        auto const sent = writers[at].push();
        EXPECT_TRUE(push(node, sent));
        bool const twice = chance.happens(20);
        EXPECT_TRUE(!twice || push(node, sent));
        if (chance.happens(70)) news(node, writers[at]);
      }
    });
  for (auto& thread : threads) thread.join();
  room->catch_up();
  other->catch_up();
  for (std::size_t at = 0; at < writers.size(); ++at) {
    news(at % 2 ? *other : *room, writers[at]);
    EXPECT_FALSE(writers[at].has_unsent());
    EXPECT_EQ(to_utf8(writers[at].words()), stored());
  }
  EXPECT_EQ(words(*room), stored());
  EXPECT_EQ(words(*other), stored());
}

ON_BOTH_ENGINES(Rooms);

}  // namespace
}  // namespace writing
