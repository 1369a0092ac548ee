#include "domain/atelier/method_pages.h"

#include <charconv>

#include "domain/atelier/life_cycle.h"
#include "domain/atelier/method_rooms.h"

namespace atelier {

MethodPages::MethodPages(accounts::House const& house, std::string public_address, writing::LivePages* live)
    : m_rooms{std::make_unique<Rooms>(house, std::move(public_address), live)} {}
MethodPages::~MethodPages() = default;

void MethodPages::add_routes(accounts::Routes& routes) {
  m_rooms->add_list_routes(routes);
  m_rooms->add_form_routes(routes);
  m_rooms->add_sheet_routes(routes);
  m_rooms->add_trial_routes(routes);
  m_rooms->add_history_routes(routes);
  m_rooms->add_live_routes(routes);
}

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
  auto method = MethodStore{session}.find_visible(visit.viewer, *visit.programme, visit.capture("slug"));
  if (method && purpose == Purpose::writing && !may_write(visit.viewer, *method)) return std::nullopt;
  return method;
}

html::Url under(programme::Brief const& programme, std::string_view slug, std::string_view what) {
  return html::Url::path("/p/{}/methods/{}/{}", {programme.slug, slug, what});
}

int number_in(std::string_view text) {
  int number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

}  // namespace atelier
