#include <algorithm>

#include "domain/experiences/experience_rooms.h"
#include "domain/experiences/feed.h"
#include "domain/experiences/life_cycle.h"
#include "domain/experiences/views/list.view.h"
#include "domain/territories/territories.h"
#include "platform/base/csv.h"
#include "platform/base/text.h"
#include "platform/search/search.h"
#include "platform/i18n/words.h"

namespace experiences {
namespace {

constexpr std::size_t page_length = 24, most_in_facet = 300, most_on_map = 1'000, most_in_csv = 20'000, briefs_a_query = 500;
constexpr int most_found = 1'000;

struct Found {
  Listing listing;
  std::shared_ptr<Counted const> counted;
  std::string suggestion;
};

std::optional<std::vector<std::string>> ids_of_words(db::Session& session, accounts::Visit const& visit, std::string const& words) {
  if (words.empty()) return std::nullopt;
  return search::find_ids(session, {words, visit.viewer.audiences(), {"experience"}, visit.programme->text(), most_found, 0});
}

Found find(db::Session& session, accounts::Visit const& visit, Shelf& shelf, Asked const& asked, std::size_t length) {
  Found found;
  found.counted = shelf.of(session, *visit.programme);
  auto const by_words = ids_of_words(session, visit, asked.words);
  found.listing = listing(*found.counted, visit.viewer, *visit.programme, asked, by_words, visit.query("after"), length);
  if (by_words && by_words->empty())
    found.suggestion = search::find(session, {asked.words, visit.viewer.audiences(), {"experience"}, visit.programme->text(), 1, 0}).suggestion;
  return found;
}

/// The address of the list with one thing changed; "after" never follows.
html::Url with(std::string_view slug, Asked const& asked, std::string_view view) {
  auto url = html::Url::path("/p/{}/experiences", {slug}).with("q", asked.words);
  url = url.with("theme", asked.theme).with("obstacle", asked.obstacle).with("lever", asked.lever).with("territory", asked.territory);
  url = url.with("typology", asked.typology).with("region", asked.region).with("step", asked.step).with("size", asked.size).with("status", asked.status);
  url = url.with("overcome", asked.overcome ? "yes" : "").with("linked", asked.linked ? "yes" : "").with("mine", asked.mine ? "yes" : "");
  return url.with("sort", asked.sort).with("view", view);
}

ListPage::Facet facet(std::string name, std::string label, std::string all, std::span<Term const> vocabulary, std::vector<std::int64_t> const& counts,
                      std::string const& chosen, i18n::Words const& words) {
  ListPage::Facet facet{std::move(name), std::move(label), std::move(all), {}};
  for (std::size_t at = 0; at < vocabulary.size(); ++at)
    if (counts[at] > 0 || vocabulary[at].code == chosen)
      facet.choices.push_back({std::string{vocabulary[at].code}, words.t(vocabulary[at].msgid), counts[at], vocabulary[at].code == chosen});
  return facet;
}

void order_by_count(ListPage::Facet& facet) {
  std::stable_sort(facet.choices.begin(), facet.choices.end(), [](Choice const& one, Choice const& other) { return one.count > other.count; });
}

class ListMaker {
 public:
  ListMaker(db::Session& session, accounts::Visit const& visit, programme::Brief const& programme, Asked const& asked, Found const& found)
      : m_session{session}, m_visit{visit}, m_programme{programme}, m_asked{asked}, m_found{found}, m_words{visit.words()} {}

  ListPage make(std::string_view view) {
    m_page.slug = m_programme.slug;
    m_page.view = view;
    m_page.words = m_asked.words;
    m_page.sort = m_asked.sort;
    m_page.overcome = m_asked.overcome;
    m_page.linked = m_asked.linked;
    m_page.mine = m_asked.mine;
    m_page.filtered = !(without_order(m_asked) == Asked{});
    add_facets();
    add_active();
    add_links(view);
    auto const total = m_found.listing.total;
    m_page.finding = m_page.filtered ? m_words.tn("One sheet answers to this choice", "{} sheets answer to this choice", total)
                                     : m_words.tn("One published sheet", "{} published sheets", total);
    if (!m_asked.theme.empty() && total == 0)
      m_page.opens = m_words.t("No sheet on these subjects yet. A note of ten lines is enough to open the way.");
    return std::move(m_page);
  }

  void add_items(ListPage& page, std::vector<Brief> const& briefs) const {
    for (auto const& brief : briefs) page.items.push_back(item_of(brief));
  }

 private:
  static Asked without_order(Asked asked) {
    asked.sort.clear();
    return asked;
  }

  ListItem item_of(Brief const& brief) const {
    ListItem item;
    item.title = brief.title;
    item.summary = base::shortened(brief.summary, 280);
    item.territory = brief.territory_name;
    item.hexagon = hexagon_of(brief.territory_name);
    if (brief.status != Status::published) item.status = m_words.t(status_msgid(brief.status));
    for (auto const& theme : brief.themes) item.themes.push_back(m_words.t(msgid_of(themes(), theme)));
    item.size = m_words.t(msgid_of(sizes(), brief.size));
    if (!brief.step.empty()) item.step = m_words.t(msgid_of(steps(), brief.step));
    item.date = m_words.day(base::Day{std::chrono::floor<std::chrono::days>(brief.published.value_or(brief.changed))});
    std::vector<std::string> details = item.themes;
    details.push_back(item.size);
    if (!item.step.empty()) details.push_back(item.step);
    details.push_back(brief.published ? m_words.t("published on {}", {item.date}) : m_words.t("changed on {}", {item.date}));
    item.detail = base::join(details, " · ");
    item.url = address_of(m_programme.slug, brief.slug);
    return item;
  }

  void add_facets() {
    auto const& counts = m_found.listing.counts;
    m_page.facets.push_back(facet("theme", m_words.t("Theme"), m_words.t("All themes"), themes(), counts.themes, m_asked.theme, m_words));
    m_page.facets.push_back(facet("obstacle", m_words.t("Obstacle"), m_words.t("All obstacles"), obstacle_types(), counts.obstacles, m_asked.obstacle, m_words));
    m_page.facets.push_back(facet("lever", m_words.t("Lever"), m_words.t("All levers"), lever_types(), counts.levers, m_asked.lever, m_words));
    for (auto& one : m_page.facets) order_by_count(one);
    m_page.more_facets.push_back(territories_facet());
    m_page.more_facets.push_back(typologies_facet());
    m_page.more_facets.push_back(regions_facet());
    m_page.more_facets.push_back(facet("step", m_words.t("Progress"), m_words.t("All"), steps(), counts.steps, m_asked.step, m_words));
    m_page.more_facets.push_back(facet("size", m_words.t("Size"), m_words.t("All sizes"), sizes(), counts.sizes, m_asked.size, m_words));
    m_page.more_facets.push_back(statuses_facet());
  }

  ListPage::Facet territories_facet() {
    ListPage::Facet facet{"territory", m_words.t("Territory"), m_words.t("All territories"), {}};
    std::vector<std::pair<std::int64_t, std::string>> most;
    for (auto const& [id, count] : m_found.listing.counts.territories) most.emplace_back(count, id);
    std::sort(most.rbegin(), most.rend());
    if (most.size() > most_in_facet) most.resize(most_in_facet);
    std::vector<accounts::TerritoryId> ids;
    for (auto const& [count, id] : most) ids.push_back(accounts::TerritoryId::trusted(id));
    if (!m_asked.territory.empty()) ids.push_back(accounts::TerritoryId::trusted(m_asked.territory));
    m_names = territories::names_of(m_session, ids);
    for (auto const& [count, id] : most) {
      auto const name = m_names.find(accounts::TerritoryId::trusted(id));
      if (name != m_names.end()) facet.choices.push_back({id, name->second, count, id == m_asked.territory});
    }
    std::sort(facet.choices.begin(), facet.choices.end(), [&](Choice const& one, Choice const& other) { return m_words.comes_before(one.label, other.label); });
    return facet;
  }

  ListPage::Facet typologies_facet() const {
    ListPage::Facet facet{"typology", m_words.t("Type of territory"), m_words.t("All types"), {}};
    for (std::size_t at = 1; at < m_found.counted->typologies.size(); ++at) {
      auto const& code = m_found.counted->typologies[at];
      auto const count = m_found.listing.counts.typologies[at];
      if (count > 0 || code == m_asked.typology) facet.choices.push_back({code, m_words.t(territories::msgid_of_typology(code)), count, code == m_asked.typology});
    }
    return facet;
  }

  ListPage::Facet regions_facet() {
    ListPage::Facet facet{"region", m_words.t("Region"), m_words.t("All regions"), {}};
    std::vector<accounts::TerritoryId> ids;
    auto const& regions = m_found.counted->regions;
    for (std::size_t at = 1; at < regions.size(); ++at) ids.push_back(territories::id_of({territories::Type::region, regions[at]}));
    auto const names = ids.empty() ? std::map<accounts::TerritoryId, std::string>{} : territories::names_of(m_session, ids);
    for (std::size_t at = 1; at < regions.size(); ++at) {
      auto const count = m_found.listing.counts.regions[at];
      auto const name = names.find(ids[at - 1]);
      m_region_names[regions[at]] = name == names.end() ? regions[at] : name->second;
      if (count > 0 || regions[at] == m_asked.region) facet.choices.push_back({regions[at], m_region_names[regions[at]], count, regions[at] == m_asked.region});
    }
    return facet;
  }

  ListPage::Facet statuses_facet() const {
    ListPage::Facet facet{"status", m_words.t("State"), m_words.t("Published"), {}};
    for (std::size_t at = 0; at < m_found.listing.counts.statuses.size(); ++at) {
      auto const status = static_cast<Status>(at);
      auto const count = m_found.listing.counts.statuses[at];
      bool const chosen = code(status) == m_asked.status;
      if (count > 0 || chosen) facet.choices.push_back({std::string{code(status)}, m_words.t(status_msgid(status)), count, chosen});
    }
    return facet;
  }

  void active(std::string label, Asked without) { m_page.active.push_back({std::move(label), with(m_programme.slug, without, m_page.view)}); }

  void active_term(std::string Asked::*field, std::span<Term const> vocabulary, std::string_view sentence) {
    if ((m_asked.*field).empty()) return;
    auto without = m_asked;
    (without.*field).clear();
    active(m_words.t(sentence, {m_words.t(msgid_of(vocabulary, m_asked.*field))}), without);
  }

  void active_name(std::string Asked::*field, std::string name) {
    if ((m_asked.*field).empty()) return;
    auto without = m_asked;
    (without.*field).clear();
    active(std::move(name), without);
  }

  void active_flag(bool Asked::*field, std::string_view label) {
    if (!(m_asked.*field)) return;
    auto without = m_asked;
    without.*field = false;
    active(m_words.t(label), without);
  }

  void add_active() {
    active_name(&Asked::words, m_words.t("“{}”", {m_asked.words}));
    active_term(&Asked::theme, themes(), i18n::msgid("Theme: {}"));
    active_term(&Asked::obstacle, obstacle_types(), i18n::msgid("Obstacle: {}"));
    active_term(&Asked::lever, lever_types(), i18n::msgid("Lever: {}"));
    active_flag(&Asked::overcome, i18n::msgid("The obstacle was overcome"));
    active_flag(&Asked::linked, i18n::msgid("This lever overcame this obstacle"));
    auto const territory = m_names.find(accounts::TerritoryId::trusted(m_asked.territory));
    active_name(&Asked::territory, territory == m_names.end() ? m_words.t("Another territory") : territory->second);
    active_name(&Asked::typology, m_words.t(territories::msgid_of_typology(m_asked.typology)));
    active_name(&Asked::region, m_region_names.contains(m_asked.region) ? m_region_names[m_asked.region] : m_asked.region);
    active_term(&Asked::step, steps(), "{}");
    active_term(&Asked::size, sizes(), "{}");
    if (auto const status = status_from(m_asked.status)) active_name(&Asked::status, m_words.t(status_msgid(*status)));
    active_flag(&Asked::mine, i18n::msgid("My territory’s sheets, drafts included"));
  }

  void add_links(std::string_view view) {
    auto const& slug = m_programme.slug;
    m_page.tabs = {{m_words.t("List"), with(slug, m_asked, ""), view.empty()},
                   {m_words.t("Table"), with(slug, m_asked, "table"), view == "table"},
                   {m_words.t("Map"), with(slug, m_asked, "map"), view == "map"}};
    for (auto const& [sort, label] : {std::pair{"", m_asked.words.empty() ? i18n::msgid("newest first") : i18n::msgid("best answers first")}, std::pair{"oldest", i18n::msgid("oldest first")},
                                      std::pair{"title", i18n::msgid("by title")}}) {
      auto sorted = m_asked;
      sorted.sort = sort;
      m_page.sorts.push_back({m_words.t(label), with(slug, sorted, view), m_asked.sort == sort});
    }
    auto const here = with(slug, m_asked, view);
    if (!m_visit.query("after").empty()) m_page.first = here;
    if (m_found.listing.more) m_page.next = here.with("after", m_found.listing.shown.back().text());
    m_page.everything = with(slug, {}, view);
    auto const query = with(slug, m_asked, "").text();
    m_page.csv = html::Url::path("/p/{}/experiences.csv", {slug});
    if (auto const mark = query.find('?'); mark != std::string::npos) m_page.csv = csv_address();
    m_page.feed = html::Url::path("/p/{}/experiences.atom", {slug});
    if (m_visit.viewer.may_contribute(*m_visit.programme)) m_page.tell = html::Url::path("/p/{}/experiences/new", {slug});
    m_page.suggestion = m_found.suggestion;
    auto suggested = m_asked;
    suggested.words = m_found.suggestion;
    m_page.suggestion_url = with(slug, suggested, view);
  }

  html::Url csv_address() const {
    auto url = html::Url::path("/p/{}/experiences.csv", {m_programme.slug});
    for (auto const& [name, value] : m_visit.request.query.fields())
      if (name != "view" && name != "after") url = url.with(name, value);
    return url;
  }

  db::Session& m_session;
  accounts::Visit const& m_visit;
  programme::Brief const& m_programme;
  Asked const& m_asked;
  Found const& m_found;
  i18n::Words const& m_words;
  ListPage m_page;
  std::map<accounts::TerritoryId, std::string> m_names;
  std::map<std::string, std::string> m_region_names;
};

html::Safe map_of(db::Session& session, accounts::Visit const& visit, programme::Brief const& programme, Asked const& asked, Listing const& listing,
                  charts::MapShapes const* shapes) {
  auto const& words = visit.words();
  std::vector<std::pair<std::int64_t, std::string>> most;
  for (auto const& [id, count] : listing.by_territory) most.emplace_back(count, id);
  std::sort(most.rbegin(), most.rend());
  if (most.size() > most_on_map) most.resize(most_on_map);
  std::vector<accounts::TerritoryId> ids;
  std::map<accounts::TerritoryId, std::int64_t> counts;
  for (auto const& [count, id] : most) counts[ids.emplace_back(accounts::TerritoryId::trusted(id))] = count;
  charts::Map map;
  map.id = "map-experiences";
  for (auto const& territory : territories::briefs_of(session, ids)) {
    if (!territory.longitude || !territory.latitude) continue;
    auto narrowed = asked;
    narrowed.territory = territory.id.text();
    charts::MapPoint point;
    point.longitude = *territory.longitude;
    point.latitude = *territory.latitude;
    point.label = territory.label();
    point.url = with(programme.slug, narrowed, "");
    point.count = counts[territory.id];
    point.aside = territory.region_name;
    point.says = words.tn("one sheet", "{} sheets", point.count);
    point.group = territory.department;
    point.group_label = territory.department_name;
    map.points.push_back(std::move(point));
  }
  map.finding = words.tn("One territory tells an experience", "{} territories tell their experiences", static_cast<std::int64_t>(map.points.size()));
  map.reads = words.t("Each disc is a territory; the larger, the more sheets. Its number stands in the list.");
  map.source = programme.name;
  map.label_heading = words.t("Territory");
  map.count_heading = words.t("Sheets");
  return shapes ? charts::figure(map, *shapes, visit.context) : charts::figure(map, visit.context);
}

void add_waiting(db::Session& session, accounts::Visit const& visit, ListPage& page) {
  if (!visit.viewer.person || !visit.viewer.may_contribute(*visit.programme)) return;
  for (auto const& unsent : ExperienceStore{session}.unsent_in(*visit.viewer.person, *visit.programme)) {
    if (unsent.base_revision != 0) continue;   // those of a sheet are offered on its own form
    page.waiting.push_back({unsent.content.title.empty() ? visit.words().t("A sheet without a title") : unsent.content.title,
                            visit.words().moment(unsent.at), html::Url::path("/p/{}/experiences/new", {page.slug}).with("resume", unsent.form_key)});
  }
}

std::vector<std::string> csv_row(Brief const& brief, i18n::Words const& words, std::string const& address) {
  std::vector<std::string> named;
  for (auto const& theme : brief.themes) named.push_back(words.t(msgid_of(themes(), theme)));
  return {brief.title, brief.summary, brief.territory_name, base::join(named, ", "), words.t(msgid_of(sizes(), brief.size)),
          brief.step.empty() ? "" : words.t(msgid_of(steps(), brief.step)), words.t(status_msgid(brief.status)),
          brief.published ? base::iso(base::Day{std::chrono::floor<std::chrono::days>(*brief.published)}) : "", address};
}

}  // namespace

Asked asked_of(accounts::Visit const& visit) {
  Asked asked;
  auto const text = [&](std::string_view name) { return std::string{base::trimmed(visit.query(name)).substr(0, 200)}; };
  asked.words = text("q");
  asked.theme = text("theme");
  asked.obstacle = text("obstacle");
  asked.lever = text("lever");
  asked.step = text("step");
  asked.size = text("size");
  asked.status = text("status");
  asked.typology = text("typology");
  asked.region = text("region");
  asked.territory = text("territory");
  // An état des lieux may name a territory as files do.
  if (auto const key = territories::parse_key(asked.territory)) asked.territory = territories::id_of(*key).text();
  asked.overcome = text("overcome") == "yes";
  asked.linked = text("linked") == "yes";
  asked.mine = text("mine") == "yes" && visit.viewer.signed_in();
  asked.sort = text("sort");
  if (asked.sort != "title" && asked.sort != "oldest") asked.sort.clear();
  return asked;
}

void ExperiencePages::Rooms::add_list_routes(accounts::Routes& routes) {
  using accounts::Right;
  routes.get("/p/{programme}/experiences", Right::anyone, "Experiences: list, table or map, with filters", [this](auto const& visit) { return list(visit); });
  routes.get("/p/{programme}/experiences.csv", Right::anyone, "The filtered list of experiences as CSV", [this](auto const& visit) { return csv(visit); });
  routes.get("/p/{programme}/experiences.atom", Right::anyone, "Published experiences as an Atom feed", [this](auto const& visit) { return feed(visit); });
}

http::Response ExperiencePages::Rooms::list(accounts::Visit const& visit) {
  auto const asked = asked_of(visit);
  auto const view = visit.query("view") == "table" || visit.query("view") == "map" ? visit.query("view") : std::string_view{};
  programme::Brief programme;
  auto const page = house.database.read([&](db::Session& session) {
    programme = programme_of(session, visit);
    auto const found = find(session, visit, shelf, asked, page_length);
    ListMaker maker{session, visit, programme, asked, found};
    auto made = maker.make(view);
    if (view == "map" && found.listing.total > 0) made.map = map_of(session, visit, programme, asked, found.listing, hooks.shapes);
    maker.add_items(made, ExperienceStore{session}.briefs(visit.viewer, found.listing.shown));
    add_waiting(session, visit, made);
    return made;
  });
  auto framed = frame(programme, visit.words().t("Experiences"), {{visit.words().t("Experiences"), {}}});
  framed.description = page.finding;
  framed.indexable = !page.filtered && visit.query("after").empty();
  framed.head = feed_link(programme, visit.words());
  framed.body = views::list(visit.context, page);
  return house.stage.page(visit, std::move(framed));
}

http::Response ExperiencePages::Rooms::csv(accounts::Visit const& visit) {
  auto const& words = visit.words();
  std::vector<std::vector<std::string>> rows{{words.t("Title"), words.t("In short"), words.t("Territory"), words.t("Themes"), words.t("Size"),
                                              words.t("Progress"), words.t("State"), words.t("Published on"), words.t("Address")}};
  auto const slug = house.database.read([&](db::Session& session) {
    auto const programme = programme_of(session, visit);
    auto const found = find(session, visit, shelf, asked_of(visit), most_in_csv);
    std::span<ExperienceId const> left{found.listing.shown};
    while (!left.empty()) {
      auto const some = left.first(std::min(left.size(), briefs_a_query));
      for (auto const& brief : ExperienceStore{session}.briefs(visit.viewer, some))
        rows.push_back(csv_row(brief, words, hooks.public_address + address_of(programme.slug, brief.slug).text()));
      left = left.subspan(some.size());
    }
    return programme.slug;
  });
  http::Response response;
  response.content_type = "text/csv; charset=utf-8";
  response.body = base::write_csv(rows, base::CsvKind::spreadsheet);
  return response.header("Content-Disposition", "attachment; filename=\"" + slug + "-experiences.csv\"");
}

http::Response ExperiencePages::Rooms::feed(accounts::Visit const& visit) {
  http::Response response;
  response.content_type = "application/atom+xml; charset=utf-8";
  response.share_for = std::chrono::minutes{5};
  response.body = house.database.read([&](db::Session& session) {
    auto const programme = programme_of(session, visit);
    // For everyone, whoever asks: a feed reader has no account.
    return atom_feed(programme, published_in(session, {}, *visit.programme, 50), hooks.public_address, visit.words());
  });
  return response;
}

}  // namespace experiences
