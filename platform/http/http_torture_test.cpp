// A real server attacked through raw sockets. What is asserted is behaviour; time bounds are generous.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <csignal>
#include <system_error>

#include "platform/http/served_site_test.h"

namespace http::testing {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using ::testing::HasSubstr;

class Torture : public ServedSite {};

std::size_t resident_megabytes() {
  std::size_t pages = 0, resident = 0;
  std::ifstream{"/proc/self/statm"} >> pages >> resident;
  return resident * static_cast<std::size_t>(::sysconf(_SC_PAGESIZE)) >> 20;
}

struct Attack {
  char const* name;
  std::string bytes;
  std::string statuses;
  bool closes;
};

TEST_F(Torture, each_attack_gets_its_answer) {
  std::string const host = "Host: x\r\n";
  std::string const post = "POST /upload HTTP/1.1\r\n" + host;
  std::string many_headers;
  for (int count = 0; count < 2000; ++count) many_headers += "X: a\r\n";
  std::vector<Attack> const attacks{
      {"a plain request stays open", get("/"), "200", false},
      {"HTTP/1.0 closes", "GET / HTTP/1.0\r\n\r\n", "200", true},
      {"HTTP/1.0 may ask to stay", "GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", "200", false},
      {"who asks to close is closed", get("/", "Connection: close\r\n"), "200", true},
      {"three in a row are answered in order", get("/") + get("/nowhere") + get("/"), "200 404 200", false},
      {"a header of 40 KB", get("/", "X: " + std::string(40000, 'a') + "\r\n"), "431", true},
      {"2000 headers", get("/", many_headers), "431", true},
      {"an address of 64 KB", get("/" + std::string(65536, 'a')), "414", true},
      {"an address of 9 KB", get("/" + std::string(9000, 'a')), "414", true},
      {"a giant body announced", post + "Content-Length: 104857600\r\n\r\n" + std::string(1000, 'x'), "413", true},
      {"a length beyond numbers", post + "Content-Length: 99999999999999999999999\r\n\r\n", "400", true},
      {"two framings (smuggling)", post + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + get("/"), "400", true},
      {"two lengths", post + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef", "400", true},
      {"the same length twice", post + "Content-Length: 5\r\nContent-Length: 5\r\n\r\nabcde", "400", true},
      {"an unknown coding", post + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n" + get("/"), "400", true},
      {"a coding over another", post + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", "400", true},
      {"a bad chunk", post + "Transfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n", "400", true},
      {"a chunk extension without end", post + "Transfer-Encoding: chunked\r\n\r\n1;" + std::string(100000, 'e'), "400", true},
      {"a space before the colon", post + "Content-Length : 3\r\n\r\nabc", "400", true},
      {"bare line feeds", "GET / HTTP/1.1\nHost: x\n\n", "400", true},
      {"no host", "GET / HTTP/1.1\r\n\r\n", "400", true},
      {"two hosts", get("/", "Host: y\r\n"), "400", true},
      {"a NUL in a header", get("/", std::string("X: a\0b\r\n", 8)), "400", true},
      {"a negative length", post + "Content-Length: -1\r\n\r\n", "400", true},
      {"a handshake of TLS", std::string("\x16\x03\x01\x02\x00", 5) + std::string(200, '\xaa') + "\r\n\r\n", "400", true},
      {"an unknown method", "BREW / HTTP/1.1\r\nHost: x\r\n\r\n", "501", true},
      {"a path that climbs", get("/assets/../../etc/passwd"), "400", true},
      {"a path that climbs in disguise", get("/assets/%2e%2e/%2e%2e/etc/passwd"), "400", true},
      {"a NUL in the path", get("/a%00"), "400", true},
      {"a path that is no UTF-8", get("/%ff"), "400", true},
      {"a method the path does not have", "DELETE / HTTP/1.1\r\nHost: x\r\n\r\n", "405", false},
      {"an expectation we cannot meet", post + "Expect: wonders\r\nContent-Length: 3\r\n\r\nabc", "417", true},
      {"waits to be told to go on", post + "Content-Length: 5\r\nExpect: 100-continue\r\n\r\nabcde", "100 200", false},
      {"is not told to go on for nothing", post + "Content-Length: 104857600\r\nExpect: 100-continue\r\n\r\n", "413", true},
      {"chunks", post + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n" + get("/"), "200 200", false},
      {"HTTP/3.0", "GET / HTTP/3.0\r\nHost: x\r\n\r\n", "400", true},
  };
  for (auto const& [name, bytes, expected, closes] : attacks) {
    RawClient attacker = client();
    attacker.send(bytes);
    std::string const answer = attacker.read_all();
    EXPECT_EQ(statuses(answer), expected) << name << "\n" << answer;
    EXPECT_EQ(attacker.server_closed(), closes) << name;
    EXPECT_FALSE(attacker.was_reset()) << name;
  }
  EXPECT_EQ(statuses(ask(get("/"))), "200");
}

TEST_F(Torture, a_form_too_large_for_its_route_is_refused_in_the_house_s_look) {
  std::string const type = "Content-Type: application/x-www-form-urlencoded\r\n";
  std::string const fits = ask("POST /note HTTP/1.1\r\nHost: x\r\n" + type + "Content-Length: 10\r\n\r\ntext=hello");
  EXPECT_EQ(body_of(fits), "hello");
  std::string const announced = ask("POST /note HTTP/1.1\r\nHost: x\r\n" + type + "Content-Length: 101\r\n\r\n" + std::string(101, 'x'));
  EXPECT_EQ(statuses(announced), "413");
  EXPECT_EQ(body_of(announced), "the house is sorry: 413");
  std::string const chunked =
      ask("POST /note HTTP/1.1\r\nHost: x\r\n" + type + "Transfer-Encoding: chunked\r\n\r\nff\r\n" + std::string(255, 'x') + "\r\n0\r\n\r\n");
  EXPECT_EQ(statuses(chunked), "413");
}

TEST_F(Torture, a_large_upload_goes_to_the_disk_and_leaves_it_after) {
  std::string const head = "--edge\r\nContent-Disposition: form-data; name=\"f\"; filename=\"f.bin\"\r\n\r\n";
  std::string const tail = "\r\n--edge--\r\n";
  constexpr std::size_t size = 40u << 20;
  RawClient sender = client();
  std::size_t const before = resident_megabytes();
  sender.send("POST /upload HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=edge\r\nContent-Length: " +
              std::to_string(head.size() + size + tail.size()) + "\r\n\r\n" + head);
  std::string const block(65536, 'x');
  std::size_t most = 0;
  for (std::size_t sent = 0; sent < size; sent += block.size()) {
    ASSERT_TRUE(sender.send(block));
    most = std::max(most, resident_megabytes());
  }
  sender.send(tail);
  EXPECT_THAT(sender.read_until("got"), HasSubstr("got " + std::to_string(size)));
  EXPECT_LT(most, before + 15);
  EXPECT_TRUE(fs::is_empty(folder / "spool"));
}

TEST_F(Torture, giant_bodies_only_announced_cost_nothing) {
  std::size_t const before = resident_megabytes();
  std::vector<RawClient> attackers;
  for (int count = 0; count < 200; ++count) {
    attackers.push_back(client());
    attackers.back().send("POST /upload HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=e\r\nContent-Length: 60000000\r\n\r\nx");
  }
  EXPECT_EQ(statuses(ask(get("/healthz"))), "200");
  EXPECT_LT(resident_megabytes(), before + 40);
}

TEST_F(Torture, who_drips_a_head_or_a_body_is_cut) {
  RawClient head = client();
  RawClient body = client();
  RawClient silent = client();
  body.send("POST /upload HTTP/1.1\r\nHost: x\r\nContent-Length: 50\r\n\r\nabc");
  auto const begun = std::chrono::steady_clock::now();
  bool alive = head.send("GET / HTTP/1.1\r\n");
  while (alive && std::chrono::steady_clock::now() - begun < 8s) {
    std::this_thread::sleep_for(100ms);
    alive = head.send("X: y\r\n");
  }
  EXPECT_FALSE(alive);
  EXPECT_EQ(statuses(body.read_all()), "408");
  silent.read_all(3s);
  EXPECT_TRUE(silent.server_closed());
}

TEST_F(Torture, an_idle_connection_is_closed_without_a_word) {
  RawClient idle = client();
  idle.send(get("/"));
  EXPECT_EQ(statuses(idle.read_all(4s)), "200");
  EXPECT_TRUE(idle.server_closed());
}

TEST_F(Torture, a_client_that_does_not_read_is_cut_in_time) {
  options.limits.write_time = 1s;
  add(Method::get, "/big", [](Request const&) { return text(200, std::string(20u << 20, 'x')); });
  RawClient reader = client();
  reader.send(get("/big"));
  std::this_thread::sleep_for(2500ms);
  std::string const got = reader.read_all(500ms);
  EXPECT_TRUE(reader.server_closed());
  EXPECT_LT(got.size(), 20u << 20);
}

TEST_F(Torture, a_thousand_slow_clients_disturb_nobody) {
  options.limits.header_time = 30s;
  rlimit allowed{};
  ::getrlimit(RLIMIT_NOFILE, &allowed);
  allowed.rlim_cur = allowed.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &allowed);
  std::vector<RawClient> slow;
  for (int count = 0; count < 1000; ++count) {
    slow.push_back(client());
    slow.back().send(count % 2 ? "GET / HTTP/1.1\r\nHost: x\r\n" : "POST /upload HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nabc");
  }
  auto const begun = std::chrono::steady_clock::now();
  RawClient one = client();
  one.send(get("/healthz"));
  EXPECT_THAT(one.read_until("well"), HasSubstr("well"));
  EXPECT_LT(std::chrono::steady_clock::now() - begun, 2s);
}

TEST_F(Torture, beyond_the_queue_requests_are_told_to_come_back) {
  options.workers = 1;
  options.limits.waiting_requests = 2;
  std::vector<RawClient> crowd;
  for (int count = 0; count < 8; ++count) {
    crowd.push_back(client());
    crowd.back().send(get("/slow"));
  }
  int refused = 0;
  std::string answers;
  for (auto& one : crowd) {
    std::string const answer = one.read_until("\r\n\r\n");
    if (statuses(answer) != "503") continue;
    ++refused;
    EXPECT_EQ(header_of(answer, "Retry-After"), "2");
  }
  EXPECT_GE(refused, 4);
  EXPECT_LT(refused, 8);
}

TEST_F(Torture, beyond_the_connections_allowed_the_next_is_closed) {
  options.limits.connections = 3;
  std::vector<RawClient> crowd;
  for (int count = 0; count < 3; ++count) {
    crowd.push_back(client());
    crowd.back().send(get("/"));
    EXPECT_EQ(statuses(crowd.back().read_until("hello")), "200");
  }
  RawClient fourth = client();
  fourth.read_all(2s);
  EXPECT_TRUE(fourth.server_closed());
}

TEST_F(Torture, a_stop_finishes_the_slow_request_and_closes_the_idle) {
  RawClient idle = client();
  idle.send(get("/"));
  idle.read_until("hello");
  RawClient slow = client();
  slow.send(get("/slow"));
  while (!started) std::this_thread::sleep_for(5ms);
  auto const begun = std::chrono::steady_clock::now();
  server().stop();
  EXPECT_EQ(idle.read_all(2s), "");
  EXPECT_TRUE(idle.server_closed());
  std::string const answer = slow.read_until("slow but sure");
  EXPECT_THAT(answer, HasSubstr("slow but sure"));
  EXPECT_EQ(header_of(answer, "Connection"), "close");
  slow.read_all(1s);
  server().wait();
  EXPECT_LT(std::chrono::steady_clock::now() - begun, 5s);
  EXPECT_THROW(client(), std::runtime_error);
}

TEST_F(Torture, sigterm_is_a_stop) {
  RawClient slow = client();
  slow.send(get("/slow"));
  while (!started) std::this_thread::sleep_for(5ms);
  std::raise(SIGTERM);
  EXPECT_THAT(slow.read_until("slow but sure"), HasSubstr("slow but sure"));
  server().wait();
}

TEST_F(Torture, a_port_taken_is_said) {
  options.port = server().port();
  EXPECT_THROW((Server{options, router}), std::system_error);
}

}  // namespace
}  // namespace http::testing
