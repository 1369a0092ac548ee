#include <gtest/gtest.h>

#include "platform/http/page_cache.h"

namespace http {
namespace {

using namespace std::chrono_literals;

std::shared_ptr<SharedPage const> page(std::string bytes) {
  auto made = std::make_shared<SharedPage>();
  made->bytes = std::move(bytes);
  return made;
}

std::string key(SharedAsk const& ask) {
  std::string made;
  write_share_key(ask, made);
  return made;
}

SharedAsk ask() {
  SharedAsk made;
  made.target = "/p/2018";
  made.host = "essaim.example";
  made.accept_language = "fr";
  return made;
}

TEST(PageCache, a_page_is_found_until_its_time_is_over) {
  PageCache cache;
  PageCache::Clock::time_point const start{};
  cache.keep("k", page("hello"), 10s, 7, start);
  EXPECT_EQ(cache.find("k", 7, start + 9s)->bytes, "hello");
  EXPECT_EQ(cache.find("other", 7, start), nullptr);
  EXPECT_EQ(cache.find("k", 7, start + 10s), nullptr);
}

TEST(PageCache, one_visitor_renews_a_page_while_the_others_get_the_old_one) {
  PageCache cache;
  PageCache::Clock::time_point const start{};
  cache.keep("k", page("old"), 10s, 7, start);
  EXPECT_EQ(cache.find("k", 7, start + 10s), nullptr);
  EXPECT_EQ(cache.find("k", 7, start + 10s)->bytes, "old");
  EXPECT_EQ(cache.find("k", 7, start + 16s), nullptr);
  cache.keep("k", page("new"), 10s, 7, start + 16s);
  EXPECT_EQ(cache.find("k", 7, start + 17s)->bytes, "new");
}

TEST(PageCache, a_page_is_gone_the_instant_what_it_was_made_from_changes) {
  PageCache cache;
  PageCache::Clock::time_point const start{};
  cache.keep("k", page("made from 7"), 10s, 7, start);
  EXPECT_EQ(cache.find("k", 8, start), nullptr);
  EXPECT_EQ(cache.find_fresh("k", 8, start), nullptr);
  EXPECT_EQ(cache.find_fresh("k", 7, start)->bytes, "made from 7");
  // Not even while its time is over and another one renews it.
  EXPECT_EQ(cache.find("k", 7, start + 10s), nullptr);
  EXPECT_EQ(cache.find("k", 8, start + 11s), nullptr);
  cache.keep("asset", page("a style"), 10s, 0, start);
  EXPECT_EQ(cache.find("asset", 8, start)->bytes, "a style");
}

TEST(PageCache, who_renews_a_page_does_not_take_the_old_one_for_a_new_one) {
  PageCache cache;
  PageCache::Clock::time_point const start{};
  cache.keep("k", page("old"), 10s, 7, start);
  EXPECT_EQ(cache.find("k", 7, start + 10s), nullptr);
  EXPECT_EQ(cache.find_fresh("k", 7, start + 10s), nullptr);
}

TEST(PageCache, the_least_used_pages_leave_when_room_is_short) {
  PageCache cache{64 * 1024};
  PageCache::Clock::time_point const start{};
  for (int count = 0; count < 100; ++count) {
    cache.keep("k" + std::to_string(count), page(std::string(2000, 'x')), 10s, 7, start);
    EXPECT_NE(cache.find("k0", 7, start), nullptr);
  }
  EXPECT_LE(cache.bytes(), 64u * 1024);
  EXPECT_EQ(cache.find("k50", 7, start), nullptr);
  EXPECT_NE(cache.find("k99", 7, start), nullptr);
  cache.keep("giant", page(std::string(60000, 'x')), 10s, 7, start);
  EXPECT_EQ(cache.find("giant", 7, start), nullptr);
  EXPECT_NE(cache.find("k0", 7, start), nullptr);
}

TEST(PageCache, what_a_visitor_would_see_differently_is_another_page) {
  auto const base = key(ask());
  EXPECT_FALSE(base.empty());
  auto changed = [&](auto change) {
    SharedAsk other = ask();
    change(other);
    return key(other);
  };
  EXPECT_NE(base, changed([](SharedAsk& other) { other.target = "/p/2018?page=2"; }));
  EXPECT_NE(base, changed([](SharedAsk& other) { other.host = "evil.example"; }));
  EXPECT_NE(base, changed([](SharedAsk& other) { other.accept_language = "en"; }));
  EXPECT_NE(base, changed([](SharedAsk& other) { other.cookie = "language=en"; }));
  EXPECT_NE(base, changed([](SharedAsk& other) { other.cookie = "a=1; display=dark"; }));
  EXPECT_NE(base, changed([](SharedAsk& other) { other.accept_encoding = "gzip"; }));
  EXPECT_NE(base, changed([](SharedAsk& other) { other.secure = true; }));
  EXPECT_EQ(base, changed([](SharedAsk& other) { other.cookie = "_visits=1"; }));
}

TEST(PageCache, who_is_known_never_shares) {
  SharedAsk known = ask();
  known.cookie = "language=fr; essaim_session=abc";
  EXPECT_EQ(key(known), "");
  SharedAsk not_plain = ask();
  not_plain.may_share = false;
  EXPECT_EQ(key(not_plain), "");
}

}  // namespace
}  // namespace http
