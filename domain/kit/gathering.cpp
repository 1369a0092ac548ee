#include "domain/kit/gathering.h"

#include <algorithm>
#include <set>

#include "domain/kit/page_blocks.h"

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

std::vector<markdown::Citation> all_citations(Outline const& outline, Pages const& pages) {
  std::set<markdown::Citation> all;
  for (auto const& chapter : outline.chapters)
    if (auto const page = pages.find(chapter.page); page != pages.end()) {
      for (auto& citation : citations_of(page_blocks(page->second))) all.insert(std::move(citation));
      auto const links = links_of(page->second);
      for (auto const& address : links.inside)
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
bool misses(Outline const& outline, Pages const& pages, Gathered const& gathered, std::vector<markdown::Citation> const& citations) {
  auto const is_missing = [](auto const& found) { return [&found](auto const& name) { return !found.contains(name); }; };
  if (std::ranges::any_of(names_in(outline, ItemKind::experience), is_missing(gathered.experiences)) ||
      std::ranges::any_of(names_in(outline, ItemKind::method), is_missing(gathered.methods)) ||
      std::ranges::any_of(citations, is_missing(gathered.grounds)))
    return true;
  for (auto const& chapter : outline.chapters)
    if (auto const page = pages.find(chapter.page); page != pages.end())
      for (auto const& address : links_of(page->second).inside)
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

Gathered gather(Sources const& sources, Asking const& lead, Outline const& outline, Pages const& pages) {
  accounts::Viewer const visitor;
  Asking const asking{lead.session, visitor, lead.programme, lead.words};
  auto const experiences = names_in(outline, ItemKind::experience), methods = names_in(outline, ItemKind::method);
  auto const citations = all_citations(outline, pages);
  Gathered gathered;
  gathered.experiences = asked(sources.experiences, asking, std::span{experiences});
  gathered.methods = asked(sources.methods, asking, std::span{methods});
  auto const pictures = names_in(outline, ItemKind::picture);
  gathered.pictures = asked(sources.pictures, asking, std::span{pictures});
  for (auto const& number : snapshots_in(outline)) {
    std::string_view const named = number;
    gathered.snapshots[number] = asked(sources.frozen_pictures, asking, named, std::span{pictures});
  }
  gathered.directory = lists_for(sources, asking, outline);
  for (auto& ground : asked(sources.grounds, asking, std::span{citations})) {
    markdown::Citation citation{ground.slug, ground.passage};
    gathered.grounds.emplace(std::move(citation), std::move(ground));
  }
  gathered.credits = asked(sources.credits, asking);
  if (!misses(outline, pages, gathered, citations)) return gathered;
  for (auto const& choice : asked(sources.experience_choices, lead)) gathered.known.emplace(known_key("experience", choice.name), choice.title);
  for (auto const& choice : asked(sources.method_choices, lead)) gathered.known.emplace(known_key("method", choice.name), choice.title);
  return gathered;
}

}  // namespace kit
