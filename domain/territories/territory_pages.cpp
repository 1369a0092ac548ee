#include "domain/territories/territory_pages.h"

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <charconv>

#include "domain/territories/territories.h"
#include "domain/territories/territory_store.h"
#include "domain/territories/territory_view_words.h"
#include "domain/territories/views/territories.view.h"
#include "domain/territories/views/territory.view.h"
#include "platform/base/text.h"

namespace territories {
namespace {

constexpr int list_length = 25;
constexpr std::size_t most_suggestions = 12;

int page_number(accounts::Visit const& visit) {
  auto const text = visit.query("page");
  int number = 1;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return std::clamp(number, 1, 10000);
}

std::vector<Type> types_in(std::string_view text) {
  std::vector<Type> types;
  for (auto const& one : base::split(text, ',')) {
    if (auto const type = type_from(one)) types.push_back(*type);
  }
  return types;
}

std::string detail_of(Suggestion const& one, i18n::Words const& words) {
  std::vector<std::string> parts{words.t(msgid_of(one.key.type))};
  if (!one.department_name.empty() && one.key.type != Type::department) parts.push_back(one.department_name);
  if (!one.formerly.empty()) parts.push_back(words.t("formerly {}", {one.formerly}));
  if (one.population) parts.push_back(population_in_words(one.population, 0, words));
  return base::join(parts, ", ");
}

std::string label_of(Suggestion const& one) {
  Territory territory;
  territory.type = one.key.type;
  territory.code = one.key.code;
  territory.name = one.name;
  territory.department = one.department;
  return territory.label();
}

std::string json_of(Suggestions const& suggestions, i18n::Words const& words) {
  boost::json::array results;
  for (auto const& one : suggestions.found) {
    results.push_back(boost::json::object{{"id", one.id.text()},
                                          {"key", text_of(one.key)},
                                          {"label", label_of(one)},
                                          {"name", one.name},
                                          {"department", one.department},
                                          {"detail", detail_of(one, words)},
                                          {"url", address_of(one.key).text()}});
  }
  return boost::json::serialize(boost::json::object{{"total", suggestions.total}, {"results", std::move(results)}});
}

charts::MapPoint point_of(Territory const& one, i18n::Words const& words) {
  charts::MapPoint point;
  point.longitude = one.longitude.value_or(0);
  point.latitude = one.latitude.value_or(0);
  point.label = one.label();
  point.url = address_of(one.key());
  point.count = std::max<std::int64_t>(one.population.value_or(0), 1);
  point.aside = words.t(msgid_of(one.type));
  point.says = population_in_words(one.population, 0, words);
  return point;
}

std::string source_in_words(i18n::Words const& words) {
  return words.t("Registry of 2026: Étalab, INSEE, DGCL, La Poste (Licence Ouverte 2.0). Places: GeoNames (CC BY 4.0). Outlines: Natural Earth.");
}

Pager pager_of(int page, int shown, std::int64_t total, html::Url const& base, i18n::Words const& words) {
  std::int64_t const first = static_cast<std::int64_t>(page - 1) * list_length;
  Pager pager;
  pager.range = words.t("{} to {} of {}", {words.number(first + 1), words.number(first + shown), words.number(total)});
  if (page > 1) pager.previous = base.with("page", page == 2 ? "" : std::to_string(page - 1));
  if (first + shown < total) pager.next = base.with("page", std::to_string(page + 1));
  return pager;
}

}  // namespace

struct TerritoryPages::Asked {
  std::string text, region;
  std::optional<Type> type;
  int page = 1;

  bool nothing() const { return text.empty() && region.empty() && !type; }
  html::Url address() const { return html::Url::path("/territories").with("q", text).with("type", type ? code(*type) : "").with("region", region); }
};

struct TerritoryPages::Listing {
  std::vector<Territory> territories;
  std::int64_t total = 0;
  std::string finding;
};

void TerritoryPages::add_routes(accounts::Routes& routes) {
  using accounts::Right;
  routes.get("/territories", Right::anyone, "Search, map and list of the territories", [this](auto const& visit) { return index(visit); });
  routes.get("/territories/search", Right::anyone, "Territories proposed as one types, as JSON", [this](auto const& visit) { return search(visit); });
  routes.get("/territories/{type}/{code}", Right::anyone, "Identity card of a territory", [this](auto const& visit) { return territory(visit); });
}

http::Response TerritoryPages::search(accounts::Visit const& visit) const {
  if (visit.request.headers["accept"].find("application/json") == std::string_view::npos) return index(visit);
  Search const search{std::string{visit.query("q")}, types_in(visit.query("types")), "", most_suggestions, 0};
  auto const gazetteer = m_house.database.read([&](db::Session& session) { return m_gazetteers.of(session); });
  auto response = http::json(200, json_of(gazetteer->search(search), visit.words()));
  return response.header("vary", "accept");
}

TerritoryPages::Listing TerritoryPages::listing(db::Session& session, accounts::Visit const& visit, Asked const& asked) const {
  auto const& words = visit.words();
  TerritoryStore store{session};
  Listing listing;
  if (asked.nothing() && m_noticed) {
    listing.territories = store.of_ids(m_noticed(session, visit));
    listing.total = static_cast<std::int64_t>(listing.territories.size());
    listing.finding = words.tn("{} territory takes part", "{} territories take part", listing.total);
    if (listing.total > 0) return listing;
  }
  int const offset = (asked.page - 1) * list_length;
  if (!asked.text.empty()) {
    std::vector<Type> types;
    if (asked.type) types.push_back(*asked.type);
    auto const found = m_gazetteers.of(session)->search({asked.text, types, asked.region, list_length, static_cast<std::size_t>(offset)});
    std::vector<TerritoryId> ids;
    for (auto const& one : found.found) ids.push_back(one.id);
    listing.territories = store.of_ids(ids);
    listing.total = static_cast<std::int64_t>(found.total);
    listing.finding = words.tn("{} territory answers to “{}”", "{} territories answer to “{}”", listing.total, {base::shortened(asked.text, 60)});
    return listing;
  }
  TerritoryFilter const filter{asked.nothing() ? std::optional{Type::region} : asked.type, asked.region, ""};
  listing.territories = store.list(filter, list_length, offset);
  listing.total = store.count(filter);
  listing.finding = asked.nothing() ? words.t("The regions and overseas collectivities")
                                    : words.tn("{} territory, by population", "{} territories, by population", listing.total);
  return listing;
}

http::Response TerritoryPages::index(accounts::Visit const& visit) const {
  auto const& words = visit.words();
  Asked const asked{std::string{base::trimmed(visit.query("q")).substr(0, 200)}, std::string{visit.query("region")}, type_from(visit.query("type")),
                    page_number(visit)};
  TerritoriesPage page;
  page.query = base::is_clean_utf8(asked.text) ? asked.text : "";
  page.types.push_back({"", words.t("All kinds"), !asked.type});
  for (int at = 0; at <= static_cast<int>(Type::adhoc); ++at) {
    auto const type = static_cast<Type>(at);
    page.types.push_back({std::string{code(type)}, words.t(msgid_of(type)), asked.type == type});
  }
  page.regions.push_back({"", words.t("All of France"), asked.region.empty()});
  m_house.database.read([&](db::Session& session) {
    for (auto const& region : TerritoryStore{session}.list({Type::region, "", ""}, 50, 0)) {
      page.regions.push_back({region.code, region.name, region.code == asked.region});
    }
    auto const listing = this->listing(session, visit, asked);
    if (listing.territories.empty()) return;
    charts::Map map{"territories-map",
                    listing.finding,
                    words.t("Discs by number of inhabitants"),
                    source_in_words(words),
                    words.t("Territory"),
                    words.t("Inhabitants"),
                    {}};
    for (auto const& one : listing.territories) map.points.push_back(point_of(one, words));
    page.map = charts::figure(map, m_shapes, visit.context);
    page.pager = pager_of(asked.page, static_cast<int>(listing.territories.size()), listing.total, asked.address(), words);
  });
  std::sort(page.regions.begin() + 1, page.regions.end(), [&](auto const& a, auto const& b) { return words.comes_before(a.words, b.words); });
  page.hint = words.t("Try the beginning of the name alone, a postcode, or all of France.");
  views::Frame frame;
  frame.title = words.t("Territories");
  frame.section = "territories";
  frame.indexable = asked.nothing();
  frame.body = views::territories_index(visit.context, page);
  return m_house.stage.page(visit, std::move(frame));
}

http::Response TerritoryPages::elsewhere(accounts::Visit const& visit, Key const& key) const {
  auto const found = m_house.database.read([&](db::Session& session) { return resolve(session, text_of(key)); });
  if (found) return http::permanent(address_of(found->key).text());
  auto const whole = with_lost_zero(key.type, key.code);
  bool const known = whole && m_house.database.read([&](db::Session& session) { return find(session, Key{key.type, *whole}).has_value(); });
  return known ? http::permanent(address_of({key.type, *whole}).text()) : m_house.stage.missing(visit);
}

http::Response TerritoryPages::territory(accounts::Visit const& visit) const {
  auto const type = type_from(visit.capture("type"));
  if (!type) return m_house.stage.missing(visit);
  Key const key{*type, cleaned_code(*type, visit.capture("code"))};
  views::Frame frame;
  bool const found = m_house.database.read([&](db::Session& session) {
    auto const territory = find(session, key);
    if (!territory) return false;
    auto const page = card(session, visit, *territory);
    frame.title = territory->label();
    frame.description = page.lead;
    frame.body = views::territory(visit.context, page);
    return true;
  });
  if (!found) return elsewhere(visit, key);
  frame.section = "territories";
  frame.crumbs = {{visit.words().t("Territories"), html::Url::path("/territories")}, {frame.title, {}}};
  return m_house.stage.page(visit, std::move(frame));
}

TerritoryPage TerritoryPages::card(db::Session& session, accounts::Visit const& visit, Territory const& territory) const {
  auto page = identity_card(session, visit, territory);
  for (auto const& section : m_sections) {
    auto markup = section(session, visit, territory.id);
    if (!markup.empty()) page.sections.push_back(std::move(markup));
  }
  auto const& words = visit.words();
  page.source = source_in_words(words);
  if (!territory.latitude) return page;
  charts::Map map{"where", words.t("Where it is"), "", "", words.t("Territory"), words.t("Inhabitants"), {point_of(territory, words)}};
  if (territory.placed == "approximate") map.reads = words.t("Approximate place: the middle of its intercommunality.");
  page.map = charts::figure(map, m_shapes, visit.context);
  return page;
}

}  // namespace territories
