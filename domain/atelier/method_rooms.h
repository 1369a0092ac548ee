#pragma once
#include "domain/atelier/method_pages.h"
#include "domain/atelier/method_views.h"
#include "domain/atelier/review_views.h"
#include "domain/programme/programme.h"
#include "domain/writing/writing.h"

namespace atelier {

/// What the pages of this folder share.
struct MethodPages::Rooms {
  Rooms(accounts::House const& of_all, accounts::LetterWriter const& letter_writer, Settings settings)
      : house{of_all},
        letters{letter_writer},
        public_address{std::move(settings.public_address)},
        photos_folder{std::move(settings.photos_folder)},
        live{settings.live} {}

  accounts::House const& house;
  accounts::LetterWriter const& letters;
  std::string public_address, photos_folder;
  writing::LivePages* live;  ///< none: methods are written in their form only

  /// What is written live and what is written in a form are one text.
  void bring_live_together(MethodId const& id);

  void add_list_routes(accounts::Routes& routes);
  void add_sheet_routes(accounts::Routes& routes);
  void add_form_routes(accounts::Routes& routes);
  void add_trial_routes(accounts::Routes& routes);
  void add_history_routes(accounts::Routes& routes);
  void add_live_routes(accounts::Routes& routes);
  void add_citation_routes(accounts::Routes& routes);
  void add_review_routes(accounts::Routes& routes);
  void add_licence_routes(accounts::Routes& routes);
  void add_coverage_routes(accounts::Routes& routes);
  void add_adaptation_routes(accounts::Routes& routes);
  void add_translation_routes(accounts::Routes& routes);
  void add_rearranging_routes(accounts::Routes& routes);

  http::Response list(accounts::Visit const& visit);
  http::Response sheet(accounts::Visit const& visit);
  http::Response markdown_file(accounts::Visit const& visit);
  http::Response ask_move(accounts::Visit const& visit);
  http::Response move(accounts::Visit const& visit);
  http::Response show_move(accounts::Visit const& visit, programme::Brief const& programme, revisions::MovePage const& page);
  http::Response open_rearranging(accounts::Visit const& visit);
  http::Response move_address(accounts::Visit const& visit);
  http::Response open_joining(accounts::Visit const& visit);
  http::Response join_methods(accounts::Visit const& visit);
  http::Response split_method(accounts::Visit const& visit);
  http::Response undo_rearranging(accounts::Visit const& visit);
  http::Response show_rearranging(accounts::Visit const& visit, programme::Brief const& programme, RearrangePage const& page);
  http::Response show_joining(accounts::Visit const& visit, programme::Brief const& programme, JoinPage const& page);
  http::Response ask_erase(accounts::Visit const& visit);
  http::Response erase(accounts::Visit const& visit);
  http::Response open_form(accounts::Visit const& visit);
  http::Response send_form(accounts::Visit const& visit);
  http::Response open_trial(accounts::Visit const& visit);
  http::Response send_trial(accounts::Visit const& visit);
  http::Response open_photos(accounts::Visit const& visit);
  http::Response send_photos(accounts::Visit const& visit);
  http::Response photo(accounts::Visit const& visit);
  http::Response withdraw_trial(accounts::Visit const& visit);
  http::Response ask_adapt(accounts::Visit const& visit);
  http::Response adapt(accounts::Visit const& visit);
  http::Response lineage(accounts::Visit const& visit);
  http::Response take_upstream(accounts::Visit const& visit);
  http::Response propose(accounts::Visit const& visit);
  http::Response proposals(accounts::Visit const& visit);
  http::Response answer_proposal(accounts::Visit const& visit);
  http::Response read_translated(accounts::Visit const& visit);
  http::Response open_translation(accounts::Visit const& visit);
  http::Response send_translation(accounts::Visit const& visit);
  http::Response coverage(accounts::Visit const& visit);
  http::Response licence(accounts::Visit const& visit);
  http::Response review(accounts::Visit const& visit);
  http::Response assign_review(accounts::Visit const& visit);
  http::Response dismiss_reader(accounts::Visit const& visit);
  http::Response settle_remark(accounts::Visit const& visit);
  http::Response open_reviewing(accounts::Visit const& visit);
  http::Response send_reviewing(accounts::Visit const& visit);
  http::Response show_reviewing(accounts::Visit const& visit, programme::Brief const& programme, ReviewingPage const& page);
  http::Response open_decision(accounts::Visit const& visit);
  http::Response send_decision(accounts::Visit const& visit);
  http::Response show_decision(accounts::Visit const& visit, programme::Brief const& programme, DecisionPage const& page);
  http::Response passages(accounts::Visit const& visit);
  http::Response citations(accounts::Visit const& visit);
  http::Response choose_citation(accounts::Visit const& visit);
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
