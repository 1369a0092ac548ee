#include "domain/kit/typed_pictures.h"

#include "platform/base/text.h"

namespace kit {
namespace {

constexpr std::size_t longest_words = 4'000;
/// What would end the words, or mean something inside them. Others mean nothing there.
constexpr std::string_view signs = "\\[]{}*_`<~";

/// Where the picture whose words close at `close` opens; npos when none does between `from` and there.
std::size_t opened(std::string_view text, std::size_t close, std::size_t from) {
  auto const furthest = close > longest_words ? close - longest_words : 0;
  for (auto at = close; at >= std::max(from, furthest) + 2; --at) {
    if (text[at - 1] == '[' && text[at - 2] == '!') return at - 2;
    if (text[at - 1] == '\n' && text[at - 2] == '\n') break;
  }
  return std::string_view::npos;
}

std::string without_backslashes(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    bool const protects = text[at] == '\\' && at + 1 < text.size() && std::ispunct(static_cast<unsigned char>(text[at + 1]));
    out += protects ? text[++at] : text[at] == '\n' ? ' ' : text[at];
  }
  return std::string{base::trimmed(out)};
}

}  // namespace

std::vector<TypedPicture> typed_pictures(std::string_view markdown, std::string_view folder) {
  std::vector<TypedPicture> found;
  auto const mark = "](" + std::string{folder};
  std::size_t from = 0;
  for (auto close = markdown.find(mark); close != std::string_view::npos; close = markdown.find(mark, close + 1)) {
    auto const end = markdown.find_first_of(") \n", close + mark.size()), start = opened(markdown, close, from);
    if (end == std::string_view::npos || markdown[end] != ')' || start == std::string_view::npos) continue;
    auto const words = markdown.substr(start + 2, close - start - 2);
    found.push_back({std::string{markdown.substr(close + 2, end - close - 2)}, without_backslashes(words), start, end + 1 - start});
    from = end + 1;
  }
  return found;
}

std::string with_pictures(std::string_view markdown, std::string_view folder, std::function<std::string(TypedPicture const&)> const& again) {
  std::string out;
  std::size_t from = 0;
  for (auto const& picture : typed_pictures(markdown, folder)) {
    out.append(markdown.substr(from, picture.start - from)).append(again(picture));
    from = picture.start + picture.size;
  }
  return out.append(markdown.substr(from));
}

std::string protected_words(std::string_view words) {
  std::string out;
  for (char c : base::trimmed(words)) {
    if (c == '\n' || c == '\r') {
      out += ' ';
      continue;
    }
    if (signs.find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

std::string typed_picture(std::string_view words, std::string_view address) {
  return "![" + protected_words(words) + "](" + std::string{address} + ")";
}

}  // namespace kit
