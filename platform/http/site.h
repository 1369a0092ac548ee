#pragma once
#include <atomic>
#include <cstdint>

#include "platform/http/forms.h"
#include "platform/http/http.h"
#include "platform/http/page_cache.h"
#include "platform/http/workers.h"

namespace http {

/// What all the connections of a server share.
struct Site {
  Site(ServerOptions chosen, Router const& routes);

  ServerOptions const options;
  FormLimits const form_limits;
  Router const& router;
  PageCache pages;
  std::atomic<std::uint64_t> next_number;   ///< of requests; starts at the hour so that two runs do not repeat numbers
  std::atomic<std::size_t> connections{0};
  std::atomic<bool> stopping{false};        ///< answer what is under way, then close
  std::atomic<bool> abandoned{false};       ///< the time to finish is over: waiting requests get 503
  Workers workers;                          ///< last: its threads use what is above
};

}  // namespace http
