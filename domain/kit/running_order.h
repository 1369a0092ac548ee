#pragma once
#include <string_view>

#include "domain/kit/typed_parts.h"
#include "platform/base/refusal.h"
#include "platform/i18n/words.h"

/// A running order is typed in a page between ::: running-order 9:00 and :::
///
///   10 | Three obstacles in silence | Samir | paper, pens
///   Everyone writes three obstacles, one a sheet.
///   > Facts, not categories.
///
///   20 | Read to another pair
///
/// A sequence is a paragraph: minutes, title, who leads, what to bring; then what one does; lines that begin with `>` are for
/// who leads alone.
namespace kit {

struct RunningOrderReading {
  RunningOrder order;
  std::vector<base::Problem> problems;  ///< what was not kept and why, each with its line; `file` is empty
};
/// Never fails: what is not understood is left out and said. `starts`: "9:00", "9 h", or nothing for 9:00. At most 60 sequences.
RunningOrderReading read_running_order(std::string_view starts, std::string_view source);
/// As it is typed, boxes included: read_running_order gives it back.
std::string write_running_order(RunningOrder const& order);

int minutes_of(RunningOrder const& order);
/// « 9 h 05 », when the sequence at that place begins; past the last, when all is over.
std::string time_at(RunningOrder const& order, std::size_t place, i18n::Words const& words);
/// « 1 h 30 », « 45 min »
std::string duration_words(int minutes, i18n::Words const& words);
/// « De 9 h 00 à 10 h 30 : 1 h 30, 6 séquences. »
std::string summary_of(RunningOrder const& order, i18n::Words const& words);
/// Headings of its table; the last two only where something stands under them.
struct RunningOrderColumns {
  bool leads = false, materials = false;
};
RunningOrderColumns columns_of(RunningOrder const& order);
/// As a table in Markdown, tips in italics under what is done.
std::string running_order_on_paper(RunningOrder const& order, i18n::Words const& words);

}  // namespace kit
