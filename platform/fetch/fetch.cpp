#include "platform/fetch/fetch.h"

#include <curl/curl.h>

#include <array>
#include <memory>
#include <string_view>

namespace fetch {
namespace {

using Handle = std::unique_ptr<CURL, decltype(&curl_easy_cleanup)>;
using List = std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)>;

struct Taking {
  std::string body;
  std::size_t most;
};

std::size_t take(char* bytes, std::size_t size, std::size_t count, void* data) {
  auto& taking = *static_cast<Taking*>(data);
  if (taking.body.size() + size * count > taking.most) return 0;
  taking.body.append(bytes, size * count);
  return size * count;
}

std::string escaped(CURL* curl, std::string const& text) {
  std::unique_ptr<char, decltype(&curl_free)> const made{curl_easy_escape(curl, text.c_str(), static_cast<int>(text.size())), &curl_free};
  return made ? made.get() : "";
}

std::string form_of(CURL* curl, std::vector<std::pair<std::string, std::string>> const& fields) {
  std::string form;
  for (auto const& [name, value] : fields) form += (form.empty() ? "" : "&") + escaped(curl, name) + "=" + escaped(curl, value);
  return form;
}

List headers_of(Asked const& asked) {
  List headers{nullptr, &curl_slist_free_all};
  for (auto const& [name, value] : asked.headers) {
    auto* longer = curl_slist_append(headers.get(), (name + ": " + value).c_str());
    if (!longer) throw std::bad_alloc{};
    headers.release();
    headers.reset(longer);
  }
  return headers;
}

Answered answer_of(CURL* curl, std::string body) {
  long status = 0;
  char const* type = nullptr;
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
  curl_easy_getinfo(curl, CURLINFO_CONTENT_TYPE, &type);
  return {static_cast<int>(status), type ? type : "", std::move(body)};
}

}  // namespace

bool is_askable(std::string_view address) {
  if (address.starts_with("https://")) return address.size() > std::string_view{"https://"}.size();
  for (std::string_view const here : {"http://127.0.0.1", "http://[::1]", "http://localhost"})
    if (address.starts_with(here)) {
      auto const rest = address.substr(here.size());
      return rest.empty() || rest.front() == ':' || rest.front() == '/';
    }
  return false;
}

std::string with_query(std::string address, std::vector<std::pair<std::string, std::string>> const& fields) {
  char const mark = address.find('?') == std::string::npos ? '?' : '&';
  return address + mark + form_of(nullptr, fields);
}

tl::expected<Answered, std::string> ask(Asked const& asked, Bounds const& bounds) {
  static auto const started = curl_global_init(CURL_GLOBAL_DEFAULT);
  if (started != CURLE_OK) return tl::unexpected{std::string{"libcurl could not start"}};
  if (!is_askable(asked.address)) return tl::unexpected{"neither https nor this machine: " + asked.address};
  Handle const curl{curl_easy_init(), &curl_easy_cleanup};
  if (!curl) return tl::unexpected{std::string{"libcurl has no room"}};
  Taking taking{{}, bounds.bytes};
  auto const headers = headers_of(asked);
  auto const form = form_of(curl.get(), asked.form);
  std::array<char, CURL_ERROR_SIZE> trouble{};
  auto const set = [&](CURLoption option, auto value) { curl_easy_setopt(curl.get(), option, value); };
  set(CURLOPT_URL, asked.address.c_str());
  set(CURLOPT_PROTOCOLS_STR, "https,http");
  set(CURLOPT_FOLLOWLOCATION, 0L);
  set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  set(CURLOPT_NOSIGNAL, 1L);
  set(CURLOPT_TIMEOUT_MS, static_cast<long>(std::chrono::milliseconds{bounds.time}.count()));
  set(CURLOPT_HTTPHEADER, headers.get());
  if (!asked.form.empty()) set(CURLOPT_POSTFIELDS, form.c_str());
  set(CURLOPT_WRITEFUNCTION, &take);
  set(CURLOPT_WRITEDATA, &taking);
  set(CURLOPT_ERRORBUFFER, trouble.data());
  auto const code = curl_easy_perform(curl.get());
  if (code == CURLE_WRITE_ERROR) return tl::unexpected{std::string{"the answer is too large"}};
  if (code != CURLE_OK) return tl::unexpected{std::string{trouble[0] != '\0' ? trouble.data() : curl_easy_strerror(code)}};
  return answer_of(curl.get(), std::move(taking.body));
}

}  // namespace fetch
