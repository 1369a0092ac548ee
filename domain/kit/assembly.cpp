#include "domain/kit/assembly.h"

#include <algorithm>
#include <set>

#include "domain/kit/licence.h"
#include "domain/kit/page_blocks.h"
#include "domain/kit/photographs.h"
#include "platform/base/text.h"
#include "platform/i18n/words.h"

namespace kit {
namespace {

using i18n::msgid;

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

std::string known_key(std::string_view kind, std::string_view name) { return std::string{kind} + "/" + std::string{name}; }

/// "/p/parcours/experiences/la-navette#l1" as the passage it names; nothing for another address.
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

/// Builds the parts chapter after chapter and remembers what to say of them.
class Assembler {
 public:
  Assembler(Outline const& outline, Pages const& pages, Gathered const& gathered) : m_outline{outline}, m_pages{pages}, m_gathered{gathered} {}

  Assembly take() {
    for (auto const& chapter : m_outline.chapters) m_slugs.insert(chapter.slug);
    for (auto const& chapter : m_outline.chapters) add(chapter);
    if (m_outline.chapters.empty()) remark("", msgid("The kit has no chapter yet."), {}, true);
    if (m_outline.publisher.empty()) remark("", msgid("Say who publishes the kit."), {}, false);
    m_assembly.credits = m_gathered.credits;
    Document counted;
    counted.parts = m_assembly.parts;
    m_assembly.words = word_count(counted);
    return std::move(m_assembly);
  }

 private:
  void remark(std::string const& chapter, char const* words, std::vector<std::string> arguments, bool blocks) {
    m_assembly.remarks.push_back({chapter, {words, std::move(arguments), {}}, blocks, 0});
  }

  void add(Chapter const& chapter) {
    Part part;
    part.slug = chapter.slug;
    part.title = chapter.title;
    part.brief = chapter.brief;
    part.kind = chapter.slug.find("glossaire") == 0 ? "glossary" : chapter.pictures.empty() ? "page" : "state_of_play";
    add_page(chapter, part);
    for (auto const& name : chapter.pictures) add_picture(chapter, name, part);
    bool const empty = part.blocks.empty() && chapter.experiences.empty() && chapter.methods.empty();
    if (empty) remark(chapter.slug, msgid("This chapter is empty."), {}, false);
    m_assembly.parts.push_back(std::move(part));
    for (auto const& slug : chapter.experiences) add_sheet(chapter, "experience", slug, m_gathered.experiences);
    for (auto const& slug : chapter.methods) add_sheet(chapter, "method", slug, m_gathered.methods);
  }

  void add_page(Chapter const& chapter, Part& part) {
    auto const page = m_pages.find(chapter.page);
    if (page == m_pages.end()) return;
    if (auto const checked = markdown::checked(page->second); !checked) {
      m_assembly.remarks.push_back({chapter.slug, checked.error(), true, 0});
      return;
    }
    part.blocks = page_blocks(page->second);
    part.photos = photos_named(page->second);
    for (auto& block : part.blocks) ground(chapter, block);
    check_links(chapter, page->second);
    for (auto& problem : quiz_problems(page->second)) m_assembly.remarks.push_back({chapter.slug, std::move(problem.refusal), true, problem.line});
    for (auto const& address : pictures_without_words(page->second))
      remark(chapter.slug, msgid("A picture has no words for those who do not see it: {}"), {base::shortened(address, 60)}, true);
  }

  /// Links to sheets are looked for; those to other sites are not followed.
  void check_links(Chapter const& chapter, std::string const& markdown) {
    auto const links = links_of(markdown);
    for (auto const& address : links.nowhere) remark(chapter.slug, msgid("The link “{}” leads nowhere."), {base::shortened(address, 60)}, false);
    for (auto const& address : links.inside) {
      auto const experience = sheet_at(address, "experiences"), method = sheet_at(address, "methods");
      bool const found = experience
          ? m_gathered.grounds.contains({experience->slug, ""})
          : !method || m_gathered.methods.contains(method->slug) || m_gathered.known.contains(known_key("method", method->slug));
      if (!found) remark(chapter.slug, msgid("The link “{}” leads nowhere."), {base::shortened(address, 60)}, false);
    }
  }

  void ground(Chapter const& chapter, Block& block) {
    bool const quotation = block.markdown.starts_with('>');
    for (auto& ground : block.grounds) {
      auto const found = m_gathered.grounds.find({ground.slug, ground.passage});
      auto const name = ground.slug + (ground.passage.empty() ? "" : "#" + ground.passage);
      if (found == m_gathered.grounds.end()) {
        bool const known = m_gathered.known.contains(known_key("experience", ground.slug));
        remark(chapter.slug, known ? msgid("[[{}]] cites a sheet that is not public.") : msgid("[[{}]] leads nowhere."), {name}, true);
        continue;
      }
      ground = found->second;
      if (quotation) ground.quote.clear();  // the block is the quotation
    }
    std::erase_if(block.grounds, [](Ground const& one) { return one.title.empty(); });
  }

  void add_picture(Chapter const& chapter, std::string const& name, Part& part) {
    auto const found = m_gathered.pictures.find(name);
    if (found == m_gathered.pictures.end()) return remark(chapter.slug, msgid("The état des lieux has no picture “{}” to show yet."), {name}, true);
    Block block;
    block.provenance = Provenance::counted;
    block.id = "image-" + base::slug(name);
    block.picture = found->second;
    block.picture->id = chapter.slug + "-" + base::slug(name);
    if (block.picture->alternative.empty())
      remark(chapter.slug, msgid("A picture has no words for those who do not see it: {}"), {block.picture->finding}, true);
    part.blocks.push_back(std::move(block));
  }

  void add_sheet(Chapter const& chapter, std::string const& kind, std::string const& slug, std::map<std::string, Part> const& sheets) {
    auto const found = sheets.find(slug);
    if (found == sheets.end()) {
      bool const known = m_gathered.known.contains(known_key(kind, slug));
      return remark(chapter.slug, known ? msgid("The sheet “{}” is not public.") : msgid("No sheet is called “{}”."), {slug}, true);
    }
    auto part = found->second;
    part.level = 2;
    if (!may_go_into(part.licence, m_outline.licence))
      remark(chapter.slug, msgid("“{}” is under {}: it may not be printed in a kit under {}."),
             {part.title, std::string{licence_name(part.licence)}, std::string{licence_name(m_outline.licence)}}, true);
    if (part.licence == m_outline.licence) part.licence.clear();
    part.slug = m_slugs.insert(slug).second ? slug : kind == "method" ? "methode-" + slug : "experience-" + slug;
    m_slugs.insert(part.slug);
    m_assembly.parts.push_back(std::move(part));
  }

  Outline const& m_outline;
  Pages const& m_pages;
  Gathered const& m_gathered;
  Assembly m_assembly;
  std::set<std::string> m_slugs;
};

}  // namespace

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
  for (auto& ground : asked(sources.grounds, asking, std::span{citations})) {
    markdown::Citation citation{ground.slug, ground.passage};
    gathered.grounds.emplace(std::move(citation), std::move(ground));
  }
  gathered.credits = asked(sources.credits, asking);
  for (auto const& choice : asked(sources.experience_choices, lead)) gathered.known.emplace(known_key("experience", choice.name), true);
  for (auto const& choice : asked(sources.method_choices, lead)) gathered.known.emplace(known_key("method", choice.name), true);
  return gathered;
}

Assembly assemble(Outline const& outline, Pages const& pages, Gathered const& gathered) { return Assembler{outline, pages, gathered}.take(); }

bool Assembly::may_be_frozen() const {
  return std::ranges::none_of(remarks, [](Remark const& one) { return one.blocks; });
}

int Assembly::reading_minutes() const { return static_cast<int>(std::max<std::size_t>(1, (words + 199) / 200)); }

}  // namespace kit
