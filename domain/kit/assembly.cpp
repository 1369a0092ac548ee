#include "domain/kit/assembly.h"

#include <algorithm>
#include <map>
#include <set>

#include "domain/kit/export/book.h"
#include "domain/kit/licence.h"
#include "domain/kit/page_blocks.h"
#include "domain/kit/photographs.h"
#include "platform/base/text.h"
#include "platform/i18n/words.h"

namespace kit {
namespace {

using i18n::msgid;

/// Builds the parts chapter after chapter and remembers what to say of them.
class Assembler {
 public:
  Assembler(Outline const& outline, ReadPages const& pages, Gathered const& gathered) : m_outline{outline}, m_pages{pages}, m_gathered{gathered} {}

  Assembly take() {
    for (auto const& chapter : m_outline.chapters) m_slugs.insert(chapter.slug);
    for (auto const& chapter : m_outline.chapters) add(chapter);
    for (std::size_t at = 0; at < m_assembly.parts.size(); ++at) m_places.emplace(m_assembly.parts[at].slug, at);
    for (auto& part : m_assembly.parts)
      if (part.level == 1) lead_on(part);
    for (auto const& [chapter, address] : m_links_inside)
      if (!part_named(address.substr(inside_kit.size(), address.find('#') - inside_kit.size())))
        remark(chapter, msgid("The link “{}” leads nowhere."), {base::shortened(address, 60)}, false);
    if (m_outline.chapters.empty()) remark("", msgid("The kit has no chapter yet."), {}, true);
    if (m_outline.publisher.empty()) remark("", msgid("Say who publishes the kit."), {}, false);
    m_assembly.credits = m_gathered.credits;
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
    add_page(chapter, part);
    part.kind = kind_of(chapter, part);
    for (auto const& name : chapter.pictures) add_picture(chapter, name, part);
    for (auto const& name : chapter.directory) add_list(chapter, name, part);
    bool const empty = part.blocks.empty() && chapter.experiences.empty() && chapter.methods.empty() && chapter.directory.empty();
    if (empty) remark(chapter.slug, msgid("This chapter is empty."), {}, false);
    m_assembly.parts.push_back(std::move(part));
    for (auto const& slug : chapter.experiences) add_sheet(chapter, "experience", slug, m_gathered.experiences);
    for (auto const& slug : chapter.methods) add_sheet(chapter, "method", slug, m_gathered.methods);
  }

  static std::string kind_of(Chapter const& chapter, Part const& part) {
    bool const glossary = std::ranges::any_of(part.blocks, [](Block const& block) { return !block.terms.empty(); });
    if (glossary || chapter.slug.starts_with("glossaire")) return "glossary";
    if (!chapter.directory.empty() && part.blocks.empty()) return "directory";
    return chapter.pictures.empty() ? "page" : "state_of_play";
  }

  Part const* part_named(std::string_view slug) const {
    auto const found = m_places.find(slug);
    return found == m_places.end() ? nullptr : &m_assembly.parts[found->second];
  }

  /// Once every part has its address: what a self-assessment says to read next, and links from part to part.
  void lead_on(Part& part) {
    for (auto& block : part.blocks) {
      if (!block.self_assessment) continue;
      for (auto& axis : block.self_assessment->axes) {
        for (auto& next : axis.next) {
          auto const* found = part_named(next.address);
          if (!found) found = part_named("methode-" + next.address);
          if (!found)
            remark(part.slug, msgid("The self-assessment leads to “{}”, which is neither a chapter nor a sheet of the kit."), {next.address}, false);
          next = found ? ReadNext{std::string{inside_kit} + found->slug, found->title} : ReadNext{};
        }
        std::erase_if(axis.next, [](ReadNext const& next) { return next.address.empty(); });
      }
    }
  }

  void add_page(Chapter const& chapter, Part& part) {
    auto const page = m_pages.find(chapter.page);
    if (page == m_pages.end()) return;
    auto const& reading = *page->second;
    if (reading.refused) {
      m_assembly.remarks.push_back({chapter.slug, *reading.refused, true, 0});
      return;
    }
    part.blocks = reading.blocks;
    part.photos = reading.photos;
    for (auto& block : part.blocks) ground(chapter, block);
    check_links(chapter, reading.links);
    for (auto const& problem : reading.problems) m_assembly.remarks.push_back({chapter.slug, problem.refusal, true, problem.line});
    for (auto const& line : reading.to_write)
      m_assembly.remarks.push_back({chapter.slug, {msgid("Still to write: {}"), {base::shortened(line.words, 200)}, {}}, false, line.line});
    for (auto const& address : reading.wordless)
      remark(chapter.slug, msgid("A picture has no words for those who do not see it: {}"), {base::shortened(address, 60)}, true);
  }

  /// Links to sheets are looked for; those to other sites are not followed.
  void check_links(Chapter const& chapter, PageLinks const& links) {
    for (auto const& address : links.nowhere) remark(chapter.slug, msgid("The link “{}” leads nowhere."), {base::shortened(address, 60)}, false);
    for (auto const& address : links.inside) {
      if (address.starts_with(inside_kit)) {
        m_links_inside.emplace_back(chapter.slug, address);
        continue;
      }
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

  /// A list of the directory; one in which nobody stands is left out and said.
  void add_list(Chapter const& chapter, std::string const& name, Part& part) {
    auto const found = m_gathered.directory.find(name);
    if (found != m_gathered.directory.end()) return part.blocks.push_back(found->second);
    remark(chapter.slug,
           name == "people" ? msgid("Nobody has agreed to be named in the directory yet: its list of people is left out.")
                            : msgid("The programme has no structure yet: their list is left out."),
           {}, false);
  }

  /// The pictures of a chapter: as they stand, or frozen under the number it names.
  std::map<std::string, Picture> const& pictures_for(Chapter const& chapter) const {
    static std::map<std::string, Picture> const none;
    if (chapter.snapshot.empty()) return m_gathered.pictures;
    auto const found = m_gathered.snapshots.find(chapter.snapshot);
    return found == m_gathered.snapshots.end() ? none : found->second;
  }

  void say_moved(Chapter const& chapter, Picture const& frozen, std::string const& name) {
    auto const live = m_gathered.pictures.find(name);
    if (chapter.snapshot.empty() || live == m_gathered.pictures.end() || live->second.table == frozen.table) return;
    remark(chapter.slug, msgid("The numbers have moved since the état des lieux {}: “{}”."), {chapter.snapshot, frozen.finding}, false);
  }

  void add_picture(Chapter const& chapter, std::string const& name, Part& part) {
    auto const& pictures = pictures_for(chapter);
    auto const found = pictures.find(name);
    if (found == pictures.end() && !chapter.snapshot.empty())
      return remark(chapter.slug, msgid("The état des lieux {} has no picture “{}”."), {chapter.snapshot, name}, true);
    if (found == pictures.end()) return remark(chapter.slug, msgid("The état des lieux has no picture “{}” to show yet."), {name}, true);
    Block block;
    block.provenance = Provenance::counted;
    block.id = "image-" + base::slug(name);
    block.picture = found->second;
    say_moved(chapter, found->second, name);
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
  ReadPages const& m_pages;
  Gathered const& m_gathered;
  Assembly m_assembly;
  std::set<std::string> m_slugs;
  std::map<std::string, std::size_t, std::less<>> m_places;         ///< of the parts, once all are there
  std::vector<std::pair<std::string, std::string>> m_links_inside;  ///< chapter, address: looked at once all parts are there
};

}  // namespace

Assembly assemble(Outline const& outline, ReadPages const& pages, Gathered const& gathered) { return Assembler{outline, pages, gathered}.take(); }

bool Assembly::may_be_frozen() const {
  return std::ranges::none_of(remarks, [](Remark const& one) { return one.blocks; });
}

}  // namespace kit
