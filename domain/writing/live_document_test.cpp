#include "domain/writing/live_document.h"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include <deque>

#include "domain/writing/change_set_json.h"
#include "domain/writing/writer_test.h"

namespace writing {
namespace {

using sample::RandomEdits;
using BrowserOf = sample::Writer;

LiveDocument opened(std::u16string text) { return LiveDocument{0, {{"body", {0, std::move(text)}}}}; }
Push push_of(std::string client, std::int64_t version, std::string id, std::string_view changes) {
  return {std::move(client), "body", version, {{std::move(id), change_set_of_text(changes)}}};
}
/// Accepts a push at once; how many changes were new, or -1.
int accept(LiveDocument& live, Push const& push) {
  auto ready = live.prepare(push, std::nullopt, {});
  if (!ready) return -1;
  for (auto& change : *ready) live.take(std::move(change));
  return static_cast<int>(ready->size());
}

TEST(LiveDocuments, AChangeMadeInAnOlderVersionIsBroughtOverWhatCameSince) {
  auto live = opened(u"La halle");
  EXPECT_EQ(accept(live, push_of("a", 0, "a1", "[3,[0,\"vieille \"],5]")), 1);
  EXPECT_EQ(accept(live, push_of("b", 0, "b1", "[8,[0,\" rouvre\"]]")), 1);
  EXPECT_EQ(to_utf8(live.words_of("body")), "La vieille halle rouvre");
  EXPECT_EQ(live.version_of("body"), 2);
}

TEST(LiveDocuments, WhatIsSentTwiceIsTakenOnce) {
  auto live = opened(u"");
  auto const once = push_of("a", 0, "a1", "[[0,\"mot\"]]");
  EXPECT_EQ(accept(live, once), 1);
  EXPECT_EQ(accept(live, push_of("b", 0, "b1", "[[0,\"autre \"]]")), 1);
  EXPECT_EQ(accept(live, once), 0);
  // With what was typed since: only that is new.
  Push more{"a", "body", 0, {{"a1", change_set_of_text("[[0,\"mot\"]]")}, {"a2", change_set_of_text("[3,[0,\"s\"]]")}}};
  EXPECT_EQ(accept(live, more), 1);
  EXPECT_EQ(to_utf8(live.words_of("body")), "motautre s");
}

TEST(LiveDocuments, WhatWasTakenIsTakenBackAsIfItNeverWas) {
  auto live = opened(u"La halle");
  EXPECT_EQ(accept(live, push_of("a", 0, "a1", "[3,[0,\"vieille \"],5]")), 1);
  auto const before = std::u16string{live.words_of("body")};
  auto const weight = live.weight();
  auto ready = live.prepare(push_of("b", 1, "b1", "[3,[7,\"belle\"],6]"), std::nullopt, {});
  ASSERT_TRUE(ready);
  auto const undoing = ready->front().changes.inverted(before);
  live.take(ready->front());
  EXPECT_EQ(to_utf8(live.words_of("body")), "La belle halle");
  live.take_back(undoing);
  EXPECT_EQ(live.words_of("body"), before);
  EXPECT_EQ(live.seq(), 1);
  EXPECT_EQ(live.version_of("body"), 1);
  EXPECT_EQ(live.weight(), weight);
  EXPECT_EQ(accept(live, push_of("b", 1, "b1", "[3,[7,\"belle\"],6]")), 1) << "it is new again";
}

TEST(LiveDocuments, ATextNobodyHasWrittenYetStartsEmpty) {
  auto live = opened(u"corps");
  EXPECT_EQ(accept(live, {"a", "step/4f/title", 0, {{"a1", change_set_of_text("[[0,\"Départ\"]]")}}}), 1);
  EXPECT_EQ(to_utf8(live.words_of("step/4f/title")), "Départ");
  EXPECT_EQ(live.seq(), 1);
}

TEST(LiveDocuments, WhatDoesNotFitIsRefusedAndChangesNothing) {
  auto live = opened(u"😀");
  for (auto const* changes : {"[1]", "[3]", "[1,[1]]"}) EXPECT_EQ(accept(live, push_of("a", 0, "a1", changes)), -1) << changes;
  EXPECT_EQ(accept(live, {"a", "Title ", 0, {{"a1", change_set_of_text("[[0,\"x\"]]")}}}), -1);
  auto const ahead = live.prepare(push_of("a", 4, "a1", "[2]"), std::nullopt, {});
  EXPECT_EQ(ahead.error().why, NotTaken::Why::ahead);
  EXPECT_EQ(live.seq(), 0);
}

TEST(LiveDocuments, WhatIsTooOldIsSaidSoAndIsBroughtOnceTheOldChangesAreBack) {
  auto live = opened(u"");
  for (int count = 0; count < 10; ++count)
    accept(live, push_of("a", count, "a" + std::to_string(count), "[[0,\"x\"]," + std::to_string(count) + "]"));
  auto const all = *live.since(0);
  live.forget_before(3);
  auto const late = push_of("b", 0, "b1", "[[0,\"fin\"]]");
  EXPECT_EQ(live.prepare(late, std::nullopt, {}).error().why, NotTaken::Why::too_old);
  EXPECT_FALSE(live.since(2));
  live.remember(all);
  EXPECT_EQ(accept(live, late), 1);
  EXPECT_EQ(to_utf8(live.words_of("body")), "xxxxxxxxxxfin");
}

void hear_all(LiveDocument const& live, BrowserOf& writer) {
  auto const missed = *live.since(writer.seq());
  for (auto const& change : missed) writer.hear(change);
}

/// Writers who type at the same time over a line that delays, loses, repeats and reorders what they send.
RC_GTEST_PROP(LiveDocuments, EveryWriterEndsWithTheSameText, ()) {
  RandomEdits chance{*rc::gen::arbitrary<std::uint32_t>()};
  auto const text = chance.text(20);
  auto live = opened(text);
  std::vector<BrowserOf> writers;
  for (int at = 0; at < 4; ++at) writers.emplace_back("c" + std::to_string(at), text, 0, 0);
  std::deque<Push> on_the_way;
  for (int step = 0; step < 120; ++step) {
    auto& writer = writers[chance.below(writers.size())];
    switch (chance.below(5)) {
      case 0:
      case 1: writer.type(chance); break;
      case 2:
        if (writer.has_unsent()) on_the_way.push_back(writer.push());
        break;
      case 3:
        if (on_the_way.empty()) break;
        std::swap(on_the_way.front(), on_the_way[chance.below(on_the_way.size())]);
        if (!chance.happens(20)) accept(live, on_the_way.front());
        if (!chance.happens(20)) on_the_way.pop_front();
        break;
      default: {
        auto const news = *live.since(writer.seq());
        for (std::size_t at = 0, most = chance.below(news.size() + 1); at < most; ++at) writer.hear(news[at]);
      }
    }
  }
  for (auto& writer : writers) {
    hear_all(live, writer);
    if (writer.has_unsent()) RC_ASSERT(accept(live, writer.push()) > 0);
  }
  for (auto& writer : writers) {
    hear_all(live, writer);
    RC_ASSERT(!writer.has_unsent());
    RC_ASSERT(writer.words() == live.words_of("body"));
  }
}

}  // namespace
}  // namespace writing
