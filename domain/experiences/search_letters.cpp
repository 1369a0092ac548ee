#include "domain/experiences/search_letters.h"

#include <algorithm>
#include <map>
#include <set>

#include "domain/experiences/experience_store.h"
#include "platform/mail/draft.h"

namespace experiences {
namespace {

constexpr char const* stop_purpose = "experiences.stop_searches";
constexpr int most_searches_a_round = 500;
constexpr std::size_t most_in_letter = 10;
constexpr auto link_lifetime = std::chrono::days{400};

}  // namespace

/// What is new in each search that has something new.
struct SearchLetters::News {
  struct OfSearch {
    Asked asked;
    Found found;
    std::vector<mail::Draft::Line> lines;
  };
  std::vector<OfSearch> searches;
  std::int64_t sheets = 0;
  std::string manage;  ///< where the first of them is kept
};

SearchLetters::News SearchLetters::news_for(db::Session& session, std::span<SavedSearch const> searches) {
  auto const viewer = m_viewer_of(session, searches.front().person);
  News news;
  std::set<ExperienceId> told;  // a sheet that answers two searches is told once
  for (auto const& search : searches) {
    auto const programme = programme::brief_of(session, search.programme);
    if (!programme) continue;
    if (news.manage.empty()) news.manage = html::Url::path("/p/{}/experiences/searches", {programme->slug}).text();
    News::OfSearch one{asked_of(search.question), {}, {}};
    one.asked.sort = "newest";
    one.found = find(session, m_shelf, viewer, search.programme, one.asked, {}, most_in_letter);
    for (auto const& brief : ExperienceStore{session}.briefs(viewer, one.found.listing.shown)) {
      bool const fresh = brief.published && *brief.published > search.told_until && brief.author != search.person;
      if (fresh && told.insert(brief.id).second)
        one.lines.push_back({brief.title, brief.territory_name, m_letters.address(address_of(programme->slug, brief.slug).text())});
    }
    news.sheets += static_cast<std::int64_t>(one.lines.size());
    if (!one.lines.empty()) news.searches.push_back(std::move(one));
  }
  return news;
}

mail::Draft SearchLetters::draft_of(db::Session& session, News const& news, accounts::Addressee const& to, std::string const& stop,
                                    i18n::Words const& words) const {
  mail::Draft draft;
  draft.subject = words.tn("One new sheet answers your searches", "{} new sheets answer your searches", news.sheets);
  draft.greeting = words.t("Hello {},", {to.name});
  for (auto const& one : news.searches) {
    FacetWords const facet_words{session, *one.found.counted, one.found.listing, one.asked, words};
    draft.sections.push_back({words.enumeration(in_words(one.asked, facet_words, words)), one.lines});
  }
  draft.small = {words.t("You get this letter once a day at most, when a new sheet answers a search you keep.")};
  draft.ways = {{words.t("My searches"), m_letters.address(news.manage)}, {words.t("Stop these letters"), stop}};
  draft.unsubscribe = stop;
  return draft;
}

bool SearchLetters::write(std::span<SavedSearch const> searches) {
  auto const& person = searches.front().person;
  auto const now = m_world.now();
  std::map<accounts::PersonId, accounts::Addressee> known;
  News news;
  // The shelf is read outside the write: what is not committed yet must not stay in memory.
  m_database.read([&](db::Session& session) {
    known = accounts::addressees(session, std::span{&person, 1});
    if (!known.empty()) news = news_for(session, searches);
  });
  return m_database.write([&](db::Session& session) {
    SavedSearches store{session};
    store.looked_at(searches, now);
    if (news.sheets == 0) return false;
    store.written_to(person, now);
    auto const& to = known.begin()->second;
    auto const stop =
        m_letters.address(accounts::make_action_link(session, m_world, {stop_purpose, person.text(), person, now + link_lifetime, 1, {}}));
    m_letters.write(session, to, [&](i18n::Words const& words) { return draft_of(session, news, to, stop, words); });
    return true;
  });
}

int SearchLetters::write_due() {
  auto const due = m_database.read([&](db::Session& session) { return SavedSearches{session}.to_look_at(m_world.now(), most_searches_a_round); });
  int written = 0;
  for (std::span<SavedSearch const> left{due}; !left.empty();) {
    auto const of_one = std::ranges::find_if(left, [&](SavedSearch const& search) { return search.person != left.front().person; }) - left.begin();
    written += write(left.first(static_cast<std::size_t>(of_one))) ? 1 : 0;
    left = left.subspan(static_cast<std::size_t>(of_one));
  }
  return written;
}

void SearchLetters::offer_actions(accounts::Actions& actions) const {
  actions.offer({stop_purpose,
                 [](db::Session&, accounts::Visit const& visit, accounts::ActionLink const&) -> std::optional<accounts::ActionQuestion> {
                   auto const& words = visit.words();
                   return accounts::ActionQuestion{words.t("No more letters about your searches?"),
                                                   {words.t("The searches you keep are forgotten, and nothing more is written to you about them.")},
                                                   {},
                                                   {{"stop", words.t("Stop these letters")}}};
                 },
                 [](db::Session& session, accounts::Visit const& visit, accounts::ActionLink const& link,
                    accounts::ActionAnswer const&) -> base::Outcome<accounts::ActionDone> {
                   SavedSearches{session}.forget_all(*link.person);
                   return accounts::ActionDone{visit.words().t("Your searches are forgotten: no more letters about them.")};
                 },
                 true});
}

}  // namespace experiences
