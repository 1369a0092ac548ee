#include "domain/kit/gathering.h"

#include <algorithm>
#include <set>

namespace kit {
namespace {

template <class Source, class... Rest>
auto asked(Source const& source, Asking const& asking, Rest const&... rest) -> decltype(source(asking, rest...)) {
  if (!source) return {};
  return source(asking, rest...);
}

std::vector<std::string> names_in(Outline const& outline, ItemKind kind) {
  std::vector<std::string> names;
  for (auto const& chapter : outline.chapters) names.insert(names.end(), items_of(chapter, kind).begin(), items_of(chapter, kind).end());
  return names;
}

std::vector<markdown::Citation> all_citations(Outline const& outline, ReadPages const& pages) {
  std::set<markdown::Citation> all;
  for (auto const& chapter : outline.chapters)
    if (auto const page = pages.find(chapter.page); page != pages.end()) {
      all.insert(page->second->citations.begin(), page->second->citations.end());
      for (auto const& address : page->second->links.inside)
        if (auto citation = sheet_at(address, "experiences")) all.insert({citation->slug, ""});
    }
  return {all.begin(), all.end()};
}

/// Frozen états des lieux that a chapter with pictures names, each once.
std::set<std::string> snapshots_in(Outline const& outline) {
  std::set<std::string> numbers;
  for (auto const& chapter : outline.chapters)
    if (!chapter.snapshot.empty() && !chapter.pictures.empty()) numbers.insert(chapter.snapshot);
  return numbers;
}

std::map<std::string, Block> lists_for(Sources const& sources, Asking const& asking, Outline const& outline) {
  auto const wanted = names_in(outline, ItemKind::directory);
  std::map<std::string, Block> lists;
  for (auto const& name : wanted) {
    if (name == "structures") {
      auto const structures = asked(sources.structures, asking);
      if (!structures.empty()) lists.emplace(name, structures_block(structures, asking.words));
    } else {
      auto const people = asked(sources.people, asking);
      if (!people.empty()) lists.emplace(name, people_block(people, asking.words));
    }
  }
  return lists;
}

/// Whether something named was not found with a visitor's eyes: only then is it asked what the lead knows of it.
bool misses(Outline const& outline, ReadPages const& pages, Gathered const& gathered, std::vector<markdown::Citation> const& citations) {
  auto const is_missing = [](auto const& found) { return [&found](auto const& name) { return !found.contains(name); }; };
  if (std::ranges::any_of(names_in(outline, ItemKind::experience), is_missing(gathered.experiences)) ||
      std::ranges::any_of(names_in(outline, ItemKind::method), is_missing(gathered.methods)) ||
      std::ranges::any_of(citations, is_missing(gathered.grounds)))
    return true;
  for (auto const& chapter : outline.chapters)
    if (auto const page = pages.find(chapter.page); page != pages.end())
      for (auto const& address : page->second->links.inside)
        if (auto const method = sheet_at(address, "methods"); method && !gathered.methods.contains(method->slug)) return true;
  return false;
}

}  // namespace

std::string known_key(std::string_view kind, std::string_view name) { return std::string{kind} + "/" + std::string{name}; }

std::optional<markdown::Citation> sheet_at(std::string_view address, std::string_view kind) {
  auto const marker = "/" + std::string{kind} + "/";
  auto const at = address.find(marker);
  if (!address.starts_with("/p/") || at == std::string_view::npos) return std::nullopt;
  auto const rest = address.substr(at + marker.size());
  auto const hash = rest.find('#');
  markdown::Citation citation{std::string{rest.substr(0, hash)}, hash == std::string_view::npos ? "" : std::string{rest.substr(hash + 1)}};
  if (citation.slug.empty() || citation.slug.find('/') != std::string::npos) return std::nullopt;
  return citation;
}

namespace {

/// With the eyes of a visitor, who alone says what may go into a kit.
class Gathering {
 public:
  Gathering(Sources const& sources, Asking const& lead, Outline const& outline, ReadPages const& pages)
      : m_sources{sources}, m_lead{lead}, m_asking{lead.session, m_visitor, lead.programme, lead.words}, m_outline{outline}, m_pages{pages} {}

  void ask_for_sheets() {
    auto const experiences = names_in(m_outline, ItemKind::experience), methods = names_in(m_outline, ItemKind::method);
    m_gathered.experiences = asked(m_sources.experiences, m_asking, std::span{experiences});
    m_gathered.methods = asked(m_sources.methods, m_asking, std::span{methods});
  }

  void ask_for_heads() {
    auto const experiences = names_in(m_outline, ItemKind::experience), methods = names_in(m_outline, ItemKind::method);
    keep(facts_from(m_sources.experience_facts, m_sources.experiences, experiences), m_gathered.experiences, m_gathered.experience_facts);
    keep(facts_from(m_sources.method_facts, m_sources.methods, methods), m_gathered.methods, m_gathered.method_facts);
  }

  Gathered take() {
    ask_for_pictures();
    m_gathered.directory = lists_for(m_sources, m_asking, m_outline);
    auto const citations = all_citations(m_outline, m_pages);
    for (auto& ground : asked(m_sources.grounds, m_asking, std::span{citations})) {
      markdown::Citation citation{ground.slug, ground.passage};
      m_gathered.grounds.emplace(std::move(citation), std::move(ground));
    }
    m_gathered.credits = asked(m_sources.credits, m_asking);
    if (misses(m_outline, m_pages, m_gathered, citations)) ask_what_leads_know();
    return std::move(m_gathered);
  }

 private:
  template <class Facts, class Whole>
  std::map<std::string, SheetFacts> facts_from(Facts const& facts, Whole const& whole, std::vector<std::string> const& names) const {
    if (facts) return facts(m_asking, std::span{names});
    std::map<std::string, SheetFacts> all;
    for (auto& [name, sheet] : asked(whole, m_asking, std::span{names})) all.emplace(name, sheet_facts(std::move(sheet), m_asking.words));
    return all;
  }

  static void keep(std::map<std::string, SheetFacts> sheets, std::map<std::string, Part>& heads, std::map<std::string, PartFacts>& facts) {
    for (auto& [name, sheet] : sheets) {
      heads.emplace_hint(heads.end(), name, std::move(sheet.head));
      facts.emplace_hint(facts.end(), name, std::move(sheet.facts));
    }
  }

  void ask_for_pictures() {
    auto const pictures = names_in(m_outline, ItemKind::picture);
    m_gathered.pictures = asked(m_sources.pictures, m_asking, std::span{pictures});
    for (auto const& number : snapshots_in(m_outline)) {
      std::string_view const named = number;
      m_gathered.snapshots[number] = asked(m_sources.frozen_pictures, m_asking, named, std::span{pictures});
    }
  }

  void ask_what_leads_know() {
    auto& known = m_gathered.known;
    for (auto const& choice : asked(m_sources.experience_choices, m_lead)) known.emplace(known_key("experience", choice.name), choice.title);
    for (auto const& choice : asked(m_sources.method_choices, m_lead)) known.emplace(known_key("method", choice.name), choice.title);
  }

  Sources const& m_sources;
  Asking const& m_lead;
  accounts::Viewer const m_visitor;
  Asking const m_asking;
  Outline const& m_outline;
  ReadPages const& m_pages;
  Gathered m_gathered;
};

}  // namespace

Gathered gather(Sources const& sources, Asking const& lead, Outline const& outline, ReadPages const& pages) {
  Gathering gathering{sources, lead, outline, pages};
  gathering.ask_for_sheets();
  return gathering.take();
}

Gathered gather_heads(Sources const& sources, Asking const& lead, Outline const& outline, ReadPages const& pages) {
  Gathering gathering{sources, lead, outline, pages};
  gathering.ask_for_heads();
  return gathering.take();
}

}  // namespace kit
