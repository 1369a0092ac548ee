#pragma once
#include "domain/exchange/exchange_pages.h"
#include "domain/exchange/intake_work.h"
#include "domain/exchange/sheet_export.h"
#include "domain/programme/programme.h"

namespace exchange {

/// What the pages of this folder share.
struct ExchangePages::Rooms {
  Rooms(accounts::House const& of_all, experiences::Shelf& facts, Setting given)
      : house{of_all}, shelf{facts}, setting{std::move(given)}, work{of_all.database, of_all.world, facts, setting.files, setting.dictionary} {}

  accounts::House const& house;
  experiences::Shelf& shelf;
  Setting setting;
  IntakeWork work;

  programme::Brief programme_of(db::Session& session, accounts::Visit const& visit) const;
  views::Frame frame(programme::Brief const& programme, accounts::Visit const& visit, std::string title) const;

  void add_export_routes(accounts::Routes& routes);
  http::Response ask_export(accounts::Visit const& visit) const;
  http::Response export_file(accounts::Visit const& visit) const;
  http::Response ask_named(accounts::Visit const& visit) const;
  http::Response export_named(accounts::Visit const& visit) const;
  http::Response departures(accounts::Visit const& visit) const;

  void add_import_routes(accounts::Routes& routes);
  http::Response ask_import(accounts::Visit const& visit, std::string refusal);
  http::Response bring(accounts::Visit const& visit);
  http::Response model(accounts::Visit const& visit) const;
  http::Response intake_page(accounts::Visit const& visit);
  http::Response choose(accounts::Visit const& visit);
  http::Response undo(accounts::Visit const& visit);
  void look(Intake& intake);
};

/// The filters of a list in an address, as "theme=food&step=done": what an export is narrowed to. Only those a list knows.
std::string filters_of(http::Fields const& query);
/// The sheets of the filtered list as they leave, and the programme. `viewer`: whose eyes look.
Outgoing gather(db::Session& session, accounts::Visit const& visit, accounts::Viewer const& viewer, experiences::Shelf& shelf,
                programme::Brief const& programme, People people);
/// The same sheets one by one, for who already has them.
std::vector<Going> going(db::Session& session, std::vector<experiences::Experience> sheets, std::string_view programme_slug, People people);

inline constexpr std::size_t most_in_a_file = 5'000;

}  // namespace exchange
