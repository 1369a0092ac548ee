#pragma once
#include <chrono>
#include <cstddef>
#include <string>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

/// Asking another server, named by the operator: never an address that came from outside. libcurl stays in fetch.cpp.
namespace fetch {

struct Asked {
  std::string address;  ///< https, or http on this machine itself
  std::vector<std::pair<std::string, std::string>> headers{};
  std::vector<std::pair<std::string, std::string>> form{};  ///< posted as a form when there is any; else a GET
};

struct Answered {
  int status = 0;
  std::string content_type;
  std::string body;
};

struct Bounds {
  std::chrono::seconds time{8};
  std::size_t bytes = 256 * 1024;  ///< of the body; more is refused
};

/// Whether we would ask there: https, or http on 127.0.0.1, [::1] or localhost.
bool is_askable(std::string_view address);

/// An address of elsewhere with more in its query, percent-encoded.
std::string with_query(std::string address, std::vector<std::pair<std::string, std::string>> const& fields);

/// The answer whatever its status; or why there is none, in English, for the log. No redirect is followed. Waits: not for the
/// thread of a page.
tl::expected<Answered, std::string> ask(Asked const& asked, Bounds const& bounds = {});

}  // namespace fetch
