#include <algorithm>
#include <cstdlib>

#include "domain/kit/bring/odt_styles.h"
#include "domain/kit/bring/readers.h"
#include "platform/base/text.h"
#include "platform/i18n/words.h"

// A document of LibreOffice: its paragraphs by their styles, lists, tables, footnotes.
namespace kit {
namespace {

using files::Element;
using i18n::msgid;
using markdown::Block;
using Kind = Block::Kind;

constexpr char const* content = "content.xml";

int number_of(Element const& element, std::string_view attribute, int least, int most) {
  return std::clamp(std::atoi(std::string{element.attribute(attribute)}.c_str()), least, most);
}

/// OpenDocument keeps one space of several.
std::string one_space(std::string_view text) {
  std::string out;
  for (char c : text) {
    bool const space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (!space) out += c;
    else if (out.empty() || out.back() != ' ') out += ' ';
  }
  return out;
}

class OdtReader {
 public:
  OdtReader(OdtStyles const& styles, Bringing& into, std::vector<Block>& notes) : m_styles{styles}, m_into{into}, m_notes{notes} {}

  std::vector<Block> read(Element const& parent) {
    blocks(parent);
    return m_flow.take();
  }
  std::string const& title() const { return m_flow.title(); }

 private:
  void blocks(Element const& parent) {
    for (auto const& child : parent.inside) block(child);
  }

  void block(Element const& child) {
    auto const& name = child.name;
    if (name == "text:p" || name == "text:h") paragraph(child);
    else if (name == "text:list") list(child, 0, child.attribute("text:style-name"));
    else if (name == "table:table") table(child);
    else if (name == "text:section") blocks(child);
    else if (name == "draw:frame") {
      frame(child, {});
      m_flow.paragraph(Role::text, 0, std::exchange(m_run, {}));
      boxes();
    } else if (name == "office:forms" && !child.inside.empty()) m_into.left_out({content, name}, msgid("A field to fill in is not kept."));
  }

  void paragraph(Element const& element) {
    auto const style = m_styles.of(element.attribute("text:style-name"));
    auto run = words_of(element, {});
    if (element.name == "text:h") m_flow.paragraph(Role::heading, number_of(element, "text:outline-level", 1, 6), std::move(run));
    else m_flow.paragraph(style.role == Role::heading ? Role::text : style.role, 0, std::move(run));
    boxes();
  }

  void boxes() {
    for (auto const* box : std::exchange(m_boxes, {})) {
      m_into.changed({content, {}}, msgid("A box of text stands after the paragraph it was beside."));
      blocks(*box);
    }
  }

  std::vector<Block> words_of(Element const& element, Look const& look) {
    m_run.clear();
    inlines(element, look);
    return std::exchange(m_run, {});
  }

  void list(Element const& element, int depth, std::string_view style) {
    if (depth > 20) return;
    for (auto const& item : element.inside) {
      if (item.name != "text:list-item" && item.name != "text:list-header") continue;
      bool first = true;
      for (auto const& child : item.inside) {
        if (child.name == "text:list") {
          auto const own = child.attribute("text:style-name");
          list(child, depth + 1, own.empty() ? style : own);
        } else if (child.name == "text:p" || child.name == "text:h") {
          auto run = words_of(child, {});
          if (std::exchange(first, false)) m_flow.listed({depth, m_styles.is_ordered(style, depth), {block_of(Kind::paragraph, std::move(run))}});
          else m_flow.paragraph(Role::list, 0, std::move(run));
        }
      }
    }
  }

  void rows_of(Element const& parent, std::vector<Row>& rows, bool& has_headings) {
    for (auto const& child : parent.inside) {
      if (child.name == "table:table-header-rows") has_headings = has_headings || rows.empty(), rows_of(child, rows, has_headings);
      else if (child.name == "table:table-rows" || child.name == "table:table-row-group") rows_of(child, rows, has_headings);
      else if (child.name == "table:table-row") add_row(child, rows);
    }
  }

  void add_row(Element const& element, std::vector<Row>& rows) {
    Row row;
    for (auto const& cell : element.inside) {
      bool const covered = cell.name == "table:covered-table-cell";
      if (!covered && cell.name != "table:table-cell") continue;
      OdtReader inner{m_styles, m_into, m_notes};
      auto blocks = covered ? std::vector<Block>{} : inner.read(cell);
      for (auto times = number_of(cell, "table:number-columns-repeated", 1, 60); times > 0; --times) row.push_back({blocks, covered});
    }
    while (!row.empty() && row.back().inside.empty() && row.size() > 60) row.pop_back();
    rows.push_back(std::move(row));
  }

  void table(Element const& element) {
    std::vector<Row> rows;
    bool has_headings = false;
    rows_of(element, rows, has_headings);
    for (auto& block : table_of(std::move(rows), has_headings, {content, "table"}, m_into)) m_flow.block(std::move(block));
  }

  void inlines(Element const& parent, Look const& look) {
    for (auto const& child : parent.inside) inline_(child, look);
  }

  void inline_(Element const& child, Look const& look) {
    auto const& name = child.name;
    if (name.empty()) return add_words(m_run, one_space(child.text), look);
    if (name == "text:span") return inlines(child, m_styles.looked(child.attribute("text:style-name"), look));
    if (name == "text:a") {
      auto inner = look;
      inner.link = child.attribute("xlink:href");
      return inlines(child, inner.link.starts_with('#') ? look : inner);
    }
    if (name == "text:s") return add_words(m_run, std::string(static_cast<std::size_t>(number_of(child, "text:c", 1, 200)), ' '), look);
    if (name == "text:tab") return add_words(m_run, " ", look);
    if (name == "text:line-break") return add_piece(m_run, block_of(Kind::line_break), look);
    if (name == "text:note") return note(child);
    if (name == "draw:frame") return frame(child, look);
    if (name == "office:annotation") return m_into.left_out({content, {}}, msgid("Remarks in the margin are not kept."));
    if (name == "text:ruby") return inlines(child.child("text:ruby-base"), look);
    if (name == "text:page-number" || name == "text:page-count" || name == "office:annotation-end") return;
    if (name.starts_with("draw:")) return m_into.left_out({content, name}, msgid("A drawing, a chart or an object of another program is not kept."));
    inlines(child, look);
  }

  void note(Element const& element) {
    if (m_notes.size() >= 2'000) return;
    auto reference = block_of(Kind::footnote_reference);
    reference.text = std::to_string(m_notes.size() + 1);
    m_notes.push_back(block_of(Kind::footnote));
    auto const at = m_notes.size() - 1;
    m_notes[at].text = reference.text;
    auto inside = OdtReader{m_styles, m_into, m_notes}.read(element.child("text:note-body"));
    m_notes[at].inside = std::move(inside);
    m_run.push_back(std::move(reference));
  }

  void frame(Element const& element, Look const& look) {
    for (auto const* box : element.children("draw:text-box")) m_boxes.push_back(box);
    auto const images = element.children("draw:image");
    if (!images.empty()) {
      auto words = element.child("svg:desc");
      if (words.inside.empty()) words = element.child("svg:title");
      auto picture = block_of(Kind::image);
      for (auto const& said : words.inside) picture.text += said.text;
      // A drawing and its copy for those who do not read it: the copy is a plain picture.
      picture.address = images.back()->attribute("xlink:href");
      if (picture.address.starts_with("./")) picture.address.erase(0, 2);
      add_piece(m_run, std::move(picture), look);
    } else if (element.children("draw:text-box").empty()) {
      m_into.left_out({content, "draw:frame"}, msgid("A drawing, a chart or an object of another program is not kept."));
    }
  }

  OdtStyles const& m_styles;
  Bringing& m_into;
  std::vector<Block>& m_notes;
  Flow m_flow;
  std::vector<Block> m_run;
  std::vector<Element const*> m_boxes;
};

}  // namespace

Refused read_odt(Package const& package, Bringing& into) {
  auto const* bytes = package.find(content);
  auto const root = bytes ? files::read_xml(*bytes, files::XmlWords::in_place) : std::nullopt;
  if (!root || root->child("office:body").child("office:text").name.empty())
    return base::Refusal{msgid("This document is damaged: its text cannot be read."), {}, {}};
  auto const* named = package.find("styles.xml");
  auto const styles = named ? files::read_xml(*named) : std::nullopt;
  OdtStyles const known{*root, styles ? &*styles : nullptr};
  auto const& text = root->child("office:body").child("office:text");
  if (!text.child("text:tracked-changes").name.empty())
    into.changed({content, {}}, msgid("Words struck while changes were tracked are gone; those added are kept."));
  std::vector<Block> notes;
  OdtReader reader{known, into, notes};
  auto blocks = reader.read(text);
  std::ranges::move(notes, std::back_inserter(blocks));
  add_chapters(std::move(blocks), reader.title(), into);
  return std::nullopt;
}

}  // namespace kit
