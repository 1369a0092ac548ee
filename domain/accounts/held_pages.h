#pragma once
#include <functional>
#include <string>
#include <vector>

#include "domain/accounts/accounts.h"

namespace accounts {

/// Everything held on a person, on one page and in one JSON file. Capabilities above say what they hold.
class HeldPages {
 public:
  using Source = std::function<std::vector<Held>(db::Session&, Visit const&)>;
  explicit HeldPages(House const& house) : m_house{house} {}
  void add_routes(Routes& routes);
  void add_source(Source source) { m_sources.push_back(std::move(source)); }

 private:
  std::vector<Held> all(Visit const& visit) const;
  http::Response page(Visit const& visit) const;
  http::Response file(Visit const& visit) const;

  House m_house;
  std::vector<Source> m_sources;
};

}  // namespace accounts
