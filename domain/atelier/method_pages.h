#pragma once
#include <memory>
#include <string>

#include "domain/accounts/accounts.h"

namespace writing {
class LivePages;
}
namespace jobs {
class Queue;
}

namespace atelier {

/// The routes under /p/{programme}/methods. Lives as long as the router.
class MethodPages {
 public:
  struct Settings {
    std::string public_address{};        ///< "https://essaim.example", for what one cites on paper; "": paths
    std::string photos_folder{};         ///< of trials
    writing::LivePages* live = nullptr;  ///< none: methods are written in their form only
  };
  MethodPages(accounts::House const& house, accounts::LetterWriter const& letters, Settings settings);
  ~MethodPages();
  void add_routes(accounts::Routes& routes);
  /// What is done without anyone asking: citations looked at again when an experience moves and once a day, reminders of reviews.
  void listen(jobs::Queue& queue);
  /// The link of the letters that ask for a reading.
  void offer_actions(accounts::Actions& actions);

 private:
  struct Rooms;
  std::unique_ptr<Rooms> m_rooms;
};

}  // namespace atelier
