// Any bytes as a page of HTML: blocks and remarks, whose Markdown says the same words when it is read back.
#include <cstdint>
#include <cstdlib>

#include "platform/base/text.h"
#include "platform/markdown/from_html.h"
#include "platform/markdown/writing.h"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  auto const page = markdown::from_html({reinterpret_cast<char const*>(data), size});
  if (!page) return page.error().msgid.empty() ? std::abort(), 0 : 0;
  auto const text = markdown::written(page->blocks);
  if (!base::is_clean_utf8(text)) std::abort();
  for (auto const& note : page->notes)
    if (note.words.msgid.empty() || note.times == 0) std::abort();
  if (markdown::checked(text)) (void)markdown::written(markdown::blocks(text));
  return 0;
}
