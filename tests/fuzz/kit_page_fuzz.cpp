// Any bytes as a page of a kit: blocks in their bounds, and what is typed in its boxes, written again, is read the same.
#include <cstdint>
#include <cstdlib>

#include "domain/kit/glossary.h"
#include "domain/kit/page_blocks.h"
#include "domain/kit/running_order.h"
#include "domain/kit/self_assessment.h"
#include "platform/base/text.h"

namespace {

void check(bool kept) {
  if (!kept) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::string_view const page{reinterpret_cast<char const*>(data), size};
  if (!base::is_clean_utf8(page)) return 0;
  for (auto const& block : kit::page_blocks(page)) {
    if (block.self_assessment) {
      check(block.self_assessment->axes.size() <= 12);
      check(kit::read_self_assessment(kit::write_self_assessment(*block.self_assessment)).assessment.axes.size() ==
            block.self_assessment->axes.size());
    }
    if (block.running_order) {
      auto const again = kit::page_blocks(kit::write_running_order(*block.running_order));
      check(again.size() == 1 && again[0].running_order && again[0].running_order->sequences.size() == block.running_order->sequences.size());
    }
    check(block.terms.size() <= 300);
    check(kit::read_glossary(kit::write_glossary(block.terms)).terms.size() == block.terms.size());
  }
  (void)kit::typing_problems(page);
  (void)kit::still_to_write(page);
  return 0;
}
