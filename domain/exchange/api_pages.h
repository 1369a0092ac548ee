#pragma once
#include <memory>

#include "domain/exchange/exchange_rooms.h"
#include "platform/http/pace.h"

namespace exchange {

/// /api: reading by programs. Every refusal is application/problem+json.
class Api {
 public:
  explicit Api(ExchangePages::Rooms& rooms);
  ~Api();
  void add_routes(accounts::Routes& routes);

 private:
  struct Paces;
  http::Response guarded(accounts::Visit const& visit, http::Response (Api::*answer)(accounts::Visit const&) const);
  std::string const& site() const;
  http::Response programmes(accounts::Visit const& visit) const;
  http::Response experiences_of(accounts::Visit const& visit) const;
  http::Response experience(accounts::Visit const& visit) const;
  http::Response methods(accounts::Visit const& visit) const;
  http::Response method(accounts::Visit const& visit) const;
  http::Response vocabularies(accounts::Visit const& visit) const;
  http::Response find_territories(accounts::Visit const& visit) const;
  http::Response territory(accounts::Visit const& visit) const;
  http::Response nothing(accounts::Visit const& visit) const;
  http::Response page(accounts::Visit const& visit) const;

  ExchangePages::Rooms& m_rooms;
  std::unique_ptr<Paces> m_paces;
};

}  // namespace exchange
