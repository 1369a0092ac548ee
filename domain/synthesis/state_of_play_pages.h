#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "domain/accounts/accounts.h"
#include "domain/synthesis/counter.h"
#include "domain/synthesis/report.h"
#include "platform/charts/charts.h"
#include "platform/db/commit_watch.h"
#include "platform/db/kept.h"

namespace synthesis {

struct Drawing;
struct Quote;
struct Seen;

/// The routes under /p/{programme}/state-of-play. Everything given lives as long as the router.
class StateOfPlayPages {
 public:
  StateOfPlayPages(accounts::House const& house, Counter& counter, charts::MapShapes const& shapes, Printer pdf = {}, std::string public_address = {})
      : m_house{house},
        m_counter{counter},
        m_shapes{shapes},
        m_watch{house.database},
        m_pdf{std::move(pdf)},
        m_public_address{std::move(public_address)} {}
  void add_routes(accounts::Routes& routes);

 private:
  http::Response living(accounts::Visit const& visit) const;
  http::Response passages(accounts::Visit const& visit) const;
  void add_room_routes(accounts::Routes& routes);
  http::Response room(accounts::Visit const& visit) const;
  /// What the big screen shows; when it is what the screen says it has, only once something was committed.
  http::Response pulse(accounts::Visit const& visit) const;
  http::Response remote(accounts::Visit const& visit) const;
  http::Response turn(accounts::Visit const& visit) const;
  /// The pictures of what is seen, drawn once as long as nobody writes.
  std::shared_ptr<std::vector<Drawing> const> drawings(accounts::Visit const& visit, Seen const& seen) const;
  std::shared_ptr<std::vector<Quote> const> quotes_for(db::Session& session, accounts::Visit const& visit, Seen const& seen) const;
  /// One's own territory beside the others: for a member of it that told something; nothing for others.
  std::shared_ptr<std::vector<Drawing> const> beside(db::Session& session, accounts::Visit const& visit, Seen const& seen) const;
  /// The sheets of the viewer's own territory, counted exactly; nothing for who has none there.
  std::optional<Reading> mine(db::Session& session, accounts::Visit const& visit, Seen const& seen) const;
  http::Response method(accounts::Visit const& visit) const;
  http::Response snapshots(accounts::Visit const& visit) const;
  http::Response freeze(accounts::Visit const& visit) const;
  /// "obstacles.csv", "state-of-play.json", or the number of a frozen one.
  http::Response named(accounts::Visit const& visit) const;
  http::Response frozen(accounts::Visit const& visit) const;
  /// Of a frozen one: "obstacles.csv", "state-of-play.json".
  http::Response document(accounts::Visit const& visit, std::string_view ending) const;
  http::Response frozen_file(accounts::Visit const& visit) const;
  http::Response changes(accounts::Visit const& visit) const;

  accounts::House m_house;
  Counter& m_counter;
  charts::MapShapes const& m_shapes;
  mutable db::CommitWatch m_watch;
  mutable db::Kept<std::vector<Drawing>> m_drawings{64};  ///< by all they depend on
  mutable db::Kept<std::vector<Quote>> m_quotes{500};     ///< by reader: a part of a sheet may be kept from some
  Printer m_pdf;
  std::string m_public_address;
};

}  // namespace synthesis
