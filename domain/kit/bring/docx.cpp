#include <algorithm>
#include <cstdlib>

#include "domain/kit/bring/docx_runs.h"
#include "domain/kit/bring/flow.h"
#include "domain/kit/bring/readers.h"
#include "platform/base/text.h"
#include "platform/i18n/words.h"

// A document of Word: its paragraphs by their styles, lists, tables, footnotes.
namespace kit {
namespace {

using files::Element;
using i18n::msgid;
using markdown::Block;
using Kind = Block::Kind;

/// Walks the body of a document, paragraph by paragraph.
class BodyReader {
 public:
  BodyReader(DocxPackage const& document, Bringing& into) : m_document{document}, m_into{into}, m_runs{document, into} {}

  std::vector<Block> read(Element const& body) {
    flow(body);
    return m_flow.take();
  }
  std::string const& title() const { return m_flow.title(); }
  /// Footnotes called so far, in order.
  std::vector<std::pair<std::string, std::string>> const& called() const { return m_runs.called(); }

 private:
  void flow(Element const& parent) {
    for (auto const& child : parent.inside) {
      if (child.name == "w:p") paragraph(child);
      else if (child.name == "w:tbl") table(child);
      else if (child.name == "w:sdt") contents(child);
      else if (child.name == "w:ins" || child.name == "w:moveTo" || child.name == "w:customXml" || child.name == "w:smartTag") flow(child);
    }
  }

  /// A table of contents is made again by the kit.
  void contents(Element const& control) {
    auto const gallery = value_of(control.child("w:sdtPr").child("w:docPartObj"), "w:docPartGallery");
    if (gallery != "Table of Contents") flow(control.child("w:sdtContent"));
  }

  void paragraph(Element const& element) {
    auto const& looks = element.child("w:pPr");
    auto style = m_document.styles().of(value_of(looks, "w:pStyle"));
    if (auto const level = value_of(looks, "w:outlineLvl"); style.role == Role::text && !level.empty() && level.front() < '6')
      style = {Role::heading, level.front() - '0' + 1, {}};
    auto run = m_runs.read(element);
    if (!listed(style, looks, run)) m_flow.paragraph(style.role, style.level, std::move(run));
    for (auto const* box : m_runs.take_boxes()) {
      m_into.changed({m_document.name(), {}}, msgid("A box of text stands after the paragraph it was beside."));
      flow(*box);
    }
  }

  bool listed(Style const& style, Element const& looks, std::vector<Block>& run) {
    auto const& own = looks.child("w:numPr");
    auto const numbering = own.name.empty() ? style.numbering : std::string{value_of(own, "w:numId")};
    if (numbering.empty() || numbering == "0" || style.role == Role::heading || style.role == Role::title) return false;
    auto const depth = std::clamp(std::atoi(std::string{value_of(own, "w:ilvl")}.c_str()), 0, 8);
    m_flow.listed({depth, m_document.styles().is_ordered(numbering, depth), {block_of(Kind::paragraph, std::move(run))}});
    return true;
  }

  void table(Element const& element) {
    std::vector<Row> rows;
    bool has_headings =
        value_of(element.child("w:tblPr"), "w:tblLook") == "04A0" || element.child("w:tblPr").child("w:tblLook").attribute("w:firstRow") == "1";
    for (auto const* row : element.children("w:tr")) {
      if (rows.empty() && is_on(row->child("w:trPr"), "w:tblHeader")) has_headings = true;
      auto& made = rows.emplace_back();
      for (auto const* cell : row->children("w:tc")) add_cell(*cell, made);
    }
    for (auto& block : table_of(std::move(rows), has_headings, {m_document.name(), "table"}, m_into)) m_flow.block(std::move(block));
  }

  void add_cell(Element const& cell, Row& row) {
    auto const& looks = cell.child("w:tcPr");
    auto const& merged = looks.child("w:vMerge");
    bool const covered = !merged.name.empty() && merged.attribute("w:val") != "restart";
    BodyReader inner{m_document, m_into};
    inner.m_runs.follow(m_runs);
    row.push_back({covered ? std::vector<Block>{} : inner.read(cell), covered});
    m_runs.follow(inner.m_runs);
    auto const across = std::clamp(std::atoi(std::string{value_of(looks, "w:gridSpan")}.c_str()), 1, 60);
    for (int more = 1; more < across; ++more) row.push_back({{}, true});
  }

  DocxPackage const& m_document;
  Bringing& m_into;
  DocxRuns m_runs;
  Flow m_flow;
};

/// What stands beside the text, by the parts of the archive.
void name_asides(Package const& package, Bringing& into) {
  for (auto const& name : package.names()) {
    if (name.find("/header") != std::string::npos || name.find("/footer") != std::string::npos) {
      into.left_out({}, msgid("What is printed at the top and the foot of each page is not kept."));
      break;
    }
  }
  if (package.holds("word/comments.xml")) into.left_out({"word/comments.xml", {}}, msgid("Remarks in the margin are not kept."));
  for (auto const& name : package.names())
    if (name.find("vbaProject") != std::string::npos || name.find("/embeddings/") != std::string::npos)
      into.left_out({name, {}}, msgid("A kit cannot hold this file."));
}

}  // namespace

Refused read_docx(Package const& package, Bringing& into) {
  auto const document = DocxPackage::open(package);
  if (!document) return base::Refusal{msgid("This document is damaged: its text cannot be read."), {}, {}};
  BodyReader reader{*document, into};
  auto blocks = reader.read(document->body());
  std::size_t done = 0;
  // A note may call none: those are not followed further.
  for (auto const& [number, id] : reader.called()) {
    auto const* note = document->note(id);
    if (!note || ++done > 2'000) continue;
    auto made = block_of(Kind::footnote, BodyReader{*document, into}.read(*note));
    made.text = number;
    blocks.push_back(std::move(made));
  }
  name_asides(package, into);
  add_chapters(std::move(blocks), reader.title(), into);
  return std::nullopt;
}

}  // namespace kit
