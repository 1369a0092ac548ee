#include "platform/markdown/from_html.h"

#include <libxml/HTMLparser.h>

#include <memory>

#include "platform/base/text.h"
#include "platform/markdown/html_walk.h"

namespace markdown {
namespace {

constexpr std::size_t largest = 8u << 20, most_elements = 200'000;
constexpr int deepest = 200;

struct Free {
  void operator()(xmlDoc* document) const { xmlFreeDoc(document); }
};

void say_nothing(void*, char const*, ...) {}

std::unique_ptr<xmlDoc, Free> parsed(std::string_view text) {
  static bool const quiet = [] {
    xmlInitParser();
    return true;
  }();
  (void)quiet;
  xmlSetGenericErrorFunc(nullptr, &say_nothing);
  constexpr int options = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET | HTML_PARSE_COMPACT;
  return std::unique_ptr<xmlDoc, Free>{htmlReadMemory(text.data(), static_cast<int>(text.size()), nullptr, "UTF-8", options)};
}

/// Counts without going down a level of the stack for each of the page: some nest a hundred thousand.
bool is_bounded(xmlNode const* root) {
  std::size_t count = 0;
  int depth = 0;
  for (auto const* node = root; node;) {
    if (++count > most_elements || depth > deepest) return false;
    if (node->type == XML_ELEMENT_NODE && node->children) {
      node = node->children;
      ++depth;
      continue;
    }
    while (node && node != root && !node->next) node = node->parent, --depth;
    if (!node || node == root) break;
    node = node->next;
  }
  return true;
}

xmlNode const* find(xmlNode const* parent, std::string_view name) {
  for (auto const* child = parent ? parent->children : nullptr; child; child = child->next)
    if (name_of(child) == name) return child;
  return nullptr;
}

/// XHTML may say in its first line that it is UTF-8, which the reader of HTML would take for text.
std::string_view without_declaration(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  auto const start = base::trimmed(text);
  if (!start.starts_with("<?xml")) return text;
  auto const end = start.find("?>");
  return end == std::string_view::npos ? text : start.substr(end + 2);
}

}  // namespace

base::Outcome<FromHtml> from_html(std::string_view bytes) {
  if (bytes.size() > largest) return base::refuse("This page is too large: 8 MB at most.");
  bool const clean = base::is_clean_utf8(bytes);
  if (!clean && bytes.find('\0') != std::string_view::npos) return base::refuse("This page is no text.");
  auto const text = clean ? std::string{bytes} : base::from_windows_1252(bytes);
  FromHtml page;
  auto const document = parsed(without_declaration(text));
  auto const* root = document ? xmlDocGetRootElement(document.get()) : nullptr;
  if (!root) return page;
  if (!is_bounded(root)) return base::refuse("This page nests too deep, or holds too many elements.");
  if (auto const* title = find(find(root, "head"), "title")) page.title = base::trimmed(text_of(title));
  HtmlWalk walk{page};
  walk.find_footnotes(root);
  walk.look_at_head(find(root, "head"));
  auto const* body = find(root, "body");
  walk.read(body ? body : root);
  return page;
}

}  // namespace markdown
