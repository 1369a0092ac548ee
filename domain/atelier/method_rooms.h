#pragma once
#include "domain/atelier/method_pages.h"
#include "domain/atelier/method_views.h"
#include "domain/programme/programme.h"
#include "domain/writing/writing.h"

namespace atelier {

/// What the pages of this folder share.
struct MethodPages::Rooms {
  Rooms(accounts::House const& of_all, std::string address, writing::LivePages* live_pages)
      : house{of_all}, public_address{std::move(address)}, live{live_pages} {}

  accounts::House const& house;
  std::string public_address;
  writing::LivePages* live;  ///< none: methods are written in their form only

  /// What is written live and what is written in a form are one text.
  void bring_live_together(MethodId const& id);

  void add_list_routes(accounts::Routes& routes);
  void add_sheet_routes(accounts::Routes& routes);
  void add_form_routes(accounts::Routes& routes);
  void add_trial_routes(accounts::Routes& routes);
  void add_history_routes(accounts::Routes& routes);
  void add_live_routes(accounts::Routes& routes);

  http::Response list(accounts::Visit const& visit);
  http::Response sheet(accounts::Visit const& visit);
  http::Response markdown_file(accounts::Visit const& visit);
  http::Response ask_move(accounts::Visit const& visit);
  http::Response move(accounts::Visit const& visit);
  http::Response ask_erase(accounts::Visit const& visit);
  http::Response erase(accounts::Visit const& visit);
  http::Response open_form(accounts::Visit const& visit);
  http::Response send_form(accounts::Visit const& visit);
  http::Response open_trial(accounts::Visit const& visit);
  http::Response send_trial(accounts::Visit const& visit);
  http::Response withdraw_trial(accounts::Visit const& visit);
  http::Response history(accounts::Visit const& visit);
  http::Response version(accounts::Visit const& visit);
  http::Response restore(accounts::Visit const& visit);
  http::Response write_together(accounts::Visit const& visit);
};

programme::Brief programme_of(db::Session& session, accounts::Visit const& visit);
/// A page of methods, with its crumbs after the programme's and the list's.
views::Frame frame_of(accounts::Visit const& visit, programme::Brief const& programme, std::string title, std::vector<views::Frame::Crumb> crumbs);

/// The method of {slug}, when this viewer may read it, or write it.
enum class Purpose { reading, writing };
std::optional<Method> method_of_visit(db::Session& session, accounts::Visit const& visit, Purpose purpose);
/// /p/…/methods/{slug}/{what}
html::Url under(programme::Brief const& programme, std::string_view slug, std::string_view what);
/// A whole number at the start of a text; 0 when there is none.
int number_in(std::string_view text);

}  // namespace atelier
