#include "domain/kit/toml_lines.h"

#include "platform/base/text.h"

namespace kit {
namespace {

std::string in_quotes(std::string_view text) {
  static constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out = "\"";
  for (char c : text) {
    auto const byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') out += {'\\', c};
    else if (c == '\n') out += "\\n";
    else if (c == '\t') out += "\\t";
    else if (byte < 0x20 || byte == 0x7f) out += {'\\', 'u', '0', '0', digits[byte >> 4], digits[byte & 15]};
    else out += c;
  }
  return out + "\"";
}

}  // namespace

void toml_line(std::string& out, std::string_view key, std::string_view value) {
  if (!value.empty()) out += std::string{key} + " = " + in_quotes(value) + "\n";
}

void toml_line(std::string& out, std::string_view key, std::vector<std::string> const& values) {
  if (values.empty()) return;
  std::vector<std::string> all;
  for (auto const& value : values) all.push_back(in_quotes(value));
  out += std::string{key} + " = [" + base::join(all, ", ") + "]\n";
}

}  // namespace kit
