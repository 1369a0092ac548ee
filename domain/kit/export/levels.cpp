#include "domain/kit/export/levels.h"

#include <algorithm>

#include "domain/kit/export/book.h"
#include "platform/markdown/markdown.h"

namespace kit {

int Levels::next(int wished) { return m_level = std::clamp(wished, 1, m_level + 1); }

int Levels::part(Part const& part) { return m_part = next(part.level); }

int Levels::title() { return next(m_part + 1); }

void Levels::begin(Part const& part, Block const& block) {
  bool const apart = !block.title.empty() || !block.callout.empty();
  m_base = m_part + (block.title.empty() || !block.callout.empty() ? 1 : 2);
  m_highest = apart ? 6 : highest_heading(part);
  if (!apart) return;
  for (auto const& node : markdown::blocks(block.markdown))
    if (node.kind == markdown::Block::Kind::heading) m_highest = std::min(m_highest, node.level);
}

int Levels::heading(int level) { return next(m_base + level - m_highest); }

int Levels::picture() { return next(m_base); }

std::string place_name(Part const& part, std::string_view block) { return "part." + part.slug + (block.empty() ? "" : "." + std::string{block}); }

}  // namespace kit
