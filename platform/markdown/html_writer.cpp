#include "platform/markdown/html_writer.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>

#include <algorithm>

#include "platform/base/text.h"

namespace markdown {
using tree::What;
namespace {

bool is_inline(What kind) { return kind >= What::text; }

bool is_tight(cmark_node* paragraph) {
  auto* item = cmark_node_parent(paragraph);
  auto* list = item ? cmark_node_parent(item) : nullptr;
  return list && tree::what(list) == What::list && cmark_node_get_list_tight(list) != 0;
}

/// 'l', 'c', 'r' or 0 for the column of a cell.
char alignment(cmark_node* cell) {
  int column = 0;
  for (auto* before = cmark_node_previous(cell); before; before = cmark_node_previous(before)) ++column;
  auto* table = cmark_node_parent(cmark_node_parent(cell));
  auto const* alignments = cmark_gfm_extensions_get_table_alignments(table);
  return alignments && column < cmark_gfm_extensions_get_table_columns(table) ? static_cast<char>(alignments[column]) : '\0';
}

bool is_heading_cell(cmark_node* cell) {
  // An empty heading names nothing: it is an ordinary cell to a screen reader.
  return cmark_gfm_extensions_get_table_row_is_header(cmark_node_parent(cell)) != 0 && cmark_node_first_child(cell);
}

int highest_heading(cmark_node* root) {
  int highest = 6;
  for (auto* node = cmark_node_first_child(root); node; node = cmark_node_next(node))
    if (tree::what(node) == What::heading) highest = std::min(highest, cmark_node_get_heading_level(node));
  return highest;
}

}  // namespace

Rendered HtmlWriter::write(cmark_node* root) {
  m_highest = m_options.highest_level > 0 ? m_options.highest_level : highest_heading(root);
  m_level = m_options.level_before > 0 ? m_options.level_before : m_options.first_heading_level - 1;
  tree::walk(root, [this](cmark_node* node, bool entering) {
    if (m_skipped && node != m_skipped) return;
    auto const kind = tree::what(node);
    if (is_inline(kind)) entering ? enter_inline(node, kind) : leave_inline(node, kind);
    else entering ? enter_block(node, kind) : leave_block(node, kind);
  });
  if (m_footnotes > 0) m_out += "</ol></section>\n";
  return {html::Safe::trusted(std::move(m_out)), std::move(m_headings)};
}

void HtmlWriter::enter_block(cmark_node* node, What kind) {
  switch (kind) {
    case What::quote: m_out += "<blockquote>\n"; break;
    case What::list: start_list(node); break;
    case What::item: start_item(node); break;
    case What::code_block: code_block(node); break;
    case What::raw_block: {
      auto const words = tree::text_of_html(tree::literal(node));
      if (!base::trimmed(words).empty()) m_out += "<p>" + html::escaped(base::trimmed(words)) + "</p>\n";
      break;
    }
    case What::paragraph: start_paragraph(node); break;
    case What::heading: start_heading(node); break;
    case What::rule: empty_element("hr"); break;
    case What::footnote: start_footnote(); break;
    case What::table:
      m_out += "<div class=\"table-wrap\"><table>\n";
      m_table_has_body = false;
      break;
    case What::row: start_row(node); break;
    case What::cell: start_cell(node); break;
    default: break;
  }
}

void HtmlWriter::leave_block(cmark_node* node, What kind) {
  switch (kind) {
    case What::quote: m_out += "</blockquote>\n"; break;
    case What::list: m_out += cmark_node_get_list_type(node) == CMARK_ORDERED_LIST ? "</ol>\n" : "</ul>\n"; break;
    case What::item: m_out += "</li>\n"; break;
    case What::paragraph: end_paragraph(node); break;
    case What::heading: m_out += "</h" + std::to_string(m_level) + ">\n"; break;
    case What::footnote: end_footnote(); break;
    case What::table: m_out += m_table_has_body ? "</tbody></table></div>\n" : "</table></div>\n"; break;
    case What::row: end_row(node); break;
    case What::cell: end_cell(node); break;
    default: break;
  }
}

int HtmlWriter::fresh_level(cmark_node* heading) {
  int const wished = cmark_node_get_heading_level(heading) - m_highest + m_options.first_heading_level;
  return m_level = std::min({std::max(wished, m_options.first_heading_level), m_level + 1, 6});
}

std::string HtmlWriter::fresh_id(std::string_view text) {
  auto slug = base::slug(text, 60);
  if (slug.empty()) slug = "section";
  int const times = ++m_ids[slug];
  if (times == 1) return slug;
  auto const numbered = slug + "-" + std::to_string(times);
  return m_ids.contains(numbered) ? fresh_id(numbered) : (m_ids[numbered] = 1, numbered);
}

void HtmlWriter::start_heading(cmark_node* node) {
  auto const words = tree::words_of(node);
  Heading heading{fresh_level(node), m_options.id_prefix + fresh_id(words), std::string{base::trimmed(words)}};
  m_out += "<h" + std::to_string(heading.level) + " id=\"" + html::escaped(heading.id) + "\">";
  m_headings.push_back(std::move(heading));
}

void HtmlWriter::start_paragraph(cmark_node* node) {
  if (is_tight(node)) return;
  bool const stands_alone = m_options.paragraph_id && tree::what(cmark_node_parent(node)) == What::document;
  m_paragraph = stands_alone ? m_options.paragraph_id(base::trimmed(tree::words_of(node))) : std::string{};
  m_out += m_paragraph.empty() ? "<p>" : "<p id=\"" + html::escaped(m_paragraph) + "\">";
}

void HtmlWriter::end_paragraph(cmark_node* node) {
  if (is_tight(node)) {
    m_out += "\n";
    return;
  }
  if (!m_paragraph.empty() && m_options.paragraph_link) m_out += m_options.paragraph_link(m_paragraph).markup();
  m_paragraph.clear();
  m_out += "</p>\n";
}

void HtmlWriter::start_list(cmark_node* node) {
  if (cmark_node_get_list_type(node) != CMARK_ORDERED_LIST) {
    m_out += "<ul>\n";
    return;
  }
  int const start = cmark_node_get_list_start(node);
  m_out += start == 1 ? "<ol>\n" : "<ol start=\"" + std::to_string(start) + "\">\n";
}

void HtmlWriter::start_item(cmark_node* node) {
  bool const task = std::string_view{cmark_node_get_type_string(node)} == "tasklist";
  if (!task) {
    m_out += "<li>";
    return;
  }
  // A disabled checkbox would ask for a label: the sign says as much, on paper too.
  m_out += "<li class=\"task\">";
  m_out += cmark_gfm_extensions_get_tasklist_item_checked(node) ? "☑ " : "☐ ";
}

void HtmlWriter::code_block(cmark_node* node) {
  char const* info = cmark_node_get_fence_info(node);
  auto const language = base::slug(info ? std::string_view{info}.substr(0, std::string_view{info}.find(' ')) : "", 20);
  m_out += language.empty() ? "<pre><code>" : "<pre><code class=\"language-" + language + "\">";
  m_out += html::escaped(tree::literal(node)) + "</code></pre>\n";
}

void HtmlWriter::start_row(cmark_node* node) {
  bool const header = cmark_gfm_extensions_get_table_row_is_header(node) != 0;
  if (header) m_out += "<thead>";
  else if (!m_table_has_body) {
    m_out += "<tbody>";
    m_table_has_body = true;
  }
  m_out += "<tr>";
}

void HtmlWriter::end_row(cmark_node* node) { m_out += cmark_gfm_extensions_get_table_row_is_header(node) != 0 ? "</tr></thead>\n" : "</tr>\n"; }

void HtmlWriter::start_cell(cmark_node* node) {
  m_out += is_heading_cell(node) ? "<th scope=\"col\"" : "<td";
  char const side = alignment(node);
  if (side == 'r' || side == 'c') m_out += std::string{" class=\""} + side + "\"";
  m_out += '>';
}

void HtmlWriter::end_cell(cmark_node* node) { m_out += is_heading_cell(node) ? "</th>" : "</td>"; }

}  // namespace markdown
