#pragma once
#include <span>

#include "domain/kit/bench.h"
#include "domain/kit/gestures.h"

namespace kit {

/// The bench of the leads: the tree of the chapters and of what they print, put in order, undone; what is missing; title and licence.
class ComposePages {
 public:
  explicit ComposePages(Bench const& bench) : m_bench{bench} {}
  void add_routes(accounts::Routes& routes);

 private:
  http::Response tree(accounts::Visit const& visit) const;
  http::Response remarks(accounts::Visit const& visit) const;
  http::Response about(accounts::Visit const& visit) const;
  http::Response add(accounts::Visit const& visit) const;
  http::Response move(accounts::Visit const& visit) const;
  http::Response change(accounts::Visit const& visit) const;
  http::Response turn_back(accounts::Visit const& visit) const;
  http::Response start(accounts::Visit const& visit) const;
  /// The bench without a kit: how to begin one.
  http::Response empty_bench(accounts::Visit const& visit, db::Session& session) const;
  Gesture gesture_of(accounts::Visit const& visit, db::Session& session) const;

  Bench const& m_bench;
};

}  // namespace kit
