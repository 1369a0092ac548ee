#pragma once
#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <memory>

#include "platform/base/log.h"
#include "platform/http/attacker_test.h"

namespace http::testing {

inline std::string get(std::string_view path, std::string_view more = {}) {
  return "GET " + std::string{path} + " HTTP/1.1\r\nHost: x\r\n" + std::string{more} + "\r\n";
}

/// A small site on a real server, started at the first question; time limits are short.
class ServedSite : public ::testing::Test {
 protected:
  ServedSite() : folder{std::filesystem::temp_directory_path() / ("essaim-torture-" + std::to_string(::getpid()))} {
    base::log::quiet();
    std::filesystem::create_directories(folder / "assets");
    options.port = 0;
    options.spool_folder = folder / "spool";
    options.assets_folder = folder / "assets";
    options.limits.header_time = std::chrono::seconds{1};
    options.limits.idle_time = std::chrono::seconds{2};
    options.limits.body_chunk_time = std::chrono::seconds{1};
    options.limits.drain_time = std::chrono::seconds{5};
    add(Method::get, "/", [](Request const&) { return text(200, "hello"); });
    add(Method::get, "/healthz", [](Request const&) { return text(200, "well"); });
    add(Method::get, "/slow", [this](Request const&) {
      started = true;
      std::this_thread::sleep_for(std::chrono::milliseconds{700});
      return text(200, "slow but sure");
    });
    add(
        Method::post, "/upload",
        [](Request const& request) {
          std::uint64_t size = request.body.size();
          for (auto const& upload : request.uploads) size += upload.size;
          for (auto const& field : request.form.fields()) size += field.second.size();
          return text(200, "got " + std::to_string(size));
        },
        64u << 20);
    add(
        Method::post, "/note", [](Request const& request) { return text(200, std::string{request.form["text"]}); }, 100);
    router.on_error = [](Request const&, int status) { return text(status, "the house is sorry: " + std::to_string(status)); };
  }
  ~ServedSite() override { std::filesystem::remove_all(folder); }

  void add(Method method, std::string pattern, Handler handler, std::uint64_t body_limit = 1u << 20) {
    router.add({method, std::move(pattern), "anyone", "A route of a test.", std::move(handler), body_limit});
  }
  void write_file(std::filesystem::path const& name, std::string_view bytes) { std::ofstream{folder / name, std::ios::binary} << bytes; }
  RunningServer& server() {
    if (!m_server) m_server = std::make_unique<RunningServer>(options, router);
    return *m_server;
  }
  RawClient client() { return RawClient{server().port()}; }
  std::string ask(std::string_view bytes) {
    RawClient made = client();
    made.send(bytes);
    made.finish();
    std::string const answer = made.read_all(std::chrono::seconds{5});
    EXPECT_FALSE(made.was_reset());
    return answer;
  }

  std::filesystem::path folder;
  ServerOptions options;
  Router router;
  std::atomic<bool> started{false};
  std::unique_ptr<RunningServer> m_server;
};

}  // namespace http::testing
