#include <libxml/xmlsave.h>

#include <algorithm>
#include <array>

#include "platform/base/text.h"
#include "platform/i18n/words.h"
#include "platform/markdown/html_walk.h"
#include "platform/markdown/tree.h"

// What is no text: dropped with a word about it, or kept as something else.
namespace markdown {
namespace {

using i18n::msgid;
using Kind = Block::Kind;

template <std::size_t size>
bool is_one_of(std::string_view name, std::array<std::string_view, size> const& names) {
  return std::ranges::find(names, name) != names.end();
}

constexpr std::array<std::string_view, 8> silent = {"style", "head", "title", "meta", "link", "base", "template", "colgroup"};
constexpr std::array<std::string_view, 9> fields = {"input", "select", "textarea", "button", "option", "datalist", "output", "progress", "meter"};
constexpr std::array<std::string_view, 3> unseen = {"script", "svg", "canvas"};
constexpr std::array<std::string_view, 5> players = {"iframe", "video", "audio", "object", "embed"};

constexpr int smallest_drawing = 48;  ///< pixels: under it a drawing without words is a sign beside them

/// What stands for a drawing: its label, else its own title or description.
std::string words_of_drawing(xmlNode const* node) {
  if (auto label = attribute_of(node, "aria-label"); !label.empty()) return label;
  for (std::string_view name : {"title", "desc"})
    for (auto const* child = node->children; child; child = child->next)
      if (name_of(child) == name) return base::join(base::split(text_of(child), '\n'), " ");
  return "";
}

bool is_a_sign(xmlNode const* node) {
  auto width = attribute_of(node, "width");
  if (auto const box = base::split(attribute_of(node, "viewbox") + attribute_of(node, "viewBox"), ' '); width.empty() && box.size() == 4)
    width = box[2];
  return !width.empty() && !width.ends_with('%') && std::atoi(width.c_str()) < smallest_drawing;
}

/// The element and all it holds, as an address that carries it.
std::string address_of_drawing(xmlNode const* node) {
  auto* buffer = xmlBufferCreate();
  xmlNodeDump(buffer, node->doc, const_cast<xmlNode*>(node), 0, 0);
  std::string address = "data:image/svg+xml,";
  for (std::string_view const svg{reinterpret_cast<char const*>(xmlBufferContent(buffer)), static_cast<std::size_t>(xmlBufferLength(buffer))};
       char c : svg)
    address += c == '%' ? std::string{"%25"} : std::string(1, c);
  xmlBufferFree(buffer);
  return address;
}

}  // namespace

bool is_no_text(std::string_view name) { return is_one_of(name, silent) || is_one_of(name, fields) || is_one_of(name, unseen); }

void HtmlWalk::look_at_head(xmlNode const* head) {
  Blocks none;
  for (auto const* child = head ? head->children : nullptr; child; child = child->next)
    if (name_of(child) == "script") skipped(child, "script", none);
}

/// What is never text: dropped silently, or with a word about it.
bool HtmlWalk::skipped(xmlNode const* node, std::string_view name, Blocks& out) {
  if (is_one_of(name, silent)) return true;
  if (name == "script") return left_out(name, msgid("Scripts are never kept.")), true;
  if (name == "nav") return left_out(name, msgid("Links for moving about are not kept: the kit makes its own.")), true;
  if (name == "svg" && attribute_of(node, "aria-hidden") == "true") return true;  // an icon beside words
  if (name == "svg") return drawing(node, out), true;
  if (name == "canvas") return left_out(name, msgid("A drawing in the page itself is not kept.")), true;
  if (is_one_of(name, fields)) return left_out(name, msgid("A field to fill in is not kept.")), true;
  if (is_one_of(name, players)) return player(node, name, out), true;
  return false;
}

void HtmlWalk::drawing(xmlNode const* node, Blocks& out) {
  auto words = std::string{base::trimmed(words_of_drawing(node))};
  if (words.empty() && is_a_sign(node)) return left_out("svg", msgid("A sign without words is not kept."));
  auto drawn = text_block(Kind::image, std::move(words));
  drawn.address = address_of_drawing(node);
  out.push_back(std::move(drawn));
}

void HtmlWalk::details(xmlNode const* node, Blocks& out) {
  changed("details", msgid("A part one unfolds is shown open."));
  for (auto const* child = node->children; child; child = child->next) {
    if (name_of(child) != "summary") continue;
    Blocks run;
    styled(child, Kind::strong, run);
    close_run(run, out);
  }
  flow(node, out, "summary");
}

void HtmlWalk::player(xmlNode const* node, std::string_view name, Blocks& out) {
  auto address = attribute_of(node, name == "object" ? "data" : "src");
  for (auto const* child = node->children; address.empty() && child; child = child->next)
    if (name_of(child) == "source") address = attribute_of(child, "src");
  if (address.starts_with("//")) address = "https:" + address;
  if (!tree::is_outside(address) || tree::safe_address(address).empty())
    return left_out(name, msgid("Sounds, films and pages shown inside a page are not kept."));
  changed(name, msgid("A film, a sound or a page of another site becomes a link to it."));
  auto const title = attribute_of(node, "title");
  Block link;
  link.kind = Kind::link;
  link.address = address;
  link.inside.push_back(text_block(Kind::text, title.empty() ? address : title));
  Blocks run{link};
  close_run(run, out);
}

}  // namespace markdown
