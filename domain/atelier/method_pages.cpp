#include "domain/atelier/method_pages.h"

#include <charconv>

#include "domain/atelier/cited_words.h"
#include "domain/atelier/life_cycle.h"
#include "domain/atelier/method_rooms.h"
#include "domain/atelier/review_letters.h"
#include "platform/jobs/jobs.h"

namespace atelier {

MethodPages::MethodPages(accounts::House const& house, accounts::LetterWriter const& letters, Settings settings)
    : m_rooms{std::make_unique<Rooms>(house, letters, std::move(settings))} {}
MethodPages::~MethodPages() = default;

void MethodPages::add_routes(accounts::Routes& routes) {
  m_rooms->add_list_routes(routes);
  m_rooms->add_form_routes(routes);
  m_rooms->add_sheet_routes(routes);
  m_rooms->add_trial_routes(routes);
  m_rooms->add_history_routes(routes);
  m_rooms->add_live_routes(routes);
  m_rooms->add_citation_routes(routes);
  m_rooms->add_review_routes(routes);
  m_rooms->add_licence_routes(routes);
  m_rooms->add_coverage_routes(routes);
  m_rooms->add_adaptation_routes(routes);
  m_rooms->add_translation_routes(routes);
  m_rooms->add_rearranging_routes(routes);
}

void MethodPages::listen(jobs::Queue& queue) {
  auto const& house = m_rooms->house;
  for (auto const event : {experiences::published_event, experiences::changed_event, experiences::withdrawn_event})
    queue.listen(std::string{event}, [&house](std::string const& experience) {
      house.database.write([&](db::Session& session) { CitedWordsStore{session}.look_again(house.world.now(), experience); });
    });
  queue.every("atelier.citations", std::chrono::hours{24},
              [&house] { house.database.write([&](db::Session& session) { look_at_citations(session, house.world.now()); }); });
  queue.every("atelier.readings", std::chrono::hours{6},
              [this, &house] { house.database.write([&](db::Session& session) { remind_readers(session, house.world, m_rooms->letters); }); });
}

void MethodPages::offer_actions(accounts::Actions& actions) { offer_review_link(actions); }

programme::Brief programme_of(db::Session& session, accounts::Visit const& visit) {
  return programme::brief_of(session, *visit.programme).value_or(programme::Brief{*visit.programme, "", "", "", false});
}

views::Frame frame_of(accounts::Visit const& visit, programme::Brief const& programme, std::string title, std::vector<views::Frame::Crumb> crumbs) {
  views::Frame frame;
  frame.title = std::move(title);
  frame.programme = programme::where_of(programme);
  frame.section = "methods";
  frame.crumbs = {{programme.name, html::Url::path("/p/{}", {programme.slug})}};
  frame.crumbs.push_back({visit.words().t("Methods and tools"), crumbs.empty() ? html::Url{} : list_address(programme.slug)});
  for (auto& crumb : crumbs) frame.crumbs.push_back(std::move(crumb));
  return frame;
}

std::optional<Method> method_of_visit(db::Session& session, accounts::Visit const& visit, Purpose purpose) {
  MethodStore store{session};
  auto const slug = visit.capture("slug");
  auto method = store.find_visible(visit.viewer, *visit.programme, slug);
  if (!method || purpose == Purpose::reading) return method;
  if (!may_write(visit.viewer, *method)) return std::nullopt;
  // A form of a method that was joined to this one since is not a form of this one: its versions are others.
  if (method->slug != slug && store.own_of(*visit.programme, slug)) return std::nullopt;
  return method;
}

html::Url under(programme::Brief const& programme, std::string_view slug, std::string_view what) {
  // A name of ours, with its slashes: "review/mine", "in/en".
  return html::Url::path("/p/{}/methods/{}/" + std::string{what}, {programme.slug, slug});
}

int number_in(std::string_view text) {
  int number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

}  // namespace atelier
