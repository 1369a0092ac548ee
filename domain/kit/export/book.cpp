#include "domain/kit/export/book.h"

#include <algorithm>

#include "domain/kit/document_json.h"
#include "domain/kit/export/quiz_markup.h"
#include "domain/kit/export/typed_markup.h"
#include "domain/kit/licence.h"
#include "domain/kit/photographs.h"
#include "platform/base/text.h"
#include "platform/markdown/markdown.h"

namespace kit {
namespace {

using html::escaped;

std::string_view drawing(Provenance provenance) {
  switch (provenance) {
    case Provenance::written: return "m4.500 19.500 1-4.300L16 4.700l3.300 3.300L8.800 18.500zM13.800 6.900l3.300 3.300";
    case Provenance::said: return "M4 5h16v11h-9l-4.500 4v-4H4z";
    case Provenance::counted: return "M4.500 20V12M10 20V5M15.500 20v-6M21 20H3.500";
    case Provenance::tried: return "M12 3.200 19.600 7.600v8.800L12 20.800 4.400 16.400V7.600zM8.600 12.200l2.500 2.500 4.400-5";
  }
  return "";
}

std::string linked(Format const& format, std::string_view address, std::string const& words, std::string const& full_name = "") {
  auto const target = address.empty() || !format.link ? std::string{} : format.link(address);
  if (target.empty()) return words;
  auto const name = full_name.empty() ? "" : " aria-label=\"" + escaped(full_name) + "\"";
  return "<a href=\"" + escaped(target) + "\"" + name + ">" + words + "</a>";
}

html::Safe photograph(Format const& format, Photo const& photo, std::string_view words) {
  auto markup = "<span class=\"photo\"><img src=\"" + escaped(format.photo(photo)) + "\" alt=\"" + escaped(words) + "\"";
  if (photo.width > 0) markup += " width=\"" + std::to_string(photo.width) + "\" height=\"" + std::to_string(photo.height) + "\"";
  markup += "/>";
  if (!photo.credit.empty()) markup += "<small>" + escaped(photo.credit) + "</small>";
  return html::Safe::trusted(markup + "</span>");
}

/// Blocks of running text, whose headings follow one another.
std::ptrdiff_t own_texts(Part const& part) {
  return std::ranges::count_if(part.blocks,
                               [](Block const& block) { return block.title.empty() && block.callout.empty() && !block.markdown.empty(); });
}

/// Writes the blocks of one part.
class PartWriter {
 public:
  PartWriter(Part const& part, Format const& format)
      : m_part{part}, m_format{format}, m_terms{format.terms, part}, m_highest{own_texts(part) > 1 ? highest_heading(part) : 0} {}

  void write(Block const& block) {
    if (!block.callout.empty()) return write_callout(block);
    auto const kind = std::string{code(block.provenance)};
    auto const id = escaped(block.id);
    bool const named = !block.title.empty();
    m_out += "<section class=\"block " + kind + "\" id=\"" + id + "\"";
    if (named) m_out += " aria-labelledby=\"" + id + "-t\"";
    m_out +=
        ">\n<p class=\"prov " + kind + "\">" + icon(block.provenance) + "<span>" + escaped(provenance_words(block, m_format.words)) + "</span></p>\n";
    if (named) m_level = 2;
    if (named) m_out += "<h2 id=\"" + id + "-t\">" + escaped(block.title) + "</h2>\n";
    write_text(block);
    write_typed(block);
    if (!block.questions.empty()) m_out += quiz_markup(block.questions, m_part, m_format).markup();
    if (block.picture) write_picture(*block.picture, block.title.empty() ? "h2" : "h3");
    write_grounds(block);
    m_out += "</section>\n";
  }

  html::Safe take() { return html::Safe::trusted(std::move(m_out)); }

 private:
  std::string icon(Provenance provenance) const {
    return "<svg class=\"icon\" aria-hidden=\"true\" viewBox=\"0 0 24 24\" width=\"18\" height=\"18\" fill=\"none\" stroke=\"currentColor\" "
           "stroke-width=\"1.75\" xmlns=\"http://www.w3.org/2000/svg\"><path d=\"" +
        std::string{drawing(provenance)} + "\"/></svg>";
  }

  void write_callout(Block const& block) {
    auto const kind = block.callout == "try" ? std::string{"try"} : std::string{"watch"};
    auto const title = callout_words(block, m_format.words);
    m_out += "<div role=\"note\" class=\"callout " + kind + "\" id=\"" + escaped(block.id) + "\" aria-label=\"" + escaped(title) +
        "\"><p class=\"title\">" + escaped(title) + "</p>\n";
    write_text(block);
    write_grounds(block);
    m_out += "</div>\n";
  }

  /// What is typed beside the text, each set in its own way.
  void write_typed(Block const& block) {
    auto const text = [this, &block](std::string_view markdown) { return inline_text(block, markdown); };
    if (block.self_assessment) m_out += self_assessment_markup(block, m_format.words, m_format.link).markup();
    if (block.running_order) m_out += running_order_markup(*block.running_order, m_format.words, text).markup();
    if (!block.terms.empty()) m_out += glossary_markup(block, text).markup();
  }

  std::string inline_text(Block const& block, std::string_view markdown) const {
    markdown::Options options;
    options.xhtml = m_format.xhtml;
    options.citation = [this, &block](std::string_view slug, std::string_view passage) { return citation(block, slug, passage); };
    options.picture = [this](std::string_view address, std::string_view words) { return shown_picture(m_part, m_format, address, words); };
    auto const markup = with_links(markdown::render(markdown, options).markup.markup());
    static constexpr std::string_view opening = "<p>", closing = "</p>\n";
    bool const paragraph = markup.starts_with(opening) && markup.ends_with(closing) && markup.find(opening, 1) == std::string::npos;
    return paragraph ? markup.substr(opening.size(), markup.size() - opening.size() - closing.size()) : html::escaped(markdown::plain_text(markdown));
  }

  void write_text(Block const& block) {
    if (block.markdown.empty()) return;
    markdown::Options options;
    options.xhtml = m_format.xhtml;
    options.id_prefix = block.id + "-";
    options.back_label = m_format.words.t("Back to the text");
    bool const continues = block.title.empty() && block.callout.empty();
    options.first_heading_level = block.title.empty() ? 2 : 3;
    options.highest_level = continues ? m_highest : 0;
    options.level_before = continues ? m_level : 0;
    options.citation = [this, &block](std::string_view slug, std::string_view passage) { return citation(block, slug, passage); };
    options.picture = [this](std::string_view address, std::string_view words) { return shown_picture(m_part, m_format, address, words); };
    auto const rendered = markdown::render(block.markdown, options);
    if (continues && !rendered.headings.empty()) m_level = rendered.headings.back().level;
    auto const text = with_links(rendered.markup.markup());
    m_out += "<div class=\"voice\">" + (m_format.link ? m_terms.in(text, m_format.link) : text) + "</div>\n";
  }

  /// Typed links to this site lead where the format says, or nowhere; those to other sites and to places of the page stay.
  std::string with_links(std::string const& markup) const {
    static constexpr std::string_view opening = " href=\"";
    std::string out;
    std::size_t from = 0;
    for (auto at = markup.find(opening); at != std::string::npos; at = markup.find(opening, from)) {
      auto const start = at + opening.size(), end = markup.find('"', start);
      if (end == std::string::npos) break;
      auto const address = markup.substr(start, end - start);
      // Citations already lead where they should: only what was typed as an address of this site is looked at.
      bool const stays = !address.starts_with('/') || !m_format.link;
      auto const target = stays ? address : escaped(m_format.link(address));
      out += markup.substr(from, at - from) + (target.empty() ? "" : std::string{opening} + target + "\"");
      from = end + 1;
    }
    return out + markup.substr(from);
  }

  /// A citation inside the text: the passage's code, named in full for those who listen; the list below the block says the rest.
  html::Safe citation(Block const& block, std::string_view slug, std::string_view passage) const {
    auto const found = std::ranges::find_if(block.grounds, [&](Ground const& g) { return g.slug == slug && g.passage == passage; });
    if (found == block.grounds.end())
      return html::Safe::trusted("<cite>" + escaped(slug) + (passage.empty() ? "" : ", " + passage_label(passage)) + "</cite>");
    if (passage.empty()) return html::Safe::trusted("<cite>" + linked(found->address, escaped(found->title)) + "</cite>");
    return html::Safe::trusted("<cite class=\"code\">" +
                               linked(found->address, passage_label(passage), found->title + ", " + passage_label(passage)) + "</cite>");
  }

  std::string linked(std::string_view address, std::string const& words, std::string const& full_name = "") const {
    return kit::linked(m_format, address, words, full_name);
  }

  void write_picture(Picture const& picture, std::string const& heading) {
    m_out += "<figure class=\"figure\" id=\"" + escaped(picture.id) + "\"><" + heading + " class=\"finding\">" + escaped(picture.finding) + "</" +
        heading + ">\n";
    if (!picture.reads.empty()) m_out += "<p class=\"reads\">" + escaped(picture.reads) + "</p>\n";
    auto const file = m_format.picture ? m_format.picture(picture) : std::string{};
    if (!file.empty()) write_drawing(picture, file);
    write_table(picture);
    if (!picture.source.empty()) m_out += "<p class=\"source\">" + escaped(picture.source) + "</p>\n";
    m_out += "</figure>\n";
  }

  /// On a phone a drawing keeps letters one can read, and is looked at from side to side. Reading programs have their own way.
  void write_drawing(Picture const& picture, std::string const& file) {
    auto const image = "<img src=\"" + escaped(file) + "\" alt=\"" + escaped(picture.alternative) + "\"/>";
    if (m_format.xhtml) m_out += image + "\n";
    else
      m_out += "<div class=\"drawn scroll-x\" role=\"region\" aria-label=\"" + escaped(picture.finding) + "\" tabindex=\"0\">" + image + "</div>\n";
  }

  void write_table(Picture const& picture) {
    if (picture.table.empty()) return;
    m_out += m_format.xhtml ? "" : "<details><summary>" + escaped(m_format.words.t("Read the table")) + "</summary>";
    auto const seen_whole =
        " role=\"region\" aria-label=\"" + escaped(m_format.words.t("The numbers of: {}", {picture.finding})) + "\" tabindex=\"0\"";
    constexpr std::size_t many = 6;  // columns: a reading program has no room to go from side to side
    m_out += "<div class=\"table-wrap\"" + (m_format.xhtml ? "" : seen_whole) + "><table" +
        (picture.table.front().size() > many ? " class=\"many\"" : "") + "><thead><tr>";
    for (auto const& cell : picture.table.front()) m_out += "<th scope=\"col\">" + escaped(cell) + "</th>";
    m_out += "</tr></thead><tbody>";
    for (std::size_t row = 1; row < picture.table.size(); ++row) {
      m_out += "<tr>";
      for (std::size_t column = 0; column < picture.table[row].size(); ++column) {
        auto const cell = escaped(picture.table[row][column]);
        m_out += column == 0 ? "<th scope=\"row\">" + cell + "</th>" : "<td class=\"r\">" + cell + "</td>";
      }
      m_out += "</tr>\n";
    }
    m_out += m_format.xhtml ? "</tbody></table></div>\n" : "</tbody></table></div></details>\n";
  }

  void write_grounds(Block const& block) {
    if (block.grounds.empty()) return;
    m_out += "<div class=\"cited\"><p>" + escaped(m_format.words.t("Rests on")) + "</p><ul>\n";
    for (auto const& ground : block.grounds) {
      m_out += "<li>";
      if (!ground.quote.empty()) m_out += "<span class=\"quote\">« " + escaped(ground.quote) + " »</span> ";
      auto name = escaped(ground.title);
      if (!ground.passage.empty()) name += escaped(m_format.words.t(", passage {}", {passage_label(ground.passage)}));
      m_out += linked(ground.address, name);
      if (!ground.territory.empty()) m_out += ", " + escaped(ground.territory);
      m_out += "</li>\n";
    }
    m_out += "</ul></div>\n";
  }

  Part const& m_part;
  Format const& m_format;
  TermLinks m_terms;
  std::string m_out;
  int m_highest;    ///< heading of the part's running text, whatever block it stands in; 0: of its one text, which is looked at when written
  int m_level = 1;  ///< of the last heading written
};

}  // namespace

html::Safe shown_picture(Part const& part, Format const& format, std::string_view address, std::string_view words) {
  if (auto const* photo = photo_at(part, address); photo && format.photo) return photograph(format, *photo, words);
  auto const name = escaped(words.empty() ? address : words);
  if (is_photo_address(address)) return html::Safe::trusted("<em>" + escaped(format.words.t("Picture: {}", {std::string{words}})) + "</em>");
  return html::Safe::trusted(address.starts_with("http") ? "<a href=\"" + escaped(address) + "\">" + name + "</a>" : linked(format, address, name));
}

html::Safe markup_of(Part const& part, Format const& format) {
  PartWriter writer{part, format};
  // What is for paper or for who leads has no place in a page.
  for (auto const& block : part.blocks)
    if (is_on_screen(block)) writer.write(block);
  return writer.take();
}

std::vector<Anchor> anchors_of(Part const& part) {
  std::vector<Anchor> anchors;
  int const highest = highest_heading(part);
  for (auto const& block : part.blocks) {
    if (!is_on_screen(block)) continue;
    if (!block.title.empty()) {
      anchors.push_back({block.id, block.title});
      continue;
    }
    markdown::Options options;
    options.id_prefix = block.id + "-";
    options.highest_level = highest;
    auto const rendered = markdown::render(block.markdown, options);
    for (auto const& heading : rendered.headings)
      if (heading.level == 2 && block.callout.empty()) anchors.push_back({heading.id, heading.text});
  }
  return anchors;
}

int highest_heading(Part const& part) {
  int highest = 6;
  for (auto const& block : part.blocks) {
    if (!block.title.empty() || !block.callout.empty()) continue;
    for (auto const& node : markdown::blocks(block.markdown))
      if (node.kind == markdown::Block::Kind::heading) highest = std::min(highest, node.level);
  }
  return highest;
}

std::string passage_label(std::string_view passage) {
  std::string label{passage};
  for (char& c : label)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return label;
}

std::string provenance_words(Block const& block, i18n::Words const& words) {
  if (!block.said_by.empty()) return block.said_by;
  switch (block.provenance) {
    case Provenance::written: return words.t("Written by the team");
    case Provenance::said: return words.t("Said by a territory");
    case Provenance::counted: return words.t("Counted");
    case Provenance::tried: return words.t("Tried");
  }
  return "";
}

std::string callout_words(Block const& block, i18n::Words const& words) {
  if (!block.title.empty()) return block.title;
  if (block.callout == "trainer") return words.t("For who leads");
  return words.t(block.callout == "try" ? i18n::msgid("Your turn") : i18n::msgid("Watch out"));
}

std::string edition_words(Document const& document, i18n::Words const& words) {
  return words.t("Edition {}, {}", {document.number, words.day(document.frozen_on)});
}

std::string citation_words(Document const& document, i18n::Words const& words) {
  auto sentence = words.t("{}, “{}”, edition {}, {}, {}",
                          {document.publisher.empty() ? document.programme_name : document.publisher, document.title, document.number,
                           words.day(document.frozen_on), std::string{licence_name(document.licence)}});
  if (!document.home_address.empty()) sentence += ", " + document.home_address;
  // A share-alike licence asks it: who made what this was made from.
  if (auto const& origin = document.origin)
    sentence += ". " + words.t("Adapted from {}, “{}”, edition {}", {origin->publisher, origin->title, origin->number});
  return sentence + ".";
}

}  // namespace kit
