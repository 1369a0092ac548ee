// What an honest browser gets from a real server: headers, compression, shared pages, files.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <libdeflate.h>

#include <future>

#include "platform/http/served_site_test.h"

namespace http::testing {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using ::testing::Not;

class Serving : public ServedSite {};

TEST_F(Serving, every_answer_carries_the_headers_that_protect) {
  for (auto const* path : {"/", "/nowhere", "/assets/none.css"}) {
    std::string const answer = ask(get(path));
    EXPECT_EQ(header_of(answer, "X-Content-Type-Options"), "nosniff") << path;
    EXPECT_EQ(header_of(answer, "X-Frame-Options"), "DENY") << path;
    EXPECT_EQ(header_of(answer, "Referrer-Policy"), "same-origin") << path;
    EXPECT_EQ(header_of(answer, "Cross-Origin-Opener-Policy"), "same-origin") << path;
    EXPECT_THAT(header_of(answer, "Content-Security-Policy"), HasSubstr("default-src 'self'")) << path;
    EXPECT_THAT(header_of(answer, "Date"), HasSubstr("GMT")) << path;
  }
}

TEST_F(Serving, a_handler_s_own_headers_win_but_cannot_break_the_answer) {
  add(Method::get, "/own", [](Request const&) { return text(200, "x").header("content-security-policy", "default-src 'none'"); });
  add(Method::get, "/broken", [](Request const&) { return text(200, "x").header("X-Name", "a\r\nSet-Cookie: stolen=1"); });
  std::string const own = ask(get("/own"));
  EXPECT_THAT(own, HasSubstr("content-security-policy: default-src 'none'"));
  EXPECT_EQ(header_of(own, "Content-Security-Policy"), "");
  std::string const broken = ask(get("/broken"));
  EXPECT_EQ(statuses(broken), "500");
  EXPECT_THAT(broken, Not(HasSubstr("stolen")));
}

TEST_F(Serving, head_says_the_length_and_sends_no_body) {
  std::string const answer = ask("HEAD / HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(header_of(answer, "Content-Length"), "5");
  EXPECT_EQ(body_of(answer), "");
}

TEST_F(Serving, text_is_sent_gzipped_to_who_takes_it) {
  std::string const long_text(5000, 'e');
  add(Method::get, "/long", [=](Request const&) { return text(200, long_text); });
  std::string const plain = ask(get("/long"));
  EXPECT_EQ(body_of(plain), long_text);
  EXPECT_EQ(header_of(plain, "Vary"), "Accept-Encoding");
  std::string const packed = ask(get("/long", "Accept-Encoding: gzip\r\n"));
  EXPECT_EQ(header_of(packed, "Content-Encoding"), "gzip");
  std::string unpacked(long_text.size(), '\0');
  libdeflate_decompressor* const decompressor = libdeflate_alloc_decompressor();
  EXPECT_EQ(libdeflate_gzip_decompress(decompressor, body_of(packed).data(), body_of(packed).size(), unpacked.data(), unpacked.size(), nullptr),
            LIBDEFLATE_SUCCESS);
  libdeflate_free_decompressor(decompressor);
  EXPECT_EQ(unpacked, long_text);
}

TEST_F(Serving, a_page_is_not_made_for_who_left_while_it_waited) {
  std::atomic<int> made{0};
  std::promise<void> open;
  auto const opened = open.get_future().share();
  options.workers = 1;
  add(Method::get, "/long", [&](Request const&) {
    started = true;
    opened.wait();
    return text(200, "at last");
  });
  add(Method::get, "/counted", [&](Request const&) { return text(200, "made " + std::to_string(++made)); });
  add(Method::post, "/changed", [&](Request const&) { return text(200, "made " + std::to_string(++made)); });
  RawClient first = client();
  first.send(get("/long"));
  while (!started) std::this_thread::sleep_for(1ms);
  {
    RawClient gone = client(), changing = client();
    gone.send(get("/counted"));
    changing.send("POST /changed HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n");
    std::this_thread::sleep_for(100ms);  // both are read before they leave
  }
  RawClient patient = client();
  patient.send(get("/counted"));
  std::this_thread::sleep_for(1200ms);
  open.set_value();
  EXPECT_THAT(first.read_until("at last"), HasSubstr("at last"));
  EXPECT_THAT(patient.read_until("made "), HasSubstr("made 2")) << "what changes something is done all the same, the page nobody reads is not";
}

class Sharing : public ServedSite {
 protected:
  Sharing() {
    add(Method::get, "/shared", [this](Request const& request) {
      Response response = text(200, "made " + std::to_string(++made) + std::string(2000, ' '));
      response.share_for = 60s;
      if (request.query.has("cookie")) set_cookie(response, "seen", "1");
      if (request.query.has("missing")) response.status = 404;
      return response;
    });
  }
  std::string first_words(std::string_view path, std::string_view more = {}) { return std::string{body_of(ask(get(path, more))).substr(0, 6)}; }
  std::atomic<int> made{0};
};

TEST_F(Sharing, an_anonymous_page_is_made_once_for_all) {
  EXPECT_EQ(first_words("/shared"), "made 1");
  EXPECT_EQ(first_words("/shared"), "made 1");
  EXPECT_EQ(first_words("/shared", "Cookie: other=1\r\n"), "made 1");
  std::string const head = ask("HEAD /shared HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(body_of(head), "");
  EXPECT_EQ(header_of(head, "Content-Length"), "2006");
  EXPECT_EQ(made, 1);
  std::string const closing = ask(get("/shared", "Connection: close\r\n"));
  EXPECT_EQ(header_of(closing, "Connection"), "close");
  EXPECT_EQ(statuses(ask(get("/shared") + get("/shared") + get("/shared"))), "200 200 200");
}

TEST_F(Sharing, who_signed_in_or_asks_otherwise_gets_a_page_of_their_own) {
  EXPECT_EQ(first_words("/shared"), "made 1");
  EXPECT_EQ(first_words("/shared", "Cookie: essaim_session=abc\r\n"), "made 2");
  EXPECT_EQ(first_words("/shared", "Cookie: essaim_session=abc\r\n"), "made 3");
  EXPECT_EQ(first_words("/shared", "Authorization: Bearer x\r\n"), "made 4");
  EXPECT_EQ(first_words("/shared?page=2"), "made 5");
  EXPECT_EQ(first_words("/shared", "Accept-Language: en\r\n"), "made 6");
  EXPECT_EQ(first_words("/shared", "Cookie: language=en\r\n"), "made 7");
  EXPECT_EQ(first_words("/shared"), "made 1");
}

TEST_F(Sharing, an_answer_with_a_cookie_or_an_error_is_never_shared) {
  EXPECT_EQ(first_words("/shared?cookie=1"), "made 1");
  EXPECT_EQ(first_words("/shared?cookie=1"), "made 2");
  EXPECT_EQ(first_words("/shared?missing=1"), "made 3");
  EXPECT_EQ(first_words("/shared?missing=1"), "made 4");
}

TEST_F(Sharing, a_browser_that_has_the_page_is_told_so) {
  std::string const etag = header_of(ask(get("/shared")), "ETag");
  ASSERT_FALSE(etag.empty());
  std::string const again = ask(get("/shared", "If-None-Match: " + etag + "\r\n"));
  EXPECT_EQ(statuses(again), "304");
  EXPECT_EQ(body_of(again), "");
  EXPECT_EQ(statuses(ask(get("/shared", "If-None-Match: \"other\"\r\n"))), "200");
}

TEST_F(Sharing, the_gzipped_page_is_another_one) {
  std::string const packed = ask(get("/shared", "Accept-Encoding: gzip\r\n"));
  std::string const plain = ask(get("/shared"));
  EXPECT_EQ(header_of(packed, "Content-Encoding"), "gzip");
  EXPECT_EQ(header_of(plain, "Content-Encoding"), "");
  EXPECT_NE(header_of(packed, "ETag"), header_of(plain, "ETag"));
}

TEST_F(Sharing, a_page_is_made_anew_the_instant_what_it_is_made_from_changes) {
  for (bool const quick : {true, false}) {
    std::atomic<std::uint64_t> mark{1};
    std::atomic<bool> broken{false};
    made = 0;
    options.mark = [&]() -> std::uint64_t { return broken ? throw std::runtime_error{"no database"} : mark.load(); };
    options.mark_is_quick = quick;
    m_server.reset();
    EXPECT_EQ(first_words("/shared"), "made 1");
    EXPECT_EQ(first_words("/shared"), "made 1");
    ++mark;
    EXPECT_EQ(first_words("/shared"), "made 2") << "quick: " << quick;
    EXPECT_EQ(first_words("/shared"), "made 2");
    broken = true;
    EXPECT_EQ(first_words("/shared"), "made 3") << "what cannot be checked is not shown";
    broken = false;
    EXPECT_EQ(first_words("/shared"), "made 2");
    m_server.reset();
  }
}

class Files : public ServedSite {
 protected:
  Files() {
    for (int count = 0; count < 300000; ++count) bytes += static_cast<char>('a' + count % 26);
    write_file("kit.pdf", bytes);
    write_file("assets/site-1a2b.css", "body{}");
    write_file("assets/site-1a2b.css.gz", "packed");
    write_file("assets/large-3c4d.js", bytes);
    write_file("assets/.secret", "no");
    add(Method::get, "/kit.pdf", [this](Request const&) {
      Response response;
      response.content_type = "application/pdf";
      response.file = folder / "kit.pdf";
      return response;
    });
  }
  std::string bytes;
};

TEST_F(Files, a_file_is_sent_whole_or_in_part) {
  EXPECT_EQ(body_of(ask(get("/kit.pdf"))), bytes);
  std::string const part = ask(get("/kit.pdf", "Range: bytes=10-19\r\n"));
  EXPECT_EQ(statuses(part), "206");
  EXPECT_EQ(body_of(part), bytes.substr(10, 10));
  EXPECT_EQ(header_of(part, "Content-Range"), "bytes 10-19/300000");
  std::string const beyond = ask(get("/kit.pdf", "Range: bytes=300000-\r\n"));
  EXPECT_EQ(statuses(beyond), "416");
  EXPECT_EQ(header_of(beyond, "Content-Range"), "bytes */300000");
  EXPECT_EQ(body_of(ask("HEAD /kit.pdf HTTP/1.1\r\nHost: x\r\n\r\n")), "");
}

TEST_F(Files, a_file_already_there_is_not_sent_again) {
  std::string const etag = header_of(ask(get("/kit.pdf", "Range: bytes=0-0\r\n")), "ETag");
  EXPECT_EQ(statuses(ask(get("/kit.pdf", "If-None-Match: " + etag + "\r\n"))), "304");
  EXPECT_EQ(statuses(ask(get("/kit.pdf", "Range: bytes=0-9\r\nIf-Range: " + etag + "\r\n"))), "206");
  EXPECT_EQ(statuses(ask(get("/kit.pdf", "Range: bytes=0-9\r\nIf-Range: \"old\"\r\n"))), "200");
}

TEST_F(Files, an_asset_is_kept_a_year_and_sent_packed_when_it_may) {
  std::string const plain = ask(get("/assets/site-1a2b.css"));
  EXPECT_EQ(body_of(plain), "body{}");
  EXPECT_EQ(header_of(plain, "Content-Type"), "text/css; charset=utf-8");
  EXPECT_EQ(header_of(plain, "Cache-Control"), "public, max-age=31536000, immutable");
  std::string const packed = ask(get("/assets/site-1a2b.css", "Accept-Encoding: br, gzip\r\n"));
  EXPECT_EQ(body_of(packed), "packed");
  EXPECT_EQ(header_of(packed, "Content-Encoding"), "gzip");
  EXPECT_EQ(header_of(packed, "Content-Type"), "text/css; charset=utf-8");
  EXPECT_EQ(header_of(packed, "Vary"), "Accept-Encoding");
  EXPECT_EQ(body_of(ask(get("/assets/site-1a2b.css", "Cookie: essaim_session=abc\r\n"))), "body{}");
  EXPECT_EQ(body_of(ask("HEAD /assets/site-1a2b.css HTTP/1.1\r\nHost: x\r\n\r\n")), "");
  EXPECT_EQ(body_of(ask(get("/assets/large-3c4d.js"))), bytes);
  EXPECT_EQ(statuses(ask(get("/assets/large-3c4d.js", "Range: bytes=0-9\r\n"))), "206");
  EXPECT_EQ(statuses(ask(get("/assets/.secret"))), "404");
  EXPECT_EQ(statuses(ask(get("/assets/none.css"))), "404");
}

}  // namespace
}  // namespace http::testing
