#pragma once
#include <string>

#include "domain/accounts/accounts.h"

namespace atelier {

/// The routes of the pictures of methods. Lives as long as the router.
class PicturePages {
 public:
  /// `folder`: where their bytes are kept.
  PicturePages(accounts::House const& house, std::string folder) : m_house{house}, m_folder{std::move(folder)} {}
  void add_routes(accounts::Routes& routes);

 private:
  http::Response take(accounts::Visit const& visit);
  http::Response show(accounts::Visit const& visit);

  accounts::House const& m_house;
  std::string m_folder;
};

}  // namespace atelier
