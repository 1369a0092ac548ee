#include "domain/kit/page_reading.h"

#include "domain/kit/photographs.h"

namespace kit {

PageReading read_page(std::string const& markdown) {
  PageReading reading;
  if (auto checked = markdown::checked(markdown); !checked) {
    reading.refused = std::move(checked.error());
    return reading;
  }
  reading.blocks = page_blocks(markdown);
  reading.citations = citations_of(reading.blocks);
  auto found = found_in(markdown);
  reading.links = std::move(found.links);
  reading.outside = std::move(found.outside);
  reading.wordless = std::move(found.wordless);
  reading.problems = typing_problems(markdown);
  reading.to_write = still_to_write(markdown);
  reading.photos = photos_named(markdown);
  return reading;
}

ReadPages read_pages(Pages const& pages) {
  ReadPages read;
  for (auto const& [slug, markdown] : pages) read.emplace(slug, std::make_shared<PageReading const>(read_page(markdown)));
  return read;
}

}  // namespace kit
