#include <algorithm>

#include "domain/kit/export/levels.h"
#include "domain/kit/export/office_text.h"
#include "domain/kit/photographs.h"

namespace kit {
namespace {

using Node = markdown::Block;
using Kind = Node::Kind;

}  // namespace

OfficeMarkdown::OfficeMarkdown(Document const& document, Block const& block, Cites cites)
    : m_document{document}, m_block{block}, m_cites{cites}, m_nodes{set_apart(document, markdown::blocks(block.markdown))} {}

std::vector<office::Block> OfficeMarkdown::blocks(std::function<int(int)> const& heading, office::Look look) const {
  std::vector<office::Block> out;
  for (auto const& node : m_nodes)
    if (node.kind != Kind::footnote) out.push_back(flow(node, heading, look));
  return out;
}

office::Block OfficeMarkdown::flow(Node const& node, std::function<int(int)> const& heading, office::Look look) const {
  switch (node.kind) {
    case Kind::heading: return {office::Heading{heading(node.level), runs(node.inside), {}}};
    case Kind::bullet_list:
    case Kind::ordered_list: {
      office::List list{node.kind == Kind::ordered_list, node.kind == Kind::ordered_list ? node.level : 1, {}};
      for (auto const& item : node.inside) {
        auto& blocks = list.items.emplace_back();
        for (auto const& inside : item.inside) blocks.push_back(flow(inside, heading, office::Look::text));
        if (item.text.empty()) continue;
        // The sign of a task stands in the item's first paragraph.
        auto* first = blocks.empty() ? nullptr : std::get_if<office::Paragraph>(&blocks.front().what);
        if (!first) first = &std::get<office::Paragraph>(blocks.insert(blocks.begin(), {office::Paragraph{}})->what);
        first->runs.insert(first->runs.begin(), office::Run{.text = item.text + " "});
      }
      return {std::move(list)};
    }
    case Kind::quote: {
      // Its paragraphs are joined: a quotation is one voice.
      office::Paragraph quotation{office::Look::quotation, {}, {}};
      for (auto const& inside : node.inside) {
        if (!quotation.runs.empty()) quotation.runs.push_back({.text = "\n"});
        auto const more = inside.inside.empty() ? office::Runs{{.text = inside.text}} : runs(inside.inside);
        quotation.runs.insert(quotation.runs.end(), more.begin(), more.end());
      }
      return {std::move(quotation)};
    }
    case Kind::code:
      return {
          office::Paragraph{office::Look::code, {{.text = node.text.ends_with('\n') ? node.text.substr(0, node.text.size() - 1) : node.text}}, {}}};
    case Kind::rule: return {office::Paragraph{office::Look::text, {{.text = "* * *"}}, {}}};
    case Kind::table: {
      office::Table table;
      for (auto const& row : node.inside) {
        auto& cells = table.rows.emplace_back();
        for (auto const& cell : row.inside) cells.push_back(runs(cell.inside));
      }
      return {std::move(table)};
    }
    case Kind::image:
      if (auto const* photo = photo_at(m_document, node.address))
        return {
            office::Figure{{.svg = {}, .raster = photo->bytes, .width = photo->width, .height = photo->height, .title = {}, .alternative = node.text},
                           photo->credit}};
      return {office::Paragraph{look, runs({node}), {}}};
    default: return {office::Paragraph{look, node.kind == Kind::paragraph ? runs(node.inside) : runs({node}), {}}};
  }
}

office::Runs OfficeMarkdown::runs(std::vector<Node> const& nodes) const {
  office::Runs out;
  for (auto const& node : nodes) add(out, node, {});
  return out;
}

void OfficeMarkdown::add(office::Runs& out, Node const& node, office::Run const& format) const {
  auto run = format;
  auto const inside = [&] {
    for (auto const& one : node.inside) add(out, one, run);
  };
  switch (node.kind) {
    case Kind::strong: run.strong = true; return inside();
    case Kind::emphasis: run.emphasis = true; return inside();
    case Kind::strike: run.strike = true; return inside();
    case Kind::link: run.link = target(node.address); return inside();
    case Kind::image:
      if (is_photo_address(node.address)) {
        run.emphasis = true, run.text = node.text;
        break;
      }
      run.link = target(node.address);
      run.text = node.text.empty() ? node.address : node.text;
      break;
    case Kind::code_span:
      run.code = true;
      run.text = node.text;
      break;
    case Kind::line_break: run.text = "\n"; break;
    case Kind::citation:
      if (m_cites == Cites::no) return;
      run = citation(node, run);
      break;
    case Kind::footnote_reference:
      run = {};
      run.note = note(node.text);
      if (run.note.empty()) run.text = node.text;
      break;
    default:
      if (!node.inside.empty()) return inside();
      run.text = node.text;
  }
  out.push_back(std::move(run));
}

std::string OfficeMarkdown::target(std::string_view address) const {
  Places const places{m_document};
  auto const place = places.find(address);
  if (place.part) return "#" + place_name(*place.part, place.block);
  auto const outside = address.starts_with('/') ? places.outside(address) : std::string{address};
  return outside.find(':') == std::string::npos ? "" : outside;
}

office::Run OfficeMarkdown::citation(Node const& node, office::Run run) const {
  auto const found = std::ranges::find_if(m_block.grounds, [&](Ground const& g) { return g.slug == node.address && g.passage == node.text; });
  if (found == m_block.grounds.end()) {
    run.text = node.address + (node.text.empty() ? "" : ", " + passage_label(node.text));
    return run;
  }
  run.text = node.text.empty() ? found->title : passage_label(node.text);
  run.link = target(found->address);
  return run;
}

office::Runs OfficeMarkdown::note(std::string_view number) const {
  auto const found = std::ranges::find_if(m_nodes, [&](Node const& node) { return node.kind == Kind::footnote && node.text == number; });
  office::Runs out;
  if (found == m_nodes.end()) return out;
  for (auto const& paragraph : found->inside) {
    if (!out.empty()) out.push_back({.text = "\n"});
    for (auto const& node : paragraph.inside)
      if (node.kind != Kind::footnote_reference) add(out, node, {});
  }
  return out;
}

}  // namespace kit
