#include "platform/mail/returned.h"

#include <gmime/gmime.h>

#include <algorithm>
#include <memory>

#include "platform/base/ids.h"
#include "platform/mail/gmime_start.h"

namespace mail {
namespace {

constexpr std::size_t most_bytes = 1u << 20;
constexpr std::size_t longest_reason = 300;

template <class T>
struct Unref {
  void operator()(T* object) const { g_object_unref(object); }
};
template <class T>
using Held = std::unique_ptr<T, Unref<T>>;

std::string on_one_line(char const* text) {
  std::string line{text ? std::string_view{text}.substr(0, longest_reason) : std::string_view{}};
  std::ranges::replace_if(
      line, [](char c) { return static_cast<unsigned char>(c) < 0x20 || static_cast<unsigned char>(c) > 0x7e; }, ' ');
  return line;
}

/// "<0190…@example.org>" → the UUID before the @; empty when it is none.
std::string letter_id(std::string_view message_id) {
  while (!message_id.empty() && (message_id.front() == '<' || message_id.front() == ' ')) message_id.remove_prefix(1);
  auto const id = base::canonical_uuid(message_id.substr(0, message_id.find('@')));
  return id.value_or(std::string{});
}

struct Findings {
  std::string id, reason;
  bool failed = false;
};

/// The blocks of a message/delivery-status: what became of each address.
void read_status(GMimeObject* part, Findings& found) {
  Held<GMimeStream> const stream{g_mime_stream_mem_new()};
  auto* content = g_mime_part_get_content(GMIME_PART(part));
  if (!content || g_mime_data_wrapper_write_to_stream(content, stream.get()) < 0) return;
  auto* bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream.get()));
  std::string_view rest{reinterpret_cast<char const*>(bytes->data), bytes->len};
  while (!rest.empty()) {
    auto const line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    auto const value = [&](std::string_view name) -> std::string {
      if (line.size() <= name.size() || g_ascii_strncasecmp(line.data(), name.data(), name.size()) != 0 || line[name.size()] != ':') return {};
      return on_one_line(std::string{line.substr(name.size() + 1)}.c_str());
    };
    if (auto const action = value("Action"); action.find("failed") != std::string::npos) found.failed = true;
    for (auto const* name : {"Diagnostic-Code", "Status"})
      if (auto said = value(name); !said.empty() && (found.reason.empty() || std::string_view{name} == "Diagnostic-Code")) found.reason = said;
  }
}

/// The letter that came back, whole or by its headers alone.
void read_letter(GMimeObject* part, Findings& found) {
  if (GMIME_IS_MESSAGE_PART(part)) {
    auto* message = g_mime_message_part_get_message(GMIME_MESSAGE_PART(part));
    if (message) found.id = letter_id(g_mime_message_get_message_id(message) ? g_mime_message_get_message_id(message) : "");
    return;
  }
  if (!GMIME_IS_PART(part)) return;
  Held<GMimeStream> const stream{g_mime_stream_mem_new()};
  auto* content = g_mime_part_get_content(GMIME_PART(part));
  if (!content || g_mime_data_wrapper_write_to_stream(content, stream.get()) < 0) return;
  g_mime_stream_reset(stream.get());
  Held<GMimeParser> const parser{g_mime_parser_new_with_stream(stream.get())};
  Held<GMimeMessage> const message{g_mime_parser_construct_message(parser.get(), nullptr)};
  if (message && g_mime_message_get_message_id(message.get())) found.id = letter_id(g_mime_message_get_message_id(message.get()));
}

void look_at(GMimeObject*, GMimeObject* part, gpointer data) {
  auto& found = *static_cast<Findings*>(data);
  auto* type = g_mime_object_get_content_type(part);
  if (!type) return;
  if (g_mime_content_type_is_type(type, "message", "delivery-status") && GMIME_IS_PART(part)) read_status(part, found);
  else if (g_mime_content_type_is_type(type, "message", "rfc822") || g_mime_content_type_is_type(type, "text", "rfc822-headers"))
    read_letter(part, found);
}

}  // namespace

std::optional<Returned> read_returned(std::string_view message) {
  start_gmime();
  auto const bytes = message.substr(0, most_bytes);
  Held<GMimeStream> const stream{g_mime_stream_mem_new_with_buffer(bytes.data(), bytes.size())};
  Held<GMimeParser> const parser{g_mime_parser_new_with_stream(stream.get())};
  Held<GMimeMessage> const parsed{g_mime_parser_construct_message(parser.get(), nullptr)};
  if (!parsed || !g_mime_message_get_mime_part(parsed.get())) return std::nullopt;
  Findings found;
  g_mime_message_foreach(parsed.get(), &look_at, &found);
  if (!found.failed || found.id.empty()) return std::nullopt;
  return Returned{found.id, found.reason};
}

}  // namespace mail
