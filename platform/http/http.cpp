#include "platform/http/http.h"

#include <array>

#include "platform/http/paths.h"

namespace http {

std::string_view name(Method method) {
  switch (method) {
    case Method::get: return "GET";
    case Method::head: return "HEAD";
    case Method::post: return "POST";
    case Method::put: return "PUT";
    case Method::patch: return "PATCH";
    case Method::delete_: return "DELETE";
    case Method::options: return "OPTIONS";
  }
  return "GET";
}

std::string_view Fields::operator[](std::string_view name) const {
  for (auto const& [known, value] : m_fields) {
    if (known == name) return value;
  }
  return {};
}

bool Fields::has(std::string_view name) const {
  for (auto const& field : m_fields) {
    if (field.first == name) return true;
  }
  return false;
}

std::vector<std::string_view> Fields::all(std::string_view name) const {
  std::vector<std::string_view> values;
  for (auto const& [known, value] : m_fields) {
    if (known == name) values.push_back(value);
  }
  return values;
}

namespace {

Response with_type(int status, std::string type, std::string body) {
  Response response;
  response.status = status;
  response.content_type = std::move(type);
  response.body = std::move(body);
  return response;
}

Response redirection(int status, std::string_view path) {
  return with_type(status, "text/plain; charset=utf-8", {}).header("Location", site_location(path));
}

}  // namespace

Response text(int status, std::string body) { return with_type(status, "text/plain; charset=utf-8", std::move(body)); }

Response json(int status, std::string body) { return with_type(status, "application/json", std::move(body)); }

Response see_other(std::string_view path) { return redirection(303, path); }

Response later(Later wait) {
  Response response;
  response.later = std::make_shared<Later>(std::move(wait));
  return response;
}

Response channel(std::function<ChannelEvents(std::shared_ptr<Channel>)> open) {
  Response response;
  response.channel = std::make_shared<ChannelOpening>(ChannelOpening{std::move(open)});
  return response;
}

Response later(std::function<void(Reply)> start) {
  return later({std::move(start), std::chrono::seconds{60}, text(503, "503\n").header("Retry-After", "2")});
}

Response permanent(std::string_view path) { return redirection(308, path); }

}  // namespace http
