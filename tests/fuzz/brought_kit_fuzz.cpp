// Any bytes as a file of another tool brought to a kit: pages one may keep, or a refusal with words. What comes in can be written in a
// chapter, whose questions are read back.
#include <cstdint>
#include <cstdlib>

#include "domain/kit/bring/brought.h"
#include "domain/kit/quiz.h"
#include "platform/base/text.h"
#include "platform/markdown/markdown.h"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  auto const brought = kit::read_brought({reinterpret_cast<char const*>(data), size}, "f");
  if (!brought) return brought.error().msgid.empty() ? std::abort(), 0 : 0;
  if (brought->pages.size() > kit::most_brought_pages) std::abort();
  for (auto const& page : brought->pages) {
    if (page.title.size() > 200 || !base::is_clean_utf8(page.title) || !base::is_clean_utf8(page.markdown)) std::abort();
    if (!markdown::checked(page.markdown)) std::abort();
    for (auto const& question : page.questions)
      if (question.text.empty()) std::abort();
    (void)kit::chapter_text(page);
  }
  for (auto const& note : brought->notes)
    if (note.words.msgid.empty()) std::abort();
  return 0;
}
