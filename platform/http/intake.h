#pragma once
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "platform/http/http.h"

namespace http {

/// Who is at the other end of a connection.
struct Peer {
  std::string address;
  bool trusted = false;  ///< one of our proxies: what it says of the real client is believed
};

/// The head of a request as it came off the wire. Header names are in lower case.
struct Head {
  std::string_view method, target;
  bool is_http_1_0 = false;
  Fields headers;
};

struct IntakeLimits {
  std::size_t target_bytes = 8 * 1024;
  std::size_t headers = 100;
  std::size_t query_fields = 2000;
};

/// The request of a head, without its body; or the status to refuse it with. Refused above all: what a proxy and we
/// could understand differently (two lengths, unknown transfer codings, a missing or doubled Host).
tl::expected<Request, int> read_head(Head head, Peer const& peer, IntakeLimits const& limits);

}  // namespace http
