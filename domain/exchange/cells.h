#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "domain/exchange/mapping.h"

/// From what a cell holds to what a sheet keeps. Pure.
namespace exchange {

/// "10 039,00 €", "1.234,50", "600092.00" → "10 039 €", "1 234,50 €", with the spaces French uses.
/// Refused: what is no amount, and "1.234" which may be either.
base::Outcome<std::string> read_amount(std::string_view text);
/// "03/05/2018", "3 mai 2018", "05/2018", "2018", "2018-05-03" → "2018-05-03", "2018-05", "2018". Refused: an impossible
/// day, a year of two figures.
base::Outcome<std::string> read_day(std::string_view text);
/// A whole number, spaces between thousands allowed.
base::Outcome<std::string> read_number(std::string_view text);
/// The first paragraph of a Markdown text, without marks.
std::string first_paragraph(std::string_view text);
/// Codes announced in a text: each whose keyword begins a word of it, in the order of the table.
std::vector<std::string> codes_in(std::string_view text, Keywords const& keywords);
/// One value, whatever `as` but list and words.
base::Outcome<std::string> read_value(std::string_view text, As as);

}  // namespace exchange
