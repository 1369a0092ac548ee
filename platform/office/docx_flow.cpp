#include "platform/office/docx_flow.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "platform/base/text.h"
#include "platform/files/drawing.h"
#include "platform/office/table_columns.h"

namespace office {
namespace {

std::string_view style_of(Look look) {
  switch (look) {
    case Look::text: return "BodyText";
    case Look::title: return "Title";
    case Look::subtitle: return "Subtitle";
    case Look::lead: return "Lead";
    case Look::kicker: return "Kicker";
    case Look::remark: return "Remark";
    case Look::quotation: return "Quote";
    case Look::code: return "Code";
    case Look::box_title: return "BoxHeading";
    case Look::box: return "Box";
  }
  return "BodyText";
}

}  // namespace

void DocxFlow::know(std::vector<Block> const& blocks) {
  for (auto const& block : blocks)
    if (auto const* heading = std::get_if<Heading>(&block.what)) {
      auto const place = heading->place.empty() ? "heading-" + std::to_string(m_headings.size() + 1) : heading->place;
      m_headings.push_back({heading->level, base::join(base::split(words_of(heading->runs), '\n'), " "), place});
    }
}

/// Word wants the name of a bookmark short, of letters and figures.
std::string DocxFlow::bookmark(std::string_view place) {
  auto& name = m_bookmarks[std::string{place}];
  if (name.empty()) name = "place_" + std::to_string(m_bookmarks.size());
  return name;
}

std::string DocxFlow::relation(std::string_view type, std::string_view target, bool outside) {
  auto& id = m_ids[std::string{target}];
  if (!id.empty()) return id;
  m_relations.push_back({std::string{type}, std::string{target}, outside});
  return id = "r" + std::to_string(m_relations.size());
}

std::string DocxFlow::picture_relation(std::string_view bytes, std::string_view ending) {
  auto const content = base::fingerprint(bytes);
  if (auto const found = m_ids.find(content); found != m_ids.end()) return found->second;
  auto const name = "media/picture" + std::to_string(m_pictures.size() + 1) + std::string{ending};
  m_pictures.push_back({"word/" + name, std::string{bytes}, ending != ".svg"});
  return m_ids[content] = relation("image", name, false);
}

void DocxFlow::write(std::vector<Block> const& blocks) {
  for (auto const& block : blocks) write(block);
}

void DocxFlow::write(Block const& block) {
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

void DocxFlow::open_paragraph(std::string_view style, bool numbered) {
  m_xml.open("w:p").open("w:pPr").leaf("w:pStyle", {{"w:val", style}});
  if (std::exchange(m_new_page, false)) m_xml.leaf("w:pageBreakBefore");
  if (numbered)
    m_xml.open("w:numPr")
        .leaf("w:ilvl", {{"w:val", std::to_string(std::min(m_depth, 8))}})
        .leaf("w:numId", {{"w:val", std::to_string(m_list)}})
        .close();
  else if (m_depth >= 0) m_xml.leaf("w:ind", {{"w:left", std::to_string((m_depth + 1) * 340)}});
  m_xml.close();
}

void DocxFlow::mark(std::string_view place, bool ends) {
  if (place.empty()) return;
  if (!ends) m_xml.leaf("w:bookmarkStart", {{"w:id", std::to_string(++m_marks)}, {"w:name", bookmark(place)}});
  else m_xml.leaf("w:bookmarkEnd", {{"w:id", std::to_string(m_marks)}});
}

void DocxFlow::words(std::string_view text) {
  std::string plain;
  auto const flush = [&] {
    if (!plain.empty()) m_xml.line("w:t", std::exchange(plain, {}), {{"xml:space", "preserve"}});
  };
  for (char c : text) {
    if (c == '\n') flush(), m_xml.leaf("w:br");
    else if (c == '\t') flush(), m_xml.leaf("w:tab");
    else plain += c;
  }
  flush();
}

void DocxFlow::run(Run const& run) {
  if (!run.note.empty()) {
    auto const number = std::to_string(++m_note);
    m_xml.open("w:r")
        .open("w:rPr")
        .leaf("w:rStyle", {{"w:val", "FootnoteReference"}})
        .close()
        .leaf("w:footnoteReference", {{"w:id", number}})
        .close();
    std::swap(m_xml, m_notes);
    m_xml.open("w:footnote", {{"w:id", number}}).open("w:p").open("w:pPr").leaf("w:pStyle", {{"w:val", "FootnoteText"}}).close();
    m_xml.open("w:r")
        .open("w:rPr")
        .leaf("w:rStyle", {{"w:val", "FootnoteReference"}})
        .close()
        .leaf("w:footnoteRef")
        .close()
        .open("w:r")
        .line("w:t", " ", {{"xml:space", "preserve"}})
        .close();
    // A link in a note would need the relations of another part: its address is printed.
    for (auto plain : run.note) {
      if (!plain.link.empty() && plain.link.front() != '#') plain.text += " (" + plain.link + ")";
      plain.link.clear();
      if (plain.note.empty()) this->run(plain);
    }
    m_xml.close().close();
    std::swap(m_xml, m_notes);
    return;
  }
  bool const inside = run.link.starts_with('#'), outside = !run.link.empty() && !inside;
  if (inside) m_xml.open("w:hyperlink", {{"w:anchor", bookmark(run.link.substr(1))}, {"w:history", "1"}});
  if (outside) m_xml.open("w:hyperlink", {{"r:id", relation("hyperlink", run.link, true)}, {"w:history", "1"}});
  m_xml.open("w:r").open("w:rPr");
  auto const* style = !run.link.empty() ? "Hyperlink" : run.code ? "CodeChar" : run.strong ? "Strong" : run.emphasis ? "Emphasis" : nullptr;
  if (style) m_xml.leaf("w:rStyle", {{"w:val", style}});
  if (run.strong) m_xml.leaf("w:b");
  if (run.emphasis) m_xml.leaf("w:i");
  if (run.strike) m_xml.leaf("w:strike");
  m_xml.close();
  words(run.text);
  m_xml.close();
  if (inside || outside) m_xml.close();
}

void DocxFlow::runs(Runs const& runs) {
  for (auto const& one : runs) run(one);
}

void DocxFlow::write(Paragraph const& paragraph) {
  bool const numbered = m_depth >= 0 && std::exchange(m_first_of_item, false);
  open_paragraph(m_depth >= 0 && paragraph.look == Look::text ? "ListParagraph" : style_of(paragraph.look), numbered);
  mark(paragraph.place, false);
  runs(paragraph.runs);
  mark(paragraph.place, true);
  m_xml.close();
}

void DocxFlow::write(Heading const& heading) {
  open_paragraph("Heading" + std::to_string(std::clamp(heading.level, 1, 6)));
  auto const place = m_depth < 0 && m_heading < m_headings.size() ? m_headings[m_heading++].place : heading.place;
  mark(place, false);
  runs(heading.runs);
  mark(place, true);
  m_xml.close();
}

void DocxFlow::write(List const& list) {
  m_new_page = false;
  auto const outer = std::exchange(m_list, static_cast<int>(m_lists.size()) + 1);
  ++m_depth;
  m_lists.push_back({list.ordered, list.first, std::min(m_depth, 8)});
  for (auto const& blocks : list.items) item(blocks);
  --m_depth;
  m_list = outer;
}

void DocxFlow::item(std::vector<Block> const& blocks) {
  m_first_of_item = true;
  // The number belongs to a paragraph: an item that starts with something else gets an empty one.
  if (blocks.empty() || !std::holds_alternative<Paragraph>(blocks.front().what)) write(Paragraph{});
  write(blocks);
  m_first_of_item = false;
}

void DocxFlow::field(std::string_view code, std::string_view shown) {
  auto const mark_field = [this](char const* type) { m_xml.open("w:r").leaf("w:fldChar", {{"w:fldCharType", type}}).close(); };
  mark_field("begin");
  m_xml.open("w:r").line("w:instrText", " " + std::string{code} + " ", {{"xml:space", "preserve"}}).close();
  mark_field("separate");
  m_xml.open("w:r").line("w:t", shown).close();
  mark_field("end");
}

void DocxFlow::caption(std::string_view label, std::string_view name, int number, std::string_view said, bool keep_with_next) {
  m_xml.open("w:p").open("w:pPr").leaf("w:pStyle", {{"w:val", "Caption"}});
  if (keep_with_next) m_xml.leaf("w:keepNext");
  m_xml.close();
  run({.text = std::string{label} + " "});
  field("SEQ " + std::string{name} + " \\* ARABIC", std::to_string(number));
  run({.text = m_labels.separator + std::string{said}});
  m_xml.close();
}

void DocxFlow::cell(Runs const& words, std::string_view style) {
  m_xml.open("w:tc").open("w:tcPr").leaf("w:tcW", {{"w:w", "0"}, {"w:type", "auto"}}).close();
  m_xml.open("w:p").open("w:pPr").leaf("w:pStyle", {{"w:val", style}}).close();
  runs(words);
  m_xml.close().close();
}

void DocxFlow::write(Table const& table) {
  if (table.rows.empty() || table.rows.front().empty()) return;
  auto const columns = table.rows.front().size();
  if (!table.caption.empty()) caption(m_labels.table, "Table", ++m_tables, table.caption, true);
  m_xml.open("w:tbl").open("w:tblPr").leaf("w:tblStyle", {{"w:val", "PlainTable"}}).leaf("w:tblW", {{"w:w", "5000"}, {"w:type", "pct"}});
  m_xml.leaf("w:tblLook",
             {{"w:val", table.first_column_heads ? "00A0" : "0020"},
              {"w:firstRow", "1"},
              {"w:lastRow", "0"},
              {"w:firstColumn", table.first_column_heads ? "1" : "0"},
              {"w:lastColumn", "0"},
              {"w:noHBand", "0"},
              {"w:noVBand", "1"}});
  if (!table.caption.empty()) m_xml.leaf("w:tblCaption", {{"w:val", table.caption}});
  m_xml.close().open("w:tblGrid");
  bool const narrow = columns >= many_columns;
  auto const *const heading = narrow ? "NarrowHeading" : "TableHeading", *const contents = narrow ? "NarrowContents" : "TableContents";
  auto const shares = column_shares(table);
  auto const whole = std::accumulate(shares.begin(), shares.end(), 0);
  for (auto const share : shares) m_xml.leaf("w:gridCol", {{"w:w", std::to_string(9070 * share / whole)}});
  m_xml.close();
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    m_xml.open("w:tr").open("w:trPr").leaf("w:cantSplit");
    if (row == 0) m_xml.leaf("w:tblHeader");
    m_xml.close();
    for (std::size_t column = 0; column < columns; ++column) {
      bool const heads = row == 0 || (column == 0 && table.first_column_heads);
      cell(column < table.rows[row].size() ? table.rows[row][column] : Runs{}, heads ? heading : contents);
    }
    m_xml.close();
  }
  m_xml.close();
  open_paragraph("AfterTable");
  m_xml.close();
}

void DocxFlow::write(Figure const& figure) {
  auto const& picture = figure.picture;
  files::Size size{picture.width, picture.height};
  if (size.width <= 0 || size.height <= 0) size = files::size_of_svg(picture.svg).value_or(files::Size{600, 400});
  double const scale = scale_in_text(picture, size) * 9525;
  auto const width = std::to_string(static_cast<long>(size.width * scale)), height = std::to_string(static_cast<long>(size.height * scale));
  std::string shown, drawn;
  if (!picture.svg.empty()) {
    if (auto const png = m_painter(picture.svg, painted_width)) shown = picture_relation(*png, ".png");
    drawn = picture_relation(picture.svg, ".svg");
    if (shown.empty()) shown = drawn;
  } else shown = picture_relation(picture.raster, picture.raster.starts_with("\x89PNG") ? ".png" : ".jpg");
  auto const id = std::to_string(++m_drawings);
  open_paragraph("FigureFrame");
  m_xml.open("w:r")
      .open("w:drawing")
      .open("wp:inline", {{"distT", "0"}, {"distB", "0"}, {"distL", "0"}, {"distR", "0"}})
      .leaf("wp:extent", {{"cx", width}, {"cy", height}});
  m_xml.leaf("wp:docPr",
             {{"id", id}, {"name", "Picture " + id}, {"descr", picture.alternative}, {picture.title.empty() ? "" : "title", picture.title}});
  m_xml.open("a:graphic").open("a:graphicData", {{"uri", "http://schemas.openxmlformats.org/drawingml/2006/picture"}}).open("pic:pic");
  m_xml.open("pic:nvPicPr")
      .leaf("pic:cNvPr", {{"id", id}, {"name", "Picture " + id}, {"descr", picture.alternative}})
      .leaf("pic:cNvPicPr")
      .close()
      .open("pic:blipFill")
      .open("a:blip", {{"r:embed", shown}});
  if (!drawn.empty() && drawn != shown)
    m_xml.open("a:extLst")
        .open("a:ext", {{"uri", "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"}})
        .leaf("asvg:svgBlip", {{"r:embed", drawn}})
        .close()
        .close();
  m_xml.close().open("a:stretch").leaf("a:fillRect").close().close();
  m_xml.open("pic:spPr")
      .open("a:xfrm")
      .leaf("a:off", {{"x", "0"}, {"y", "0"}})
      .leaf("a:ext", {{"cx", width}, {"cy", height}})
      .close()
      .open("a:prstGeom", {{"prst", "rect"}})
      .leaf("a:avLst")
      .close()
      .close();
  for (int open = 0; open < 7; ++open) m_xml.close();  // pic, graphicData, graphic, inline, drawing, run, paragraph
  if (!figure.caption.empty()) caption(m_labels.figure, "Figure", ++m_figures, figure.caption, false);
}

void DocxFlow::write(Contents const& contents) {
  open_paragraph("TOCHeading");
  run({.text = contents.title});
  m_xml.close();
  auto const mark_field = [this](char const* type) { m_xml.open("w:r").leaf("w:fldChar", {{"w:fldCharType", type}}).close(); };
  bool first = true;
  for (auto const& entry : m_headings) {
    if (entry.level > contents.depth) continue;
    open_paragraph("TOC" + std::to_string(entry.level));
    if (std::exchange(first, false)) {
      mark_field("begin");
      m_xml.open("w:r")
          .line("w:instrText", " TOC \\o \"1-" + std::to_string(contents.depth) + "\" \\h \\z \\u ", {{"xml:space", "preserve"}})
          .close();
      mark_field("separate");
    }
    m_xml.open("w:hyperlink", {{"w:anchor", bookmark(entry.place)}, {"w:history", "1"}});
    // Page numbers come when the field is updated: a wrong one would be worse than none.
    m_xml.open("w:r").line("w:t", entry.words, {{"xml:space", "preserve"}}).close().close().close();
  }
  if (first) return;
  m_xml.open("w:p");
  mark_field("end");
  m_xml.close();
}

}  // namespace office
