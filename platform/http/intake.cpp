#include "platform/http/intake.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <optional>

#include "platform/base/text.h"
#include "platform/http/cookies.h"
#include "platform/http/forms.h"
#include "platform/http/paths.h"

namespace http {
namespace {

std::optional<Method> method_named(std::string_view text) {
  for (Method method : {Method::get, Method::head, Method::post, Method::put, Method::patch, Method::delete_, Method::options}) {
    if (name(method) == text) return method;
  }
  return std::nullopt;
}

bool is_host(std::string_view host) {
  return !host.empty() && host.size() <= 255 && std::all_of(host.begin(), host.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || std::string_view{".-_:[]"}.find(c) != std::string_view::npos;
  });
}

bool equals_ignoring_case(std::string_view text, std::string_view lower) {
  return std::equal(text.begin(), text.end(), lower.begin(), lower.end(),
                    [](char left, char right) { return (left >= 'A' && left <= 'Z' ? left - 'A' + 'a' : left) == right; });
}

/// 0, or the status for a head that two readers could understand differently.
int framing_refusal(Head const& head) {
  auto const hosts = head.headers.all("host");
  if (hosts.size() > 1 || (hosts.empty() && !head.is_http_1_0)) return 400;
  if (!hosts.empty() && !is_host(hosts.front())) return 400;
  auto const lengths = head.headers.all("content-length").size();
  auto const codings = head.headers.all("transfer-encoding");
  if (lengths > 1 || codings.size() > 1 || (lengths > 0 && !codings.empty())) return 400;
  if (!codings.empty() && (head.is_http_1_0 || !equals_ignoring_case(codings.front(), "chunked"))) return 400;
  if (head.headers.has("expect") && !equals_ignoring_case(head.headers["expect"], "100-continue")) return 417;
  return 0;
}

bool is_address(std::string const& text) {
  std::array<unsigned char, sizeof(in6_addr)> parsed;
  return ::inet_pton(AF_INET, text.c_str(), parsed.data()) == 1 || ::inet_pton(AF_INET6, text.c_str(), parsed.data()) == 1;
}

/// The last address is the one our own proxy saw; those before it are what the client claimed.
std::string client_address(Fields const& headers, Peer const& peer) {
  auto const forwarded = headers.all("x-forwarded-for");
  if (!peer.trusted || forwarded.empty()) return peer.address;
  std::string_view last = forwarded.back();
  if (auto const comma = last.rfind(','); comma != std::string_view::npos) last.remove_prefix(comma + 1);
  std::string address{base::trimmed(last)};
  return is_address(address) ? address : peer.address;
}

/// Stores take clean text only; a header in an older encoding is read as Windows-1252, as browsers of its time meant it.
Fields with_clean_values(Fields headers) {
  auto const is_clean = [](auto const& field) { return base::is_clean_utf8(field.second); };
  if (std::all_of(headers.fields().begin(), headers.fields().end(), is_clean)) return headers;
  Fields clean;
  for (auto const& [name, value] : headers.fields()) clean.add(name, base::is_clean_utf8(value) ? value : base::from_windows_1252(value));
  return clean;
}

}  // namespace

tl::expected<Request, int> read_head(Head head, Peer const& peer, IntakeLimits const& limits) {
  if (head.target.size() > limits.target_bytes) return tl::unexpected{414};
  if (head.headers.fields().size() > limits.headers) return tl::unexpected{431};
  if (int const status = framing_refusal(head)) return tl::unexpected{status};
  auto const method = method_named(head.method);
  if (!method) return tl::unexpected{501};
  auto const question = head.target.find('?');
  auto path = decode_path(head.target.substr(0, question));
  if (!path) return tl::unexpected{400};

  Request request;
  request.method = *method;
  request.path = std::move(*path);
  request.target = std::string{head.target};
  if (question != std::string_view::npos) {
    if (int const status = read_urlencoded(head.target.substr(question + 1), request.query, limits.query_fields)) {
      return tl::unexpected{status == 413 ? 414 : status};
    }
  }
  request.address = client_address(head.headers, peer);
  request.secure = peer.trusted && equals_ignoring_case(head.headers["x-forwarded-proto"], "https");
  for (std::string_view line : head.headers.all("cookie")) {
    Fields const cookies = read_cookies(line, request.secure);
    for (auto const& [name, value] : cookies.fields()) request.cookies.add(name, value);
  }
  request.headers = with_clean_values(std::move(head.headers));
  return request;
}

}  // namespace http
