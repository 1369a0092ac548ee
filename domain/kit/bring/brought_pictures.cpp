#include <algorithm>
#include <charconv>

#include "domain/kit/bring/brought.h"
#include "platform/files/kinds.h"
#include "platform/i18n/words.h"

namespace kit {
namespace {

/// Without a colon: GIFT would protect it with a backslash.
constexpr std::string_view folder = "brought/", mark = "](brought/";

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

std::string picture_address(std::size_t place) { return std::string{folder} + std::to_string(place); }

base::Outcome<files::Picture> made_fit(BroughtPicture const& picture) {
  auto const kind = files::kind_of(picture.bytes, picture.name);
  bool const drawn = !kind || !files::is_picture(*kind);
  auto const png = drawn ? files::png_of_outside_svg(picture.bytes) : std::nullopt;
  if (drawn && !png) return base::refuse(i18n::msgid("This drawing cannot be shown."));
  auto fit = files::prepare_picture(drawn ? *png : picture.bytes, drawn ? files::Kind::png : *kind);
  if (!fit) return tl::unexpected{fit.error()};
  return std::move(fit->whole);
}

std::vector<std::size_t> pictures_in(BroughtPage const& page) {
  auto numbers = pictures_in(page.markdown);
  for (auto const& question : page.questions)
    for (auto const number : pictures_in(question.text))
      if (!std::ranges::count(numbers, number)) numbers.push_back(number);
  return numbers;
}

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
