#pragma once
#include <filesystem>
#include <memory>
#include <string>

#include "domain/accounts/accounts.h"
#include "domain/experiences/experiences.h"
#include "domain/territories/territories.h"
#include "platform/jobs/jobs.h"

namespace exchange {

class Api;

struct Setting {
  std::filesystem::path files;                    ///< folder where brought files are kept
  std::string public_address;                     ///< "https://essaim.example"; "": addresses are paths
  i18n::Dictionary const& dictionary;             ///< both languages: columns are known in each
  territories::GazetteerShelf const& gazetteers;  ///< names of territories in memory
};

/// What goes in and out of a programme: files brought and taken in the browser, the API. Lives as long as the router.
class ExchangePages {
 public:
  ExchangePages(accounts::House const& house, experiences::Shelf& shelf, Setting setting);
  ~ExchangePages();
  void add_routes(accounts::Routes& routes);
  /// Long imports go on in the queue.
  void listen(jobs::Queue& queue);
  struct Rooms;

 private:
  std::unique_ptr<Rooms> m_rooms;
  std::unique_ptr<Api> m_api;
};

}  // namespace exchange
