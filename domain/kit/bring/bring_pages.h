#pragma once
#include "domain/accounts/accounts.h"
#include "domain/kit/bring/bring_work.h"
#include "domain/writing/writing.h"

namespace kit {

/// Files of other tools brought to the kit being composed: looked at, added, taken out again.
class BringPages {
 public:
  BringPages(accounts::House const& house, Workshop const& workshop, writing::LivePages* live)
      : m_house{house}, m_work{house.database, house.world, workshop}, m_live{live} {}
  void add_routes(accounts::Routes& routes);

 private:
  http::Response ask(accounts::Visit const& visit, std::string refusal) const;
  http::Response bring(accounts::Visit const& visit) const;
  http::Response look(accounts::Visit const& visit) const;
  http::Response look_at_page(accounts::Visit const& visit, BroughtFile const& file, Brought const& brought) const;
  http::Response look_at_picture(accounts::Visit const& visit, BroughtFile const& file) const;
  http::Response wait(accounts::Visit const& visit, BroughtFile const& file) const;
  http::Response choose(accounts::Visit const& visit) const;
  http::Response undo(accounts::Visit const& visit) const;
  std::optional<BroughtFile> file_of(accounts::Visit const& visit) const;
  http::Response show(accounts::Visit const& visit, std::string title, html::Safe body, int status = 200) const;

  accounts::House const& m_house;
  BringWork m_work;
  writing::LivePages* m_live;  ///< none: texts are written in their form only
};

}  // namespace kit
