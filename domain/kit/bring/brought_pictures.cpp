#include <algorithm>
#include <charconv>

#include "domain/kit/bring/brought.h"
#include "domain/kit/typed_pictures.h"
#include "platform/files/kinds.h"
#include "platform/i18n/words.h"

namespace kit {
namespace {

/// Without a colon: GIFT would protect it with a backslash.
constexpr std::string_view folder = "brought/";

std::optional<std::size_t> number_of(TypedPicture const& picture) {
  auto const digits = std::string_view{picture.address}.substr(folder.size());
  std::size_t number = 0;
  auto const [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  bool const whole = error == std::errc{} && end == digits.data() + digits.size();
  return whole ? std::optional{number} : std::nullopt;
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
  for (auto const& picture : typed_pictures(markdown, folder))
    if (auto const number = number_of(picture); number && !std::ranges::count(numbers, *number)) numbers.push_back(*number);
  return numbers;
}

std::string readdressed(std::string_view markdown, std::function<std::string(std::size_t)> const& address) {
  return with_pictures(markdown, folder, [&](TypedPicture const& picture) {
    auto const number = number_of(picture);
    auto const target = number ? address(*number) : std::string{};
    if (!target.empty()) return typed_picture(picture.words, target);
    return picture.words.empty() ? "" : "\\[" + protected_words(picture.words) + "\\]";
  });
}

}  // namespace kit
