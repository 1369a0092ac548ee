#include "domain/kit/adapt/adapting.h"

#include <algorithm>
#include <array>
#include <set>

#include "domain/kit/adapt/changes_known.h"
#include "domain/kit/directory.h"
#include "domain/kit/export/book.h"
#include "domain/kit/licence.h"
#include "domain/kit/page_blocks.h"
#include "platform/base/text.h"
#include "platform/markdown/markdown.h"

namespace kit {
namespace {

using i18n::msgid;

constexpr std::array<std::string_view, 3> aspects = {"text", "after", "out"};
constexpr std::size_t most_characters = 100'000;

bool forbids_changes(std::string_view licence) { return licence.find("-ND") != std::string_view::npos; }

/// A licence we know lets a text be changed; of another, nothing is promised.
bool lets_change(std::string_view licence) { return licence.empty() || (find_licence(licence) != nullptr && !forbids_changes(licence)); }

Grounds grounds_in(Document const& source) {
  Grounds grounds;
  for (auto const& part : source.parts)
    for (auto const& block : part.blocks)
      for (auto const& ground : block.grounds) grounds.emplace(markdown::Citation{ground.slug, ground.passage}, ground);
  return grounds;
}

void number_questions(Block& block) {
  int number = 0;
  for (auto& question : block.questions) question.id = block.id + "-q" + std::to_string(++number);
}

bool same_box(Block const& one, Block const& other) {
  return one.questions.empty() == other.questions.empty() && one.self_assessment.has_value() == other.self_assessment.has_value() &&
      one.running_order.has_value() == other.running_order.has_value() && one.terms.empty() == other.terms.empty();
}

/// Applies the changes part after part, and remembers which ones bear any.
class Adapting {
 public:
  Adapting(Document const& source, std::span<Change const> changes, Adapter const& adapter, Grounds const& found, i18n::Words const& words)
      : m_source{source}, m_changes{changes}, m_adapter{adapter}, m_grounds{grounds_in(source)}, m_words{words} {
    m_grounds.insert(found.begin(), found.end());
  }

  Adapted take() {
    auto& origin = m_out.origin;
    origin.title = m_source.title, origin.number = m_source.number, origin.identifier = m_source.identifier;
    origin.address = m_source.home_address, origin.publisher = m_source.publisher;
    origin.territory = m_adapter.name, origin.territory_code = m_adapter.code;
    for (std::size_t at = 0; at < m_source.parts.size(); ++at) {
      auto const& part = m_source.parts[at];
      bool const out = is_out(part, "");
      if (part.level == 1) m_chapter_out = out;
      if (out || m_chapter_out) origin.left_out.push_back(part.title);
      else add(part, at);
    }
    for (auto& part : m_out.parts)
      for (auto& block : part.blocks)
        if (block.self_assessment) lead_on(*block.self_assessment);
    return std::move(m_out);
  }

 private:
  /// A self-assessment says to read next only what is still there.
  void lead_on(SelfAssessment& assessment) const {
    for (auto& axis : assessment.axes) {
      for (auto& next : axis.next) {
        auto const name = std::string_view{next.address}.substr(next.address.rfind('/') + 1);
        auto const found = std::ranges::find(m_out.parts, name, &Part::slug);
        next = found == m_out.parts.end() ? ReadNext{} : ReadNext{std::string{inside_kit} + found->slug, found->title};
      }
      std::erase_if(axis.next, [](ReadNext const& next) { return next.address.empty(); });
    }
  }

  Change const* active(Part const& part, std::string_view block, Aspect aspect) const { return m_changes.active(part.slug, block, aspect); }
  bool is_out(Part const& part, std::string_view block) const { return active(part, block, Aspect::out) != nullptr; }

  void add(Part const& part, std::size_t at) {
    auto copy = part;
    copy.blocks.clear();
    bool touched = add_after(part, "", copy);
    for (auto const& block : part.blocks) {
      bool const out = is_out(part, block.id);
      if (!out) touched |= add_block(part, block, copy);
      touched |= out;
      touched |= add_after(part, block.id, copy);
    }
    // A chapter whose every block is left out stays when it holds sheets.
    bool const holds = at + 1 < m_source.parts.size() && part.level == 1 && m_source.parts[at + 1].level > 1;
    if (copy.blocks.empty() && !part.blocks.empty() && !holds) return m_out.origin.left_out.push_back(part.title);
    if (touched) m_out.origin.changed.push_back(part.title);
    m_out.parts.push_back(std::move(copy));
  }

  bool add_block(Part const& part, Block const& block, Part& copy) {
    auto const* change = active(part, block.id, Aspect::text);
    copy.blocks.push_back(block);
    if (!change || why_kept(part, block)) return false;
    auto& own = copy.blocks.back();
    own = with_words(block, change->title, change->markdown);
    own.said_by = m_words.t("Adapted by {}", {m_adapter.name});
    ground(part, own);
    return true;
  }

  bool add_after(Part const& part, std::string const& block, Part& copy) {
    auto const* change = active(part, block, Aspect::after);
    if (!change) return false;
    std::size_t number = 0;
    for (auto& own : page_blocks(change->markdown)) {
      own.id = "own-" + (block.empty() ? std::string{"start"} : block) + "-" + std::to_string(++number);
      number_questions(own);
      own.adapted = true;
      if (own.provenance == Provenance::written) own.said_by = m_words.t("Added by {}", {m_adapter.name});
      ground(part, own);
      if (own.markdown.starts_with('>'))
        for (auto& one : own.grounds) one.quote.clear();  // the block is the quotation
      copy.blocks.push_back(std::move(own));
    }
    return true;
  }

  /// What its citations rest on, in the place of their names.
  void ground(Part const& part, Block& block) {
    std::vector<Ground> cited;
    std::swap(cited, block.grounds);
    for (auto const& one : cited) ground(part, block, {one.slug, one.passage});
  }

  void ground(Part const& part, Block& block, markdown::Citation const& citation) {
    auto const found = m_grounds.find(citation);
    if (found != m_grounds.end()) return block.grounds.push_back(found->second);
    auto const name = citation.slug + (citation.passage.empty() ? "" : "#" + citation.passage);
    m_out.remarks.push_back({part.slug, {msgid("[[{}]] leads nowhere, or cites a sheet that is not public."), {name}, {}}, true, 0});
  }

  Document const& m_source;
  ChangesKnown const m_changes;
  Adapter const& m_adapter;
  Grounds m_grounds;
  i18n::Words const& m_words;
  Adapted m_out;
  bool m_chapter_out = false;
};

}  // namespace

std::string_view code(Aspect aspect) { return aspects[static_cast<std::size_t>(aspect)]; }
std::optional<Aspect> aspect_from(std::string_view code) {
  auto const* found = std::ranges::find(aspects, code);
  if (found == aspects.end()) return std::nullopt;
  return static_cast<Aspect>(found - aspects.begin());
}

Change const* find_change(std::span<Change const> changes, std::string_view part, std::string_view block, Aspect aspect) {
  auto const found = std::ranges::find_if(changes, [&](Change const& one) { return one.part == part && one.block == block && one.aspect == aspect; });
  return found == changes.end() ? nullptr : &*found;
}

bool is_a_list(Part const& part, Block const& block) {
  return part.level == 1 && !block.said_by.empty() && std::ranges::count(directory_names(), block.id) > 0;
}

std::optional<base::Refusal> why_kept(Part const& part, Block const& block) {
  auto const because = [](char const* why, std::vector<std::string> arguments = {}) { return base::Refusal{why, std::move(arguments), {}}; };
  if (part.kind == "experience" || block.provenance == Provenance::said)
    return because(msgid("These are the words of those who lived it: only they may change them."));
  if (is_a_list(part, block)) return because(msgid("This is the list of the programme: nobody stands in it who did not agree."));
  if (block.provenance == Provenance::counted || block.picture) return because(msgid("This was counted: other numbers would be another count."));
  if (block.provenance == Provenance::tried) return because(msgid("This tells what came of a trial: only those who made it may change it."));
  if (!lets_change(part.licence))
    return because(msgid("This sheet is under {}, which does not let it be changed."), {std::string{licence_name(part.licence)}});
  return std::nullopt;
}

std::string typed(Block const& block) { return holds_a_box(block) ? as_typed(block) : block.markdown; }

Block with_words(Block block, std::string_view title, std::string_view markdown) {
  block.title = title;
  block.adapted = true;
  block.grounds.clear();
  if (holds_a_box(block)) {
    for (auto& typed : page_blocks(markdown)) {
      if (!same_box(typed, block)) continue;
      block.questions = std::move(typed.questions), block.self_assessment = std::move(typed.self_assessment);
      block.running_order = std::move(typed.running_order), block.terms = std::move(typed.terms);
      block.grounds = std::move(typed.grounds);
      break;
    }
    number_questions(block);
    return block;
  }
  block.markdown = markdown;
  for (auto const& citation : markdown::citations(block.markdown)) {
    Ground ground;
    ground.slug = citation.slug, ground.passage = citation.passage;
    block.grounds.push_back(std::move(ground));
  }
  return block;
}

std::optional<base::Refusal> why_not_taken(std::string_view markdown, Block const* in_place_of) {
  if (base::trimmed(markdown).empty()) return base::Refusal{msgid("Write something, or leave the block out."), {}, "markdown"};
  if (markdown.size() > most_characters) return base::Refusal{msgid("This text is longer than a block may be: cut it in several."), {}, "markdown"};
  if (auto const problems = typing_problems(markdown); !problems.empty()) return problems.front().refusal;
  auto const blocks = page_blocks(markdown);
  if (blocks.empty()) return base::Refusal{msgid("Write something, or leave the block out."), {}, "markdown"};
  bool const box = in_place_of && holds_a_box(*in_place_of);
  if (box && (blocks.size() != 1 || !same_box(blocks.front(), *in_place_of)))
    return base::Refusal{msgid("This block holds something else than text: keep its box, and one alone."), {}, "markdown"};
  if (box) return std::nullopt;
  if (auto const checked = markdown::checked(markdown); !checked) return checked.error();
  if (auto const bare = pictures_without_words(markdown); !bare.empty())
    return base::Refusal{msgid("A picture has no words for those who do not see it: {}"), {base::shortened(bare.front(), 60)}, "markdown"};
  return std::nullopt;
}

Adapted adapted(Document const& source, std::span<Change const> changes, Adapter const& adapter, Grounds const& found, i18n::Words const& words) {
  return Adapting{source, changes, adapter, found, words}.take();
}

std::vector<markdown::Citation> cited_beyond(Document const& source, std::span<Change const> changes) {
  auto const known = grounds_in(source);
  std::set<markdown::Citation> beyond;
  for (auto const& change : changes)
    if (change.active && change.aspect != Aspect::out)
      for (auto& citation : markdown::citations(change.markdown))
        if (!known.contains(citation)) beyond.insert(std::move(citation));
  return {beyond.begin(), beyond.end()};
}

std::string origin_words(Origin const& origin, i18n::Words const& words) {
  auto said = words.t("Adapted by {} from edition {} of “{}”.", {origin.territory, origin.number, origin.title});
  if (!origin.publisher.empty()) said += " " + words.t("That edition is published by {}.", {origin.publisher});
  if (origin.changed.empty() && origin.left_out.empty()) return said + " " + words.t("No text of it is changed.");
  if (!origin.changed.empty()) said += " " + words.t("Changed: {}.", {words.enumeration(origin.changed)});
  if (!origin.left_out.empty()) said += " " + words.t("Left out: {}.", {words.enumeration(origin.left_out)});
  return said;
}

std::vector<std::string_view> licences_for(Document const& source) {
  std::vector<std::string_view> out{source.licence};
  for (auto const& licence : licences()) {
    bool const takes_all = may_go_into(source.licence, licence.code) &&
        std::ranges::all_of(source.parts, [&](Part const& part) { return may_go_into(part.licence, licence.code); });
    if (licence.code != source.licence && takes_all) out.push_back(licence.code);
  }
  return out;
}

Outline outline_of(Document const& source, Adapter const& adapter) {
  Outline outline;
  auto const code = adapter.code.substr(adapter.code.find('-') + 1);
  auto const name = adapter.name.substr(0, adapter.name.find(" ("));
  outline.slug = base::slug(source.slug + "-" + name + "-" + code, 90);
  outline.title = source.title + " – " + name;
  outline.subtitle = source.subtitle;
  outline.description = source.description;
  outline.licence = source.licence;
  outline.publisher = adapter.name;
  outline.language = source.language;
  return outline;
}

}  // namespace kit
