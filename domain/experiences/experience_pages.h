#pragma once
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "domain/accounts/accounts.h"
#include "domain/experiences/experiences.h"
#include "platform/charts/charts.h"

namespace experiences {

/// What cites a passage: a kit, a method, a state of play. Given by app, for they stand above this folder.
struct CitedBy {
  std::string title, detail;
  html::Url url;
};
/// By passage code. At most two statements a call.
using CitationsOf = std::function<std::map<std::string, std::vector<CitedBy>>(db::Session&, accounts::Viewer const&, Experience const&,
                                                                              std::string_view programme_slug)>;
struct Hooks {
  CitationsOf citations;                      ///< may be empty
  charts::MapShapes const* shapes = nullptr;  ///< outlines behind the map; none: discs alone
  std::string pieces_folder;                  ///< where photos and documents are kept
  std::string public_address;                 ///< "https://essaim.example", for feeds and JSON-LD; "" : paths
};

/// The routes under /p/{programme}/experiences. Lives as long as the router.
class ExperiencePages {
 public:
  /// `shelf`: kept for all who count sheets.
  ExperiencePages(accounts::House const& house, Shelf& shelf, Hooks hooks);
  ~ExperiencePages();
  void add_routes(accounts::Routes& routes);
  struct Rooms;

 private:
  std::unique_ptr<Rooms> m_rooms;
};

}  // namespace experiences
