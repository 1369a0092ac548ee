#pragma once
#include "domain/kit/page_reading.h"
#include "domain/kit/part_facts.h"
#include "platform/db/kept.h"

namespace kit {

/// Remembers what it read of texts of a usual length while they stay the same. Safe between threads.
class PageReader {
 public:
  ReadPages read(Pages const& pages);
  /// How long the blocks of a page are, and what they would be compared by.
  std::shared_ptr<std::vector<BlockFacts> const> facts(std::string const& markdown, PageReading const& reading, i18n::Words const& words);

 private:
  std::shared_ptr<PageReading const> read(std::string const& markdown);

  static constexpr std::size_t most_pages = 1000;
  db::Kept<PageReading> m_readings{most_pages};
  db::Kept<std::vector<BlockFacts>> m_facts{2 * most_pages};
};

}  // namespace kit
