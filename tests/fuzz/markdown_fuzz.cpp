// Any text as Markdown: shown in time, without a tag or an address of its own making.
#include <cstdint>
#include <cstdlib>

#include "platform/base/text.h"
#include "platform/markdown/markdown.h"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::string_view const bytes{reinterpret_cast<char const*>(data), size};
  if (!base::is_clean_utf8(bytes)) return 0;
  auto const shown = markdown::render(bytes);
  for (auto const* harm : {"<script", "<iframe", "<style", "<object", "href=\"javascript:", "href=\"data:", "href=\"vbscript:"})
    if (shown.markup.markup().find(harm) != std::string::npos) std::abort();
  if (!base::is_clean_utf8(shown.markup.markup())) std::abort();
  markdown::plain_text(bytes);
  markdown::citations(bytes);
  markdown::blocks(bytes);
  return 0;
}
