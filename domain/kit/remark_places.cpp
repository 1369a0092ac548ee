#include "domain/kit/remark_places.h"

#include <algorithm>

namespace kit {
namespace {

/// The others are about a sheet the chapter prints, or the chapter as a whole.
bool is_about_text(std::string_view msgid) {
  return msgid.starts_with("[[{}]]") || msgid.starts_with("The link") || msgid.starts_with("A picture has no words");
}

}  // namespace

std::size_t line_of(Remark const& remark, std::string_view markdown) {
  if (remark.line > 0 || !is_about_text(remark.words.msgid)) return remark.line;
  for (auto argument : remark.words.arguments) {
    // A long address is shortened in the remark.
    if (argument.ends_with("…")) argument.resize(argument.size() - std::string_view{"…"}.size());
    while (argument.ends_with(' ')) argument.pop_back();
    if (argument.empty()) continue;
    auto at = markdown.find("[[" + argument);
    if (at == std::string_view::npos) at = markdown.find("(" + argument);
    if (at != std::string_view::npos) return 1 + static_cast<std::size_t>(std::ranges::count(markdown.substr(0, at), '\n'));
  }
  return 0;
}

}  // namespace kit
