#include "platform/base/text.h"

#include <utf8proc.h>

#include <array>
#include <cstdlib>
#include <memory>

namespace base {
namespace {

constexpr std::array<char32_t, 32> windows_1252_high = {0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
                                                        0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
                                                        0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};

void append(std::string& out, char32_t character) {
  std::array<utf8proc_uint8_t, 4> bytes{};
  auto const size = utf8proc_encode_char(static_cast<utf8proc_int32_t>(character), bytes.data());
  out.append(reinterpret_cast<char const*>(bytes.data()), static_cast<std::size_t>(size));
}

/// utf8proc keeps œ, æ and the typographic apostrophe: a reader types oe, ae and '.
std::string with_plain_letters(std::string_view text) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 8> plain = {
      {{"œ", "oe"}, {"æ", "ae"}, {"’", "'"}, {"ʼ", "'"}, {"\u00A0", " "}, {"\u202F", " "}, {"–", "-"}, {"‑", "-"}}};
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    bool replaced = false;
    if (static_cast<unsigned char>(text[at]) >= 0x80) {
      for (auto const& [from, to] : plain) {
        if (!text.substr(at).starts_with(from)) continue;
        out += to;
        at += from.size();
        replaced = true;
        break;
      }
    }
    if (!replaced) out += text[at++];
  }
  return out;
}

bool is_ascii(std::string_view text) {
  for (char c : text)
    if (static_cast<unsigned char>(c) >= 0x80) return false;
  return true;
}

std::string lower_ascii(std::string_view text) {
  std::string out{text};
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

std::string with_single_spaces(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (char c : text) {
    bool const space = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (!space) out += c;
    else if (!out.empty() && out.back() != ' ') out += ' ';
  }
  if (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

}  // namespace

bool is_clean_utf8(std::string_view bytes) {
  auto const* data = reinterpret_cast<utf8proc_uint8_t const*>(bytes.data());
  auto left = static_cast<utf8proc_ssize_t>(bytes.size());
  while (left > 0) {
    if (*data == 0) return false;
    if (*data < 0x80) {
      ++data, --left;
      continue;
    }
    utf8proc_int32_t character = 0;
    auto const size = utf8proc_iterate(data, left, &character);
    if (size < 1 || character < 0) return false;
    data += size;
    left -= size;
  }
  return true;
}

std::string from_windows_1252(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size() + bytes.size() / 8);
  for (char c : bytes) {
    auto const byte = static_cast<unsigned char>(c);
    if (byte < 0x80) out += c;
    else append(out, byte < 0xA0 ? windows_1252_high[byte - 0x80U] : static_cast<char32_t>(byte));
  }
  return out;
}

std::string fold(std::string_view text) {
  if (is_ascii(text)) return with_single_spaces(lower_ascii(text));
  utf8proc_uint8_t* mapped = nullptr;
  auto const options = static_cast<utf8proc_option_t>(UTF8PROC_STRIPMARK | UTF8PROC_COMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE);
  std::string const plain = with_plain_letters(text);
  auto const size =
      utf8proc_map(reinterpret_cast<utf8proc_uint8_t const*>(plain.data()), static_cast<utf8proc_ssize_t>(plain.size()), &mapped, options);
  std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> const owner{mapped, &std::free};
  if (size < 0) return with_single_spaces(lower_ascii(text));
  std::string_view const folded{reinterpret_cast<char const*>(mapped), static_cast<std::size_t>(size)};
  return with_single_spaces(with_plain_letters(folded));  // Œ is œ only after case folding
}

std::string slug(std::string_view text, std::size_t longest) {
  std::string out;
  for (char c : fold(text)) {
    bool const keeps = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (keeps) out += c;
    else if (!out.empty() && out.back() != '-') out += '-';
  }
  if (out.size() > longest) {
    out.resize(longest);
    if (auto const cut = out.rfind('-'); cut != std::string::npos && cut > longest / 2) out.resize(cut);
  }
  while (!out.empty() && out.back() == '-') out.pop_back();
  return out;
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n\f\v";
  auto const first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  while (true) {
    auto const end = text.find(separator);
    if (auto const part = trimmed(text.substr(0, end)); !part.empty()) parts.emplace_back(part);
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

std::vector<std::string_view> lines(std::string_view text) {
  std::vector<std::string_view> found;
  while (!text.empty()) {
    auto const end = text.find('\n');
    found.push_back(text.substr(0, end));
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  return found;
}

std::string join(std::vector<std::string> const& parts, std::string_view separator) {
  std::string out;
  for (auto const& part : parts) {
    if (!out.empty()) out += separator;
    out += part;
  }
  return out;
}

std::string shortened(std::string_view text, std::size_t longest) {
  std::size_t characters = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    bool const starts_character = (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80;
    if (!starts_character || ++characters <= longest) continue;
    auto kept = text.substr(0, at);
    if (auto const space = kept.find_last_of(" \n"); space != std::string_view::npos && space > at / 2) kept = kept.substr(0, space);
    return std::string{trimmed(kept)} + "…";
  }
  return std::string{text};
}

std::size_t count_words(std::string_view text) {
  std::size_t words = 0;
  bool inside = false;
  for (char c : text) {
    bool const letter = static_cast<unsigned char>(c) >= 0x80 || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    words += letter && !inside ? 1 : 0;
    inside = letter;
  }
  return words;
}

std::string with_unix_lines(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '\r') out += text[at];
    else if (at + 1 == text.size() || text[at + 1] != '\n') out += '\n';
  }
  return out;
}

}  // namespace base
