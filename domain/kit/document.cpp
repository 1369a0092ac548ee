#include "domain/kit/document.h"

#include "platform/base/text.h"
#include "platform/markdown/markdown.h"

namespace kit {

std::string identifier_of(std::string_view programme_slug, std::string_view kit_slug, std::string_view number) {
  return "urn:uuid:" + base::uuid_from_name("kit/" + std::string{programme_slug} + "/" + std::string{kit_slug} + "/" + std::string{number});
}

std::size_t word_count(Document const& document) {
  std::size_t words = 0;
  for (auto const& part : document.parts) words += word_count(part);
  return words;
}

std::size_t word_count(Part const& part) {
  std::size_t words = 0;
  for (auto const& block : part.blocks) {
    words += base::count_words(block.title) + base::count_words(markdown::plain_text(block.markdown));
    for (auto const& text : typed_texts(block)) words += base::count_words(text);
    for (auto const& ground : block.grounds) words += base::count_words(ground.quote);
  }
  return words;
}

}  // namespace kit
