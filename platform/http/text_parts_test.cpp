// What is read out of and written into the small texts of HTTP: paths, cookies, ranges, encodings, heads.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "platform/base/text.h"
#include "platform/http/cookies.h"
#include "platform/http/file_slice.h"
#include "platform/http/gzip.h"
#include "platform/http/intake.h"
#include "platform/http/paths.h"
#include "platform/http/static_assets.h"

namespace http {
namespace {

TEST(Paths, escapes_are_undone) {
  EXPECT_EQ(decode_path("/caf%C3%A9/a%20b"), "/café/a b");
  EXPECT_EQ(decode_path("/"), "/");
}

TEST(Paths, what_no_honest_browser_sends_is_refused) {
  for (auto const* raw :
       {"", "x", "/%", "/%zz", "/a%00b", "/%ff", "/..", "/a/../b", "/a/%2e%2E/b", "/.", "/a%2Fb", "/a%5Cb", "/a\\b", "/a%0d%0ab", "*"}) {
    EXPECT_FALSE(decode_path(raw)) << raw;
  }
}

TEST(Paths, a_redirection_never_leaves_the_site) {
  for (auto const* path : {"", "//evil.example", "/\\evil.example", "https://evil.example", "evil", "/a\r\nSet-Cookie: x=1"}) {
    EXPECT_EQ(site_location(path), "/") << path;
  }
  EXPECT_EQ(site_location("/p/été?q=a b&r=%20#fin"), "/p/%C3%A9t%C3%A9?q=a%20b&r=%20#fin");
}

RC_GTEST_PROP(Paths, any_bytes_give_a_clean_path_or_nothing, (std::string const& bytes)) {
  auto const path = decode_path("/" + bytes);
  RC_ASSERT(!path || (base::is_clean_utf8(*path) && path->find("/../") == std::string::npos && path->find('\n') == std::string::npos));
}

TEST(Cookies, a_header_gives_names_and_values) {
  Fields const cookies = read_cookies("lang=fr; essaim_session=abc_-1; quoted=\"x y\"; broken; é=1; bad=%ff");
  EXPECT_EQ(cookies["lang"], "fr");
  EXPECT_EQ(cookies["essaim_session"], "abc_-1");
  EXPECT_EQ(cookies["quoted"], "x y");
  EXPECT_EQ(cookies.fields().size(), 3u);
  EXPECT_EQ(raw_cookie("a=1; lang=en", "lang"), "en");
  EXPECT_EQ(raw_cookie("a=1; slang=en", "lang"), "");
}

TEST(Cookies, over_https_ours_are_bound_to_this_host_and_those_another_host_may_have_set_are_not_believed) {
  Fields const cookies = read_cookies("essaim_session=set by another host; __Host-essaim_session=ours; language=fr", true);
  EXPECT_EQ(cookies["essaim_session"], "ours");
  EXPECT_EQ(cookies["language"], "fr");
  EXPECT_EQ(cookies.fields().size(), 2u);
  EXPECT_EQ(read_cookies("__Host-essaim_session=x")["essaim_session"], "") << "in clear such a name protects nothing";
}

TEST(Cookies, a_cookie_is_written_with_its_protections) {
  Response response;
  set_cookie(response, "essaim_session", "x", {std::chrono::hours{1}, true, true, "Lax"});
  EXPECT_EQ(response.headers.at(0).second, "__Host-essaim_session=x; Path=/; Max-Age=3600; HttpOnly; Secure; SameSite=Lax");
  set_cookie(response, "essaim_session", "", {std::chrono::seconds{-1}, true, false, "Lax"});
  EXPECT_EQ(response.headers.at(1).second, "essaim_session=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax");
  EXPECT_THROW(set_cookie(response, "a=b", "x"), std::logic_error);
}

RC_GTEST_PROP(Cookies, any_clean_text_comes_back_as_it_was, ()) {
  auto const text = *rc::gen::container<std::string>(rc::gen::inRange<char>(1, 127)) + *rc::gen::element<std::string>("", "é", "\"", " ", "%41");
  Response response;
  set_cookie(response, "kept", text);
  std::string const line = response.headers.at(0).second;
  RC_ASSERT(line.find_first_of("\r\n") == std::string::npos);
  RC_ASSERT(read_cookies("a=b; " + line.substr(0, line.find(';')))["kept"] == text);
}

TEST(Ranges, a_range_is_cut_to_the_file) {
  auto expect = [](std::string_view header, Range::Kind kind, std::uint64_t from, std::uint64_t length) {
    Range const range = read_range(header, 100);
    EXPECT_EQ(range.kind, kind) << header;
    EXPECT_EQ(range.from, from) << header;
    EXPECT_EQ(range.length, length) << header;
  };
  expect("bytes=0-9", Range::Kind::part, 0, 10);
  expect("bytes=90-", Range::Kind::part, 90, 10);
  expect("bytes=90-1000", Range::Kind::part, 90, 10);
  expect("bytes=-5", Range::Kind::part, 95, 5);
  expect("bytes=-500", Range::Kind::part, 0, 100);
  expect("bytes=100-", Range::Kind::unsatisfiable, 0, 0);
  expect("bytes=-0", Range::Kind::unsatisfiable, 0, 0);
  for (auto const* ignored : {"", "bytes=", "bytes=-", "bytes=5-2", "bytes=0-1,5-6", "lines=1-2", "bytes=a-b", "bytes=99999999999999999999-"}) {
    expect(ignored, Range::Kind::whole, 0, 0);
  }
}

TEST(Etags, one_of_a_list_is_enough) {
  EXPECT_TRUE(names_etag("\"a\", W/\"b\"", "\"b\""));
  EXPECT_TRUE(names_etag("*", "\"b\""));
  EXPECT_FALSE(names_etag("\"bb\"", "\"b\""));
}

TEST(Encodings, gzip_is_taken_only_by_who_says_so) {
  EXPECT_TRUE(accepts_gzip("deflate, gzip;q=0.5, br"));
  EXPECT_TRUE(accepts_gzip("gzip"));
  EXPECT_FALSE(accepts_gzip("gzip;q=0"));
  EXPECT_FALSE(accepts_gzip("gzip; q=0.000"));
  EXPECT_FALSE(accepts_gzip("br, x-gzip"));
  EXPECT_FALSE(accepts_gzip(""));
}

TEST(Assets, no_other_file_of_the_machine_can_be_named) {
  Request request;
  for (auto const* path :
       {"/assets/../etc/passwd", "/assets//etc/passwd", "/assets/.env", "/assets/a/.git/config", "/assets/", "/assets/a b", "/assets/é"}) {
    request.path = path;
    auto const response = static_asset("/", request, true);
    ASSERT_TRUE(response) << path;
    EXPECT_EQ(response->status, 404) << path;
  }
  request.path = "/elsewhere";
  EXPECT_FALSE(static_asset("/", request, true));
}

class Intake : public ::testing::Test {
 protected:
  static Head head(std::vector<std::pair<std::string, std::string>> const& headers, std::string_view target = "/") {
    Head made{"GET", target, false, {}};
    for (auto const& [name, value] : headers) made.headers.add(name, value);
    return made;
  }
  static int status(Head made) {
    auto const request = read_head(std::move(made), {"192.0.2.1", false}, {});
    return request ? 0 : request.error();
  }
};

TEST_F(Intake, a_head_two_readers_could_understand_differently_is_refused) {
  EXPECT_EQ(status(head({{"host", "x"}})), 0);
  EXPECT_EQ(status(head({})), 400);
  EXPECT_EQ(status(head({{"host", "x"}, {"host", "x"}})), 400);
  EXPECT_EQ(status(head({{"host", "x/y"}})), 400);
  EXPECT_EQ(status(head({{"host", "x"}, {"content-length", "1"}, {"transfer-encoding", "chunked"}})), 400);
  EXPECT_EQ(status(head({{"host", "x"}, {"content-length", "1"}, {"content-length", "1"}})), 400);
  EXPECT_EQ(status(head({{"host", "x"}, {"transfer-encoding", "xchunked"}})), 400);
  EXPECT_EQ(status(head({{"host", "x"}, {"transfer-encoding", "gzip, chunked"}})), 400);
  EXPECT_EQ(status(head({{"host", "x"}, {"expect", "a miracle"}})), 417);
  EXPECT_EQ(status(head({{"host", "x"}}, "http://other/")), 400);
  EXPECT_EQ(status(head({{"host", "x"}}, "/?q=%ff")), 400);
}

TEST_F(Intake, only_our_proxies_are_believed_about_the_client) {
  auto const asked = head({{"host", "x"}, {"x-forwarded-for", "10.0.0.1, 198.51.100.7"}, {"x-forwarded-proto", "https"}});
  auto const direct = read_head(asked, {"192.0.2.1", false}, {});
  EXPECT_EQ(direct->address, "192.0.2.1");
  EXPECT_FALSE(direct->secure);
  auto const through = read_head(asked, {"192.0.2.1", true}, {});
  EXPECT_EQ(through->address, "198.51.100.7");
  EXPECT_TRUE(through->secure);
  EXPECT_EQ(read_head(head({{"host", "x"}, {"x-forwarded-for", "<script>"}}), {"192.0.2.1", true}, {})->address, "192.0.2.1");
}

TEST_F(Intake, a_stray_percent_in_a_query_is_kept) {
  auto const request = read_head(head({{"host", "x"}}, "/?q=100%&r=a+b%20c"), {}, {});
  EXPECT_EQ(request->query["q"], "100%");
  EXPECT_EQ(request->query["r"], "a b c");
}

}  // namespace
}  // namespace http
