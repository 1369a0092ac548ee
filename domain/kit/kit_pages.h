#pragma once
#include <memory>

#include "domain/accounts/accounts.h"
#include "domain/kit/sources.h"
#include "domain/kit/workshop.h"

namespace writing {
class LivePages;
}

namespace kit {

/// Public pages of a kit and, for its leads, the bench where it is composed.
class KitPages {
 public:
  /// `site_address`: "https://host", printed in what people download; "" when there is none. `contact`: an address someone reads.
  /// `live`: where the texts of chapters are written together; none: in their form only. Outlives this.
  KitPages(accounts::House const& house, Sources sources, Workshop workshop, std::string site_address, std::string contact = {},
           writing::LivePages* live = nullptr);
  ~KitPages();
  void add_routes(accounts::Routes& routes);

 private:
  struct Desk;
  std::unique_ptr<Desk> m_desk;
};

}  // namespace kit
