#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace administration {

/// One figure for those who watch from outside. `labels`: {"state", "failed"}; values of labels are words of the program.
struct Metric {
  std::string_view name, about;
  std::vector<std::pair<std::string_view, std::string_view>> labels;
  std::int64_t value = 0;
  bool grows = false;  ///< a counter; a gauge otherwise
};

/// The text Prometheus reads (exposition format 0.0.4). Metrics of one name must follow each other.
std::string exposition(std::vector<Metric> const& metrics);

/// Whether the Authorization header carries that token; compared in constant time. Never with an empty token.
bool carries(std::string_view authorization, std::string_view token);

}  // namespace administration
