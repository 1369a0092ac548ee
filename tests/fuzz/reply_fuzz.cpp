// A letter anybody sends to the place, read as an answer.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "platform/base/text.h"
#include "platform/mail/reply.h"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::string_view const bytes{reinterpret_cast<char const*>(data), size};
  auto const reply = mail::read_reply(bytes);
  // What comes out goes to the database and to pages.
  if (reply && !(base::is_clean_utf8(reply->words) && base::is_clean_utf8(reply->subject) && base::is_clean_utf8(reply->from))) std::abort();
  if (mail::own_words_of(bytes).size() > bytes.size()) std::abort();
  return 0;
}
