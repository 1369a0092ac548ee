#include "domain/kit/adapt/territory_edition.h"

#include <algorithm>
#include <array>

#include "domain/kit/adapt/territory_part.h"
#include "domain/kit/document_json.h"
#include "domain/kit/export/book.h"
#include "domain/kit/freezing.h"
#include "domain/kit/kit_asked.h"
#include "domain/kit/kit_store.h"
#include "domain/programme/programme.h"
#include "domain/territories/territories.h"

namespace kit {
namespace {

using i18n::msgid;

std::optional<Edition> public_edition(db::Session& session, accounts::ProgrammeId const& programme) {
  KitStore store{session};
  auto const own = store.find(programme);
  if (!own) return std::nullopt;
  auto const editions = store.editions(own->id);
  auto const found = std::ranges::find(editions, EditionState::published, &Edition::state);
  return found == editions.end() ? std::nullopt : std::optional{*found};
}

std::optional<Document> document_of(db::Session& session, EditionId const& edition) {
  return document_from_json(KitStore{session}.document(edition).value_or(""));
}

/// Sheets of an edition that came from another place are read there, wherever the words are copied.
void lead_outside(Document& source) {
  Places const places{source};
  for (auto& part : source.parts) {
    for (auto& block : part.blocks)
      for (auto& ground : block.grounds) ground.address = places.outside(ground.address);
    part.address = places.outside(part.address);
  }
}

Adapter adapter_of(db::Session& session, Kit const& kit) {
  auto const found = territories::find(session, *kit.territory);
  if (!found) return {};
  return {found->label(), in_addresses(territories::text_of(found->key()))};
}

/// What its own citations rest on, with a visitor's eyes.
Grounds grounds_found(Sources const& sources, Asking const& visitor, Standing const& standing) {
  Grounds found;
  auto const beyond = cited_beyond(standing.source(), standing.changes);
  if (beyond.empty() || !sources.grounds) return found;
  for (auto& ground : sources.grounds(visitor, beyond)) {
    markdown::Citation citation{ground.slug, ground.passage};
    found.emplace(std::move(citation), std::move(ground));
  }
  return found;
}

/// Nobody is named again who took back their agreement: the list of people and the credits are those of today. Of an edition that came from
/// another place nobody here can say: its list of people is left out.
void keep_who_agrees(Document& source, Sources const& sources, Asking const& visitor, bool of_here) {
  auto const people = of_here && sources.people ? sources.people(visitor) : std::vector<ListedPerson>{};
  for (auto& part : source.parts) {
    auto const list = std::ranges::find_if(part.blocks, [&](Block const& block) { return is_a_list(part, block) && block.id == "people"; });
    if (list == part.blocks.end()) continue;
    if (people.empty()) part.blocks.erase(list);
    else *list = people_block(people, visitor.words);
  }
  if (!of_here) return;
  auto const thanked = sources.credits ? sources.credits(visitor) : std::vector<Credit>{};
  std::erase_if(source.credits, [&](Credit const& one) { return std::ranges::count(thanked, one.name, &Credit::name) == 0; });
}

std::vector<Part> sheets_of(Sources const& sources, Asking const& visitor, TerritorySheet const& sheet) {
  std::vector<Part> parts;
  if (!sources.experiences || sheet.experiences.empty()) return parts;
  auto found = sources.experiences(visitor, sheet.experiences);
  for (auto const& slug : sheet.experiences)
    if (auto const part = found.find(slug); part != found.end()) parts.push_back(std::move(part->second));
  return parts;
}

}  // namespace

std::optional<Standing> standing_of(db::Session& session, Kit const& kit, FrozenDocuments& frozen) {
  KitStore kits{session};
  AdaptStore store{session};
  auto const edition = store.standing(kit.id);
  if (!edition) return std::nullopt;
  auto found = kits.find_edition(*edition);
  auto source = frozen.find(session, *edition);
  if (!found || !source) return std::nullopt;
  return Standing{kit, std::move(found->second), std::move(source), store.changes(kit.id)};
}

std::optional<Edition> newer_edition(db::Session& session, Standing const& standing) {
  auto found = public_edition(session, standing.kit.programme);
  return found && found->id != standing.edition.id ? found : std::nullopt;
}

base::Outcome<Kit> open_adapted(db::Session& session, base::World const& world, accounts::ProgrammeId const& programme, Adapter const& adapter) {
  KitStore store{session};
  auto const territory = territory_named(adapter.code);
  if (!territory) return base::refuse(msgid("Choose a territory of the programme."));
  if (auto const kept = store.find(programme, *territory)) return *kept;
  auto const edition = public_edition(session, programme);
  auto const source = edition ? document_of(session, edition->id) : std::nullopt;
  auto const brief = programme::brief_of(session, programme);
  if (!source || !brief) return base::refuse(msgid("No edition of this kit is public yet: there is nothing to adapt."));
  Kit kit;
  kit.id = kit_id_of(brief->slug, adapter.code);
  kit.programme = programme;
  kit.territory = territory;
  kit.outline = outline_of(*source, adapter);
  kit.changed = world.now();
  store.put(kit);
  AdaptStore{session}.stand(kit.id, edition->id);
  return kit;
}

Draft draft_of(Sources const& sources, Asking const& asking, Standing const& standing, Drafting const& drafting) {
  accounts::Viewer const nobody;
  Asking const visitor{asking.session, nobody, asking.programme, asking.words};
  auto const adapter = adapter_of(asking.session, standing.kit);
  auto source = standing.source();
  auto const brief = programme::brief_of(asking.session, asking.programme).value_or(programme::Brief{});
  bool const of_here = source.programme_slug == brief.slug;
  if (!of_here) lead_outside(source);
  keep_who_agrees(source, sources, visitor, of_here);
  auto made = adapted(source, standing.changes, adapter, grounds_found(sources, visitor, standing), asking.words);
  auto sheet = sources.territory ? sources.territory(visitor, *standing.kit.territory) : std::nullopt;
  if (!sheet) sheet = TerritorySheet{adapter.name, {}, {}, {}, {}};
  Draft draft;
  draft.document = headed({standing.kit, brief, {brief.slug, adapter.code}, drafting.number, drafting.site_address, drafting.day});
  auto& document = draft.document;
  document.parts = with_front(territory_part(*sheet, made.origin, asking.words), sheets_of(sources, visitor, *sheet), std::move(made.parts));
  document.credits = source.credits;
  document.credits.insert(document.credits.begin(), {adapter.name, asking.words.t("adaptation"), {}});
  document.origin = std::move(made.origin);
  document.fictional = document.fictional || source.fictional;
  draft.remarks = std::move(made.remarks);
  return draft;
}

base::Outcome<Document> freeze_adapted(Sources const& sources, Asking const& asking, Standing const& standing, Drafting const& drafting,
                                       std::string const& note) {
  auto draft = draft_of(sources, asking, standing, drafting);
  for (auto const& remark : draft.remarks)
    if (remark.blocks) return tl::unexpected{remark.words};
  return keep_frozen(asking.session, standing.kit, std::move(draft.document), note, asking.viewer.person);
}

base::Outcome<Edition> move_to_newer(db::Session& session, Standing const& standing, accounts::PersonId const& by, base::Instant now) {
  auto const newer = newer_edition(session, standing);
  auto const after = newer ? document_of(session, newer->id) : std::nullopt;
  if (!after) return base::refuse(msgid("Your kit stands on the latest edition already."));
  AdaptStore store{session};
  auto const decisions = store.decisions(standing.kit.id, newer->id);
  auto const changes = carried({standing.source(), *after, standing.changes, decisions});
  if (!changes) return tl::unexpected{changes.error()};
  store.replace(standing.kit.id, *changes, by, now);
  store.forget_decisions(standing.kit.id);
  store.stand(standing.kit.id, newer->id);
  auto kit = standing.kit;
  kit.changed = now;
  KitStore{session}.put(kit);
  return *newer;
}

}  // namespace kit
