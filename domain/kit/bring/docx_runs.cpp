#include "domain/kit/bring/docx_runs.h"

#include <algorithm>

#include "domain/kit/bring/xml_names.h"
#include "platform/base/text.h"
#include "platform/i18n/words.h"

namespace kit {
namespace {

using files::Element;
using i18n::msgid;
using Kind = markdown::Block::Kind;

std::optional<Element> part(Package const& package, std::string_view name) {
  auto const* bytes = package.find(name);
  return bytes ? files::read_xml(*bytes, files::XmlWords::in_place) : std::nullopt;
}

/// The address in a field: HYPERLINK "https://…" \o "…".
std::string link_of(std::string_view code) {
  code = base::trimmed(code);
  if (!code.starts_with("HYPERLINK")) return "";
  auto const start = code.find('"'), end = start == std::string_view::npos ? start : code.find('"', start + 1);
  if (end == std::string_view::npos || code.substr(0, start).find("\\l") != std::string_view::npos) return "";
  return std::string{code.substr(start + 1, end - start - 1)};
}

}  // namespace

std::optional<DocxPackage> DocxPackage::open(Package const& package) {
  auto document = part(package, "word/document.xml");
  if (!document || document->child("w:body").name.empty()) return std::nullopt;
  auto const styles = part(package, "word/styles.xml"), numbering = part(package, "word/numbering.xml");
  DocxPackage made{std::move(*document), DocxStyles{styles ? &*styles : nullptr, numbering ? &*numbering : nullptr}};
  if (auto const relations = part(package, "word/_rels/document.xml.rels"))
    for (auto const* one : relations->children("Relationship")) {
      auto const outside = one->attribute("TargetMode") == "External";
      auto const target = one->attribute("Target");
      made.m_targets[std::string{one->attribute("Id")}] = outside ? std::string{target} : pointed(made.m_name, target);
    }
  for (auto const& [file, kind, name] : {std::tuple{"word/footnotes.xml", "f", "w:footnote"}, std::tuple{"word/endnotes.xml", "e", "w:endnote"}})
    if (auto const notes = part(package, file))
      for (auto const* one : notes->children(name)) made.m_notes.emplace(kind + std::string{one->attribute("w:id")}, *one);
  return made;
}

std::string DocxPackage::target(std::string_view relation) const {
  auto const found = m_targets.find(relation);
  return found == m_targets.end() ? "" : found->second;
}

Element const* DocxPackage::note(std::string_view id) const {
  auto const found = m_notes.find(id);
  return found == m_notes.end() ? nullptr : &found->second;
}

std::vector<markdown::Block> DocxRuns::read(Element const& paragraph) {
  m_run.clear();
  flow(paragraph, {});
  return std::move(m_run);
}

void DocxRuns::flow(Element const& parent, Look const& look) {
  for (auto const& child : parent.inside) {
    auto const& name = child.name;
    if (name == "w:r") run(child, look);
    else if (name == "w:hyperlink") {
      auto inner = look;
      inner.link = m_document.target(child.attribute("r:id"));
      flow(child, inner);
    } else if (name == "w:fldSimple") {
      auto inner = look;
      if (auto const link = link_of(child.attribute("w:instr")); !link.empty()) inner.link = link;
      flow(child, inner);
    } else if (name == "w:del" || name == "w:moveFrom") {
      m_into.changed({m_document.name(), {}}, msgid("Words struck while changes were tracked are gone; those added are kept."));
    } else if (name == "w:sdt") flow(child.child("w:sdtContent"), look);
    else if (name == "m:oMath" || name == "m:oMathPara") formula(child, look);
    else if (name == "w:ins" || name == "w:moveTo" || name == "w:smartTag" || name == "w:customXml") flow(child, look);
  }
}

Look DocxRuns::look_of(Element const& run, Look look) {
  auto const& looks = run.child("w:rPr");
  auto const role = m_document.styles().of(value_of(looks, "w:rStyle")).role;
  look.strong = look.strong || is_on(looks, "w:b") || role == Role::strong;
  look.emphasis = look.emphasis || is_on(looks, "w:i") || role == Role::emphasis;
  look.strike = look.strike || is_on(looks, "w:strike") || is_on(looks, "w:dstrike");
  look.code = look.code || role == Role::code;
  for (auto const& field : m_fields)
    if (auto const link = field.shows ? link_of(field.code) : ""; !link.empty()) look.link = link;
  return look;
}

void DocxRuns::run(Element const& run, Look const& outer) {
  auto const look = look_of(run, outer);
  if (is_on(run.child("w:rPr"), "w:vanish")) return m_into.left_out({m_document.name(), {}}, msgid("Hidden words stay hidden: they are not kept."));
  for (auto const& child : run.inside) {
    if (child.name == "w:fldChar") field(child);
    else if (child.name == "w:instrText") {
      if (!m_fields.empty() && !m_fields.back().shows) m_fields.back().code += words_in(child);
    } else piece(child, look);
  }
}

void DocxRuns::field(Element const& mark) {
  auto const type = mark.attribute("w:fldCharType");
  if (type == "begin" && m_fields.size() < 20) m_fields.emplace_back();
  else if (type == "separate" && !m_fields.empty()) m_fields.back().shows = true;
  else if (type == "end" && !m_fields.empty()) m_fields.pop_back();
}

void DocxRuns::piece(Element const& piece, Look const& look) {
  auto const& name = piece.name;
  // Numbers of pages mean nothing where there are none.
  bool const counts_pages = std::ranges::any_of(m_fields, [](Field const& one) { return base::trimmed(one.code).starts_with("PAGE"); });
  if (counts_pages || (!m_fields.empty() && !m_fields.back().shows)) return;
  if (name == "w:t") add_words(m_run, words_in(piece), look);
  else if (name == "w:tab" || name == "w:ptab") add_words(m_run, " ", look);
  else if (name == "w:noBreakHyphen") add_words(m_run, "\u2011", look);
  else if (name == "w:br" || name == "w:cr") {
    if (piece.attribute("w:type").empty() || piece.attribute("w:type") == "textWrapping") add_piece(m_run, block_of(Kind::line_break), look);
  } else if (name == "w:footnoteReference" || name == "w:endnoteReference") {
    note_call(piece.attribute("w:id"), name == "w:footnoteReference" ? "f" : "e", look);
  } else if (name == "w:drawing" || name == "w:pict" || name == "w:object") {
    drawing(piece, look);
  } else if (name == "mc:AlternateContent") {
    for (auto const& child : piece.child("mc:Choice").inside) this->piece(child, look);
  } else if (name == "w:sym") {
    m_into.left_out({m_document.name(), "w:sym"}, msgid("A sign of a special font is not kept."));
  }
}

void DocxRuns::note_call(std::string_view id, std::string_view kind, Look const& look) {
  auto const key = std::string{kind} + std::string{id};
  auto const known = std::ranges::find(m_called, key, &std::pair<std::string, std::string>::second);
  auto reference = block_of(Kind::footnote_reference);
  reference.text = known != m_called.end() ? known->first : std::to_string(m_called.size() + 1);
  if (!m_document.note(key)) return;
  if (known == m_called.end()) m_called.emplace_back(reference.text, key);
  Look bare;
  bare.link = look.link;
  add_piece(m_run, std::move(reference), bare);
}

void DocxRuns::drawing(Element const& drawing, Look const& look) {
  for (auto const* box : drawing.all("w:txbxContent")) m_boxes.push_back(box);
  std::string target, words;
  for (auto const* blip : drawing.all("a:blip")) target = m_document.target(blip->attribute("r:embed"));
  for (auto const* old : drawing.all("v:imagedata")) target = m_document.target(old->attribute("r:id"));
  for (auto const* said : drawing.all("wp:docPr")) words = said->attribute("descr");
  if (!target.empty()) {
    auto picture = block_of(Kind::image);
    picture.text = base::trimmed(words);
    picture.address = target;
    add_piece(m_run, std::move(picture), look);
  } else if (drawing.all("w:txbxContent").empty()) {
    m_into.left_out({m_document.name(), drawing.name}, msgid("A drawing, a chart or an object of another program is not kept."));
  }
}

void DocxRuns::formula(Element const& formula, Look const& look) {
  std::string words;
  for (auto const* one : formula.all("m:t")) words += words_in(*one);
  m_into.changed({m_document.name(), "m:oMath"}, msgid("A formula is kept as it is typed, not drawn."));
  auto plain = look;
  plain.code = true;
  add_words(m_run, base::trimmed(words), plain);
}

}  // namespace kit
