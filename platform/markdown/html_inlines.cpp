#include "platform/base/text.h"
#include "platform/markdown/html_writer.h"

namespace markdown {
using tree::What;

void HtmlWriter::enter_inline(cmark_node* node, What kind) {
  switch (kind) {
    case What::text: text(tree::literal(node)); break;
    case What::soft_break: m_out += '\n'; break;
    case What::line_break: empty_element("br"); break;
    case What::code_span: m_out += "<code>" + html::escaped(tree::literal(node)) + "</code>"; break;
    case What::emphasis: m_out += "<em>"; break;
    case What::strong: m_out += "<strong>"; break;
    case What::strike: m_out += "<del>"; break;
    case What::link: start_link(node); break;
    case What::image: picture(node); break;
    case What::footnote_reference: footnote_reference(node); break;
    default: break;
  }
}

void HtmlWriter::leave_inline(cmark_node* node, What kind) {
  switch (kind) {
    case What::emphasis: m_out += "</em>"; break;
    case What::strong: m_out += "</strong>"; break;
    case What::strike: m_out += "</del>"; break;
    case What::link:
      m_out += tree::safe_address(cmark_node_get_url(node)).empty() ? "</span>" : "</a>";
      --m_links;
      break;
    case What::image: m_skipped = nullptr; break;
    default: break;
  }
}

void HtmlWriter::empty_element(std::string_view name) {
  m_out += '<';
  m_out += name;
  m_out += m_options.xhtml ? "/>\n" : ">\n";
}

void HtmlWriter::text(std::string_view text) {
  for (auto const& piece : tree::pieces(text)) {
    html::Safe cited;
    if (piece.citation && m_options.citation && m_links == 0) cited = m_options.citation(piece.citation->slug, piece.citation->passage);
    m_out += cited.empty() ? html::escaped(piece.text) : cited.markup();
  }
}

void HtmlWriter::start_link(cmark_node* node) {
  ++m_links;
  auto const address = tree::safe_address(cmark_node_get_url(node));
  if (address.empty()) {
    m_out += "<span>";
    return;
  }
  m_out += "<a href=\"" + html::escaped(address) + "\"";
  if (tree::is_outside(address)) m_out += " rel=\"nofollow noopener ugc\"";
  std::string_view const title = cmark_node_get_title(node);
  if (!title.empty()) m_out += " title=\"" + html::escaped(title) + "\"";
  m_out += '>';
}

/// Pictures of other sites would tell them who reads: they become links. Ours are shown.
void HtmlWriter::picture(cmark_node* node) {
  auto const words = tree::words_of(node);
  auto const address = tree::safe_address(cmark_node_get_url(node));
  m_skipped = cmark_node_first_child(node) ? node : nullptr;
  if (m_options.picture) {
    m_out += m_options.picture(address, words).markup();
    return;
  }
  bool const ours = address.starts_with("/") && !address.starts_with("//");
  if (ours) {
    m_out += "<img src=\"" + html::escaped(address) + "\" alt=\"" + html::escaped(words) + "\" loading=\"lazy\"";
    m_out += m_options.xhtml ? "/>" : ">";
    return;
  }
  auto const name = html::escaped(words.empty() ? address : words);
  bool const linked = !address.empty() && tree::is_outside(address) && m_links == 0;
  m_out += linked ? "<a href=\"" + html::escaped(address) + "\" rel=\"nofollow noopener ugc\">" + name + "</a>" : name;
}

void HtmlWriter::start_footnote() {
  if (m_footnotes++ == 0) m_out += "<section class=\"footnotes\" role=\"doc-endnotes\">\n<ol>\n";
  // An underscore cannot come from a heading's own id: the two never meet.
  m_out += "<li id=\"" + html::escaped(m_options.id_prefix) + "fn_" + std::to_string(m_footnotes) + "\">";
}

void HtmlWriter::end_footnote() {
  m_out += "<a class=\"back\" role=\"doc-backlink\" href=\"#" + html::escaped(m_options.id_prefix) + "fnref_" + std::to_string(m_footnotes) + "\"";
  if (!m_options.back_label.empty()) m_out += " aria-label=\"" + html::escaped(m_options.back_label) + "\"";
  m_out += ">↩</a></li>\n";
}

void HtmlWriter::footnote_reference(cmark_node* node) {
  std::string const number{tree::literal(node)};
  int const times = ++m_references[number];
  auto const prefix = html::escaped(m_options.id_prefix);
  m_out += "<sup><a role=\"doc-noteref\" href=\"#" + prefix + "fn_" + number + "\" id=\"" + prefix + "fnref_" + number;
  if (times > 1) m_out += "_" + std::to_string(times);
  m_out += "\">" + number + "</a></sup>";
}

}  // namespace markdown
