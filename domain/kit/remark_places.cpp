#include "domain/kit/remark_places.h"

#include <algorithm>

#include "platform/markdown/markdown.h"

namespace kit {
namespace {

void find_outside(std::vector<markdown::Block> const& nodes, std::vector<std::string>& out) {
  for (auto const& node : nodes) {
    bool const leads_out = node.kind == markdown::Block::Kind::link && (node.address.starts_with("http:") || node.address.starts_with("https:"));
    if (leads_out && !std::ranges::count(out, node.address)) out.push_back(node.address);
    find_outside(node.inside, out);
  }
}

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

std::vector<std::string> outside_links(std::string_view markdown) {
  std::vector<std::string> addresses;
  find_outside(markdown::blocks(markdown), addresses);
  return addresses;
}

}  // namespace kit
