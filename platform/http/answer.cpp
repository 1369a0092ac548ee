#include "platform/http/answer.h"

#include <algorithm>
#include <array>
#include <stdexcept>

#include "platform/base/world.h"
#include "platform/http/gzip.h"

namespace http {
namespace {

constexpr std::size_t worth_compressing = 1024;
constexpr int quick_level = 1;
constexpr int shared_level = 6;  // the page may not outlive the next change: the last percent is not worth its time

constexpr std::array<std::pair<int, std::string_view>, 34> status_lines{{
    {200, "200 OK"},
    {201, "201 Created"},
    {202, "202 Accepted"},
    {204, "204 No Content"},
    {206, "206 Partial Content"},
    {301, "301 Moved Permanently"},
    {302, "302 Found"},
    {303, "303 See Other"},
    {304, "304 Not Modified"},
    {307, "307 Temporary Redirect"},
    {308, "308 Permanent Redirect"},
    {400, "400 Bad Request"},
    {401, "401 Unauthorized"},
    {403, "403 Forbidden"},
    {404, "404 Not Found"},
    {405, "405 Method Not Allowed"},
    {408, "408 Request Timeout"},
    {409, "409 Conflict"},
    {410, "410 Gone"},
    {412, "412 Precondition Failed"},
    {413, "413 Content Too Large"},
    {414, "414 URI Too Long"},
    {415, "415 Unsupported Media Type"},
    {416, "416 Range Not Satisfiable"},
    {417, "417 Expectation Failed"},
    {422, "422 Unprocessable Content"},
    {426, "426 Upgrade Required"},
    {429, "429 Too Many Requests"},
    {431, "431 Request Header Fields Too Large"},
    {500, "500 Internal Server Error"},
    {501, "501 Not Implemented"},
    {503, "503 Service Unavailable"},
    {505, "505 HTTP Version Not Supported"},
    {507, "507 Insufficient Storage"},
}};

constexpr std::array<std::pair<std::string_view, std::string_view>, 7> house_headers{{
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "same-origin"},
    {"X-Frame-Options", "DENY"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Permissions-Policy", "camera=(), geolocation=(), microphone=()"},
    {"Content-Security-Policy",
     "default-src 'self'; img-src 'self' data:; style-src 'self'; script-src 'self'; object-src 'none'; base-uri 'none'; "
     "form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types own-pages"},
    {"Cache-Control", "private, no-cache"},
}};

bool same_name(std::string_view left, std::string_view right) {
  auto const lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  return std::equal(left.begin(), left.end(), right.begin(), right.end(), [&](char a, char b) { return lower(a) == lower(b); });
}

bool has_header(Response const& response, std::string_view name) {
  return std::any_of(response.headers.begin(), response.headers.end(), [&](auto const& header) { return same_name(header.first, name); });
}

void write_header(std::string& head, std::string_view name, std::string_view value) {
  auto const breaks = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; };
  bool const bad_name = name.empty() || std::any_of(name.begin(), name.end(), [&](char c) { return breaks(c) || c == ':' || c == ' '; });
  if (bad_name || std::any_of(value.begin(), value.end(), breaks))
    throw std::invalid_argument{"a header of the answer has a control character in it"};
  head.append(name).append(": ").append(value).append("\r\n");
}

bool has_content(int status) { return status >= 200 && status != 204 && status != 304; }

std::string head_of(Response const& response, int status, std::uint64_t length) {
  std::string head;
  head.reserve(1024);
  if (has_content(status)) {
    write_header(head, "Content-Length", std::to_string(length));
    if (length > 0) write_header(head, "Content-Type", response.content_type);
  }
  for (auto const& [name, value] : response.headers) write_header(head, name, value);
  for (auto const& [name, value] : house_headers) {
    if (!has_header(response, name)) write_header(head, name, value);
  }
  return head += "\r\n";
}

/// The file may be cut by a range; If-Range keeps that from mixing two versions.
Answer prepare_file(Response& response, Wish const& wish) {
  Answer answer;
  auto file = FileSlice::open(response.file);
  if (!file) throw std::runtime_error{"the file to send cannot be read: " + response.file};
  answer.status = response.status;
  response.header("ETag", file->etag()).header("Accept-Ranges", "bytes");
  if (names_etag(wish.if_none_match, file->etag())) {
    answer.status = 304;
    answer.head = head_of(response, 304, 0);
    return answer;
  }
  bool const may_cut = response.status == 200 && (wish.if_range.empty() || wish.if_range == file->etag());
  Range const range = may_cut ? read_range(wish.range, file->size()) : Range{};
  auto const size = std::to_string(file->size());
  if (range.kind == Range::Kind::unsatisfiable) {
    answer.status = 416;
    response.header("Content-Range", "bytes */" + size);
    answer.head = head_of(response, 416, 0);
    return answer;
  }
  if (range.kind == Range::Kind::part) {
    answer.status = 206;
    file->from = range.from;
    file->length = range.length;
    response.header("Content-Range", "bytes " + std::to_string(range.from) + "-" + std::to_string(range.from + range.length - 1) + "/" + size);
  }
  answer.head = head_of(response, answer.status, file->length);
  answer.file = std::move(file);
  return answer;
}

void compress(Response& response, Wish const& wish, bool for_many) {
  std::string_view const plain = response.shared_body ? std::string_view{*response.shared_body} : std::string_view{response.body};
  if (plain.size() <= worth_compressing || !is_compressible(response.content_type) || has_header(response, "Content-Encoding")) return;
  if (!for_many && !has_header(response, "Vary")) response.header("Vary", "Accept-Encoding");
  if (!wish.takes_gzip) return;
  std::string packed = gzipped(plain, for_many ? shared_level : quick_level);
  if (packed.empty()) return;
  response.body = std::move(packed);
  response.shared_body.reset();
  response.header("Content-Encoding", "gzip");
}

/// Browsers keep it but ask again each time, for the visitor may have signed in since; unless the handler said better.
Answer prepare_shared(Response& response) {
  std::string_view const content = response.shared_body ? std::string_view{*response.shared_body} : std::string_view{response.body};
  auto page = std::make_shared<SharedPage>();
  page->etag = '"' + base::fingerprint(content).substr(0, 24) + '"';
  if (!has_header(response, "Cache-Control")) response.header("Cache-Control", "no-cache");
  if (!has_header(response, "Vary")) response.header("Vary", "Cookie, Accept-Language, Accept-Encoding");
  response.header("ETag", page->etag);
  page->bytes = head_of(response, 200, content.size());
  page->head_size = page->bytes.size();
  page->bytes += content;
  page->not_modified_head = head_of(response, 304, 0);
  Answer answer;
  answer.page = std::move(page);
  answer.share_for = response.share_for;
  return answer;
}

}  // namespace

std::string_view status_line(int status) {
  auto const found = std::find_if(status_lines.begin(), status_lines.end(), [&](auto const& line) { return line.first == status; });
  return found == status_lines.end() ? "500 Internal Server Error" : found->second;
}

Wish Wish::of(Request const& request) {
  Wish wish;
  wish.secure = request.secure;
  wish.takes_gzip = accepts_gzip(request.headers["accept-encoding"]);
  wish.if_none_match = request.headers["if-none-match"];
  wish.range = request.method == Method::get ? request.headers["range"] : std::string_view{};
  wish.if_range = request.headers["if-range"];
  return wish;
}

Answer prepare(Response response, Wish const& wish) {
  if (response.later || response.channel) {
    Answer answer;
    answer.later = std::move(response.later);
    answer.channel = std::move(response.channel);
    return answer;
  }
  if (status_line(response.status).substr(0, 3) != std::to_string(response.status)) {
    throw std::invalid_argument{"status " + std::to_string(response.status) + " is not one we answer with"};
  }
  if (wish.secure) response.header("Strict-Transport-Security", "max-age=31536000");
  if (!response.file.empty()) return prepare_file(response, wish);
  bool const shared = wish.may_share && response.share_for.count() > 0 && response.status == 200 && !has_header(response, "Set-Cookie");
  compress(response, wish, shared);
  if (shared) return prepare_shared(response);
  Answer answer;
  answer.status = response.status;
  if (has_content(response.status)) {
    answer.body = std::move(response.body);
    answer.shared_body = std::move(response.shared_body);
  }
  answer.head = head_of(response, response.status, answer.content().size());
  return answer;
}

Answer prepare_plain(int status) {
  Response response = text(status, std::string{status_line(status)} + "\n");
  response.header("Cache-Control", "no-store");
  if (status == 503) response.header("Retry-After", "2");
  return prepare(std::move(response), {});
}

}  // namespace http
