#pragma once
#include <string>
#include <vector>

#include "domain/accounts/visit.h"

namespace accounts {

/// What the page of one's tokens shows.
struct TokensPage {
  std::string secret, refusal;  ///< secret: shown once, right after it was made
  struct Line {
    std::string name, made, used;
    html::Url revoke;
  };
  std::vector<Line> lines;
  html::Url documentation;
};

/// /me/tokens: made, shown once, revoked.
class TokenPages {
 public:
  explicit TokenPages(House const& house) : m_house{house} {}
  void add_routes(Routes& routes);

 private:
  http::Response show(Visit const& visit, std::string secret, std::string refusal) const;
  http::Response make(Visit const& visit) const;
  http::Response revoke(Visit const& visit) const;
  House const& m_house;
};

}  // namespace accounts
