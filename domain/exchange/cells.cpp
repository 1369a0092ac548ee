#include "domain/exchange/cells.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "domain/experiences/experiences.h"
#include "platform/base/text.h"
#include "platform/markdown/markdown.h"

namespace exchange {
namespace {

constexpr std::size_t longest_shown = 60;

std::string shown(std::string_view text) { return base::shortened(text, longest_shown); }

bool all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// Without the spaces of every width that stand between thousands, nor the currency.
std::string bare_number(std::string_view text) {
  std::string out;
  auto const folded = base::fold(text);
  for (auto const& word : base::split(folded, ' '))
    if (word != "eur" && word != "euros" && word != "€") out += word;
  for (std::string_view end : {"€", "euros", "eur"})
    if (out.ends_with(end)) out.resize(out.size() - end.size());
  return out;
}

std::string with_thousands(std::string_view digits) {
  std::string out;
  for (std::size_t at = 0; at < digits.size(); ++at) {
    if (at != 0 && (digits.size() - at) % 3 == 0) out += "\u202F";
    out += digits[at];
  }
  return out;
}

/// Where the decimals begin; the size of the text when there are none, npos when nobody can tell.
std::size_t decimal_mark(std::string_view number) {
  auto const mark = number.find_last_of(".,");
  if (mark == std::string_view::npos) return number.size();
  bool const alone = number.find_first_of(".,") == mark;
  auto const after = number.size() - mark - 1;
  if (alone) return after == 3 ? std::string_view::npos : mark;
  bool const same = number.find(number[mark] == '.' ? ',' : '.') == std::string_view::npos;
  if (same) return after == 3 ? number.size() : std::string_view::npos;
  return mark;
}

int month_of(std::string_view folded) {
  constexpr std::array<std::string_view, 12> months = {"janv", "fev", "mars", "avr", "mai", "juin", "juil", "aou", "sept", "oct", "nov", "dec"};
  for (std::size_t at = 0; at < months.size(); ++at)
    if (folded.starts_with(months[at])) return static_cast<int>(at) + 1;
  return 0;
}

int whole(std::string_view digits) {
  int value = 0;
  if (all_digits(digits) && digits.size() <= 4) std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

/// "3", "mai", "2018" → "2018-05-03". "" when it is not that.
std::string from_parts(std::vector<std::string> const& parts) {
  if (parts.empty() || parts.back().size() != 4 || !all_digits(parts.back())) return {};
  if (parts.size() == 1) return parts[0];
  auto const& month_text = parts[parts.size() - 2];
  int const month = all_digits(month_text) ? whole(month_text) : month_of(month_text);
  if (parts.size() == 2) return fmt::format("{}-{:02}", parts[1], month);
  std::string_view day = parts[0];
  if (day == "1er") day = "1";
  return parts.size() == 3 && all_digits(day) ? fmt::format("{}-{:02}-{:02}", parts[2], month, whole(day)) : "";
}

bool announces(std::string_view folded, std::string_view keyword) {
  if (keyword.empty()) return false;
  for (auto at = folded.find(keyword); at != std::string_view::npos; at = folded.find(keyword, at + 1)) {
    bool const begins_word = at == 0 || !std::isalnum(static_cast<unsigned char>(folded[at - 1]));
    if (begins_word) return true;
  }
  return false;
}

}  // namespace

base::Outcome<std::string> read_amount(std::string_view text) {
  auto const number = bare_number(text);
  auto const mark = decimal_mark(number);
  if (mark == std::string::npos) return tl::unexpected{base::Refusal{"“{}” may be read two ways: write 1 234 or 1,23.", {shown(text)}, {}}};
  std::string digits;
  for (char c : std::string_view{number}.substr(0, mark))
    if (c != '.' && c != ',') digits += c;
  std::string cents{std::string_view{number}.substr(std::min(mark + 1, number.size()))};
  if (!all_digits(digits) || (!cents.empty() && (!all_digits(cents) || cents.size() > 2)) || digits.size() > 15)
    return tl::unexpected{base::Refusal{"“{}” is not an amount: 10 039,00 € was expected.", {shown(text)}, {}}};
  digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size() - 1));
  if (cents.size() == 1) cents += '0';
  bool const round = cents.find_first_not_of('0') == std::string::npos;
  return with_thousands(digits) + (round ? "" : "," + cents) + "\u00A0€";
}

base::Outcome<std::string> read_day(std::string_view text) {
  auto written = base::fold(text);
  std::string date = written;
  if (!experiences::is_date(written)) {
    std::replace(written.begin(), written.end(), '/', ' ');
    std::replace(written.begin(), written.end(), '.', ' ');
    auto parts = base::split(written, ' ');
    if (!parts.empty() && parts[0] == "le") parts.erase(parts.begin());
    date = from_parts(parts);
  }
  if (date.empty() || !experiences::is_date(date))
    return tl::unexpected{base::Refusal{"“{}” is not a date: 03/05/2018 or 2018-05-03 was expected, and a day that exists.", {shown(text)}, {}}};
  return date;
}

base::Outcome<std::string> read_number(std::string_view text) {
  auto const number = bare_number(text);
  if (!all_digits(number) || number.size() > 9) return tl::unexpected{base::Refusal{"“{}” is not a whole number.", {shown(text)}, {}}};
  return number;
}

std::string first_paragraph(std::string_view text) {
  for (auto const& block : markdown::blocks(text.substr(0, std::min<std::size_t>(text.size(), 20'000)))) {
    if (block.kind == markdown::Block::Kind::heading || block.kind == markdown::Block::Kind::rule) continue;
    std::string words;
    auto const gather = [&](auto const& self, markdown::Block const& one) -> void {
      // The alternative of a picture is not the beginning of a story.
      if (one.kind == markdown::Block::Kind::image || one.kind == markdown::Block::Kind::footnote_reference) return;
      if (one.kind == markdown::Block::Kind::line_break || one.kind == markdown::Block::Kind::item) words += ' ';
      words += one.text;
      for (auto const& inside : one.inside) self(self, inside);
    };
    gather(gather, block);
    // "#Titre" without its space is a heading for whoever wrote it.
    if (auto const found = base::trimmed(words); !found.empty() && found.front() != '#') return std::string{found};
  }
  return {};
}

std::vector<std::string> codes_in(std::string_view text, Keywords const& keywords) {
  auto const folded = base::fold(text);
  std::vector<std::string> codes;
  for (auto const& [code, words] : keywords)
    if (std::any_of(words.begin(), words.end(), [&](auto const& word) { return announces(folded, word); })) codes.push_back(code);
  return codes;
}

base::Outcome<std::string> read_value(std::string_view text, As as) {
  switch (as) {
    case As::amount: return read_amount(text);
    case As::day: return read_day(text);
    case As::number: return read_number(text);
    case As::first: return first_paragraph(text);
    case As::line: {
      std::string line{base::trimmed(text)};
      std::replace_if(
          line.begin(), line.end(), [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
      return line;
    }
    case As::text:
    case As::list:
    case As::words: break;
  }
  return std::string{base::trimmed(text)};
}

}  // namespace exchange
