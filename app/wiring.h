#pragma once
#include <cstdint>
#include <functional>
#include <memory>

#include "app/programme_folder.h"
#include "app/settings.h"
#include "platform/base/world.h"
#include "platform/db/database.h"
#include "platform/http/http.h"

namespace app {

/// The whole place: the database, the pages and what listens to what. The only thing that knows everyone.
class Place {
 public:
  /// Opens the database and brings its tables up to date. Throws with words for the operator.
  explicit Place(Settings settings);
  ~Place();
  db::Database& database();
  base::World const& world() const;
  http::Router const& router() const;
  KitTools kit_tools() const;
  /// A letter that came to the mailbox of this place, raw: notes one of ours that came back, takes an answer up. What became of it,
  /// in English, for the operator.
  std::string receive(std::string const& letter);
  /// Serves until SIGTERM or SIGINT; `ready` is called once with the bound port.
  void serve(std::function<void(std::uint16_t port)> const& ready);

 private:
  struct Everyone;
  std::unique_ptr<Everyone> m_everyone;
};

}  // namespace app
