#include "app/kit_sheet_facts.h"

#include "domain/experiences/experiences.h"
#include "domain/programme/programme.h"

namespace app {
namespace {

/// Everything the facts of a sheet depend on.
std::string name_of(experiences::Brief const& brief, std::string_view programme_slug, std::int64_t vocabulary, i18n::Language language) {
  return brief.id.text() + " " + std::to_string(base::to_milliseconds(brief.changed)) + " " + std::string{programme_slug} + " " +
      std::to_string(vocabulary) + " " + std::string{i18n::code(language)};
}

}  // namespace

std::map<std::string, kit::SheetFacts> KitSheetFacts::of(kit::Asking const& asking, kit::Sources::Slugs slugs) {
  std::map<std::string, kit::SheetFacts> all;
  if (slugs.empty()) return all;
  // Two viewers may read different parts of a sheet: what is remembered is what everybody reads.
  accounts::Viewer const visitor;
  auto const briefs = experiences::find_by_slugs(asking.session, visitor, asking.programme, slugs);
  auto const programme = programme::brief_of(asking.session, asking.programme).value_or(programme::Brief{});
  auto const vocabulary = experiences::vocabulary_of(asking.session, asking.programme).version;
  std::map<std::string, std::string> unknown;
  for (auto const& brief : briefs) {
    auto const name = name_of(brief, programme.slug, vocabulary, asking.words.language());
    if (auto const known = m_kept.known(name)) all.emplace(brief.slug, *known);
    else unknown.emplace(brief.slug, name);
  }
  if (unknown.empty()) return all;
  std::vector<std::string> wanted;
  for (auto const& [slug, name] : unknown) wanted.push_back(slug);
  for (auto& [slug, part] : m_whole({asking.session, visitor, asking.programme, asking.words}, wanted)) {
    auto facts = kit::sheet_facts(std::move(part), asking.words);
    if (auto const name = unknown.find(slug); name != unknown.end()) m_kept.of(name->second, [&] { return facts; });
    all.emplace(slug, std::move(facts));
  }
  return all;
}

}  // namespace app
