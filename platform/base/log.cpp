#include "platform/base/log.h"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <string>

namespace base::log {
namespace {

spdlog::logger& lines() {
  static auto const logger = [] {
    auto made = std::make_shared<spdlog::logger>("essaim", std::make_shared<spdlog::sinks::stderr_sink_mt>());
    made->set_pattern("%Y-%m-%dT%H:%M:%S.%e%z %l %v");
    return made;
  }();
  return *logger;
}

/// What a server or an address says must not look like a line of ours.
std::string on_one_line(std::string_view message) {
  std::string line{message};
  for (char& c : line)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = ' ';
  return line;
}

}  // namespace

void info(std::string_view message) { lines().info("{}", on_one_line(message)); }
void warning(std::string_view message) { lines().warn("{}", on_one_line(message)); }
void error(std::string_view message) { lines().error("{}", on_one_line(message)); }
void quiet() { lines().set_level(spdlog::level::err); }
void loud() { lines().set_level(spdlog::level::info); }

}  // namespace base::log
