#include "platform/mail/reply.h"

#include <gmime/gmime.h>

#include <algorithm>
#include <array>
#include <memory>
#include <regex>

#include "platform/base/text.h"
#include "platform/mail/gmime_start.h"

namespace mail {
namespace {

constexpr std::size_t most_bytes = 1u << 20, most_addresses = 50, longest_line_tried = 300;

template <class T>
struct Unref {
  void operator()(T* object) const { g_object_unref(object); }
};
template <class T>
using Held = std::unique_ptr<T, Unref<T>>;
using Text = std::unique_ptr<char, decltype(&g_free)>;

std::string lower(std::string_view text) {
  std::string out{text};
  std::ranges::transform(out, out.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return out;
}

std::string header(GMimeMessage* message, char const* name) {
  auto const* value = g_mime_object_get_header(GMIME_OBJECT(message), name);
  return value ? value : "";
}

void add_addresses(InternetAddressList* list, std::vector<std::string>& into) {
  int const count = list ? internet_address_list_length(list) : 0;
  for (int at = 0; at < count && into.size() < most_addresses; ++at) {
    auto* one = internet_address_list_get_address(list, at);
    if (!INTERNET_ADDRESS_IS_MAILBOX(one)) continue;
    if (auto const* address = internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(one))) into.push_back(lower(address));
  }
}

std::vector<std::string> recipients_of(GMimeMessage* message) {
  std::vector<std::string> to;
  for (auto const type : {GMIME_ADDRESS_TYPE_TO, GMIME_ADDRESS_TYPE_CC}) add_addresses(g_mime_message_get_addresses(message, type), to);
  for (auto const* name : {"Delivered-To", "X-Original-To", "Envelope-To"})
    if (auto address = lower(base::trimmed(header(message, name))); !address.empty() && to.size() < most_addresses) to.push_back(std::move(address));
  return to;
}

/// RFC 3834: a program answered, or a list passes it on.
bool no_person_wrote_it(GMimeMessage* message) {
  auto const automatic = lower(header(message, "Auto-Submitted")), precedence = lower(header(message, "Precedence"));
  if (!automatic.empty() && !automatic.starts_with("no")) return true;
  if (precedence == "bulk" || precedence == "list" || precedence == "junk" || precedence == "auto_reply") return true;
  return !header(message, "List-Id").empty() || !header(message, "X-Autoreply").empty() || !header(message, "X-Autorespond").empty() ||
      header(message, "Return-Path") == "<>";
}

void take_text(GMimeObject*, GMimeObject* part, gpointer data) {
  auto& text = *static_cast<std::string*>(data);
  auto* type = g_mime_object_get_content_type(part);
  bool const written = GMIME_IS_TEXT_PART(part) && type && g_mime_content_type_is_type(type, "text", "plain");
  if (!text.empty() || !written || g_mime_part_get_filename(GMIME_PART(part))) return;
  Text const found{g_mime_text_part_get_text(GMIME_TEXT_PART(part)), &g_free};
  if (found) text = found.get();
}

bool announces_a_quotation(std::string_view line) {
  if (line.size() > longest_line_tried) return false;
  static std::regex const patterns[] = {
      std::regex{R"(^(Le|On|Am|El|Il)\b.*(a écrit|écrivait|wrote|schrieb|escribió|ha scritto)\s*:?\s*$)"},
      std::regex{R"(^-{2,}\s*(Message d.origine|Original Message|Message transféré|Forwarded message).*$)", std::regex::icase},
      std::regex{R"(^_{10,}\s*$)"}, std::regex{R"(^(De|From|Von)\s*:\s.*@.*$)"}};
  std::string const text{line};
  return std::ranges::any_of(patterns, [&](std::regex const& pattern) { return std::regex_search(text, pattern); });
}

}  // namespace

std::string own_words_of(std::string_view text) {
  std::string const clean = base::with_unix_lines(std::string{text});
  std::string words;
  for (std::size_t from = 0; from < clean.size();) {
    auto const end = std::min(clean.find('\n', from), clean.size());
    auto const line = std::string_view{clean}.substr(from, end - from);
    from = end + 1;
    if (line.find(answer_ends_here) != std::string_view::npos || line == "-- " || line == "--") break;
    if (announces_a_quotation(line)) break;
    // « Le 3 mai … » on one line, « a écrit : » on the next.
    auto const next_end = std::min(clean.find('\n', std::min(from, clean.size())), clean.size());
    if (from < clean.size() && (line.starts_with("Le ") || line.starts_with("On ")) &&
        announces_a_quotation(std::string{line} + " " + clean.substr(from, next_end - from)))
      break;
    if (line.starts_with(">")) continue;
    words.append(line).append("\n");
  }
  return std::string{base::trimmed(words)};
}

std::optional<Reply> read_reply(std::string_view message) {
  start_gmime();
  auto const bytes = message.substr(0, most_bytes);
  Held<GMimeStream> const stream{g_mime_stream_mem_new_with_buffer(bytes.data(), bytes.size())};
  Held<GMimeParser> const parser{g_mime_parser_new_with_stream(stream.get())};
  Held<GMimeMessage> const parsed{g_mime_parser_construct_message(parser.get(), nullptr)};
  if (!parsed || !g_mime_message_get_mime_part(parsed.get()) || no_person_wrote_it(parsed.get())) return std::nullopt;
  std::vector<std::string> from;
  add_addresses(g_mime_message_get_from(parsed.get()), from);
  if (from.size() != 1) return std::nullopt;
  std::string text;
  g_mime_message_foreach(parsed.get(), &take_text, &text);
  Reply reply{from.front(), recipients_of(parsed.get()), {}, {}};
  if (auto const* subject = g_mime_message_get_subject(parsed.get())) reply.subject = subject;
  if (base::is_clean_utf8(text)) reply.words = own_words_of(text);
  return reply;
}

}  // namespace mail
