#include "platform/office/odf_flow.h"

#include <algorithm>
#include <cstdio>

#include "platform/base/text.h"
#include "platform/files/drawing.h"
#include "platform/office/table_columns.h"

namespace office {
namespace {

constexpr double pixel = 2.54 / 96;

std::string_view style_of(Look look) {
  switch (look) {
    case Look::text: return "Text_20_body";
    case Look::title: return "Title";
    case Look::subtitle: return "Subtitle";
    case Look::lead: return "Lead";
    case Look::kicker: return "Kicker";
    case Look::remark: return "Remark";
    case Look::quotation: return "Quotations";
    case Look::code: return "Preformatted_20_Text";
    case Look::box_title: return "Box_20_Heading";
    case Look::box: return "Box";
  }
  return "Text_20_body";
}

std::string in_cm(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.2fcm", value);
  return text;
}

}  // namespace

std::string words_of(Runs const& runs) {
  std::string words;
  for (auto const& run : runs) words += run.text;
  return words;
}

void OdfFlow::know(std::vector<Block> const& blocks) {
  for (auto const& block : blocks)
    if (auto const* heading = std::get_if<Heading>(&block.what)) {
      auto const place = heading->place.empty() ? "heading-" + std::to_string(m_headings.size() + 1) : heading->place;
      m_headings.push_back({heading->level, base::join(base::split(words_of(heading->runs), '\n'), " "), place});
    }
}

void OdfFlow::write(std::vector<Block> const& blocks) {
  for (auto const& block : blocks) write(block);
}

void OdfFlow::write(Block const& block) {
  if (std::holds_alternative<NewPage>(block.what)) {
    m_new_page = true;
    return;
  }
  std::visit(
      [this](auto const& what) {
        if constexpr (!std::is_same_v<std::decay_t<decltype(what)>, NewPage>) write(what);
      },
      block.what);
}

std::string OdfFlow::styled(std::string_view style) {
  if (!m_new_page) return std::string{style};
  m_new_page = false;
  m_page_styles.insert(std::string{style});
  return "New_" + std::string{style};
}

std::string OdfFlow::page_styles() const {
  base::Xml xml;
  for (auto const& style : m_page_styles)
    xml.open("style:style", {{"style:name", "New_" + style}, {"style:family", "paragraph"}, {"style:parent-style-name", style}})
        .leaf("style:paragraph-properties", {{"fo:break-before", "page"}})
        .close();
  return xml.take();
}

void OdfFlow::words(std::string_view text) {
  // OpenDocument keeps one space of several, and none at the start.
  std::string plain;
  auto const flush = [&] { m_xml.text(std::exchange(plain, {})); };
  for (char c : text) {
    bool const space = c == ' ';
    if (space && m_after_space) flush(), m_xml.leaf("text:s");
    else if (c == '\n') flush(), m_xml.leaf("text:line-break");
    else if (c == '\t') flush(), m_xml.leaf("text:tab");
    else plain += c;
    m_after_space = space || c == '\n' || c == '\t';
  }
  flush();
}

void OdfFlow::span(Run const& run) {
  // A slide has no foot to put a note at.
  if (!run.note.empty() && m_kind == Kind::slides) return;
  if (!run.note.empty()) {
    auto const number = std::to_string(++m_notes);
    m_xml.open("text:note", {{"text:id", "ftn" + number}, {"text:note-class", "footnote"}}).line("text:note-citation", number).open("text:note-body");
    bool const after_space = std::exchange(m_after_space, true);
    paragraph("Footnote", run.note);
    m_after_space = after_space;
    m_xml.close().close();
    return;
  }
  int opened = 0;
  auto const open = [&](bool wanted, char const* style) {
    if (wanted) m_xml.open("text:span", {{"text:style-name", style}}), ++opened;
  };
  if (!run.link.empty())
    m_xml.open("text:a", {{"xlink:type", "simple"}, {"xlink:href", run.link}, {"text:style-name", "Internet_20_link"}}), ++opened;
  open(run.strong, "Strong_20_Emphasis"), open(run.emphasis, "Emphasis"), open(run.strike, "Struck"), open(run.code, "Source_20_Text");
  words(run.text);
  for (; opened > 0; --opened) m_xml.close();
}

void OdfFlow::write(Runs const& runs) {
  m_after_space = true;
  for (auto const& run : runs) span(run);
}

void OdfFlow::paragraph(std::string_view style, Runs const& runs, std::string_view place) {
  bool const slides = m_kind == Kind::slides;
  m_xml.open("text:p", {{slides ? "" : "text:style-name", styled(style)}});
  if (!place.empty() && !slides) m_xml.leaf("text:bookmark", {{"text:name", place}});
  write(runs);
  m_xml.close();
}

void OdfFlow::write(Paragraph const& text) { paragraph(style_of(text.look), text.runs, text.place); }

void OdfFlow::write(Heading const& heading) {
  if (m_kind == Kind::slides) return paragraph("", heading.runs);
  auto const level = std::to_string(std::clamp(heading.level, 1, 6));
  m_xml.open("text:h", {{"text:style-name", styled("Heading_20_" + level)}, {"text:outline-level", level}});
  auto const place = m_heading < m_headings.size() ? m_headings[m_heading++].place : heading.place;
  if (!place.empty()) m_xml.leaf("text:bookmark-start", {{"text:name", place}});
  write(heading.runs);
  if (!place.empty()) m_xml.leaf("text:bookmark-end", {{"text:name", place}});
  m_xml.close();
}

void OdfFlow::write(List const& list) {
  m_new_page = false;
  m_xml.open("text:list", {{"text:style-name", list.ordered ? "Numbering_20_123" : "List_20_1"}});
  bool first = true;
  for (auto const& blocks : list.items) {
    bool const starts = std::exchange(first, false) && list.ordered && list.first != 1;
    m_xml.open("text:list-item", {{starts ? "text:start-value" : "", std::to_string(list.first)}});
    item(blocks);
    m_xml.close();
  }
  m_xml.close();
}

/// An item may hold paragraphs, headings and lists, no table: it becomes lines.
void OdfFlow::item(std::vector<Block> const& blocks) {
  for (auto const& block : blocks) {
    if (auto const* table = std::get_if<Table>(&block.what)) flat(*table);
    else if (auto const* text = std::get_if<Paragraph>(&block.what); text && text->look == Look::text)
      paragraph("List_20_Contents", text->runs, text->place);
    else write(block);
  }
}

void OdfFlow::flat(Table const& table) {
  for (auto const& row : table.rows) {
    Runs line;
    for (auto const& cell : row) {
      if (!line.empty()) line.push_back({.text = " · "});
      line.insert(line.end(), cell.begin(), cell.end());
    }
    paragraph("List_20_Contents", line);
  }
}

void OdfFlow::caption(std::string_view style, std::string_view label, std::string_view name, int number, std::string_view said) {
  m_xml.open("text:p", {{"text:style-name", styled(style)}}).text(label).raw(" ");
  m_xml.line("text:sequence", std::to_string(number),
             {{"text:ref-name", "ref" + std::string{name} + std::to_string(number)},
              {"text:name", name},
              {"text:formula", "ooow:" + std::string{name} + "+1"},
              {"style:num-format", "1"}});
  m_after_space = false;
  words(std::string{m_labels.separator} + std::string{said});
  m_xml.close();
}

void OdfFlow::write(Table const& table) {
  if (table.rows.empty() || table.rows.front().empty()) return;
  if (m_kind == Kind::slides) return flat(table);
  auto const columns = table.rows.front().size();
  if (!table.caption.empty()) caption("Table", m_labels.table, "Table", ++m_tables, table.caption);
  m_xml.open("table:table",
             {{"table:name", "Table" + std::to_string(++m_frames)}, {"table:style-name", "Table"}, {"table:template-name", "Default Style"}});
  if (!table.caption.empty()) m_xml.line("table:title", table.caption);
  for (auto const share : column_shares(table)) m_xml.leaf("table:table-column", {{"table:style-name", "Column" + std::to_string(share)}});
  bool const narrow = columns >= many_columns;
  auto const *const heading = narrow ? "Narrow_20_Heading" : "Table_20_Heading",
                    *const contents = narrow ? "Narrow_20_Contents" : "Table_20_Contents";
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    if (row == 0) m_xml.open("table:table-header-rows");
    m_xml.open("table:table-row");
    for (std::size_t column = 0; column < columns; ++column) {
      bool const heads = row == 0 || (column == 0 && table.first_column_heads);
      m_xml.open("table:table-cell", {{"table:style-name", heads ? "Head" : "Cell"}, {"office:value-type", "string"}});
      paragraph(heads ? heading : contents, column < table.rows[row].size() ? table.rows[row][column] : Runs{});
      m_xml.close();
    }
    m_xml.close();
    if (row == 0) m_xml.close();
  }
  m_xml.close();
  paragraph("After_20_table", {});
}

std::string OdfFlow::picture_name(std::string_view bytes, std::string_view ending) {
  auto& name = m_named[base::fingerprint(bytes)];
  if (!name.empty()) return name;
  name = "Pictures/" + std::to_string(m_named.size()) + std::string{ending};
  m_pictures.push_back({name, std::string{bytes}, ending != ".svg"});
  return name;
}

void OdfFlow::frame(Picture const& picture, std::string_view attributes, double width, double height) {
  m_xml.raw("<draw:frame draw:name=\"Picture" + std::to_string(++m_frames) + "\" " + std::string{attributes} + " svg:width=\"" + in_cm(width) +
            "\" svg:height=\"" + in_cm(height) + "\">");
  auto const image = [&](std::string_view bytes, std::string_view ending, std::string_view type) {
    m_xml.leaf("draw:image",
               {{"xlink:href", picture_name(bytes, ending)},
                {"xlink:type", "simple"},
                {"xlink:show", "embed"},
                {"xlink:actuate", "onLoad"},
                {"draw:mime-type", type}});
  };
  if (!picture.svg.empty()) {
    // The drawing for those who read it, its PNG for the others: the first one known is shown.
    image(picture.svg, ".svg", "image/svg+xml");
    if (auto const png = m_painter(picture.svg, painted_width)) image(*png, ".png", "image/png");
  } else {
    bool const png = picture.raster.starts_with("\x89PNG");
    image(picture.raster, png ? ".png" : ".jpg", png ? "image/png" : "image/jpeg");
  }
  if (!picture.title.empty()) m_xml.line("svg:title", picture.title);
  if (!picture.alternative.empty()) m_xml.line("svg:desc", picture.alternative);
  m_xml.raw("</draw:frame>");
}

void OdfFlow::write(Figure const& figure) {
  files::Size size{figure.picture.width, figure.picture.height};
  if (size.width <= 0 || size.height <= 0) size = files::size_of_svg(figure.picture.svg).value_or(files::Size{600, 400});
  double const scale = scale_in_text(figure.picture, size);
  m_xml.open("text:p", {{"text:style-name", styled("Figure_20_frame")}});
  frame(figure.picture, "draw:style-name=\"Picture\" text:anchor-type=\"as-char\"", size.width * pixel * scale, size.height * pixel * scale);
  m_xml.close();
  if (!figure.caption.empty()) caption("Figure", m_labels.figure, "Figure", ++m_figures, figure.caption);
}

void OdfFlow::write(Contents const& contents) {
  m_xml.open("text:table-of-content", {{"text:style-name", "Contents"}, {"text:name", "Contents1"}, {"text:protected", "true"}});
  m_xml.open("text:table-of-content-source", {{"text:outline-level", std::to_string(contents.depth)}, {"text:use-index-marks", "false"}});
  m_xml.line("text:index-title-template", contents.title, {{"text:style-name", "Contents_20_Heading"}});
  for (int level = 1; level <= contents.depth; ++level)
    m_xml
        .open("text:table-of-content-entry-template",
              {{"text:outline-level", std::to_string(level)}, {"text:style-name", "Contents_20_" + std::to_string(level)}})
        .leaf("text:index-entry-link-start", {{"text:style-name", "Index_20_Link"}})
        .leaf("text:index-entry-text")
        .leaf("text:index-entry-tab-stop", {{"style:type", "right"}, {"style:leader-char", "."}})
        .leaf("text:index-entry-page-number")
        .leaf("text:index-entry-link-end")
        .close();
  m_xml.close().open("text:index-body").open("text:index-title", {{"text:style-name", "Contents"}, {"text:name", "Contents1_Head"}});
  paragraph("Contents_20_Heading", {{.text = contents.title}});
  m_xml.close();
  for (auto const& entry : m_headings) {
    if (entry.level > contents.depth) continue;
    m_xml.open("text:p", {{"text:style-name", "Contents_20_" + std::to_string(entry.level)}})
        .open("text:a",
              {{"xlink:type", "simple"},
               {"xlink:href", "#" + entry.place},
               {"text:style-name", "Index_20_Link"},
               {"text:visited-style-name", "Index_20_Link"}})
        .text(entry.words)
        .leaf("text:tab")
        .line("text:bookmark-ref", "–", {{"text:reference-format", "page"}, {"text:ref-name", entry.place}})
        .close()
        .close();
  }
  m_xml.close().close();
}

}  // namespace office
