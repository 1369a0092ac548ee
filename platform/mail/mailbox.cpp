#include "platform/mail/mailbox.h"

#include <curl/curl.h>

#include <charconv>
#include <memory>
#include <sstream>
#include <stdexcept>
#include <vector>

#include "platform/base/log.h"

namespace mail {
namespace {

constexpr std::size_t most_letters = 50, most_bytes = 1u << 20;

struct Taking {
  std::string bytes;
  bool too_large = false;
};

std::size_t take_bytes(char* bytes, std::size_t size, std::size_t count, void* data) {
  auto& taking = *static_cast<Taking*>(data);
  taking.too_large = taking.bytes.size() + size * count > most_bytes;
  if (taking.too_large) return 0;
  taking.bytes.append(bytes, size * count);
  return size * count;
}

/// One conversation with the server; libcurl keeps the connection between two questions.
class Reader {
 public:
  explicit Reader(MailboxOptions const& options) : m_options{options}, m_curl{curl_easy_init(), &curl_easy_cleanup} {
    if (!m_curl) throw std::runtime_error{"libcurl has no room"};
  }

  /// Numbers of the letters nobody has answered.
  std::vector<std::uint64_t> waiting() {
    std::istringstream words{ask(m_options.url, "UID SEARCH UNANSWERED UNDELETED").bytes};
    std::vector<std::uint64_t> numbers;
    for (std::string word; words >> word && numbers.size() < most_letters;) {
      std::uint64_t number = 0;
      auto const [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
      if (error == std::errc{} && end == word.data() + word.size()) numbers.push_back(number);
    }
    return numbers;
  }
  Taking letter(std::uint64_t number) { return ask(m_options.url + "/;UID=" + std::to_string(number), ""); }
  void mark(std::uint64_t number) { ask(m_options.url, "UID STORE " + std::to_string(number) + " +FLAGS.SILENT (\\Answered \\Seen)"); }

 private:
  Taking ask(std::string const& url, std::string const& request) {
    Taking taking;
    curl_easy_reset(m_curl.get());
    set(CURLOPT_URL, url.c_str());
    set(CURLOPT_PROTOCOLS_STR, "imap,imaps");
    set(CURLOPT_USE_SSL, static_cast<long>(m_options.encrypted ? CURLUSESSL_ALL : CURLUSESSL_TRY));
    set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    if (!m_options.authorities.empty()) set(CURLOPT_CAINFO, m_options.authorities.c_str());
    set(CURLOPT_USERNAME, m_options.user.c_str());
    set(CURLOPT_PASSWORD, m_options.password.c_str());
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_TIMEOUT, static_cast<long>(m_options.patience.count()));
    set(CURLOPT_WRITEFUNCTION, &take_bytes);
    set(CURLOPT_WRITEDATA, static_cast<void*>(&taking));
    if (!request.empty()) set(CURLOPT_CUSTOMREQUEST, request.c_str());
    auto const code = curl_easy_perform(m_curl.get());
    if (code != CURLE_OK && !taking.too_large)
      throw std::runtime_error{std::string{"the mailbox does not answer as it should: "} + curl_easy_strerror(code)};
    return taking;
  }
  template <class Value>
  void set(CURLoption option, Value value) {
    curl_easy_setopt(m_curl.get(), option, value);
  }

  MailboxOptions const& m_options;
  std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> m_curl;
};

}  // namespace

int read_mailbox(MailboxOptions const& options, std::function<void(std::string const& raw)> const& take) {
  Reader reader{options};
  int taken = 0;
  for (auto const number : reader.waiting()) {
    auto const letter = reader.letter(number);
    if (!letter.too_large) {
      try {
        take(letter.bytes);
      } catch (std::exception const& broken) {
        base::log::error(std::string{"a letter received could not be taken up, and waits: "} + broken.what());
        continue;
      }
      ++taken;
    }
    reader.mark(number);
  }
  return taken;
}

}  // namespace mail
