#include "domain/administration/metrics.h"

#include "platform/base/world.h"

namespace administration {

std::string exposition(std::vector<Metric> const& metrics) {
  std::string out;
  std::string_view before;
  for (auto const& metric : metrics) {
    if (metric.name != before) {
      out += "# HELP " + std::string{metric.name} + " " + std::string{metric.about} + "\n";
      out += "# TYPE " + std::string{metric.name} + (metric.grows ? " counter\n" : " gauge\n");
    }
    before = metric.name;
    out += metric.name;
    for (std::size_t at = 0; at < metric.labels.size(); ++at) {
      auto const& [label, value] = metric.labels[at];
      out += (at == 0 ? "{" : ",") + std::string{label} + "=\"" + std::string{value} + "\"";
    }
    if (!metric.labels.empty()) out += "}";
    out += " " + std::to_string(metric.value) + "\n";
  }
  return out;
}

bool carries(std::string_view authorization, std::string_view token) {
  constexpr std::string_view scheme = "Bearer ";
  if (token.empty() || !authorization.starts_with(scheme)) return false;
  // Fingerprints are compared: the time it takes says nothing of the token.
  return base::fingerprint(authorization.substr(scheme.size())) == base::fingerprint(token);
}

}  // namespace administration
