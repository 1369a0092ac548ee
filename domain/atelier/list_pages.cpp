#include "domain/atelier/life_cycle.h"
#include "domain/atelier/method_rooms.h"
#include "domain/atelier/views/method_list.view.h"
#include "platform/base/text.h"
#include "platform/search/search.h"

namespace atelier {
namespace {

constexpr std::int64_t page_length = 24;
constexpr std::size_t most_cards = 6;
constexpr Term all_durations[] = {
    {"30", "Half an hour at most"}, {"60", "An hour at most"}, {"120", "Two hours at most"}, {"240", "Half a day at most"}, {"480", "A day at most"}};

constexpr Term all_counts[] = {
    {"2", "Tried by 2 territories at least"}, {"3", "Tried by 3 territories at least"}, {"5", "Tried by 5 territories at least"}};

Asked asked_of(accounts::Visit const& visit) {
  Asked asked;
  auto const known = [&](char const* name, std::span<Term const> vocabulary) {
    auto const code = visit.query(name);
    return experiences::is_term(vocabulary, code) ? std::string{code} : std::string{};
  };
  asked.words = std::string{base::trimmed(visit.query("q").substr(0, 200))};
  asked.stage = known("stage", stages());
  asked.role = known("role", experiences::catalyst_roles());
  asked.mode = known("mode", modes());
  asked.minutes = number_in(known("minutes", all_durations));
  asked.difficulty = number_in(known("difficulty", difficulties()));
  asked.people = std::clamp(number_in(visit.query("people")), 0, 1'000'000);
  asked.tried = visit.query("tried") == "yes";
  asked.territories = number_in(known("territories", all_counts));
  asked.rural = visit.query("rural") == "yes";
  asked.failed = visit.query("failed") == "yes";
  if (!visit.viewer.signed_in()) return asked;
  asked.mine = visit.query("mine") == "yes";
  if (status_from(visit.query("status"))) asked.status = visit.query("status");
  return asked;
}

std::string said(int number) { return number ? std::to_string(number) : std::string{}; }

/// The address of the list as asked; the page of the list never follows.
html::Url address(std::string_view slug, Asked const& asked) {
  auto url = list_address(slug).with("q", asked.words).with("stage", asked.stage).with("role", asked.role).with("mode", asked.mode);
  url = url.with("minutes", said(asked.minutes)).with("people", said(asked.people)).with("difficulty", said(asked.difficulty));
  return url.with("status", asked.status)
      .with("tried", asked.tried ? "yes" : "")
      .with("territories", said(asked.territories))
      .with("rural", asked.rural ? "yes" : "")
      .with("failed", asked.failed ? "yes" : "")
      .with("mine", asked.mine ? "yes" : "");
}

class ListMaker {
 public:
  ListMaker(accounts::Visit const& visit, programme::Brief const& programme, Asked const& asked)
      : m_words{visit.words()}, m_programme{programme}, m_asked{asked} {
    m_page.slug = programme.slug;
    m_page.words = asked.words;
    m_page.people = said(asked.people);
    m_page.tried = asked.tried;
    m_page.mine = asked.mine;
    m_page.rural = asked.rural, m_page.failed = asked.failed;
    m_page.filtered = !(asked == Asked{});
    m_page.more_open = !asked.mode.empty() || asked.difficulty || asked.tried || asked.mine || asked.territories || asked.rural || asked.failed ||
        !asked.status.empty();
    m_page.everything = list_address(programme.slug);
    if (visit.viewer.may_contribute(*visit.programme)) m_page.write = html::Url::path("/p/{}/methods/new", {programme.slug});
    add_selects(visit.viewer.member_of(*visit.programme));
    add_active();
  }

  ListPage make(Listing const& listing, std::int64_t number) {
    m_page.finding = m_page.filtered ? m_words.tn("One method answers to this choice", "{} methods answer to this choice", listing.total)
                                     : m_words.tn("One published method", "{} published methods", listing.total);
    for (auto const& brief : listing.shown) m_page.items.push_back(item_of(brief));
    m_page.as_table = listing.total > static_cast<std::int64_t>(most_cards);
    auto const pages = (listing.total + page_length - 1) / page_length;
    if (pages > 1) m_page.where = m_words.t("Page {} of {}", {number, pages});
    auto const here = address(m_programme.slug, m_asked);
    if (number > 1) m_page.previous = number == 2 ? here : here.with("page", std::to_string(number - 1));
    if (number < pages) m_page.next = here.with("page", std::to_string(number + 1));
    return std::move(m_page);
  }
  void say_how_read(search::Reading const& reading) {
    if (!reading.read_as.empty()) m_page.reading = m_words.t("Nothing holds “{}”: here is what holds “{}”.", {m_asked.words, reading.read_as});
    else if (reading.nearly) m_page.reading = m_words.t("Nothing holds all these words: here is what holds all of them but one.");
  }

 private:
  ListPage::Item item_of(Brief const& brief) const {
    ListPage::Item item;
    item.title = brief.title;
    item.pitch = brief.pitch;
    item.trust = trust_line(brief.trust, m_words);
    item.tried = is_trusted(brief.trust);
    if (brief.status != Status::published) item.status = m_words.t(status_msgid(brief.status));
    item.duration = duration_in_words(brief.duration_min, brief.duration_max, m_words);
    item.group = group_in_words(brief.group_min, brief.group_max, m_words);
    if (brief.difficulty) item.difficulty = m_words.t(experiences::msgid_of(difficulties(), std::to_string(brief.difficulty)));
    std::vector<std::string> named;
    for (auto const& code : brief.stages) named.push_back(m_words.t(experiences::msgid_of(stages(), code)));
    item.stages = base::join(named, ", ");
    item.url = address_of(m_programme.slug, brief.slug);
    return item;
  }

  ListPage::Select select(std::string name, std::string_view label, std::string_view all, std::span<Term const> vocabulary,
                          std::string const& chosen) const {
    return {std::move(name), m_words.t(label), m_words.t(all), choices_of(vocabulary, {chosen}, m_words)};
  }

  void add_selects(bool member) {
    using i18n::msgid;
    m_page.selects = {select("stage", msgid("Stage"), msgid("All stages"), stages(), m_asked.stage),
                      select("minutes", msgid("Duration"), msgid("Any duration"), all_durations, said(m_asked.minutes)),
                      select("role", msgid("Role of a catalyst"), msgid("All roles"), experiences::catalyst_roles(), m_asked.role)};
    m_page.more_selects = {select("difficulty", msgid("Difficulty"), msgid("Any difficulty"), difficulties(), said(m_asked.difficulty)),
                           select("mode", msgid("Where"), msgid("Anywhere"), modes(), m_asked.mode),
                           select("territories", msgid("Trials"), msgid("Tried or not"), all_counts, said(m_asked.territories))};
    if (!member) return;
    ListPage::Select states{"status", m_words.t("State"), m_words.t("Published"), {}};
    for (auto const one : {Status::draft, Status::tested, Status::to_review, Status::deprecated})
      states.choices.push_back({std::string{code(one)}, m_words.t(status_msgid(one)), code(one) == m_asked.status});
    m_page.more_selects.push_back(std::move(states));
  }

  template <class T>
  void active(T Asked::*field, std::string label) {
    if (m_asked.*field == T{}) return;
    auto without = m_asked;
    without.*field = T{};
    m_page.active.push_back({std::move(label), address(m_programme.slug, without)});
  }

  void add_active() {
    auto const term = [&](std::span<Term const> vocabulary, std::string const& code) { return m_words.t(experiences::msgid_of(vocabulary, code)); };
    active(&Asked::words, m_words.t("“{}”", {m_asked.words}));
    active(&Asked::stage, term(stages(), m_asked.stage));
    active(&Asked::minutes, term(all_durations, said(m_asked.minutes)));
    active(&Asked::people, m_words.tn("for one person", "for {} people", m_asked.people));
    active(&Asked::role, term(experiences::catalyst_roles(), m_asked.role));
    active(&Asked::difficulty, term(difficulties(), said(m_asked.difficulty)));
    active(&Asked::mode, term(modes(), m_asked.mode));
    if (auto const status = status_from(m_asked.status)) active(&Asked::status, m_words.t(status_msgid(*status)));
    active(&Asked::territories, term(all_counts, said(m_asked.territories)));
    active(&Asked::rural, m_words.t("Tried in rural territories"));
    active(&Asked::failed, m_words.t("Failed once at least"));
    active(&Asked::tried, m_words.t("Already tried"));
    active(&Asked::mine, m_words.t("Mine, drafts included"));
  }

  i18n::Words const& m_words;
  programme::Brief const& m_programme;
  Asked const& m_asked;
  ListPage m_page;
};

}  // namespace

void MethodPages::Rooms::add_list_routes(accounts::Routes& routes) {
  routes.get("/p/{programme}/methods", accounts::Right::anyone, "Methods of a programme", [this](auto const& visit) { return list(visit); });
}

http::Response MethodPages::Rooms::list(accounts::Visit const& visit) {
  auto const asked = asked_of(visit);
  auto const number = std::clamp<std::int64_t>(number_in(visit.query("page")), 1, 10'000);
  programme::Brief programme;
  ListPage page;
  house.database.read([&](db::Session& session) {
    programme = programme_of(session, visit);
    ListMaker maker{visit, programme, asked};
    auto const listing = MethodStore{session}.list(visit.viewer, *visit.programme, asked, (number - 1) * page_length, page_length);
    if (!asked.words.empty())
      maker.say_how_read(search::find(session, {asked.words, visit.viewer.audiences(), {"method"}, visit.programme->text(), 1, 0}).reading);
    page = maker.make(listing, number);
  });
  auto frame = frame_of(visit, programme, visit.words().t("Methods and tools"), {});
  frame.description = visit.words().t("Methods written with those who tried them, each with its trials and the experiences it comes from.");
  frame.indexable = !page.filtered;
  frame.body = views::method_list(visit.context, page);
  return house.stage.page(visit, std::move(frame));
}

}  // namespace atelier
