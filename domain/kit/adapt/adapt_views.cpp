#include "domain/kit/adapt/adapt_views.h"

#include <algorithm>

#include "domain/kit/bench.h"
#include "domain/kit/comparison.h"
#include "domain/kit/compose_views.h"
#include "domain/kit/document_json.h"
#include "domain/kit/export/book.h"
#include "domain/kit/formats.h"
#include "domain/kit/licence.h"
#include "domain/kit/page_blocks.h"
#include "domain/kit/photographs.h"

namespace kit {
namespace {

using i18n::msgid;

bool is_active(AdaptedKit const& kit, std::string_view part, std::string_view block, Aspect aspect) {
  auto const* change = find_change(kit.standing.changes, part, block, aspect);
  return change && change->active;
}
bool is_given_back(AdaptedKit const& kit, std::string_view part, std::string_view block, Aspect aspect) {
  auto const* change = find_change(kit.standing.changes, part, block, aspect);
  return change && !change->active && !change->markdown.empty();
}

/// Whether the chapter that holds a sheet is left out.
bool chapter_is_out(AdaptedKit const& kit, std::size_t place) {
  auto const& parts = kit.standing.source().parts;
  if (parts[place].level == 1) return false;
  while (place > 0 && parts[place].level > 1) --place;
  return is_active(kit, parts[place].slug, "", Aspect::out);
}

/// « 2 blocs changés, 1 laissé de côté »
std::string summary_of(AdaptedKit const& kit, Part const& part, i18n::Words const& words) {
  std::int64_t changed = 0, added = 0, out = 0;
  for (auto const& change : kit.standing.changes) {
    if (change.part != part.slug || !change.active) continue;
    changed += change.aspect == Aspect::text;
    added += change.aspect == Aspect::after;
    out += change.aspect == Aspect::out && !change.block.empty();
  }
  std::vector<std::string> said{words.tn("one block", "{} blocks", static_cast<std::int64_t>(part.blocks.size()))};
  if (changed > 0) said.push_back(words.tn("one changed", "{} changed", changed));
  if (added > 0) said.push_back(words.tn("one text of yours added", "{} texts of yours added", added));
  if (out > 0) said.push_back(words.tn("one left out", "{} left out", out));
  return words.enumeration(said);
}

AdaptEdition edition_line(OnAdaptBench const& bench, Edition const& edition, i18n::Words const& words) {
  auto const day = base::parse_day(edition.frozen_on);
  auto const settled = bench.settled.find(edition.id);
  bool const whole = settled != bench.settled.end() && settled->second >= static_cast<std::int64_t>(formats().size());
  AdaptEdition line;
  line.number = edition.number;
  line.state = words.t(msgid_of(edition.state));
  line.day = day ? words.day(*day) : edition.frozen_on;
  line.note = edition.note;
  line.url = bench.kit.address.edition(edition.number);
  if (edition.public_()) line.errata = bench.kit.address.bench("/errata/{}", {edition.number});
  line.may_be_published = edition.state == EditionState::frozen;
  line.lacks_files = edition.public_() && !whole;
  return line;
}

AdaptBlock block_view(AdaptedKit const& kit, Part const& part, Block const& block, std::size_t number, i18n::Words const& words) {
  AdaptBlock view;
  view.id = block.id;
  view.title = block.title;
  view.mark = code(block.provenance);
  view.mark_words = provenance_words(block, words);
  view.place = words.t("block {} of “{}”", {static_cast<std::int64_t>(number), part.title});
  if (auto const why = why_kept(part, block)) view.kept = words.refusal(*why);
  view.out = is_active(kit, part.slug, block.id, Aspect::out);
  view.changed = view.kept.empty() && is_active(kit, part.slug, block.id, Aspect::text);
  view.given_back = view.kept.empty() && is_given_back(kit, part.slug, block.id, Aspect::text);
  if (view.changed) {
    auto const* own = find_change(kit.standing.changes, part.slug, block.id, Aspect::text);
    view.sides = side_by_side(words.t("The text of edition {}", {kit.standing.edition.number}), with_title(block.title, typed(block)),
                              words.t("Your text"), with_title(own->title, own->markdown));
  } else {
    view.body = shown(kit, part, {block}, words);
  }
  view.write = kit.address.bench("/parts/{}/{}", {part.slug, block.id});
  return view;
}

void add_own_words(AdaptBlock& view, AdaptedKit const& kit, Part const& part, i18n::Words const& words) {
  view.has_after = is_active(kit, part.slug, view.id, Aspect::after);
  view.after_given_back = is_given_back(kit, part.slug, view.id, Aspect::after);
  auto const name = view.id.empty() ? std::string_view{"start"} : std::string_view{view.id};
  view.write_after = kit.address.bench("/parts/{}/{}", {part.slug, name}).with("aspect", "after");
  if (!view.has_after) return;
  auto const* own = find_change(kit.standing.changes, part.slug, view.id, Aspect::after);
  auto blocks = page_blocks(own->markdown);
  for (std::size_t at = 0; at < blocks.size(); ++at) blocks[at].id = "own-" + std::string{name} + "-" + std::to_string(at + 1);
  view.after = shown(kit, part, std::move(blocks), words);
}

}  // namespace

html::Url adapt_part_url(KitAddress const& address, std::string_view part) { return address.bench("/parts/{}", {part}); }

std::string with_title(std::string_view title, std::string_view text) {
  return title.empty() ? std::string{text} : std::string{title} + "\n" + std::string{text};
}

SideBySide side_by_side(std::string left_name, std::string_view left, std::string right_name, std::string_view right) {
  SideBySide sides{std::move(left_name), std::move(right_name), {}, {}};
  for (auto const& one : all_words(left, right)) {
    if (one.kind != Stretch::Kind::added) sides.left.push_back({one.text, false, one.kind == Stretch::Kind::removed});
    if (one.kind != Stretch::Kind::removed) sides.right.push_back({one.text, one.kind == Stretch::Kind::added, false});
  }
  return sides;
}

html::Safe shown(AdaptedKit const& kit, Part const& part, std::vector<Block> blocks, i18n::Words const& words, std::string const& named) {
  Part alone;
  alone.slug = part.slug;
  alone.photos = part.photos;
  alone.blocks = std::move(blocks);
  // What is for paper or for who leads is shown too: it may be changed as well.
  for (auto& block : alone.blocks) block.only.clear();
  auto const& number = named.empty() ? kit.standing.edition.number : named;
  return markup_of(alone,
                   Format{words, false, [](std::string_view address) { return std::string{address}; },
                          [&](Picture const& picture) { return kit.source.picture(number, picture.id + ".svg").text(); },
                          [&](Photo const& photo) { return kit.source.picture(number, photo_name(photo)).text(); }});
}

/// Buttons name the edition they were shown over: the same block elsewhere may be another.
html::Url change_url(AdaptedKit const& kit) { return kit.address.bench("/change").with("edition", kit.standing.edition.id.text()); }

AdaptView adapt_view(OnAdaptBench const& bench, i18n::Words const& words) {
  auto const& kit = bench.kit;
  auto const& outline = kit.standing.kit.outline;
  AdaptView page;
  page.title = outline.title, page.subtitle = outline.subtitle, page.description = outline.description, page.publisher = outline.publisher;
  page.territory = kit.adapter.name;
  page.standing = words.t("from edition {} of “{}”", {kit.standing.edition.number, kit.standing.source().title});
  if (bench.draft.document.origin) page.origin = origin_words(*bench.draft.document.origin, words);
  page.source = kit.source.edition(kit.standing.edition.number);
  page.opening = kit.address.bench("/opening"), page.change = change_url(kit), page.about = kit.address.bench("/about");
  page.freeze = kit.address.bench("/freeze"), page.publish = kit.address.bench("/publish"), page.newer = kit.address.bench("/newer");
  if (bench.newer)
    page.newer_words = words.t("Edition {} of the kit is out; yours stands on edition {}.", {bench.newer->number, kit.standing.edition.number});
  auto const& parts = kit.standing.source().parts;
  for (std::size_t at = 0; at < parts.size(); ++at) {
    bool const with_chapter = chapter_is_out(kit, at);
    page.parts.push_back({parts[at].slug, parts[at].title, summary_of(kit, parts[at], words), std::to_string(parts[at].level),
                          is_active(kit, parts[at].slug, "", Aspect::out), with_chapter, adapt_part_url(kit.address, parts[at].slug)});
  }
  page.may_be_frozen = true;
  for (auto const& remark : bench.draft.remarks) {
    auto const part = std::ranges::find(parts, remark.chapter, &Part::slug);
    page.remarks.push_back((part == parts.end() ? "" : words.t("{}: ", {part->title})) + remark_words(remark, words));
    page.may_be_frozen = page.may_be_frozen && !remark.blocks;
  }
  for (auto const licence : licences_for(kit.standing.source()))
    page.licences.push_back({std::string{licence}, std::string{licence_name(licence)}, licence == outline.licence});
  for (auto const& number : numbers_after(bench.editions.empty() ? "" : bench.editions.front().number))
    page.numbers.push_back({number, number, false});
  for (auto const& edition : bench.editions) page.editions.push_back(edition_line(bench, edition, words));
  return page;
}

AdaptPartView adapt_part_view(AdaptedKit const& kit, std::size_t place, i18n::Words const& words) {
  auto const& parts = kit.standing.source().parts;
  auto const& part = parts[place];
  AdaptPartView page;
  page.part = part.slug, page.title = part.title, page.kit_title = kit.standing.kit.outline.title;
  page.out = is_active(kit, part.slug, "", Aspect::out);
  page.with_chapter = chapter_is_out(kit, place);
  page.start.place = words.t("at the beginning of “{}”", {part.title});
  add_own_words(page.start, kit, part, words);
  for (std::size_t at = 0; at < part.blocks.size(); ++at) {
    page.blocks.push_back(block_view(kit, part, part.blocks[at], at + 1, words));
    add_own_words(page.blocks.back(), kit, part, words);
  }
  page.change = change_url(kit);
  page.back = kit.address.bench().with_fragment("p-" + part.slug);
  if (place > 0) page.previous = {parts[place - 1].title, adapt_part_url(kit.address, parts[place - 1].slug), false, {}};
  if (place + 1 < parts.size()) page.next = {parts[place + 1].title, adapt_part_url(kit.address, parts[place + 1].slug), false, {}};
  return page;
}

}  // namespace kit
