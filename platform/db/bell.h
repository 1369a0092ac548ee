#pragma once
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "platform/db/database.h"

namespace db {

/// Tells the other programs of one PostgreSQL database something at the commit of this transaction; nothing when it is undone.
/// On SQLite, where one program serves, nothing at all. `text`: at most 7,900 bytes. For news that loses nothing when it is
/// lost: who was away asks the tables.
void ring(Session& session, std::string_view bell, std::string_view text);

/// Hears what rings, on a thread and a connection of its own, for as long as it lives.
class BellListener {
 public:
  struct Hearing {
    std::function<void(std::string const& text)> heard;
    std::function<void()> missed;  ///< the connection was lost and is back: something may have rung meanwhile
  };
  /// `url` as in Options; on SQLite nothing is ever heard.
  BellListener(std::string url, std::string bell, Hearing hearing);
  ~BellListener();

 private:
  struct Ear;
  std::unique_ptr<Ear> m_ear;
};

}  // namespace db
