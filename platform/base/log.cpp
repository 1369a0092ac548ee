#include "platform/base/log.h"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

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

}  // namespace

void info(std::string_view message) { lines().info("{}", message); }
void warning(std::string_view message) { lines().warn("{}", message); }
void error(std::string_view message) { lines().error("{}", message); }
void quiet() { lines().set_level(spdlog::level::err); }

}  // namespace base::log
