#include <algorithm>
#include <charconv>

#include "domain/kit/bring/brought.h"

namespace kit {
namespace {

constexpr std::string_view mark = "](brought:";

/// The next picture at or after `from`: where it begins, its words end and it ends; npos at the end.
struct Shown {
  std::size_t start = std::string_view::npos, words = 0, close = 0, end = 0, number = 0;
};

/// Where the bracket closed at `close` opened, brackets typed with a backslash apart.
std::size_t opened(std::string_view text, std::size_t close) {
  for (auto at = close; at > 1; --at)
    if (text[at - 1] == '[' && text[at - 2] == '!') return at - 2;
  return std::string_view::npos;
}

Shown next(std::string_view text, std::size_t from) {
  for (auto at = text.find(mark, from); at != std::string_view::npos; at = text.find(mark, at + 1)) {
    Shown shown;
    auto const digits = at + mark.size();
    auto const [after, error] = std::from_chars(text.data() + digits, text.data() + text.size(), shown.number);
    shown.start = opened(text, at);
    shown.close = at;
    shown.end = static_cast<std::size_t>(after - text.data());
    if (error != std::errc{} || shown.start == std::string_view::npos || shown.start < from || shown.end >= text.size() || text[shown.end] != ')')
      continue;
    shown.words = shown.start + 2;
    ++shown.end;
    return shown;
  }
  return {};
}

}  // namespace

std::vector<std::size_t> pictures_in(std::string_view markdown) {
  std::vector<std::size_t> numbers;
  for (auto shown = next(markdown, 0); shown.start != std::string_view::npos; shown = next(markdown, shown.end))
    if (!std::ranges::count(numbers, shown.number)) numbers.push_back(shown.number);
  return numbers;
}

std::string readdressed(std::string_view markdown, std::function<std::string(std::size_t)> const& address) {
  std::string out;
  std::size_t from = 0;
  for (auto shown = next(markdown, 0); shown.start != std::string_view::npos; shown = next(markdown, shown.end)) {
    auto const words = markdown.substr(shown.words, shown.close - shown.words);
    auto const target = address(shown.number);
    out += markdown.substr(from, shown.start - from);
    if (!target.empty()) out.append("![").append(words).append("](").append(target).append(")");
    else if (!words.empty()) out.append("\\[").append(words).append("\\]");
    from = shown.end;
  }
  return out.append(markdown.substr(from));
}

}  // namespace kit
