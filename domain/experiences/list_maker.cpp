#include "domain/experiences/list_maker.h"

#include <algorithm>

#include "domain/experiences/life_cycle.h"
#include "platform/base/text.h"

namespace experiences {
namespace {

constexpr std::size_t most_widenings = 5;

}  // namespace

std::string period_in_words(Brief const& brief, i18n::Words const& words) {
  auto const start = date_in_words(brief.period_start, words), end = date_in_words(brief.period_end, words);
  if (start.empty() || start == end) return start;
  return end.empty() ? words.t("since {}", {start}) : words.t("{} to {}", {start, end});
}

std::vector<std::pair<std::int64_t, std::string>> most_told(Counted const& counted, std::vector<std::int64_t> const& counts, std::size_t most) {
  std::vector<std::pair<std::int64_t, std::string>> told;
  for (std::size_t at = 1; at < counts.size(); ++at)
    if (counts[at] > 0) told.emplace_back(counts[at], counted.territories[at]);
  auto const kept = std::min(told.size(), most);
  std::partial_sort(told.begin(), told.begin() + static_cast<std::ptrdiff_t>(kept), told.end(), std::greater{});
  told.resize(kept);
  return told;
}

html::Url with_question(html::Url url, Asked const& asked) {
  url = url.with("q", asked.words);
  for (std::size_t facet = 0; facet < facet_count; ++facet)
    for (auto const& code : asked.chosen[facet]) url = url.with(name_of(static_cast<Facet>(facet)), code);
  return url.with("linked", asked.linked ? "yes" : "").with("mine", asked.mine ? "yes" : "");
}

html::Url address_with(std::string_view slug, Asked const& asked, std::string_view view) {
  return with_question(html::Url::path("/p/{}/experiences", {slug}), asked).with("sort", asked.sort).with("view", view);
}

std::string question_text(Asked const& asked) {
  auto sorted = asked;
  for (auto& codes : sorted.chosen) std::ranges::sort(codes);
  auto const address = with_question(html::Url::path("/"), sorted).text();
  auto const mark = address.find('?');
  return mark == std::string::npos ? "" : address.substr(mark + 1);
}

std::vector<std::string> in_words(Asked const& asked, FacetWords const& facet_words, i18n::Words const& words) {
  std::vector<std::string> said;
  if (!asked.words.empty()) said.push_back(words.t("“{}”", {asked.words}));
  for (std::size_t facet = 0; facet < facet_count; ++facet)
    for (auto const& code : asked.chosen[facet]) said.push_back(facet_words.chosen(static_cast<Facet>(facet), code));
  if (asked.linked) said.push_back(words.t("This lever overcame this obstacle"));
  if (asked.mine) said.push_back(words.t("My territory’s sheets, drafts included"));
  return said;
}

std::string how_read(search::Reading const& reading, Asked const& asked, i18n::Words const& words) {
  if (!reading.read_as.empty()) return words.t("Nothing holds “{}”: here is what holds “{}”.", {asked.words, reading.read_as});
  return reading.nearly ? words.t("Nothing holds all these words: here is what holds all of them but one.") : "";
}

std::vector<std::pair<std::string, std::string_view>> sorts_of(Asked const& asked) {
  std::vector<std::pair<std::string, std::string_view>> sorts{
      {"", asked.words.empty() ? i18n::msgid("newest first") : i18n::msgid("best answers first")}};
  if (!asked.words.empty()) sorts.emplace_back("newest", i18n::msgid("newest first"));
  sorts.emplace_back("oldest", i18n::msgid("oldest first"));
  sorts.emplace_back("title", i18n::msgid("by title"));
  return sorts;
}

void put_in_order(std::vector<Choice>& choices, Facet facet, i18n::Words const& words) {
  bool const by_count = facet == Facet::theme || facet == Facet::obstacle || facet == Facet::lever || facet == Facet::actors;
  if (by_count) std::ranges::stable_sort(choices, std::greater{}, &Choice::count);
  if (facet == Facet::region)
    std::ranges::stable_sort(choices, [&](Choice const& one, Choice const& other) { return words.comes_before(one.label, other.label); });
  if (facet == Facet::year) std::ranges::stable_sort(choices, std::greater{}, &Choice::code);
}

ListItem item_of(Brief const& brief, std::string_view slug, Vocabulary const& vocabulary, i18n::Words const& words) {
  ListItem item;
  item.title = brief.title;
  item.summary = base::shortened(brief.summary, 280);
  item.territory = brief.territory_name;
  item.hexagon = hexagon_of(brief.territory_name);
  if (brief.status != Status::published) item.status = words.t(status_msgid(brief.status));
  for (auto const& theme : brief.themes) item.themes.push_back(words.t(vocabulary.label(List::theme, theme)));
  item.size = words.t(msgid_of(sizes(), brief.size));
  if (!brief.step.empty()) item.step = words.t(msgid_of(steps(), brief.step));
  item.date = words.day(base::Day{std::chrono::floor<std::chrono::days>(brief.published.value_or(brief.changed))});
  item.period = period_in_words(brief, words);
  std::vector<std::string> details = item.themes;
  if (!item.period.empty()) details.push_back(item.period);
  details.push_back(item.size);
  if (!item.step.empty()) details.push_back(item.step);
  details.push_back(brief.published ? words.t("published on {}", {item.date}) : words.t("changed on {}", {item.date}));
  item.detail = base::join(details, " · ");
  item.url = address_of(slug, brief.slug);
  return item;
}

ListPage ListMaker::make(std::string_view view) {
  m_page.slug = m_programme.slug;
  m_page.action = html::Url::path("/p/{}/experiences", {m_programme.slug});
  m_page.view = view;
  m_page.words = m_asked.words;
  m_page.sort = m_asked.sort;
  m_page.filtered = m_asked.narrows();
  m_page.question = question_text(m_asked);
  add_groups();
  add_active();
  add_links(view);
  m_page.reading = how_read(m_found.reading, m_asked, m_words);
  auto const total = m_found.listing.total;
  m_page.finding = m_page.filtered ? m_words.tn("One sheet answers to this choice", "{} sheets answer to this choice", total)
                                   : m_words.tn("One published sheet", "{} published sheets", total);
  if (total == 0) add_wider();
  return std::move(m_page);
}

void ListMaker::add_items(ListPage& page, std::vector<Brief> const& briefs) const {
  for (auto const& brief : briefs) page.items.push_back(item_of(brief, m_programme.slug, m_found.counted->vocabulary, m_words));
}

void ListMaker::add_groups() {
  m_page.groups = {
      group("theme", m_words.t("Theme"), {Facet::theme}),
      group("obstacle", m_words.t("Obstacle"), {Facet::overcome, Facet::obstacle}),
      group("lever", m_words.t("Lever"), {Facet::lever}),
      group("place", m_words.t("Territory"), {Facet::territory_type, Facet::density, Facet::population, Facet::region, Facet::territory}),
      group("actors", m_words.t("Who takes part"), {Facet::actors}),
      group("period", m_words.t("Period"), {Facet::year}),
      group("more", m_words.t("State and size"), {Facet::step, Facet::size, Facet::status})};
  auto& lever = m_page.groups[2];
  lever.flags.push_back({"linked", m_words.t("This lever overcame this obstacle"), m_asked.linked});
  if (m_visit.viewer.may_contribute(*m_visit.programme))
    m_page.groups.back().flags.push_back({"mine", m_words.t("My territory’s sheets, drafts included"), m_asked.mine});
  for (auto& one : m_page.groups)
    for (auto const& flag : one.flags) one.chosen += flag.on ? 1 : 0;
  std::erase_if(m_page.groups, [](ListPage::Group const& one) { return one.facets.empty() && one.flags.empty(); });
}

ListPage::Group ListMaker::group(std::string id, std::string label, std::vector<Facet> const& facets) const {
  ListPage::Group group{std::move(id), std::move(label), {}, {}, 0};
  for (auto const one : facets) {
    auto made = facet(one);
    group.chosen += static_cast<std::int64_t>(m_asked[one].size());
    if (!made.choices.empty()) group.facets.push_back(std::move(made));
  }
  return group;
}

ListPage::Facet ListMaker::facet(Facet facet) const {
  ListPage::Facet made{std::string{name_of(facet)}, m_facet_words.heading(facet), {}, m_facet_words.help(facet)};
  auto const add = [&](std::string const& code, std::int64_t count) {
    bool const chosen = m_asked.has(facet, code);
    if (count > 0 || chosen) made.choices.push_back({code, m_facet_words.value(facet, code), count, chosen});
  };
  auto const& counts = m_found.listing.of(facet);
  if (facet == Facet::territory) {
    for (auto const& [count, id] : most_told(*m_found.counted, counts, most_territories_offered)) add(id, count);
    for (auto const& id : m_asked[facet])
      if (std::ranges::find(made.choices, id, &Choice::code) == made.choices.end()) add(id, 0);
    std::ranges::stable_sort(made.choices, [&](Choice const& one, Choice const& other) { return m_words.comes_before(one.label, other.label); });
    return made;
  }
  auto const& codes = m_found.catalogue->values(facet);
  // What is not known of a sheet is no choice.
  for (std::size_t value = 0; value < codes.size(); ++value)
    if (!codes[value].empty() && !(facet == Facet::population && codes[value] == "0")) add(codes[value], counts[value]);
  put_in_order(made.choices, facet, m_words);
  return made;
}

void ListMaker::add_active() {
  auto const active = [&](std::string label, Asked const& without) {
    m_page.active.push_back({std::move(label), address_with(m_programme.slug, without, m_page.view)});
  };
  auto without = m_asked;
  if (!m_asked.words.empty()) without.words.clear(), active(m_words.t("“{}”", {m_asked.words}), without);
  for (std::size_t at = 0; at < facet_count; ++at) {
    auto const facet = static_cast<Facet>(at);
    for (auto const& code : m_asked[facet]) active(m_facet_words.chosen(facet, code), m_asked.without(facet, code));
  }
  without = m_asked;
  if (m_asked.linked) without.linked = false, active(m_words.t("This lever overcame this obstacle"), without);
  without = m_asked;
  if (m_asked.mine) without.mine = false, active(m_words.t("My territory’s sheets, drafts included"), without);
}

void ListMaker::offer(std::string label, Asked const& wider, std::int64_t gives) {
  if (gives > 0)
    m_page.wider.push_back({std::move(label), m_words.tn("one sheet", "{} sheets", gives), address_with(m_programme.slug, wider, m_page.view)});
}

void ListMaker::add_wider() {
  std::vector<std::pair<std::int64_t, std::size_t>> facets;
  for (std::size_t at = 0; at < facet_count; ++at)
    if (!m_asked.chosen[at].empty()) facets.emplace_back(m_found.listing.without[at], at);
  std::ranges::stable_sort(facets, std::greater{}, &std::pair<std::int64_t, std::size_t>::first);
  auto wider = m_asked;
  wider.words.clear();
  if (!m_asked.words.empty()) offer(m_words.t("Without the words “{}”", {m_asked.words}), wider, m_found.listing.without_words);
  wider = m_asked;
  wider.linked = false;
  if (m_asked.linked) offer(m_words.t("Without asking that this lever overcame this obstacle"), wider, m_found.listing.without_linked);
  for (auto const& [gives, at] : facets) {
    auto const facet = static_cast<Facet>(at);
    if (facet == Facet::overcome && !m_asked[Facet::obstacle].empty()) continue;  // counted with the obstacles
    wider = m_asked;
    wider[facet].clear();
    if (facet == Facet::obstacle) wider[Facet::overcome].clear(), wider.linked = false;
    std::vector<std::string> said;
    for (auto const& code : m_asked[facet]) said.push_back(m_facet_words.chosen(facet, code));
    offer(m_words.t("Without “{}”", {m_words.enumeration(said)}), wider, gives);
  }
  if (m_page.wider.size() > most_widenings) m_page.wider.resize(most_widenings);
}

void ListMaker::add_links(std::string_view view) {
  auto const& slug = m_programme.slug;
  for (auto const& [name, label] : {std::pair{"", i18n::msgid("List")}, std::pair{"table", i18n::msgid("Table")},
                                    std::pair{"map", i18n::msgid("Map")}, std::pair{"timeline", i18n::msgid("Timeline")}})
    m_page.tabs.push_back({m_words.t(label), address_with(slug, m_asked, name), view == name});
  for (auto const& [sort, label] : sorts_of(m_asked)) {
    auto sorted = m_asked;
    sorted.sort = sort;
    m_page.sorts.push_back({m_words.t(label), address_with(slug, sorted, view), m_asked.sort == sort});
  }
  auto const here = address_with(slug, m_asked, view);
  if (!m_visit.query("after").empty()) m_page.first = here;
  if (m_found.listing.more) m_page.next = here.with("after", m_found.listing.shown.back().text());
  m_page.everything = address_with(slug, {}, view);
  m_page.take = export_address();
  auto elsewhere = m_asked;
  elsewhere[Facet::territory].clear();
  elsewhere.mine = false;
  m_page.every_programme = with_question(html::Url::path("/experiences"), elsewhere);
  m_page.feed = html::Url::path("/p/{}/experiences.atom", {slug});
  m_page.alike = html::Url::path("/p/{}/experiences/alike", {slug});
  for (auto const& obstacle : m_asked[Facet::obstacle]) m_page.alike = m_page.alike.with("obstacle", obstacle);
  if (m_visit.viewer.may_contribute(*m_visit.programme)) {
    m_page.tell = html::Url::path("/p/{}/experiences/new", {slug});
    m_page.interview = html::Url::path("/p/{}/experiences/interview", {slug});
  }
  if (!m_visit.viewer.signed_in()) return;
  m_page.searches = html::Url::path("/p/{}/experiences/searches", {slug});
  if (m_page.filtered && !m_asked.mine) m_page.keep_search = m_page.searches;
}

html::Url ListMaker::export_address() const {
  auto url = html::Url::path("/p/{}/experiences/export", {m_programme.slug});
  for (auto const& [name, value] : m_visit.request.query.fields())
    if (name != "view" && name != "after") url = url.with(name, value);
  return url;
}

}  // namespace experiences
