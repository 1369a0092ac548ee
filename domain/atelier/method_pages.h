#pragma once
#include <memory>
#include <string>

#include "domain/accounts/accounts.h"

namespace writing {
class LivePages;
}

namespace atelier {

/// The routes under /p/{programme}/methods. Lives as long as the router.
class MethodPages {
 public:
  /// `public_address`: "https://essaim.example", for what one cites on paper; "": paths.
  explicit MethodPages(accounts::House const& house, std::string public_address = {}, writing::LivePages* live = nullptr);
  ~MethodPages();
  void add_routes(accounts::Routes& routes);

 private:
  struct Rooms;
  std::unique_ptr<Rooms> m_rooms;
};

}  // namespace atelier
