#include "domain/kit/overview.h"

#include <algorithm>
#include <map>

#include "domain/kit/assembly.h"
#include "domain/kit/kit_store.h"
#include "domain/kit/paper_size.h"

namespace kit {
namespace {

/// Puts beside each part what is known of it: they come in the order of the outline, without the sheets that are missing.
class Sorting {
 public:
  Sorting(Overview& overview, std::vector<Part> parts, PageReader& reader, i18n::Words const& words)
      : m_overview{overview}, m_parts{std::move(parts)}, m_reader{reader}, m_words{words} {}

  void sort() {
    auto const& gathered = m_overview.gathered;
    m_overview.parts.reserve(m_parts.size());
    for (auto const& chapter : m_overview.kit.outline.chapters) {
      add_chapter(chapter);
      add_sheets(ItemKind::experience, chapter.experiences, gathered.experience_facts);
      add_sheets(ItemKind::method, chapter.methods, gathered.method_facts);
    }
  }

 private:
  void add_chapter(Chapter const& chapter) {
    auto& part = m_parts[m_overview.parts.size()];
    auto const page = m_overview.pages.find(chapter.page);
    static std::vector<BlockFacts> const none;
    auto const known = page == m_overview.pages.end() ? nullptr : m_reader.facts(m_overview.texts.at(chapter.page), *page->second, m_words);
    auto facts = facts_of(part, known ? *known : none, m_words);
    m_overview.parts.push_back({std::move(part), std::move(facts), {}, {}});
  }

  void add_sheets(ItemKind kind, std::vector<std::string> const& names, std::map<std::string, PartFacts> const& known) {
    for (auto const& name : names)
      if (auto const facts = known.find(name); facts != known.end())
        m_overview.parts.push_back({std::move(m_parts[m_overview.parts.size()]), facts->second, kind, name});
  }

  Overview& m_overview;
  std::vector<Part> m_parts;
  PageReader& m_reader;
  i18n::Words const& m_words;
};

}  // namespace

std::optional<Overview> overview(Sources const& sources, Asking const& lead, PageReader& reader) {
  KitStore store{lead.session};
  auto kit = store.find(lead.programme);
  auto programme = programme::brief_of(lead.session, lead.programme);
  if (!kit || !programme) return std::nullopt;
  Overview made;
  made.kit = std::move(*kit);
  made.programme = std::move(*programme);
  made.texts = store.pages(made.kit.id);
  made.pages = reader.read(made.texts);
  made.gathered = gather_heads(sources, lead, made.kit.outline, made.pages);
  auto assembly = assemble(made.kit.outline, made.pages, made.gathered);
  made.credits = std::move(assembly.credits);
  made.remarks = std::move(assembly.remarks);
  Sorting{made, std::move(assembly.parts), reader, lead.words}.sort();
  return made;
}

bool Overview::may_be_frozen() const { return std::ranges::none_of(remarks, &Remark::blocks); }

std::size_t Overview::words_in(std::string_view chapter) const {
  auto at = std::ranges::find_if(parts, [&](PartOverview const& one) { return one.name.empty() && one.part.slug == chapter; });
  std::size_t words = 0;
  for (bool first = true; at != parts.end() && (first || !at->name.empty()); ++at, first = false) words += at->facts.words;
  return words;
}

std::size_t Overview::words() const {
  std::size_t words = 0;
  for (auto const& one : parts) words += one.facts.words;
  return words;
}

std::vector<PartOverview const*> parts_for(Overview const& overview, Medium medium) {
  std::vector<PartOverview const*> parts;
  for (auto const& one : overview.parts)
    if (medium != Medium::brief || one.part.brief) parts.push_back(&one);
  return parts;
}

LengthOfAll length_of(std::vector<PartOverview const*> const& parts, Medium medium) {
  LengthOfAll all;
  std::vector<double> pages;
  for (auto const* one : parts) {
    auto const& length = one->facts.lengths[static_cast<std::size_t>(medium)];
    all.words += length.words;
    pages.push_back(length.pages());
  }
  all.pages = whole_pages(pages);
  return all;
}

std::vector<Part> whole_parts(std::vector<PartOverview const*> const& parts, Sources const& sources, Asking const& lead) {
  accounts::Viewer const visitor;
  Asking const asking{lead.session, visitor, lead.programme, lead.words};
  std::map<ItemKind, std::vector<std::string>> names;
  for (auto const* one : parts)
    if (!one->name.empty()) names[one->kind].push_back(one->name);
  std::map<ItemKind, std::map<std::string, Part>> sheets;
  for (auto const& [kind, wanted] : names)
    if (auto const& source = kind == ItemKind::experience ? sources.experiences : sources.methods) sheets[kind] = source(asking, wanted);
  std::vector<Part> whole;
  for (auto const* one : parts) {
    whole.push_back(one->part);
    auto const sheet = one->name.empty() ? std::map<std::string, Part>::iterator{} : sheets[one->kind].find(one->name);
    if (one->name.empty() || sheet == sheets[one->kind].end()) continue;
    // Two chapters may print one sheet.
    whole.back().blocks = sheet->second.blocks, whole.back().photos = sheet->second.photos;
  }
  return whole;
}

}  // namespace kit
