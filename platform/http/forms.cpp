#include "platform/http/forms.h"

#include <Poco/Exception.h>
#include <Poco/Net/MessageHeader.h>
#include <Poco/Net/NameValueCollection.h>

#include <algorithm>
#include <sstream>

#include "platform/base/text.h"
#include "platform/http/multipart.h"
#include "platform/http/paths.h"

namespace http {
namespace {

constexpr int bad_request = 400;
constexpr int too_large = 413;
constexpr std::size_t longest_boundary = 70;  // RFC 2046

/// A form's text as the stores accept it; nothing for what is not clean.
bool add_clean(Fields& into, std::string name, std::string const& value) {
  if (!base::is_clean_utf8(name) || !base::is_clean_utf8(value)) return false;
  into.add(std::move(name), base::with_unix_lines(value));
  return true;
}

bool has_type(std::string_view content_type, std::string_view wanted) {
  std::string_view const type = base::trimmed(content_type.substr(0, content_type.find(';')));
  return std::equal(type.begin(), type.end(), wanted.begin(), wanted.end(),
                    [](char left, char right) { return (left >= 'A' && left <= 'Z' ? left - 'A' + 'a' : left) == right; });
}

bool is_urlencoded(std::string_view content_type) { return has_type(content_type, "application/x-www-form-urlencoded"); }
bool is_multipart(std::string_view content_type) { return has_type(content_type, "multipart/form-data"); }

/// Browsers escape these three, and only these, in the names of parts and files.
std::string unescaped_name(std::string text) {
  for (auto [escape, meant] : {std::pair{"%22", "\""}, {"%0D", "\r"}, {"%0A", "\n"}}) {
    for (auto at = text.find(escape); at != std::string::npos; at = text.find(escape, at + 1)) text.replace(at, 3, meant);
  }
  return text;
}

/// Parameters of a header value: `form-data; name="title"`. The first word is thrown away.
Poco::Net::NameValueCollection parameters(std::string_view header) {
  std::string first;
  Poco::Net::NameValueCollection found;
  Poco::Net::MessageHeader::splitParameters(std::string{header}, first, found);
  return found;
}

/// Reads the parts of one multipart body in order, within its limits.
class MultipartForm {
 public:
  MultipartForm(Request& request, FormLimits const& limits, std::vector<SpoolFile>& files) : m_request{request}, m_limits{limits}, m_files{files} {}

  int read(MultipartSource& source) {
    while (source.next()) {
      if (++m_parts > m_limits.fields) return too_large;
      std::istringstream lines{source.header()};
      Poco::Net::MessageHeader header;
      header.setFieldLimit(8);
      header.read(lines);
      if (int const status = read_part(header, source)) return status;
    }
    return 0;
  }

 private:
  int read_part(Poco::Net::MessageHeader const& header, MultipartSource& source) {
    auto const disposition = parameters(header.get("Content-Disposition", ""));
    if (!disposition.has("name")) return bad_request;
    std::string name = unescaped_name(disposition.get("name"));
    if (!disposition.has("filename")) return read_text(std::move(name), source);
    Upload upload;
    upload.field = std::move(name);
    upload.file_name = unescaped_name(disposition.get("filename"));
    upload.content_type = header.get("Content-Type", "application/octet-stream");
    return read_upload(std::move(upload), source);
  }

  int read_text(std::string name, MultipartSource& source) {
    std::string value;
    bool const fits = source.copy([&](std::string_view chunk) {
      m_text_bytes += chunk.size();
      value += chunk;
      return m_text_bytes <= m_limits.text_bytes;
    });
    if (!fits) return too_large;
    return add_clean(m_request.form, std::move(name), value) ? 0 : bad_request;
  }

  int read_upload(Upload upload, MultipartSource& source) {
    if (!base::is_clean_utf8(upload.field) || !base::is_clean_utf8(upload.file_name) || !base::is_clean_utf8(upload.content_type)) return bad_request;
    if (m_files.size() >= m_limits.uploads) return too_large;
    SpoolFile file{m_limits.spool_folder, "upload"};
    source.copy([&](std::string_view chunk) {
      file.append(chunk);
      return true;
    });
    file.close();
    bool const nothing_chosen = upload.file_name.empty() && file.size() == 0;
    if (nothing_chosen) return 0;
    upload.path = file.path();
    upload.size = file.size();
    m_files.push_back(std::move(file));
    m_request.uploads.push_back(std::move(upload));
    return 0;
  }

  Request& m_request;
  FormLimits const& m_limits;
  std::vector<SpoolFile>& m_files;
  std::size_t m_parts = 0;
  std::size_t m_text_bytes = 0;
};

int read_multipart(Request& request, ReceivedBody& body, FormLimits const& limits, std::vector<SpoolFile>& files) {
  try {
    std::string const boundary = parameters(request.headers["content-type"]).get("boundary", "");
    if (boundary.empty() || boundary.size() > longest_boundary) return bad_request;
    auto const bytes = body.open();
    MultipartSource source{*bytes, boundary};
    return MultipartForm{request, limits, files}.read(source);
  } catch (MalformedMultipart const&) {
    return bad_request;
  } catch (Poco::Exception const&) {
    return bad_request;
  }
}

}  // namespace

int read_urlencoded(std::string_view text, Fields& into, std::size_t most) {
  std::size_t count = 0;
  while (!text.empty()) {
    auto const end = text.find('&');
    std::string_view const pair = text.substr(0, end);
    text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
    if (pair.empty()) continue;
    if (++count > most) return too_large;
    auto const equals = pair.find('=');
    std::string_view const value = equals == std::string_view::npos ? std::string_view{} : pair.substr(equals + 1);
    if (!add_clean(into, decode_loosely(pair.substr(0, equals), true), decode_loosely(value, true))) return bad_request;
  }
  return 0;
}

bool is_form(std::string_view content_type) { return is_urlencoded(content_type) || is_multipart(content_type); }

int read_body(Request& request, ReceivedBody& body, FormLimits const& limits, std::vector<SpoolFile>& files) {
  std::string_view const type = request.headers["content-type"];
  if (is_multipart(type)) return read_multipart(request, body, limits, files);
  if (is_urlencoded(type)) {
    if (body.size() > limits.text_bytes) return too_large;
    return read_urlencoded(body.take_text(), request.form, limits.fields);
  }
  if (!body.in_memory()) return too_large;
  request.body = body.take_text();
  return 0;
}

}  // namespace http
