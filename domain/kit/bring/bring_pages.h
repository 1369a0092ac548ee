#pragma once
#include <filesystem>

#include "domain/accounts/accounts.h"
#include "domain/kit/bring/bring_work.h"

namespace kit {

/// Files of other tools brought to the kit being composed: looked at, added, taken out again.
class BringPages {
 public:
  /// `folder`: where brought files are kept; `photos`: where the pictures of kits are.
  BringPages(accounts::House const& house, std::filesystem::path folder, std::filesystem::path photos)
      : m_house{house}, m_work{house.database, house.world, std::move(folder), std::move(photos)} {}
  void add_routes(accounts::Routes& routes);

 private:
  http::Response ask(accounts::Visit const& visit, std::string refusal) const;
  http::Response bring(accounts::Visit const& visit) const;
  http::Response look(accounts::Visit const& visit) const;
  http::Response look_at_page(accounts::Visit const& visit, BroughtFile const& file, Brought const& brought) const;
  http::Response look_at_picture(accounts::Visit const& visit, Brought const& brought) const;
  http::Response choose(accounts::Visit const& visit) const;
  http::Response undo(accounts::Visit const& visit) const;
  std::optional<BroughtFile> file_of(accounts::Visit const& visit) const;
  http::Response show(accounts::Visit const& visit, std::string title, html::Safe body, int status = 200) const;

  accounts::House const& m_house;
  BringWork m_work;
};

}  // namespace kit
