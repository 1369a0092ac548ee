#include <algorithm>

#include "domain/kit/export/office_text.h"
#include "domain/kit/licence.h"
#include "domain/kit/running_order.h"
#include "platform/base/text.h"
#include "platform/files/drawing.h"

namespace kit {
namespace {

using Node = markdown::Block;
using Kind = Node::Kind;

int no_heading(int level) { return level; }

/// A paragraph cut at its forced lines.
std::vector<std::vector<Node>> lines_of(std::vector<Node> const& inlines) {
  std::vector<std::vector<Node>> lines(1);
  for (auto const& node : inlines) {
    if (node.kind == Kind::line_break) lines.emplace_back();
    else lines.back().push_back(node);
  }
  std::erase_if(lines, [](std::vector<Node> const& line) { return line.empty(); });
  return lines;
}

class SlideWriter {
 public:
  SlideWriter(Document const& document, i18n::Words const& words) : m_document{document}, m_words{words} {}

  office::Slides take() {
    m_slides.about = office_about(m_document, m_words);
    cover();
    for (auto const& part : m_document.parts) write(part);
    return std::move(m_slides);
  }

 private:
  office::Slide& slide(std::string title, bool opening = false) {
    m_slides.slides.push_back({std::move(title), opening, {}, {}, {}});
    return m_slides.slides.back();
  }
  static office::Block line(std::string text) { return {office::Paragraph{office::Look::text, {{.text = std::move(text)}}, {}}}; }
  static void note(office::Slide& slide, std::string text) {
    if (!text.empty()) slide.notes.push_back({{.text = std::move(text)}});
  }

  void cover() {
    auto& first = slide(m_document.title, true);
    if (!m_document.subtitle.empty()) first.body.push_back(line(m_document.subtitle));
    first.body.push_back(line(edition_words(m_document, m_words)));
    if (m_document.fictional) first.body.push_back(line(m_words.t("Fictional example")));
    note(first, m_words.t("To cite it:") + " " + citation_words(m_document, m_words));
  }

  void write(Part const& part) {
    if (!is_projected(part)) return;
    auto& opening = slide(part.title, true);
    m_voices = 0;
    for (auto const& block : part.blocks)
      if (block.callout.empty() && block.id != "steps" && !block.running_order)
        note(opening, base::shortened(markdown::plain_text(block.markdown), 1200));
    for (auto const& block : part.blocks) write(part, block);
  }

  void write(Part const& part, Block const& block) {
    OfficeMarkdown const markdown{m_document, block, OfficeMarkdown::Cites::no};
    if (part.kind == "method" && block.id == "steps") return steps(part, markdown);
    if (part.kind == "method" && block.id == "pitch") return text(part.title, markdown);
    if (block.callout == "trainer") return note(m_slides.slides.back(), markdown::plain_text(block.markdown));
    if (block.running_order) return running_order(block);
    if (!block.callout.empty()) return text(callout_words(block, m_words), markdown);
    if (block.picture) return picture(*block.picture);
    if (!block.title.empty()) return text(block.title, markdown);
    if (block.provenance == Provenance::said) said(part, block);
  }

  /// One slide a sequence: when, how long, what one does; who leads, what to bring and tips are for who leads.
  void running_order(Block const& block) {
    auto const& order = *block.running_order;
    for (std::size_t place = 0; place < order.sequences.size(); ++place) {
      auto const& one = order.sequences[place];
      auto& page = slide(one.title);
      page.body.push_back(line(time_at(order, place, m_words) + " · " + duration_words(one.minutes, m_words)));
      if (!one.instruction.empty()) page.body.push_back({office::Paragraph{office::Look::text, words_in(block, one.instruction), {}}});
      if (!one.leads.empty()) note(page, m_words.t("Who leads") + m_words.tc("between a label and what it says", ": ") + one.leads);
      if (!one.materials.empty()) note(page, m_words.t("What to bring") + m_words.tc("between a label and what it says", ": ") + one.materials);
      note(page, markdown::plain_text(one.tip));
    }
  }

  /// A paragraph typed beside the text of a block, citing what the block cites.
  office::Runs words_in(Block const& block, std::string const& typed) const {
    auto paragraph = block;
    paragraph.markdown = typed;
    OfficeMarkdown const markdown{m_document, paragraph, OfficeMarkdown::Cites::no};
    office::Runs runs;
    for (auto const& node : markdown.nodes()) {
      auto const more = markdown.runs(node.inside);
      runs.insert(runs.end(), more.begin(), more.end());
    }
    return runs;
  }

  void text(std::string const& title, OfficeMarkdown const& markdown) {
    auto& page = slide(title);
    for (auto& block : markdown.blocks(no_heading)) place(page, std::move(block));
  }

  /// A photograph stands beside the words, in its own room.
  static void place(office::Slide& page, office::Block block) {
    if (auto* figure = std::get_if<office::Figure>(&block.what)) {
      page.pictures.push_back(std::move(figure->picture));
      if (!figure->caption.empty()) note(page, figure->caption);
    } else page.body.push_back(std::move(block));
  }

  /// A few voices a chapter; a room does not read more.
  void said(Part const& part, Block const& block) {
    constexpr int most_voices = 2;
    for (auto const& ground : block.grounds) {
      if (ground.quote.empty() || m_voices >= most_voices) continue;
      ++m_voices;
      auto& page = slide(ground.territory.empty() ? part.title : ground.territory);
      page.body.push_back(line(m_words.tc("around a quotation", "“{}”", {ground.quote})));
      page.body.push_back(line(ground.title));
      note(page, markdown::plain_text(block.markdown));
    }
  }

  /// A drawing taller than a screen is small there: its first numbers stand beside it in letters a room can read. What crosses many
  /// things has no first number.
  void first_numbers(office::Slide& page, Picture const& picture) {
    constexpr std::size_t read_at_a_glance = 5, most_columns = 6;
    constexpr double screen = 0.6;  // its height, a little more than 9/16 of its width
    auto const size = files::size_of_svg(picture.svg);
    if (!size || size->height <= size->width * screen || picture.table.empty() || picture.table.front().size() > most_columns) return;
    for (std::size_t row = 1; row < std::min(picture.table.size(), read_at_a_glance + 1); ++row) {
      auto const& cells = picture.table[row];
      bool const shown = cells.size() > 1 && !cells[1].empty() && cells[1].front() >= '0' && cells[1].front() <= '9';  // others are hidden
      if (shown) page.body.push_back(line(cells[0] + m_words.tc("between a label and what it says", ": ") + cells[1]));
    }
  }

  void picture(Picture const& picture) {
    auto& page = slide(picture.finding);
    first_numbers(page, picture);
    page.pictures.push_back({.svg = picture.svg,
                             .raster = {},
                             .title = picture.finding,
                             .alternative = picture.alternative.empty() ? picture.finding : picture.alternative});
    note(page, picture.reads);
    note(page, picture.source);
    for (auto const& row : picture.table) note(page, base::join(row, " · "));
  }

  /// One slide a step: its title, what to do; its tips are for who leads.
  void steps(Part const& part, OfficeMarkdown const& markdown) {
    for (auto const& list : markdown.nodes()) {
      if (list.kind != Kind::ordered_list) continue;
      int number = list.level;
      for (auto const& item : list.inside) step(part, markdown, item, number++);
    }
  }

  void step(Part const& part, OfficeMarkdown const& markdown, Node const& item, int number) {
    auto& page = slide(std::to_string(number) + ". " + part.title);
    for (std::size_t at = 0; at < item.inside.size(); ++at) {
      auto const& block = item.inside[at];
      if (block.kind != Kind::paragraph) {
        place(page, markdown.flow(block, no_heading, office::Look::text));
        continue;
      }
      auto lines = lines_of(block.inside);
      if (at == 0 && !lines.empty()) {
        page.title = std::to_string(number) + ". " + office::words_of(markdown.runs(lines.front()));
        lines.erase(lines.begin());
      }
      for (auto const& line : lines) {
        if (line.size() == 1 && line.front().kind == Kind::emphasis) page.notes.push_back(markdown.runs(line.front().inside));
        else page.body.push_back({office::Paragraph{office::Look::text, markdown.runs(line), {}}});
      }
    }
  }

  Document const& m_document;
  i18n::Words const& m_words;
  office::Slides m_slides;
  int m_voices = 0;
};

}  // namespace

bool is_projected(Part const& part) { return part.kind != "experience"; }

office::Slides office_slides(Document const& document, i18n::Words const& words) { return SlideWriter{document, words}.take(); }

}  // namespace kit
