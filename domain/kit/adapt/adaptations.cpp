#include "domain/kit/adapt/adaptations.h"

#include <algorithm>
#include <array>

#include "domain/kit/adapt/adapt_store.h"
#include "domain/kit/adapt/adapting.h"
#include "domain/kit/kit_asked.h"
#include "domain/kit/kit_store.h"
#include "domain/territories/territories.h"

namespace kit {
namespace {

constexpr std::size_t most_on_a_cover = 6;

/// Where to adapt: the kit of one's territory when it is open, else the page that opens it.
void offer(Adaptations& out, db::Session& session, accounts::Visit const& visit, AdaptedOnShow const& show) {
  auto const& viewer = visit.viewer;
  auto const& words = visit.words();
  auto const start = html::Url::path("/p/{}/kit/adapt", {show.address.programme});
  if (show.kit.territory) {
    if (makes(viewer, show.kit)) out.adapt = show.address.bench(), out.adapt_words = words.t("Go on adapting");
    return;
  }
  auto const territory = viewer.territory_in(show.kit.programme);
  bool const of_a_pair = territory && may_adapt(viewer, show.kit.programme, *territory);
  if (!of_a_pair && !viewer.leads(show.kit.programme)) return;
  out.adapt = start;
  out.adapt_words = of_a_pair ? words.t("Adapt this kit to my territory") : words.t("Adapt this kit to a territory");
  if (!of_a_pair) return;
  if (auto const own = KitStore{session}.find(show.kit.programme, *territory)) {
    out.adapt = address_of(session, *own, show.address.programme).bench();
    out.adapt_words = words.t("Go on adapting it to my territory");
  }
}

void list_editions(Adaptations& out, db::Session& session, accounts::Visit const& visit, AdaptedOnShow const& show) {
  auto kits = AdaptStore{session}.listed(show.kit.programme, {true, most_on_a_cover + 1, 0});
  if (kits.size() > most_on_a_cover) {
    kits.pop_back();
    out.all = html::Url::path("/p/{}/kit/of", {show.address.programme});
  }
  std::vector<accounts::TerritoryId> ids;
  for (auto const& one : kits) ids.push_back(one.territory);
  auto const territories = territories::briefs_of(session, ids);
  for (auto const& one : kits) {
    auto const territory = std::ranges::find(territories, one.territory, &territories::Territory::id);
    if (territory == territories.end()) continue;
    KitAddress const address{show.address.programme, in_addresses(territories::text_of(territory->key()))};
    out.editions.push_back({visit.words().t("{}, edition {}", {territory->label(), one.number}), address.home(), false, {}});
  }
}

}  // namespace

Adaptations adaptations_of(db::Session& session, accounts::Visit const& visit, AdaptedOnShow const& show) {
  Adaptations out;
  if (auto const& origin = show.document.origin) {
    out.origin = origin_words(*origin, visit.words());
    out.source = KitAddress{show.address.programme, {}}.edition(origin->number);
  } else {
    list_editions(out, session, visit, show);
  }
  offer(out, session, visit, show);
  return out;
}

std::vector<std::string> territory_addresses(db::Session& session, accounts::ProgrammeId const& programme, std::string_view programme_slug) {
  constexpr std::size_t most = 2000;
  auto const kits = AdaptStore{session}.listed(programme, {true, most, 0});
  std::vector<accounts::TerritoryId> ids;
  for (auto const& one : kits) ids.push_back(one.territory);
  auto const keys = territories::keys_of(session, ids);
  std::vector<std::string> addresses;
  for (auto const& one : kits) {
    auto const key = keys.find(one.territory);
    if (key == keys.end()) continue;
    KitAddress const address{std::string{programme_slug}, in_addresses(key->second)};
    addresses.push_back(address.edition(one.number).text());
    addresses.push_back(address.page(one.number, "territory").text());
  }
  return addresses;
}

std::vector<CatalogueEntry> territory_entries(db::Session& session, programme::Brief const& programme, std::string const& place, std::size_t most,
                                              std::size_t page) {
  auto editions = AdaptStore{session}.public_editions(programme.id, most + 1, page * most);
  std::vector<accounts::TerritoryId> ids;
  for (auto const& one : editions) ids.push_back(one.territory);
  auto const territories = territories::briefs_of(session, ids);
  std::vector<CatalogueEntry> entries;
  for (auto& one : editions) {
    auto const territory = std::ranges::find(territories, one.territory, &territories::Territory::id);
    if (territory == territories.end()) continue;
    KitAddress const address{programme.slug, in_addresses(territories::text_of(territory->key()))};
    CatalogueEntry entry;
    entry.identifier = "urn:uuid:" + one.edition.id.text();
    entry.title = one.edition.title, entry.number = one.edition.number, entry.description = one.edition.description;
    entry.publisher = territory->label(), entry.language = one.language;
    entry.issued = base::parse_day(one.edition.frozen_on).value_or(base::Day{});
    entry.fictional = programme.fictional;
    entry.published = one.edition.published;
    entry.files = std::move(one.files);
    entry.address = place + address.edition(one.edition.number).text();
    entries.push_back(std::move(entry));
  }
  return entries;
}

std::optional<NewerOut> newer_out(db::Session& session, accounts::Viewer const& viewer, accounts::ProgrammeId const& programme,
                                  std::string_view programme_slug) {
  auto const territory = viewer.territory_in(programme);
  if (!territory || !may_adapt(viewer, programme, *territory)) return std::nullopt;
  KitStore store{session};
  auto const own = store.find(programme, *territory);
  auto const source = own ? store.find(programme) : std::nullopt;
  if (!source) return std::nullopt;
  auto const standing = AdaptStore{session}.standing(own->id);
  for (auto const& edition : store.editions(source->id))
    if (edition.state == EditionState::published && edition.id != standing)
      return NewerOut{edition.number, own->outline.title, address_of(session, *own, programme_slug).bench("/newer")};
  return std::nullopt;
}

bool is_own(Part const& part) { return part.slug == "territory" || std::ranges::any_of(part.blocks, &Block::adapted); }

}  // namespace kit
