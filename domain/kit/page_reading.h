#pragma once
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "domain/kit/page_blocks.h"

namespace kit {

/// The kit's own pages by slug: Markdown.
using Pages = std::map<std::string, std::string>;

/// What the text of a page says, each thing looked for once.
struct PageReading {
  std::optional<base::Refusal> refused;  ///< longer or heavier than may be shown: then the rest is empty
  std::vector<Block> blocks;
  std::vector<markdown::Citation> citations;
  PageLinks links;
  std::vector<std::string> outside;  ///< addresses of other sites
  std::vector<base::Problem> problems;
  std::vector<StillToWrite> to_write;
  std::vector<std::string> wordless;  ///< addresses of pictures without words
  std::vector<Photo> photos;
};
PageReading read_page(std::string const& markdown);

using ReadPages = std::map<std::string, std::shared_ptr<PageReading const>>;
ReadPages read_pages(Pages const& pages);

}  // namespace kit
