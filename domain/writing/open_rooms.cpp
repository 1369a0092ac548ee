#include "domain/writing/open_rooms.h"

#include <algorithm>

namespace writing {
namespace {

constexpr std::size_t most_rooms = 64, most_weight = 128u << 20;  // of those nobody is in

}  // namespace

std::shared_ptr<Room> OpenRooms::find(DocumentId const& id) {
  std::lock_guard const lock{m_mutex};
  auto const known = m_rooms.find(id.text());
  if (known != m_rooms.end()) {
    known->second.used = ++m_clock;
    return known->second.room;
  }
  auto room = m_database.read([&](db::Session& session) -> std::shared_ptr<Room> {
    DocumentStore store{session};
    auto document = store.find(id);
    if (!document) return nullptr;
    return std::make_shared<Room>(m_database, m_world, m_node, *document, *store.load(id));
  });
  if (!room) return nullptr;
  let_go();
  m_rooms[id.text()] = {room, ++m_clock};
  return room;
}

/// Only what nobody else holds: two rooms of one document in one program would not hear each other.
void OpenRooms::let_go() {
  std::vector<std::pair<std::uint64_t, std::string>> empty;
  std::size_t weight = 0;
  for (auto const& [id, place] : m_rooms) {
    if (place.room.use_count() > 1 || place.room->is_listened_to()) continue;
    empty.emplace_back(place.used, id);
    weight += place.room->weight();
  }
  std::ranges::sort(empty);
  for (std::size_t at = 0; at < empty.size() && (empty.size() - at >= most_rooms || weight > most_weight); ++at) {
    weight -= m_rooms[empty[at].second].room->weight();
    m_rooms.erase(empty[at].second);
  }
}

void OpenRooms::hear(std::string const& text) {
  std::string_view rest{text};
  auto const word = [&rest] {
    auto const found = rest.substr(0, rest.find(' '));
    rest.remove_prefix(std::min(rest.size(), found.size() + 1));
    return found;
  };
  auto const node = word(), id = word();
  if (node == m_node) return;
  std::shared_ptr<Room> room;
  {
    std::lock_guard const lock{m_mutex};
    if (auto const known = m_rooms.find(std::string{id}); known != m_rooms.end()) room = known->second.room;
  }
  if (!room) return;
  if (rest.empty()) room->catch_up();
  else if (rest.front() == '[') room->see_elsewhere(rest);
  else room->say_here(rest);
}

std::vector<std::shared_ptr<Room>> OpenRooms::all() {
  std::lock_guard const lock{m_mutex};
  std::vector<std::shared_ptr<Room>> rooms;
  for (auto const& [id, place] : m_rooms) rooms.push_back(place.room);
  return rooms;
}

}  // namespace writing
