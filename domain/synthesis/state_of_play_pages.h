#pragma once
#include <string>
#include <string_view>

#include "domain/accounts/accounts.h"
#include "domain/synthesis/counter.h"
#include "platform/charts/charts.h"

namespace synthesis {

/// The routes under /p/{programme}/state-of-play. Everything given lives as long as the router.
class StateOfPlayPages {
 public:
  StateOfPlayPages(accounts::House const& house, Counter& counter, charts::MapShapes const& shapes)
      : m_house{house}, m_counter{counter}, m_shapes{shapes} {}
  void add_routes(accounts::Routes& routes);

 private:
  http::Response living(accounts::Visit const& visit) const;
  http::Response method(accounts::Visit const& visit) const;
  http::Response snapshots(accounts::Visit const& visit) const;
  http::Response freeze(accounts::Visit const& visit) const;
  /// "obstacles.csv", "state-of-play.json", or the number of a frozen one.
  http::Response named(accounts::Visit const& visit) const;
  http::Response frozen(accounts::Visit const& visit) const;
  /// Of a frozen one: "obstacles.csv", "state-of-play.json".
  http::Response frozen_file(accounts::Visit const& visit) const;
  http::Response changes(accounts::Visit const& visit) const;

  accounts::House m_house;
  Counter& m_counter;
  charts::MapShapes const& m_shapes;
};

}  // namespace synthesis
