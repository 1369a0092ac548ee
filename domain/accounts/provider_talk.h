#pragma once
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "domain/accounts/provider.h"

namespace accounts {

/// Talks with the identity provider. Every call may wait for the network, up to half a minute: never on the thread of a page.
/// Its configuration and its keys are kept for an hour. Safe between threads.
class ProviderTalk {
 public:
  ProviderTalk(ProviderSettings settings, base::World const& world) : m_settings{std::move(settings)}, m_world{world} {}
  ProviderSettings const& settings() const { return m_settings; }

  tl::expected<std::string, ProviderDoubt> departure(Departure const& departure);
  /// Who comes back with that code.
  tl::expected<Stranger, ProviderDoubt> arrival(std::string const& code, std::string const& verifier, std::string const& nonce);
  std::optional<std::string> farewell(std::string const& token);

 private:
  struct Known {
    Endpoints endpoints;
    std::string keys;
    base::Instant asked{};
  };
  tl::expected<Known, ProviderDoubt> known(bool anew = false);
  /// The claims of a token; when its key is not known, the keys are asked for once more.
  tl::expected<std::string, ProviderDoubt> claims(std::string const& token);

  ProviderSettings const m_settings;
  base::World const& m_world;
  std::mutex m_mutex;
  std::optional<Known> m_known;
};

}  // namespace accounts
