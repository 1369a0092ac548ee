#include "domain/kit/glossary.h"
#include "domain/kit/page_blocks.h"
#include "domain/kit/quiz.h"
#include "domain/kit/running_order.h"
#include "domain/kit/self_assessment.h"

namespace kit {

bool holds_a_box(Block const& block) { return block.self_assessment || block.running_order || !block.terms.empty() || !block.questions.empty(); }

std::string as_typed(Block const& block) {
  if (block.self_assessment) return "::: self-assessment\n" + write_self_assessment(*block.self_assessment) + ":::\n";
  if (block.running_order) return write_running_order(*block.running_order);
  if (!block.terms.empty()) return "::: glossary\n" + write_glossary(block.terms) + ":::\n";
  if (!block.questions.empty()) return "::: quiz\n" + write_gift(block.questions) + ":::\n";
  auto text = (block.title.empty() || !block.callout.empty() ? "" : "## " + block.title + "\n\n") + block.markdown;
  if (!text.ends_with('\n')) text += "\n";
  auto const& box = block.only.empty() ? block.callout : block.only;
  return box.empty() ? text : "::: " + box + "\n" + text + ":::\n";
}

}  // namespace kit
