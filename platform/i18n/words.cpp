#include "platform/i18n/words.h"

#include <algorithm>
#include <charconv>

namespace i18n {
namespace {

/// Index written between { and }, `next` for {}; nothing when this is no placeholder. `end`: after the }.
bool read_placeholder(std::string_view message, std::size_t at, std::size_t next, std::size_t& index, std::size_t& end) {
  auto const close = message.find('}', at);
  if (close == std::string_view::npos || close - at > 3) return false;
  auto const inside = message.substr(at + 1, close - at - 1);
  end = close + 1;
  index = next;
  if (inside.empty()) return true;
  auto const read = std::from_chars(inside.data(), inside.data() + inside.size(), index);
  return read.ec == std::errc{} && read.ptr == inside.data() + inside.size();
}

/// Our own substitution: a translation is data, and a format library would throw on what a translator may type.
std::string filled(std::string const& message, std::vector<Argument> const& arguments) {
  if (arguments.empty()) return message;
  std::string out;
  std::size_t next = 0;
  for (std::size_t at = 0; at < message.size();) {
    std::size_t index = 0;
    std::size_t end = 0;
    if (message[at] != '{' || !read_placeholder(message, at, next, index, end) || index >= arguments.size()) {
      out += message[at++];
      continue;
    }
    out += arguments[index].text;
    next = index + 1;
    at = end;
  }
  return out;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

/// Weight of "fr-FR;q=0.8" in thousandths: 1000 without q, 0 when it cannot be read.
int weight(std::string_view range) {
  auto const at = range.find("q=");
  if (at == std::string_view::npos) return 1000;
  auto const digits = range.substr(at + 2);
  if (digits.starts_with("1")) return 1000;
  int thousandths = 0;
  for (std::size_t i = 2; i < 5; ++i)
    thousandths = thousandths * 10 + (i < digits.size() && digits[i] >= '0' && digits[i] <= '9' ? digits[i] - '0' : 0);
  return thousandths;
}

}  // namespace

std::string_view code(Language language) { return language == Language::french ? "fr" : "en"; }

std::string Words::t(std::string_view msgid, std::vector<Argument> const& arguments) const { return filled(look_up({}, msgid), arguments); }

std::string Words::tc(std::string_view context, std::string_view msgid, std::vector<Argument> const& arguments) const {
  return filled(look_up(context, msgid), arguments);
}

std::string Words::tn(std::string_view one, std::string_view many, std::int64_t count, std::vector<Argument> const& more) const {
  std::vector<Argument> arguments{number(count)};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return filled(look_up(one, many, count), arguments);
}

std::string Words::refusal(base::Refusal const& refusal) const {
  return t(refusal.msgid, std::vector<Argument>(refusal.arguments.begin(), refusal.arguments.end()));
}

Language preferred(std::string_view accept_language) {
  auto best = Language::french;
  int best_weight = 0;
  while (!accept_language.empty()) {
    auto const comma = accept_language.find(',');
    auto const range = trimmed(accept_language.substr(0, comma));
    accept_language = comma == std::string_view::npos ? std::string_view{} : accept_language.substr(comma + 1);
    bool const french = range.starts_with("fr") || range.starts_with("FR");
    bool const english = range.starts_with("en") || range.starts_with("EN");
    if ((!french && !english) || weight(range) <= best_weight) continue;
    best = french ? Language::french : Language::english;
    best_weight = weight(range);
  }
  return best;
}

}  // namespace i18n
