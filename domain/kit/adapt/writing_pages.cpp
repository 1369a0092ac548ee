#include "domain/kit/adapt/writing_pages.h"

#include <algorithm>

#include "domain/kit/adapt/adapt_views.h"
#include "domain/kit/page_blocks.h"
#include "domain/kit/views/adapt.view.h"
#include "platform/base/text.h"

namespace kit {
namespace {

using accounts::Right;
using accounts::Visit;
using i18n::msgid;

}  // namespace

struct WritingPages::Place {
  AdaptedKit kit;
  Part const* part = nullptr;
  Block const* block = nullptr;  ///< nothing at the beginning of a part
  Aspect aspect = Aspect::text;
  std::optional<Change> change;

  /// The block other words stand for; nothing for words of their own.
  Block const* replaced() const { return aspect == Aspect::text ? block : nullptr; }
  std::string block_id() const { return block ? block->id : std::string{}; }
};

struct WritingPages::Typed {
  std::string title, markdown, revision, edition;
  std::optional<base::Refusal> refusal{};
  bool preview = false, stale = false;
};

void WritingPages::add_routes(accounts::Routes& routes) {
  std::string const here{"/p/{programme}/kit/of/{territory}/adapt/parts/{part}/{block}"};
  routes.get(here, Right::contributor, "Other words for a block of the edition, or words after it",
             [this](Visit const& visit) { return form(visit); });
  routes.post(here, Right::contributor, "Saves or previews those words", [this](Visit const& visit) { return write(visit); });
}

/// Nothing for a block that is not there, or whose words stay as they are.
std::optional<WritingPages::Place> WritingPages::place(db::Session& session, Visit const& visit) const {
  auto kit = adapted_kit_asked(session, visit, *m_frozen);
  if (!kit) return std::nullopt;
  Place place{std::move(*kit), nullptr, nullptr, visit.query("aspect") == "after" ? Aspect::after : Aspect::text, {}};
  auto const& parts = place.kit.standing.source().parts;
  auto const part = std::ranges::find(parts, visit.capture("part"), &Part::slug);
  if (part == parts.end()) return std::nullopt;
  place.part = &*part;
  auto const block = std::ranges::find(part->blocks, visit.capture("block"), &Block::id);
  bool const at_start = block == part->blocks.end();
  if (at_start && (visit.capture("block") != "start" || place.aspect != Aspect::after)) return std::nullopt;
  if (!at_start) place.block = &*block;
  if (place.aspect == Aspect::text && why_kept(*part, *block)) return std::nullopt;
  place.change = AdaptStore{session}.change(place.kit.standing.kit.id, part->slug, place.block_id(), place.aspect);
  return place;
}

http::Response WritingPages::form(Visit const& visit) const {
  return m_house.database.read([&](db::Session& session) {
    auto const found = place(session, visit);
    if (!found) return m_house.stage.missing(visit);
    Typed typed_words;
    typed_words.edition = found->kit.standing.edition.id.text();
    typed_words.revision = std::to_string(found->change ? found->change->revision : 0);
    bool const written = found->change && !found->change->markdown.empty();
    if (written) typed_words.title = found->change->title, typed_words.markdown = found->change->markdown;
    else if (found->aspect == Aspect::text) typed_words.title = found->block->title, typed_words.markdown = typed(*found->block);
    return show(visit, *found, typed_words);
  });
}

http::Response WritingPages::show(Visit const& visit, Place const& place, Typed const& typed_words) const {
  auto const& words = visit.words();
  auto const& kit = place.kit;
  bool const text = place.aspect == Aspect::text;
  AdaptForm page;
  page.heading = text ? words.t("Change this text")
      : place.block   ? words.t("Words of your own after it")
                      : words.t("Words of your own to begin with");
  page.part_title = place.part->title;
  page.title = typed_words.title, page.markdown = typed_words.markdown;
  page.revision = typed_words.revision, page.edition = typed_words.edition;
  page.titled = text && !place.block->title.empty();
  if (place.block) page.source_title = place.block->title, page.source = typed(*place.block);
  page.help = text && holds_a_box(*place.block)
      ? words.t("What is in this box is typed as in the text of the edition; keep its first and last lines.")
      : words.t("Markdown. [[sheet#l1]] cites a passage everyone may read.");
  if (typed_words.refusal) page.refused = words.refusal(*typed_words.refusal);
  if (typed_words.stale && place.change)
    page.theirs = side_by_side(words.t("Saved meanwhile"), with_title(place.change->title, place.change->markdown), words.t("Yours, not saved"),
                               with_title(typed_words.title, typed_words.markdown));
  if (typed_words.preview) {
    std::vector<Block> blocks;
    if (text) {
      blocks = {with_words(*place.block, typed_words.title, typed_words.markdown)};
      blocks.front().said_by = words.t("Adapted by {}", {kit.adapter.name});
    } else {
      blocks = page_blocks(typed_words.markdown);
    }
    page.preview = shown(kit, *place.part, std::move(blocks), words);
  }
  page.action = kit.address.bench("/parts/{}/{}", {place.part->slug, visit.capture("block")}).with("aspect", text ? "" : "after");
  page.back = adapt_part_url(kit.address, place.part->slug).with_fragment("b-" + place.block_id());
  return m_house.stage.page(visit, adapting_frame(kit.programme, page.heading, views::kit_adapt_form(visit.context, page)),
                            typed_words.refusal ? 422 : 200);
}

http::Response WritingPages::write(Visit const& visit) const {
  Typed sent{std::string{base::trimmed(visit.form("title"))}, std::string{visit.form("markdown")}, std::string{visit.form("revision")},
             std::string{visit.form("edition")}};
  sent.preview = visit.form("action") == "preview";
  std::optional<html::Url> saved;
  auto const found = m_house.database.write([&](db::Session& session) {
    auto here = place(session, visit);
    if (!here) return here;
    sent.refusal = why_not_taken(sent.markdown, here->replaced());
    if (sent.refusal || sent.preview) return here;
    Change change;
    change.part = here->part->slug, change.block = here->block_id(), change.aspect = here->aspect;
    change.title = here->aspect == Aspect::text ? sent.title : "";
    change.markdown = sent.markdown;
    change.revision = std::atoll(sent.revision.c_str());
    // The same words sent twice are saved once.
    bool const again = here->change && here->change->active && here->change->markdown == change.markdown && here->change->title == change.title;
    bool const moved = sent.edition != here->kit.standing.edition.id.text();
    if (again || (!moved && AdaptStore{session}.write(here->kit.standing.kit.id, change, *visit.viewer.person, m_house.world.now())))
      saved = adapt_part_url(here->kit.address, change.part).with_fragment("b-" + change.block);
    else {
      sent.stale = true;
      sent.refusal = moved ? base::Refusal{msgid("Your kit moved to another edition meanwhile: compare, then save again."), {}, {}}
                           : base::Refusal{msgid("Someone saved another text meanwhile: bring the two together, then save again."), {}, {}};
    }
    return here;
  });
  if (!found) return m_house.stage.missing(visit);
  if (saved) return m_house.stage.done(visit, visit.words().t("The text is saved."), *saved);
  if (sent.stale) {
    // Both texts stand on the page: saving again is a choice.
    sent.revision = std::to_string(found->change ? found->change->revision : 0);
    sent.edition = found->kit.standing.edition.id.text();
  }
  return show(visit, *found, sent);
}

}  // namespace kit
