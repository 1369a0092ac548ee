#include "domain/experiences/list_maker.h"

#include <algorithm>

#include "domain/experiences/life_cycle.h"
#include "domain/territories/territories.h"
#include "platform/base/text.h"

namespace experiences {
namespace {

constexpr std::size_t most_in_facet = 300;

ListPage::Facet facet(std::string name, std::string label, std::string all, std::span<Term const> vocabulary, std::vector<std::int64_t> const& counts,
                      std::string const& chosen, i18n::Words const& words) {
  ListPage::Facet facet{std::move(name), std::move(label), std::move(all), {}};
  for (std::size_t at = 0; at < vocabulary.size(); ++at)
    if (counts[at] > 0 || vocabulary[at].code == chosen)
      facet.choices.push_back({std::string{vocabulary[at].code}, words.t(vocabulary[at].msgid), counts[at], vocabulary[at].code == chosen});
  return facet;
}

/// The words of the programme; those merged count under the one they became.
ListPage::Facet facet(std::string label, std::string all, List list, Vocabulary const& vocabulary, std::vector<std::int64_t> const& counts,
                      std::string const& chosen, i18n::Words const& words) {
  ListPage::Facet facet{std::string{code(list)}, std::move(label), std::move(all), {}};
  auto const* chosen_now = vocabulary.now(list, chosen);
  for (auto const& word : vocabulary.words(list))
    if (word.merged_into.empty() && (counts[word.place] > 0 || &word == chosen_now))
      facet.choices.push_back({word.code, words.t(word.label), counts[word.place], &word == chosen_now});
  return facet;
}

void order_by_count(ListPage::Facet& facet) {
  std::stable_sort(facet.choices.begin(), facet.choices.end(), [](Choice const& one, Choice const& other) { return one.count > other.count; });
}

}  // namespace

std::vector<std::pair<std::int64_t, std::string>> most_told(Counted const& counted, std::vector<std::int64_t> const& counts, std::size_t most) {
  std::vector<std::pair<std::int64_t, std::string>> told;
  for (std::size_t at = 1; at < counts.size(); ++at)
    if (counts[at] > 0) told.emplace_back(counts[at], counted.territories[at]);
  std::sort(told.rbegin(), told.rend());
  if (told.size() > most) told.resize(most);
  return told;
}

html::Url address_with(std::string_view slug, Asked const& asked, std::string_view view) {
  auto url = html::Url::path("/p/{}/experiences", {slug}).with("q", asked.words);
  url = url.with("theme", asked.theme).with("obstacle", asked.obstacle).with("lever", asked.lever).with("territory", asked.territory);
  url = url.with("typology", asked.typology).with("region", asked.region).with("step", asked.step).with("size", asked.size).with("status", asked.status);
  url = url.with("overcome", asked.overcome ? "yes" : "").with("linked", asked.linked ? "yes" : "").with("mine", asked.mine ? "yes" : "");
  return url.with("sort", asked.sort).with("view", view);
}

ListPage ListMaker::make(std::string_view view) {
  m_page.slug = m_programme.slug;
  m_page.view = view;
  m_page.words = m_asked.words;
  m_page.sort = m_asked.sort;
  m_page.overcome = m_asked.overcome;
  m_page.linked = m_asked.linked;
  m_page.mine = m_asked.mine;
  m_page.filtered = !(without_order(m_asked) == Asked{});
  auto rest = without_order(m_asked);
  rest.words = rest.theme = rest.obstacle = rest.lever = "";
  m_page.more_open = !(rest == Asked{});
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

void ListMaker::add_items(ListPage& page, std::vector<Brief> const& briefs) const {
  for (auto const& brief : briefs) page.items.push_back(item_of(brief));
}

Asked ListMaker::without_order(Asked asked) {
  asked.sort.clear();
  return asked;
}

ListItem ListMaker::item_of(Brief const& brief) const {
  ListItem item;
  item.title = brief.title;
  item.summary = base::shortened(brief.summary, 280);
  item.territory = brief.territory_name;
  item.hexagon = hexagon_of(brief.territory_name);
  if (brief.status != Status::published) item.status = m_words.t(status_msgid(brief.status));
  for (auto const& theme : brief.themes) item.themes.push_back(m_words.t(m_found.counted->vocabulary.label(List::theme, theme)));
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

void ListMaker::add_facets() {
  auto const& counts = m_found.listing.counts;
  auto const& vocabulary = m_found.counted->vocabulary;
  m_page.facets.push_back(facet(m_words.t("Theme"), m_words.t("All themes"), List::theme, vocabulary, counts.themes, m_asked.theme, m_words));
  m_page.facets.push_back(facet(m_words.t("Obstacle"), m_words.t("All obstacles"), List::obstacle, vocabulary, counts.obstacles, m_asked.obstacle, m_words));
  m_page.facets.push_back(facet(m_words.t("Lever"), m_words.t("All levers"), List::lever, vocabulary, counts.levers, m_asked.lever, m_words));
  for (auto& one : m_page.facets) order_by_count(one);
  m_page.more_facets.push_back(territories_facet());
  m_page.more_facets.push_back(typologies_facet());
  m_page.more_facets.push_back(regions_facet());
  m_page.more_facets.push_back(facet("step", m_words.t("Progress"), m_words.t("All"), steps(), counts.steps, m_asked.step, m_words));
  m_page.more_facets.push_back(facet("size", m_words.t("Size"), m_words.t("All sizes"), sizes(), counts.sizes, m_asked.size, m_words));
  m_page.more_facets.push_back(statuses_facet());
}

ListPage::Facet ListMaker::territories_facet() {
  ListPage::Facet facet{"territory", m_words.t("Territory"), m_words.t("All territories"), {}};
  auto const most = most_told(*m_found.counted, m_found.listing.counts.territories, most_in_facet);
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

ListPage::Facet ListMaker::typologies_facet() const {
  ListPage::Facet facet{"typology", m_words.t("Type of territory"), m_words.t("All types"), {}};
  for (std::size_t at = 1; at < m_found.counted->typologies.size(); ++at) {
    auto const& code = m_found.counted->typologies[at];
    auto const count = m_found.listing.counts.typologies[at];
    if (count > 0 || code == m_asked.typology) facet.choices.push_back({code, m_words.t(territories::msgid_of_typology(code)), count, code == m_asked.typology});
  }
  return facet;
}

ListPage::Facet ListMaker::regions_facet() {
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

ListPage::Facet ListMaker::statuses_facet() const {
  ListPage::Facet facet{"status", m_words.t("State"), m_words.t("Published"), {}};
  for (std::size_t at = 0; at < m_found.listing.counts.statuses.size(); ++at) {
    auto const status = static_cast<Status>(at);
    auto const count = m_found.listing.counts.statuses[at];
    bool const chosen = code(status) == m_asked.status;
    if (count > 0 || chosen) facet.choices.push_back({std::string{code(status)}, m_words.t(status_msgid(status)), count, chosen});
  }
  return facet;
}

void ListMaker::active(std::string label, Asked without) { m_page.active.push_back({std::move(label), address_with(m_programme.slug, without, m_page.view)}); }

void ListMaker::active_term(std::string Asked::*field, std::span<Term const> vocabulary, std::string_view sentence) {
  if ((m_asked.*field).empty()) return;
  auto without = m_asked;
  (without.*field).clear();
  active(m_words.t(sentence, {m_words.t(msgid_of(vocabulary, m_asked.*field))}), without);
}

void ListMaker::active_name(std::string Asked::*field, std::string name) {
  if ((m_asked.*field).empty()) return;
  auto without = m_asked;
  (without.*field).clear();
  active(std::move(name), without);
}

void ListMaker::active_flag(bool Asked::*field, std::string_view label) {
  if (!(m_asked.*field)) return;
  auto without = m_asked;
  without.*field = false;
  active(m_words.t(label), without);
}

void ListMaker::add_active() {
  active_name(&Asked::words, m_words.t("“{}”", {m_asked.words}));
  auto const& vocabulary = m_found.counted->vocabulary;
  active_name(&Asked::theme, m_words.t("Theme: {}", {m_words.t(vocabulary.label(List::theme, m_asked.theme))}));
  active_name(&Asked::obstacle, m_words.t("Obstacle: {}", {m_words.t(vocabulary.label(List::obstacle, m_asked.obstacle))}));
  active_name(&Asked::lever, m_words.t("Lever: {}", {m_words.t(vocabulary.label(List::lever, m_asked.lever))}));
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

void ListMaker::add_links(std::string_view view) {
  auto const& slug = m_programme.slug;
  m_page.tabs = {{m_words.t("List"), address_with(slug, m_asked, ""), view.empty()},
                 {m_words.t("Table"), address_with(slug, m_asked, "table"), view == "table"},
                 {m_words.t("Map"), address_with(slug, m_asked, "map"), view == "map"}};
  for (auto const& [sort, label] : {std::pair{"", m_asked.words.empty() ? i18n::msgid("newest first") : i18n::msgid("best answers first")}, std::pair{"oldest", i18n::msgid("oldest first")},
                                    std::pair{"title", i18n::msgid("by title")}}) {
    auto sorted = m_asked;
    sorted.sort = sort;
    m_page.sorts.push_back({m_words.t(label), address_with(slug, sorted, view), m_asked.sort == sort});
  }
  auto const here = address_with(slug, m_asked, view);
  if (!m_visit.query("after").empty()) m_page.first = here;
  if (m_found.listing.more) m_page.next = here.with("after", m_found.listing.shown.back().text());
  m_page.everything = address_with(slug, {}, view);
  m_page.take = export_address();
  m_page.feed = html::Url::path("/p/{}/experiences.atom", {slug});
  if (m_visit.viewer.may_contribute(*m_visit.programme)) {
    m_page.tell = html::Url::path("/p/{}/experiences/new", {slug});
    m_page.interview = html::Url::path("/p/{}/experiences/interview", {slug});
  }
  m_page.suggestion = m_found.suggestion;
  auto suggested = m_asked;
  suggested.words = m_found.suggestion;
  m_page.suggestion_url = address_with(slug, suggested, view);
}

html::Url ListMaker::export_address() const {
  auto url = html::Url::path("/p/{}/experiences/export", {m_programme.slug});
  for (auto const& [name, value] : m_visit.request.query.fields())
    if (name != "view" && name != "after") url = url.with(name, value);
  return url;
}

}  // namespace experiences
