#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

/// Pictures as a text in Markdown was typed with them: ![words](folder/name). Pure functions of the text.
namespace kit {

struct TypedPicture {
  std::string address;    ///< "pictures/3f2a….jpg"
  std::string words;      ///< what stands for it, without the backslashes of Markdown; may be empty
  std::size_t start = 0;  ///< of the whole, in the text
  std::size_t size = 0;   ///< of the whole
};
/// Those whose address begins with `folder` ("pictures/"), in order, as often as they are shown.
std::vector<TypedPicture> typed_pictures(std::string_view markdown, std::string_view folder);

/// The text with each of them typed again as `again` says.
std::string with_pictures(std::string_view markdown, std::string_view folder, std::function<std::string(TypedPicture const&)> const& again);

/// Words as Markdown, and a quiz in GIFT, say just them; on one line.
std::string protected_words(std::string_view words);
/// A picture as it is typed.
std::string typed_picture(std::string_view words, std::string_view address);

}  // namespace kit
