#include "platform/mail/message.h"

#include <gmime/gmime.h>

#include <algorithm>
#include <memory>
#include <mutex>
#include <stdexcept>

#include "platform/mail/gmime_start.h"

namespace mail {
namespace {

struct Unref {
  void operator()(void* object) const { g_object_unref(object); }
};
template <class T>
using Held = std::unique_ptr<T, Unref>;

std::string on_one_line(std::string_view text) {
  std::string line{text};
  std::ranges::replace_if(
      line, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }, ' ');
  return line;
}

Held<GMimeTextPart> part(char const* subtype, std::string const& text) {
  Held<GMimeTextPart> made{g_mime_text_part_new_with_subtype(subtype)};
  g_mime_text_part_set_charset(made.get(), "utf-8");
  g_mime_text_part_set_text(made.get(), text.c_str());
  // Lines of any length and letters of any language pass every server so.
  g_mime_part_set_content_encoding(GMIME_PART(made.get()), GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE);
  return made;
}

void set_body(GMimeMessage* message, Letter const& letter) {
  auto const text = part("plain", letter.text);
  if (letter.html.empty()) return g_mime_message_set_mime_part(message, GMIME_OBJECT(text.get()));
  auto const html = part("html", letter.html);
  Held<GMimeMultipart> const both{g_mime_multipart_new_with_subtype("alternative")};
  g_mime_multipart_add(both.get(), GMIME_OBJECT(text.get()));
  g_mime_multipart_add(both.get(), GMIME_OBJECT(html.get()));
  g_mime_message_set_mime_part(message, GMIME_OBJECT(both.get()));
}

void set_headers(GMimeMessage* message, Kept const& kept, Sender const& sender) {
  auto const name = on_one_line(sender.name);
  g_mime_message_add_mailbox(message, GMIME_ADDRESS_TYPE_FROM, name.empty() ? nullptr : name.c_str(), sender.address.c_str());
  g_mime_message_add_mailbox(message, GMIME_ADDRESS_TYPE_TO, nullptr, kept.letter.to.c_str());
  g_mime_message_set_subject(message, on_one_line(kept.letter.subject).c_str(), "utf-8");
  g_mime_message_set_message_id(message, (kept.id + sender.address.substr(sender.address.find('@'))).c_str());
  std::unique_ptr<GDateTime, decltype(&g_date_time_unref)> const date{g_date_time_new_from_unix_utc(base::to_milliseconds(kept.posted) / 1000),
                                                                      &g_date_time_unref};
  g_mime_message_set_date(message, date.get());
  // Vacation answers and the like are not for a program.
  g_mime_object_set_header(GMIME_OBJECT(message), "Auto-Submitted", "auto-generated", nullptr);
  if (!kept.letter.reply_to.empty() && is_plain_address(kept.letter.reply_to))
    g_mime_message_add_mailbox(message, GMIME_ADDRESS_TYPE_REPLY_TO, nullptr, kept.letter.reply_to.c_str());
  auto const unsubscribe = on_one_line(kept.letter.unsubscribe);
  if (unsubscribe.empty()) return;
  g_mime_object_set_header(GMIME_OBJECT(message), "List-Unsubscribe", ("<" + unsubscribe + ">").c_str(), nullptr);
  g_mime_object_set_header(GMIME_OBJECT(message), "List-Unsubscribe-Post", "List-Unsubscribe=One-Click", nullptr);
}

std::string crlf_text_of(GMimeMessage* message) {
  std::unique_ptr<GMimeFormatOptions, decltype(&g_mime_format_options_free)> const format{g_mime_format_options_new(), &g_mime_format_options_free};
  g_mime_format_options_set_newline_format(format.get(), GMIME_NEWLINE_FORMAT_DOS);
  std::unique_ptr<char, decltype(&g_free)> const text{g_mime_object_to_string(GMIME_OBJECT(message), format.get()), &g_free};
  return text.get();
}

}  // namespace

void start_gmime() {
  static std::once_flag started;
  std::call_once(started, [] { g_mime_init(); });
}

bool is_plain_address(std::string_view address) {
  auto const at = address.find('@');
  if (address.size() > 254 || at == 0 || at == std::string_view::npos || at + 1 == address.size()) return false;
  if (address.find('@', at + 1) != std::string_view::npos || address[0] == '-') return false;
  return std::ranges::all_of(address,
                             [](char c) { return c > 0x20 && c < 0x7f && std::string_view{"()<>,;:\\\"[]"}.find(c) == std::string_view::npos; });
}

std::string message_of(Kept const& kept, Sender const& sender) {
  start_gmime();
  if (!is_plain_address(kept.letter.to) || !is_plain_address(sender.address)) throw std::invalid_argument{"not a plain e-mail address"};
  Held<GMimeMessage> const message{g_mime_message_new(true)};
  set_headers(message.get(), kept, sender);
  set_body(message.get(), kept.letter);
  return crlf_text_of(message.get());
}

}  // namespace mail
