#include "domain/kit/page_reader.h"

#include "platform/base/world.h"

namespace kit {
namespace {

constexpr std::size_t usual_length = 32 * 1024;

std::vector<BlockFacts> facts_of(std::vector<Block> const& blocks, i18n::Words const& words) {
  std::vector<BlockFacts> facts;
  facts.reserve(blocks.size());
  for (auto const& block : blocks) facts.push_back(facts_of(block, words));
  return facts;
}

}  // namespace

std::shared_ptr<PageReading const> PageReader::read(std::string const& markdown) {
  if (markdown.size() > usual_length) return std::make_shared<PageReading const>(read_page(markdown));
  return m_readings.of(base::fingerprint(markdown), [&] { return read_page(markdown); });
}

ReadPages PageReader::read(Pages const& pages) {
  ReadPages all;
  for (auto const& [slug, markdown] : pages) all.emplace(slug, read(markdown));
  return all;
}

std::shared_ptr<std::vector<BlockFacts> const> PageReader::facts(std::string const& markdown, PageReading const& reading, i18n::Words const& words) {
  auto const make = [&] { return facts_of(reading.blocks, words); };
  if (markdown.size() > usual_length) return std::make_shared<std::vector<BlockFacts> const>(make());
  return m_facts.of(std::string{i18n::code(words.language())} + base::fingerprint(markdown), make);
}

}  // namespace kit
