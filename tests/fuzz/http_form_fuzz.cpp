// Any bytes as a path, a query, cookies, an urlencoded form and a multipart form.
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/text.h"
#include "platform/http/cookies.h"
#include "platform/http/file_slice.h"
#include "platform/http/forms.h"
#include "platform/http/gzip.h"
#include "platform/http/intake.h"
#include "platform/http/paths.h"

namespace {

void must(bool holds) {
  if (!holds) std::abort();
}

void must_be_clean(http::Fields const& fields) {
  for (auto const& [name, value] : fields.fields()) must(base::is_clean_utf8(name) && base::is_clean_utf8(value));
}

void read_form(std::string const& content_type, std::string_view bytes) {
  static std::string const folder = [] {
    std::string path = std::filesystem::temp_directory_path() / "essaim-fuzz-spool";
    http::prepare_spool_folder(path);
    return path;
  }();
  http::FormLimits limits;
  limits.spool_folder = folder;
  limits.fields = 50;
  limits.uploads = 5;
  limits.text_bytes = 4096;
  http::Request request;
  request.headers.add("content-type", content_type);
  http::ReceivedBody body{folder, 1 << 20};
  body.append(bytes);
  std::vector<http::SpoolFile> files;
  int const status = http::read_body(request, body, limits, files);
  must(status == 0 || status == 400 || status == 413);
  must_be_clean(request.form);
}

/// A whole head, line by line, as whoever frames requests hands it over.
void read_request(std::string_view bytes) {
  auto const rows = base::lines(bytes);
  if (rows.empty()) return;
  auto const space = rows.front().find(' ');
  http::Head head{rows.front().substr(0, space), space == std::string_view::npos ? "" : rows.front().substr(space + 1), bytes.size() % 2 == 1, {}};
  for (std::size_t at = 1; at < rows.size(); ++at) {
    auto const colon = rows[at].find(':');
    if (colon != std::string_view::npos)
      head.headers.add(std::string{rows[at].substr(0, colon)}, std::string{base::trimmed(rows[at].substr(colon + 1))});
  }
  for (bool const trusted : {false, true}) {
    auto const request = http::read_head(head, {"192.0.2.1", trusted}, {});
    if (!request) continue;
    must(request->path.starts_with('/') && base::is_clean_utf8(request->path));
    must_be_clean(request->query);
    must_be_clean(request->cookies);
    must(trusted || request->address == "192.0.2.1");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::string_view const bytes{reinterpret_cast<char const*>(data), size};
  if (auto const path = http::decode_path(bytes)) must(base::is_clean_utf8(*path) && path->starts_with('/'));
  must(http::site_location(bytes).starts_with('/') && !http::site_location(bytes).starts_with("//"));
  must_be_clean(http::read_cookies(bytes));
  http::Fields query;
  if (http::read_urlencoded(bytes, query, 100) == 0) must_be_clean(query);
  auto const range = http::read_range(bytes, 1000);
  must(range.from + range.length <= 1000);
  http::accepts_gzip(bytes);
  http::names_etag(bytes, "\"tag\"");
  http::Head head{"GET", bytes, false, {}};
  head.headers.add("host", std::string{bytes.substr(0, 20)});
  if (auto const request = http::read_head(std::move(head), {}, {})) must_be_clean(request->headers);
  read_request(bytes);
  read_form("application/x-www-form-urlencoded", bytes);
  read_form("multipart/form-data; boundary=e", bytes);
  auto const line = bytes.find('\n');
  if (line != std::string_view::npos) read_form("multipart/form-data; " + std::string{bytes.substr(0, line)}, bytes.substr(line + 1));
  return 0;
}
