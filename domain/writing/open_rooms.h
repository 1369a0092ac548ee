#pragma once
#include <mutex>
#include <unordered_map>

#include "domain/writing/room.h"

namespace writing {

/// The rooms open in this program; those nobody listens to are let go when there are many, the least recently used first.
class OpenRooms {
 public:
  OpenRooms(db::Database& database, base::World const& world) : m_database{database}, m_world{world}, m_node{world.new_uuid()} {}
  /// Nothing when there is no such document.
  std::shared_ptr<Room> find(DocumentId const& id);
  /// What another program said of a document: see bell_name.
  void hear(std::string const& text);
  /// Those open now.
  std::vector<std::shared_ptr<Room>> all();

 private:
  /// Lets go of rooms nobody is in, when there are many.
  void let_go();
  db::Database& m_database;
  base::World const& m_world;
  std::string const m_node;
  std::mutex m_mutex;
  struct Place {
    std::shared_ptr<Room> room;
    std::uint64_t used = 0;
  };
  std::unordered_map<std::string, Place> m_rooms;
  std::uint64_t m_clock = 0;
};

}  // namespace writing
