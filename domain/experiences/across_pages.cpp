// The list of the experiences of every programme of the place, with the programme among what narrows it.
#include <algorithm>
#include <charconv>
#include <map>
#include <set>

#include "domain/experiences/across.h"
#include "domain/experiences/experience_rooms.h"
#include "domain/experiences/finding.h"
#include "domain/experiences/views/list.view.h"
#include "platform/i18n/words.h"

namespace experiences {
namespace {

constexpr std::size_t page_length = 24, most_widenings = 5;

/// What the address asks: a question, and programmes by their address.
struct AskedAcross {
  Asked asked;
  std::vector<std::string> programmes;
  std::string view;
  std::size_t page = 1;

  html::Url address() const {
    auto url = with_question(html::Url::path("/experiences"), asked);
    for (auto const& slug : programmes) url = url.with("programme", slug);
    return url.with("sort", asked.sort).with("view", view);
  }
};

AskedAcross asked_across(accounts::Visit const& visit) {
  AskedAcross all{asked_of(visit.request.query), {}, visit.query("view") == "table" ? "table" : "", 1};
  // Drafts and steps of a life belong to a programme's own list.
  all.asked.mine = false;
  all.asked[Facet::status].clear();
  for (auto const slug : visit.request.query.all("programme"))
    if (all.programmes.size() < 40 && !slug.empty() && slug.size() <= 200) all.programmes.emplace_back(slug);
  auto const page = visit.query("page");
  std::size_t number = 1;
  if (std::from_chars(page.data(), page.data() + page.size(), number).ec == std::errc{}) all.page = std::clamp<std::size_t>(number, 1, furthest_page);
  return all;
}

/// The words of every programme as one vocabulary: the compiled ones, and those some programme has of its own.
Counted words_of_all(Across const& across) {
  Counted all;
  std::set<std::string> regions;
  for (auto const& one : across.programmes) {
    regions.insert(one.counted->regions.begin(), one.counted->regions.end());
    for (auto const list : all_lists)
      for (auto const& word : one.counted->vocabulary.words(list))
        if (!all.vocabulary.find(list, word.code)) all.vocabulary.words(list).push_back(word);
  }
  all.regions.assign(regions.begin(), regions.end());
  return all;
}

/// Puts the answers of all the programmes into words and addresses.
class AcrossMaker {
 public:
  AcrossMaker(db::Session& session, accounts::Visit const& visit, AskedAcross const& asked, Across const& across)
      : m_words{visit.words()},
        m_asked{asked},
        m_across{across},
        m_facet_words{session, words_of_all(across), Listing{}, asked.asked, visit.words()} {}

  ListPage make() {
    m_page.action = html::Url::path("/experiences");
    m_page.across = true;
    m_page.view = m_asked.view;
    m_page.words = m_asked.asked.words;
    m_page.sort = m_asked.asked.sort;
    m_page.filtered = m_asked.asked.narrows() || !m_asked.programmes.empty();
    m_page.everything = m_page.action.with("view", m_asked.view);
    add_groups();
    add_active();
    add_ways();
    m_page.reading = how_read(m_across.reading, m_asked.asked, m_words);
    auto const total = m_across.total();
    m_page.finding = m_page.filtered ? m_words.tn("One sheet answers to this choice", "{} sheets answer to this choice", total)
                                     : m_words.tn("One published sheet", "{} published sheets", total);
    if (total == 0) add_wider();
    return std::move(m_page);
  }

  void add_items(ListPage& page, std::vector<Brief> const& briefs) const {
    std::map<accounts::ProgrammeId, OfProgramme const*> known;
    for (auto const& one : m_across.programmes) known.emplace(one.programme.id, &one);
    for (auto const& brief : briefs) {
      auto const& of = *known.at(brief.programme);
      auto item = item_of(brief, of.programme.slug, of.counted->vocabulary, m_words);
      item.programme = of.programme.name;
      page.items.push_back(std::move(item));
    }
  }

 private:
  ListPage::Facet programmes() const {
    ListPage::Facet facet{"programme", m_words.t("Programme"), {}};
    for (auto const& one : m_across.programmes) {
      bool const chosen = std::ranges::find(m_asked.programmes, one.programme.slug) != m_asked.programmes.end();
      if (one.listing.total > 0 || chosen) facet.choices.push_back({one.programme.slug, one.programme.name, one.listing.total, chosen});
    }
    return facet;
  }

  ListPage::Facet facet(Facet facet) const {
    std::vector<std::string> order;
    std::map<std::string, std::int64_t> counts;
    for (auto const& one : m_across.programmes) {
      auto const& codes = one.catalogue->values(facet);
      auto const& of_each = one.listing.of(facet);
      for (std::size_t value = 0; value < codes.size(); ++value) {
        if (!counts.contains(codes[value])) order.push_back(codes[value]);
        counts[codes[value]] += one.chosen ? of_each[value] : 0;
      }
    }
    ListPage::Facet made{std::string{name_of(facet)}, m_facet_words.heading(facet), {}, m_facet_words.help(facet)};
    for (auto const& code : order) {
      bool const chosen = m_asked.asked.has(facet, code), known = !code.empty() && !(facet == Facet::population && code == "0");
      if (known && (counts[code] > 0 || chosen)) made.choices.push_back({code, m_facet_words.value(facet, code), counts[code], chosen});
    }
    put_in_order(made.choices, facet, m_words);
    return made;
  }

  ListPage::Group group(std::string id, std::string label, std::vector<Facet> const& facets) const {
    ListPage::Group group{std::move(id), std::move(label), {}, {}, 0};
    for (auto const one : facets)
      if (auto made = facet(one); !made.choices.empty()) {
        group.chosen += static_cast<std::int64_t>(m_asked.asked[one].size());
        group.facets.push_back(std::move(made));
      }
    return group;
  }

  void add_groups() {
    m_page.groups = {{"programme", m_words.t("Programme"), {programmes()}, {}, static_cast<std::int64_t>(m_asked.programmes.size())},
                     group("theme", m_words.t("Theme"), {Facet::theme}),
                     group("obstacle", m_words.t("Obstacle"), {Facet::overcome, Facet::obstacle}),
                     group("lever", m_words.t("Lever"), {Facet::lever}),
                     group("place", m_words.t("Territory"), {Facet::territory_type, Facet::density, Facet::population, Facet::region}),
                     group("actors", m_words.t("Who takes part"), {Facet::actors}),
                     group("period", m_words.t("Period"), {Facet::year}),
                     group("more", m_words.t("State and size"), {Facet::step, Facet::size})};
    std::erase_if(m_page.groups, [](auto const& one) { return one.facets.empty() || one.facets.front().choices.empty(); });
  }

  void add_active() {
    auto const active = [&](std::string label, AskedAcross without) {
      without.page = 1;
      m_page.active.push_back({std::move(label), without.address()});
    };
    auto without = m_asked;
    if (!m_asked.asked.words.empty()) without.asked.words.clear(), active(m_words.t("“{}”", {m_asked.asked.words}), without);
    for (auto const& one : m_across.programmes) {
      without = m_asked;
      if (std::erase(without.programmes, one.programme.slug) > 0) active(one.programme.name, without);
    }
    for (std::size_t at = 0; at < facet_count; ++at)
      for (auto const& code : m_asked.asked.chosen[at]) {
        without = m_asked;
        without.asked = m_asked.asked.without(static_cast<Facet>(at), code);
        active(m_facet_words.chosen(static_cast<Facet>(at), code), without);
      }
  }

  void add_ways() {
    for (auto const& [name, label] : {std::pair{"", i18n::msgid("List")}, std::pair{"table", i18n::msgid("Table")}}) {
      auto shown = m_asked;
      shown.view = name;
      m_page.tabs.push_back({m_words.t(label), shown.address(), m_asked.view == name});
    }
    for (auto const& [sort, label] : sorts_of(m_asked.asked)) {
      auto sorted = m_asked;
      sorted.asked.sort = sort;
      m_page.sorts.push_back({m_words.t(label), sorted.address(), m_asked.asked.sort == sort});
    }
    if (m_asked.page > 1) m_page.first = m_asked.address();
    if (m_across.more) m_page.next = m_asked.address().with("page", std::to_string(m_asked.page + 1));
  }

  void add_wider() {
    auto const offer = [&](std::string label, AskedAcross const& wider, std::int64_t gives) {
      if (gives > 0 && m_page.wider.size() < most_widenings)
        m_page.wider.push_back({std::move(label), m_words.tn("one sheet", "{} sheets", gives), wider.address()});
    };
    auto wider = m_asked;
    wider.programmes.clear();
    std::int64_t everywhere = 0;
    for (auto const& one : m_across.programmes) everywhere += one.listing.total;
    if (!m_asked.programmes.empty()) offer(m_words.t("In every programme"), wider, everywhere);
    for (std::size_t at = 0; at < facet_count; ++at) {
      auto const facet = static_cast<Facet>(at);
      if (m_asked.asked[facet].empty() || facet == Facet::overcome) continue;
      wider = m_asked;
      wider.asked[facet].clear();
      if (facet == Facet::obstacle) wider.asked[Facet::overcome].clear();
      std::vector<std::string> said;
      for (auto const& code : m_asked.asked[facet]) said.push_back(m_facet_words.chosen(facet, code));
      offer(m_words.t("Without “{}”", {m_words.enumeration(said)}), wider, m_across.without(facet));
    }
  }

  i18n::Words const& m_words;
  AskedAcross const& m_asked;
  Across const& m_across;
  FacetWords m_facet_words;
  ListPage m_page;
};

}  // namespace

void ExperiencePages::Rooms::add_across_routes(accounts::Routes& routes) {
  routes.get("/experiences", accounts::Right::anyone, "Experiences of every programme, with filters",
             [this](auto const& visit) { return list_across(visit); });
}

http::Response ExperiencePages::Rooms::list_across(accounts::Visit const& visit) {
  auto const asked = asked_across(visit);
  auto const page = house.database.read([&](db::Session& session) {
    auto const across = find_across(session, shelf, visit.viewer, asked.asked, asked.programmes, asked.page, page_length);
    AcrossMaker maker{session, visit, asked, *across};
    auto made = maker.make();
    std::vector<ExperienceId> ids;
    for (auto const& one : across->shown) ids.push_back(one.of->counted->sheets[one.place].id);
    if (!ids.empty()) maker.add_items(made, ExperienceStore{session}.briefs(visit.viewer, ids));
    return made;
  });
  views::Frame framed;
  framed.title = visit.words().t("Experiences of every programme");
  framed.description = page.finding;
  framed.indexable = !page.filtered && asked.page == 1;
  framed.body = views::list(visit.context, page);
  return house.stage.page(visit, std::move(framed));
}

}  // namespace experiences
