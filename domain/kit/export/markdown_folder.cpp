#include "domain/kit/export/markdown_folder.h"

#include <cstdio>

#include "domain/kit/glossary.h"
#include "domain/kit/licence.h"
#include "domain/kit/photographs.h"
#include "domain/kit/quiz.h"
#include "domain/kit/running_order.h"
#include "domain/kit/self_assessment.h"
#include "platform/base/text.h"

namespace kit {
namespace {

/// A text on one line, as a YAML string.
std::string in_quotes(std::string_view text) {
  std::string out = "\"";
  for (char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c == '\n' ? ' ' : c;
  }
  return out + "\"";
}

std::string in_cell(std::string_view text) {
  std::string out;
  for (char c : text) {
    if (c == '|') out += '\\';
    out += c == '\n' ? ' ' : c;
  }
  return out;
}

std::string in_brackets(std::string_view text) {
  std::string out;
  for (char c : text) {
    if (c == '[' || c == ']' || c == '\\') out += '\\';
    out += c == '\n' ? ' ' : c;
  }
  return out;
}

class MarkdownWriter {
 public:
  MarkdownWriter(Document const& document, i18n::Words const& words) : m_document{document}, m_words{words}, m_places{document} {}

  std::vector<files::Entry> take() {
    m_entries.push_back({"README.md", readme(), false});
    for (std::size_t at = 0; at < m_document.parts.size(); ++at) write(at);
    for (auto const* photo : photos_of(m_document)) m_entries.push_back({"pictures/" + photo_name(*photo), photo->bytes, true});
    return std::move(m_entries);
  }

 private:
  std::string name_of(std::size_t at) const {
    char number[16];
    std::snprintf(number, sizeof number, "%03zu-", at + 1);
    return number + m_document.parts[at].slug + ".md";
  }

  std::string readme() const {
    std::string out = "# " + m_document.title + "\n\n";
    if (!m_document.subtitle.empty()) out += m_document.subtitle + "\n\n";
    if (m_document.fictional)
      out += "> " + m_words.t("Fictional example") + ". " + m_words.t("Territories, people and figures are invented.") + "\n\n";
    out += edition_words(m_document, m_words) + "\n\n" + (m_document.description.empty() ? "" : m_document.description + "\n\n");
    for (std::size_t at = 0; at < m_document.parts.size(); ++at)
      out += std::string(m_document.parts[at].level > 1 ? "  - [" : "- [") + in_brackets(m_document.parts[at].title) + "](" + name_of(at) + ")\n";
    auto const* licence = find_licence(m_document.licence);
    out += "\n" + m_words.t("Licence:") + " " +
        (licence ? "[" + std::string{licence->name} + "](" + std::string{licence->address} + ")" : m_document.licence) + "\n\n" +
        m_words.t("To cite it:") + " " + citation_words(m_document, m_words) + "\n";
    for (auto const& credit : m_document.credits)
      out += "\n- " + credit.name + (credit.role.empty() ? "" : ", " + credit.role) + (credit.territory.empty() ? "" : " (" + credit.territory + ")");
    return out + "\n";
  }

  void write(std::size_t at) {
    auto const& part = m_document.parts[at];
    std::string out = "---\ntitle: " + in_quotes(part.title) + "\nkind: " + part.kind +
        "\nlicence: " + in_quotes(part.licence.empty() ? m_document.licence : part.licence) + "\n";
    if (!part.address.empty())
      out += "source: " + in_quotes(m_places.outside(part.address).empty() ? part.address : m_places.outside(part.address)) + "\n";
    if (!part.photos.empty()) out += "pictures:\n";
    for (auto const& photo : part.photos) out += "  - { file: pictures/" + photo_name(photo) + ", credit: " + in_quotes(photo.credit) + " }\n";
    out += "---\n\n# " + part.title + "\n\n";
    std::string text;
    for (auto const& block : part.blocks) text += text_of(part, block);
    out += with_file_names(text);
    m_entries.push_back({name_of(at), std::move(out), false});
  }

  /// Links between parts of the kit lead from file to file.
  std::string with_file_names(std::string text) const {
    for (std::size_t at = 0; at < m_document.parts.size(); ++at) {
      auto const typed = "](" + std::string{inside_kit} + m_document.parts[at].slug;
      for (auto found = text.find(typed); found != std::string::npos; found = text.find(typed, found + 2)) {
        auto const end = found + typed.size();
        if (end < text.size() && (text[end] == ')' || text[end] == '#')) text.replace(found + 2, typed.size() - 2, name_of(at));
      }
    }
    return text;
  }

  std::string text_of(Part const& part, Block const& block) {
    std::string out = block.callout.empty() ? "*" + in_brackets(provenance_words(block, m_words)) + "*\n\n" : "";
    if (!block.callout.empty()) out += "**" + callout_words(block, m_words) + "**\n\n";
    else if (!block.title.empty()) out += "## " + block.title + "\n\n";
    if (!block.markdown.empty()) out += block.markdown + (block.markdown.ends_with('\n') ? "\n" : "\n\n");
    if (block.self_assessment) out += self_assessment_on_paper(*block.self_assessment, m_words) + "\n";
    if (block.running_order) out += running_order_on_paper(*block.running_order, m_words) + "\n";
    if (!block.terms.empty()) out += glossary_on_paper(block.terms) + "\n";
    if (block.picture) out += picture(*block.picture);
    if (!block.questions.empty()) {
      auto const name = "quizzes/" + part.slug + "-" + block.id + ".gift";
      m_entries.push_back({name, write_gift(block.questions), false});
      out += quiz_on_paper(block.questions, m_words) + "\n[GIFT](" + name + ")\n\n";
    }
    for (auto const& ground : block.grounds) {
      auto const outside = m_places.outside(ground.address);
      auto const title = in_brackets(ground.title + (ground.passage.empty() ? "" : m_words.t(", passage {}", {passage_label(ground.passage)})));
      out += "- " + (outside.empty() ? title : "[" + title + "](" + outside + ")") + (ground.territory.empty() ? "" : ", " + ground.territory) +
          (ground.quote.empty() ? "" : "\n  > " + in_cell(ground.quote)) + "\n";
    }
    return out + (block.grounds.empty() ? "" : "\n");
  }

  std::string picture(Picture const& picture) {
    auto const name = "pictures/" + picture.id + ".svg";
    m_entries.push_back({name, picture.svg, false});
    std::string out = "### " + picture.finding + "\n\n" + (picture.reads.empty() ? "" : picture.reads + "\n\n") + "![" +
        in_brackets(picture.alternative.empty() ? picture.finding : picture.alternative) + "](" + name + ")\n\n";
    for (std::size_t row = 0; row < picture.table.size(); ++row) {
      for (auto const& cell : picture.table[row]) out += "| " + in_cell(cell) + " ";
      out += "|\n";
      if (row == 0) out += "|" + base::join(std::vector<std::string>(picture.table[row].size(), "---"), "|") + "|\n";
    }
    return out + (picture.source.empty() ? "\n" : "\n" + picture.source + "\n\n");
  }

  Document const& m_document;
  i18n::Words const& m_words;
  Places m_places;
  std::vector<files::Entry> m_entries;
};

}  // namespace

std::vector<files::Entry> markdown_folder(Document const& document, i18n::Words const& words) { return MarkdownWriter{document, words}.take(); }

}  // namespace kit
