#include <algorithm>
#include <boost/json.hpp>
#include <map>
#include <set>

#include "domain/kit/document_json.h"
#include "domain/kit/export/book_index.h"
#include "domain/kit/export/levels.h"
#include "domain/kit/export/pdf.h"
#include "domain/kit/licence.h"
#include "domain/kit/photographs.h"
#include "platform/base/text.h"
#include "platform/files/drawing.h"
#include "platform/files/qr.h"
#include "platform/markdown/markdown.h"
#include "platform/office/table_columns.h"

namespace kit {
namespace json = boost::json;
namespace {

using Node = markdown::Block;
using Kind = Node::Kind;

/// About a line of a page.
constexpr std::size_t page_in_letters = 70;

std::string words_of(Node const& node) {
  auto words = node.text;
  for (auto const& inside : node.inside) words += words_of(inside);
  return words;
}

/// Of its widest row.
std::size_t letters_across(office::Table const& table) {
  std::size_t most = 0;
  for (auto const& row : table.rows) {
    std::size_t letters = 0;
    for (auto const& cell : row) letters += office::words_of(cell).size();
    most = std::max(most, letters);
  }
  return most;
}

json::object text_node(std::string_view text) { return {{"t", "text"}, {"v", text}}; }

/// Turns one document into what template.typ reads.
class PdfWriter {
 public:
  PdfWriter(Document const& document, i18n::Words const& words) : m_document{document}, m_words{words}, m_places{document} {}

  json::object document() {
    auto const* licence = find_licence(m_document.licence);
    auto const fictional = m_words.t("Fictional example") + ". " + m_words.t("Territories, people and figures are invented.");
    json::object out{{"title", m_document.title},
                     {"subtitle", m_document.subtitle},
                     {"description", m_document.description},
                     {"number", m_document.number},
                     {"edition", edition_words(m_document, m_words)},
                     {"day", base::iso(m_document.frozen_on)},
                     {"language", m_document.language},
                     {"publisher", m_document.publisher.empty() ? m_document.programme_name : m_document.publisher},
                     {"citation", citation_words(m_document, m_words)},
                     {"published_by", m_document.publisher.empty() ? "" : m_words.t("Published by {}.", {m_document.publisher})},
                     {"licence", licence_name(m_document.licence)},
                     {"licence_address", licence ? licence->address : ""},
                     {"home", m_document.home_address},
                     {"code", files::qr_svg(m_document.home_address).empty() ? "" : home_code_file},
                     {"fictional", m_document.fictional ? fictional : ""},
                     {"keywords", json::array{m_document.programme_name}}};
    out["running"] = edition_words(m_document, m_words) + (m_document.fictional ? " · " + m_words.t("Fictional example") : "");
    out["words"] = json::object{{"contents", m_words.t("Contents")},
                                {"rests_on", m_words.t("Rests on")},
                                {"page", m_words.t("p.")},
                                {"credits", m_words.t("Credits")},
                                {"index", m_words.t("Index")},
                                {"web", m_words.t("This edition on the web, and in other formats:")},
                                {"code", m_words.t("QR code of the address of the edition")},
                                {"licence", m_words.t("Licence:")},
                                {"cite", m_words.t("To cite it:")}};
    json::array credits, parts;
    for (auto const& credit : m_document.credits)
      credits.push_back(json::string{credit.name + (credit.role.empty() ? "" : ", " + credit.role) +
                                     (credit.territory.empty() ? "" : " (" + credit.territory + ")")});
    for (auto const& part : m_document.parts) parts.push_back(written(part));
    json::array index;
    for (auto const& line : index_of(m_document)) {
      json::array places;
      for (auto const& place : line.places) places.push_back(json::string{place});
      index.push_back(json::object{{"term", line.term}, {"places", std::move(places)}});
    }
    out["index"] = std::move(index);
    out["credits"] = std::move(credits);
    out["parts"] = std::move(parts);
    return out;
  }

 private:
  /// Above the title of a sheet; nothing above the kit's own chapters.
  std::string kind_words(Part const& part) const {
    if (part.kind == "experience") return m_words.t("Experience sheet");
    return part.kind == "method" ? m_words.t("Method sheet") : "";
  }

  json::object written(Part const& part) {
    m_part = &part;
    json::object out{{"title", part.title}, {"name", place_name(part, "")}, {"level", m_levels.part(part)}, {"kind", kind_words(part)}};
    json::array blocks;
    for (auto const& block : part.blocks) blocks.push_back(written(block));
    out["blocks"] = std::move(blocks);
    return out;
  }

  json::object written(Block const& block) {
    m_block = &block;
    bool const callout = !block.callout.empty();
    json::object out{{"provenance", code(block.provenance)},
                     {"said_by", provenance_words(block, m_words)},
                     {"callout", block.callout},
                     {"name", place_name(*m_part, block.id)}};
    if (callout) out["title"] = callout_words(block, m_words);
    else if (block.title.empty()) out["title"] = nullptr;
    else out["title"] = block.title, out["level"] = m_levels.title();
    m_levels.begin(*m_part, block);
    out["nodes"] = flow_of(set_apart(m_document, markdown::blocks(block.markdown)));
    out["picture"] = block.picture ? json::value(written(*block.picture)) : json::value();
    json::array grounds;
    for (auto const& ground : block.grounds) grounds.push_back(written(ground));
    out["grounds"] = std::move(grounds);
    return out;
  }

  json::object written(Picture const& picture) {
    json::array head, rows;
    for (std::size_t row = 0; row < picture.table.size(); ++row) {
      json::array cells;
      for (std::size_t column = 0; column < picture.table.front().size(); ++column)
        cells.push_back(json::string{column < picture.table[row].size() ? picture.table[row][column] : ""});
      if (row == 0) head = std::move(cells);
      else rows.push_back(std::move(cells));
    }
    auto const size = files::size_of_svg(picture.svg).value_or(files::Size{});
    return {{"width", size.width},         {"height", size.height},
            {"finding", picture.finding},  {"reads", picture.reads},
            {"source", picture.source},    {"level", m_levels.picture()},
            {"file", picture.id + ".svg"}, {"alternative", picture.alternative.empty() ? picture.finding : picture.alternative},
            {"head", std::move(head)},     {"rows", std::move(rows)}};
  }

  json::object written(Ground const& ground) {
    auto title = ground.title;
    if (!ground.passage.empty()) title += m_words.t(", passage {}", {passage_label(ground.passage)});
    auto const place = m_places.find(ground.address);
    return {{"quote", ground.quote},
            {"title", title},
            {"territory", ground.territory},
            {"to", m_places.outside(ground.address)},
            {"place", place.part ? json::value(place_name(*place.part, place.block)) : json::value()}};
  }

  json::array flow_of(std::vector<Node> const& nodes) {
    m_notes.clear();
    m_noted.clear();
    for (auto const& node : nodes)
      if (node.kind == Kind::footnote) m_notes[node.text] = &node;
    return flow(nodes);
  }

  json::array flow(std::vector<Node> const& nodes) {
    json::array out;
    for (auto const& node : nodes)
      if (node.kind != Kind::footnote) out.push_back(flow(node));
    return out;
  }

  json::object flow(Node const& node) {
    switch (node.kind) {
      case Kind::heading: return {{"t", "h"}, {"level", m_levels.heading(node.level)}, {"c", inlines(node.inside)}};
      case Kind::paragraph: return {{"t", "p"}, {"c", inlines(node.inside)}};
      case Kind::bullet_list: return {{"t", "ul"}, {"items", items(node)}};
      case Kind::ordered_list: return {{"t", "ol"}, {"start", node.level}, {"items", items(node)}};
      case Kind::quote: return {{"t", "quote"}, {"c", flow(node.inside)}};
      case Kind::code: return {{"t", "block"}, {"v", node.text}};
      case Kind::rule: return {{"t", "rule"}};
      case Kind::table: return table(node);
      case Kind::image:
        if (auto const* photo = photo_at(m_document, node.address)) return photograph(*photo, node.text);
        return inline_of(node);
      default: return inline_of(node);
    }
  }

  json::object photograph(Photo const& photo, std::string const& shows) const {
    return {{"t", "photo"},           {"file", photo_name(photo)}, {"alternative", shows.empty() ? m_words.t("Picture: {}", {photo.credit}) : shows},
            {"credit", photo.credit}, {"width", photo.width},      {"height", photo.height}};
  }

  json::array items(Node const& list) {
    json::array out;
    for (auto const& item : list.inside) {
      auto content = flow(item.inside);
      if (!item.text.empty()) mark_task(content, item.text);
      out.push_back(std::move(content));
    }
    return out;
  }

  /// The sign stands in the item's first paragraph, not above it.
  static void mark_task(json::array& content, std::string const& sign) {
    auto& first = content.empty() ? content.emplace_back(json::object{{"t", "p"}, {"c", json::array{}}}) : content.front();
    auto* inside = first.as_object().if_contains("c");
    if (inside && inside->is_array()) inside->as_array().insert(inside->as_array().begin(), text_node(sign + " "));
  }

  /// How wide each column is beside the others; none for a table of short cells, as wide as they are.
  static json::array shares_of(Node const& node) {
    office::Table table;
    for (auto const& row : node.inside) {
      auto& cells = table.rows.emplace_back();
      for (auto const& cell : row.inside) cells.push_back({{.text = words_of(cell)}});
    }
    json::array shares;
    if (letters_across(table) > page_in_letters)
      for (auto const share : office::column_shares(table)) shares.push_back(share);
    return shares;
  }

  json::object table(Node const& node) {
    json::array head, rows;
    for (auto const& row : node.inside) {
      json::array cells;
      for (auto const& cell : row.inside) {
        if (row.level == 1) cells.push_back(inlines(cell.inside));
        else cells.push_back(json::object{{"c", inlines(cell.inside)}});  // a map, so that flatten() stops at cells
      }
      if (row.level == 1) head = std::move(cells);
      else rows.push_back(std::move(cells));
    }
    return {{"t", "table"}, {"columns", head.size()}, {"shares", shares_of(node)}, {"head", std::move(head)}, {"rows", std::move(rows)}};
  }

  json::array inlines(std::vector<Node> const& nodes) {
    json::array out;
    for (auto const& node : nodes) out.push_back(inline_of(node));
    return out;
  }

  json::object inline_of(Node const& node) {
    switch (node.kind) {
      case Kind::strong: return {{"t", "strong"}, {"c", inlines(node.inside)}};
      case Kind::emphasis: return {{"t", "em"}, {"c", inlines(node.inside)}};
      case Kind::strike: return {{"t", "strike"}, {"c", inlines(node.inside)}};
      case Kind::code_span: return {{"t", "code"}, {"v", node.text}};
      case Kind::line_break: return {{"t", "br"}};
      case Kind::link: return link(node.address, inlines(node.inside));
      case Kind::image:
        if (is_photo_address(node.address)) return {{"t", "em"}, {"c", json::array{text_node(m_words.t("Picture: {}", {node.text}))}}};
        return link(node.address, json::array{text_node(node.text.empty() ? node.address : node.text)});
      case Kind::citation: return citation(node);
      case Kind::footnote_reference: return note(node.text);
      default: return text_node(node.text);
    }
  }

  json::object link(std::string const& address, json::array words) {
    auto const place = m_places.find(address);
    if (place.part) return {{"t", "place"}, {"to", place_name(*place.part, place.block)}, {"c", std::move(words)}};
    auto const outside = address.starts_with('/') ? m_places.outside(address) : address;
    if (outside.find(':') == std::string::npos) return {{"t", "em"}, {"c", std::move(words)}};
    return {{"t", "link"}, {"to", outside}, {"c", std::move(words)}};
  }

  json::object citation(Node const& node) {
    auto const found = std::ranges::find_if(m_block->grounds, [&](Ground const& g) { return g.slug == node.address && g.passage == node.text; });
    if (found == m_block->grounds.end()) return text_node(node.address + (node.text.empty() ? "" : ", " + passage_label(node.text)));
    return link(found->address, json::array{text_node(node.text.empty() ? found->title : passage_label(node.text))});
  }

  json::object note(std::string const& number) {
    auto const name = "note." + place_name(*m_part, m_block->id) + "." + number;
    if (!m_notes.contains(number)) return text_node(number);
    if (!m_noted.insert(number).second) return {{"t", "again"}, {"name", name}};
    return {{"t", "note"}, {"name", name}, {"c", flow(m_notes.at(number)->inside)}};
  }

  Document const& m_document;
  i18n::Words const& m_words;
  Places m_places;
  Part const* m_part = nullptr;
  Block const* m_block = nullptr;
  Levels m_levels;
  std::map<std::string, Node const*> m_notes;
  std::set<std::string> m_noted;
};

/// On the cover, beside the number. A kit without anything for who leads makes the same book for them as for all.
std::string for_whom(Document const& document, i18n::Words const& words, Medium medium) {
  if (medium == Medium::brief) return words.t("In brief");
  return medium == Medium::trainer && helps_who_leads(document) ? words.t("For who leads a session") : "";
}

}  // namespace

std::string pdf_data(Document const& document, i18n::Words const& words, Print print) {
  auto data = PdfWriter{document, words}.document();
  data["paper"] = print.paper == Paper::a5 ? "a5" : "a4";
  data["short"] = print.medium == Medium::brief;
  data["for"] = for_whom(document, words, print.medium);
  return json::serialize(data);
}

}  // namespace kit
