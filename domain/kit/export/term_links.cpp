#include "domain/kit/export/term_links.h"

#include <algorithm>

#include "domain/kit/export/book.h"
#include "domain/kit/glossary.h"
#include "platform/views/html.h"

namespace kit {
namespace {

bool is_figure_or_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

/// À to ÿ, œ: letters of two bytes. Quotation marks, dashes and spaces that do not break are none.
bool opens_letter(char c) { return c == '\xc3' || c == '\xc5'; }

bool ends_before(std::string_view text, std::size_t at) {
  if (at == 0) return true;
  if ((text[at - 1] & 0x80) == 0) return !is_figure_or_letter(text[at - 1]);
  auto start = at - 1;
  while (start > 0 && (text[start] & 0xc0) == 0x80) --start;
  return !opens_letter(text[start]);
}

bool starts_after(std::string_view text, std::size_t at) { return at >= text.size() || !(is_figure_or_letter(text[at]) || opens_letter(text[at])); }

/// Its length in the singular or the plural, when a whole word stands at `at`; 0 otherwise.
std::size_t word_at(std::string_view text, std::size_t at, std::string_view name) {
  auto const end = at + name.size();
  if (!ends_before(text, at)) return 0;
  if (starts_after(text, end)) return name.size();
  bool const plural = end < text.size() && (text[end] == 's' || text[end] == 'x') && starts_after(text, end + 1);
  return plural ? name.size() + 1 : 0;
}

/// "frein" of "Frein": a term stands with its capital at the start of a sentence alone.
std::string in_a_sentence(std::string_view name) {
  std::string word{name};
  if (word[0] >= 'A' && word[0] <= 'Z') word[0] = static_cast<char>(word[0] - 'A' + 'a');
  else if (word.size() > 1 && word[0] == '\xc3' && static_cast<unsigned char>(word[1]) >= 0x80 && static_cast<unsigned char>(word[1]) <= 0x9e)
    word[1] = static_cast<char>(word[1] + 0x20);
  return word;
}

/// Elements whose words are left alone.
bool is_left_alone(std::string_view name) {
  static constexpr std::string_view names[] = {"a", "h1", "h2", "h3", "h4", "h5", "h6", "code", "pre", "cite", "sup"};
  return std::ranges::count(names, name) > 0;
}

std::string_view name_of_tag(std::string_view tag) {
  auto const from = tag.find_first_not_of("</");
  return from == std::string_view::npos ? std::string_view{} : tag.substr(from, tag.find_first_of(" />\n", from) - from);
}

}  // namespace

std::vector<TermPlace> terms_of(Document const& document) {
  std::vector<TermPlace> places;
  for (auto const& part : document.parts)
    for (auto const& block : part.blocks)
      for (std::size_t place = 0; place < block.terms.size(); ++place)
        if (auto const& name = block.terms[place].name; !name.empty())
          places.push_back({name, std::string{inside_kit} + part.slug + "#" + term_id(block.id, place)});
  std::ranges::stable_sort(places, std::ranges::greater{}, [](TermPlace const& place) { return place.name.size(); });
  return places;
}

TermLinks::TermLinks(std::vector<TermPlace> const& terms, Part const& part) : m_terms{terms} {
  auto const own = std::string{inside_kit} + part.slug + "#";
  std::erase_if(m_terms, [&own](TermPlace const& place) { return place.address.starts_with(own); });
}

TermLinks::Found TermLinks::find(std::string_view markup, std::string_view name) {
  auto const typed = html::escaped(name), inside = in_a_sentence(typed);
  if (markup.find(typed) == std::string_view::npos && markup.find(inside) == std::string_view::npos) return {};
  int alone = 0;
  for (std::size_t at = 0; at < markup.size(); ++at) {
    if (markup[at] == '<') {
      auto const end = std::min(markup.find('>', at), markup.size());
      auto const tag = markup.substr(at, end - at);
      bool const pair = !tag.ends_with('/') && is_left_alone(name_of_tag(tag));
      if (pair) alone += tag.starts_with("</") ? -1 : 1;
      at = end;
      continue;
    }
    if (alone > 0) continue;
    auto const rest = markup.substr(at);
    if (!rest.starts_with(typed) && !rest.starts_with(inside)) continue;
    if (auto const length = word_at(markup, at, typed)) return {at, length};
  }
  return {};
}

std::string TermLinks::linked(std::string const& markup, Found found, std::string_view address) {
  return markup.substr(0, found.at) + "<a class=\"term\" href=\"" + html::escaped(address) + "\">" + markup.substr(found.at, found.length) + "</a>" +
      markup.substr(found.at + found.length);
}

}  // namespace kit
