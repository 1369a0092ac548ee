#include "domain/kit/adapt/territory_kits_pages.h"

#include <algorithm>
#include <charconv>

#include "domain/kit/adapt/adapt_view_structs.h"
#include "domain/kit/kit_asked.h"
#include "domain/kit/kit_store.h"
#include "domain/kit/views/adapt.view.h"
#include "domain/territories/territories.h"

namespace kit {
namespace {

using accounts::Right;
using accounts::TerritoryId;
using accounts::Visit;

constexpr std::size_t on_a_page = 50, most_open = 500;

std::size_t page_number(Visit const& visit) {
  std::size_t number = 1;
  auto const text = visit.query("page");
  std::from_chars(text.data(), text.data() + text.size(), number);
  return std::clamp<std::size_t>(number, 1, 10'000);
}

/// Territories of the programme this viewer may adapt the kit to, by name.
std::vector<territories::Territory> theirs(db::Session& session, Visit const& visit) {
  std::vector<TerritoryId> ids;
  for (auto const& one : programme::participants(session, *visit.programme))
    if (may_adapt(visit.viewer, *visit.programme, one.territory)) ids.push_back(one.territory);
  auto found = territories::briefs_of(session, ids);
  std::ranges::sort(found, [&](auto const& one, auto const& other) { return visit.words().comes_before(one.label(), other.label()); });
  return found;
}

std::string code_of(territories::Territory const& one) { return in_addresses(territories::text_of(one.key())); }

std::vector<TerritoryKitLine> lines_of(db::Session& session, Visit const& visit, std::vector<AdaptStore::Listed> const& kits) {
  auto const& words = visit.words();
  std::vector<TerritoryId> ids;
  for (auto const& one : kits) ids.push_back(one.territory);
  std::map<TerritoryId, territories::Territory> known;
  for (auto& one : territories::briefs_of(session, ids)) known.emplace(one.id, one);
  std::vector<TerritoryKitLine> lines;
  for (auto const& one : kits) {
    auto const territory = known.find(one.territory);
    if (territory == known.end()) continue;
    KitAddress const address{std::string{visit.capture("programme")}, code_of(territory->second)};
    TerritoryKitLine line;
    line.territory = territory->second.label();
    line.title = one.title;
    line.words = one.number.empty() ? words.t("no edition public yet, from edition {}", {one.stands_on})
                                    : words.t("{}, edition {}", {line.territory, one.number});
    line.url = address.home();
    line.adapt = address.bench();
    lines.push_back(std::move(line));
  }
  return lines;
}

std::string kit_title(db::Session& session, Visit const& visit) {
  auto const kit = KitStore{session}.find(*visit.programme);
  return kit ? kit->outline.title : visit.words().t("Kit");
}

html::Url kit_url(Visit const& visit) { return KitAddress{std::string{visit.capture("programme")}, {}}.home(); }

}  // namespace

void TerritoryKitsPages::add_routes(accounts::Routes& routes) {
  routes.get("/p/{programme}/kit/of", Right::anyone, "The editions territories made of the kit", [this](Visit const& visit) { return list(visit); });
  routes.get("/p/{programme}/kit/adapt", Right::contributor, "Where a territory opens the kit it adapts",
             [this](Visit const& visit) { return start(visit, std::nullopt); });
  routes.post("/p/{programme}/kit/adapt", Right::contributor, "Opens the kit of a territory on the public edition",
              [this](Visit const& visit) { return open(visit); });
}

http::Response TerritoryKitsPages::list(Visit const& visit) const {
  return m_house.database.read([&](db::Session& session) {
    auto const programme = programme::brief_of(session, *visit.programme);
    if (!programme) return m_house.stage.missing(visit);
    auto const& words = visit.words();
    AdaptStore store{session};
    auto const total = static_cast<std::size_t>(store.count(*visit.programme, true));
    auto const pages = std::max<std::size_t>(1, (total + on_a_page - 1) / on_a_page);
    auto const number = std::min(page_number(visit), pages), first = (number - 1) * on_a_page;
    TerritoryKitsView page;
    page.kit_title = kit_title(session, visit);
    page.kits = lines_of(session, visit, store.listed(*visit.programme, {true, on_a_page, first}));
    page.back = kit_url(visit);
    auto const here = html::Url::path("/p/{}/kit/of", {programme->slug});
    auto const last = first + page.kits.size();
    auto const said = [&](std::size_t count) { return words.number(static_cast<std::int64_t>(count)); };
    if (total > on_a_page) page.range = words.t("{} to {} of {}", {said(first + 1), said(last), said(total)});
    if (number > 1) page.previous = here.with("page", std::to_string(number - 1));
    if (last < total) page.next = here.with("page", std::to_string(number + 1));
    if (!theirs(session, visit).empty()) page.adapt = html::Url::path("/p/{}/kit/adapt", {programme->slug});
    auto frame = adapting_frame(*programme, words.t("Editions of territories"), views::kit_territory_kits(visit.context, page));
    frame.indexable = true;
    return m_house.stage.page(visit, std::move(frame));
  });
}

http::Response TerritoryKitsPages::start(Visit const& visit, std::optional<base::Refusal> const& refusal) const {
  return m_house.database.read([&](db::Session& session) {
    auto const programme = programme::brief_of(session, *visit.programme);
    auto const territories = theirs(session, visit);
    if (!programme) return m_house.stage.missing(visit);
    auto kits = AdaptStore{session}.listed(*visit.programme, {false, most_open, 0});
    std::erase_if(kits, [&](auto const& kit) { return std::ranges::count(territories, kit.territory, &territories::Territory::id) == 0; });
    StartAdaptingView page;
    page.kit_title = kit_title(session, visit);
    page.kits = lines_of(session, visit, kits);
    for (auto const& one : territories)
      if (std::ranges::count(kits, one.id, &AdaptStore::Listed::territory) == 0) page.territories.push_back({code_of(one), one.label(), false});
    auto const own = KitStore{session}.find(*visit.programme);
    auto const editions = own ? KitStore{session}.editions(own->id) : std::vector<Edition>{};
    page.none_public = std::ranges::count(editions, EditionState::published, &Edition::state) == 0;
    page.nobody = territories.empty();
    if (refusal) page.refused = visit.words().refusal(*refusal);
    page.action = html::Url::path("/p/{}/kit/adapt", {programme->slug});
    page.back = kit_url(visit);
    return m_house.stage.page(
        visit, adapting_frame(*programme, visit.words().t("Adapt this kit to a territory"), views::kit_adapt_start(visit.context, page)),
        refusal ? 422 : 200);
  });
}

http::Response TerritoryKitsPages::open(Visit const& visit) const {
  std::optional<base::Refusal> refusal;
  auto const address = m_house.database.write([&](db::Session& session) -> std::optional<KitAddress> {
    auto const territories = theirs(session, visit);
    auto const chosen = std::ranges::find(territories, visit.form("territory"), code_of);
    if (chosen == territories.end()) return std::nullopt;
    Adapter const adapter{chosen->label(), code_of(*chosen)};
    auto const kit = open_adapted(session, m_house.world, *visit.programme, adapter);
    if (!kit) refusal = kit.error();
    return KitAddress{std::string{visit.capture("programme")}, adapter.code};
  });
  if (!address) return m_house.stage.missing(visit);
  if (refusal) return start(visit, refusal);
  return m_house.stage.done(visit, visit.words().t("The kit of your territory is open: change what should be yours."), address->bench());
}

}  // namespace kit
