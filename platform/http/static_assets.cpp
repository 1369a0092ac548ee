#include "platform/http/static_assets.h"

#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>
#include <utility>

#include "platform/http/paths.h"

namespace http {
namespace {

constexpr std::string_view prefix = "/assets/";
constexpr std::uintmax_t longest_in_memory = 256 * 1024;
constexpr std::chrono::minutes time_in_memory{10};

constexpr std::array<std::pair<std::string_view, std::string_view>, 24> content_types{{
    {".css", "text/css; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".mjs", "text/javascript; charset=utf-8"},
    {".map", "application/json"},
    {".json", "application/json"},
    {".html", "text/html; charset=utf-8"},
    {".txt", "text/plain; charset=utf-8"},
    {".md", "text/markdown; charset=utf-8"},
    {".csv", "text/csv; charset=utf-8"},
    {".xml", "application/xml"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".jpg", "image/jpeg"},
    {".jpeg", "image/jpeg"},
    {".webp", "image/webp"},
    {".avif", "image/avif"},
    {".gif", "image/gif"},
    {".ico", "image/x-icon"},
    {".woff2", "font/woff2"},
    {".webmanifest", "application/manifest+json"},
    {".wasm", "application/wasm"},
    {".pdf", "application/pdf"},
    {".epub", "application/epub+zip"},
    {".zip", "application/zip"},
}};

bool is_plain_part(std::string_view part) {
  return !part.empty() && part.front() != '.' && std::all_of(part.begin(), part.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
  });
}

bool is_file(std::string const& path) {
  struct stat about {};
  return ::stat(path.c_str(), &about) == 0 && S_ISREG(about.st_mode);
}

/// Takes the place of the file's path by its bytes when they are few.
void read_if_small(Response& response) {
  std::error_code error;
  auto const size = std::filesystem::file_size(response.file, error);
  if (error || size > longest_in_memory) return;
  std::ifstream file{response.file, std::ios::binary};
  response.body.assign(std::istreambuf_iterator<char>{file}, {});
  if (file.bad() || response.body.size() != size) return response.body.clear();
  response.file.clear();
  response.share_for = time_in_memory;
}

}  // namespace

bool is_asset(std::string_view path) { return path.starts_with(prefix); }

std::string_view content_type_of(std::string_view file_name) {
  for (auto const& [extension, type] : content_types) {
    if (file_name.ends_with(extension)) return type;
  }
  return "application/octet-stream";
}

std::optional<Response> static_asset(std::string const& folder, Request const& request, bool takes_gzip) {
  if (folder.empty() || !is_asset(request.path)) return std::nullopt;
  if (request.method != Method::get && request.method != Method::head) return text(405, "405\n").header("Allow", "GET, HEAD");
  std::string_view const name = std::string_view{request.path}.substr(prefix.size() - 1);
  auto const parts = path_parts(name);
  if (parts.empty() || !std::all_of(parts.begin(), parts.end(), is_plain_part)) return text(404, "404\n");
  Response response;
  response.file = folder + std::string{name};
  response.content_type = content_type_of(name);
  if (!is_file(response.file)) return text(404, "404\n");
  response.header("Cache-Control", "public, max-age=31536000, immutable");
  response.header("Vary", "Accept-Encoding");
  if (takes_gzip && is_file(response.file + ".gz")) {
    response.file += ".gz";
    response.header("Content-Encoding", "gzip");
  }
  read_if_small(response);
  return response;
}

}  // namespace http
