// Who is in a room, and where. Never on disk.
#include <boost/json.hpp>

#include "domain/writing/presence_json.h"
#include "domain/writing/room.h"
#include "platform/db/bell.h"

namespace writing {
namespace {

constexpr std::size_t longest_ring = 6'000;  // of the 8,000 bytes PostgreSQL carries
constexpr std::size_t most_people = 2'000;
constexpr auto silent_is_gone = std::chrono::seconds{40};

}  // namespace

std::string Room::presence_events() {
  std::string events;
  std::vector<std::string> ours;
  for (auto const& client : m_moved) {
    auto const found = m_people.find(client);
    if (found == m_people.end()) continue;
    auto presence = boost::json::serialize(to_json(found->second.presence));
    events.append(events.empty() ? "" : ",").append("{\"presence\":").append(presence).append("}");
    if (!found->second.elsewhere) ours.push_back(std::move(presence));
    if (found->second.presence.gone) m_people.erase(found);
  }
  m_moved.clear();
  ring_presence(ours);
  return events;
}

/// Never stored: who was away learns it at the next move.
void Room::ring_presence(std::vector<std::string> const& presences) {
  if (presences.empty() || m_database.engine() == db::Engine::sqlite) return;
  m_database.write([&](db::Session& session) {
    std::string told;
    auto const tell = [&] {
      if (!told.empty()) db::ring(session, bell_name, m_node + " " + m_document.id.text() + " [" + std::exchange(told, {}) + "]");
    };
    for (auto const& presence : presences) {
      if (told.size() + presence.size() > longest_ring) tell();
      told.append(told.empty() ? "" : ",").append(presence);
    }
    tell();
  });
}

void Room::see_elsewhere(std::string_view presences) {
  auto const read = boost::json::parse(presences);
  std::lock_guard const lock{m_mutex};
  for (auto const& one : read.as_array()) {
    auto presence = presence_told(one);
    if (!presence || (m_people.size() >= most_people && !m_people.contains(presence->client))) continue;
    m_moved.insert(presence->client);
    auto client = presence->client;
    m_people[client] = {std::move(*presence), Clock::now(), true};
  }
  m_waits = true;
}

void Room::see(Presence const& presence) {
  std::lock_guard const lock{m_mutex};
  if (m_people.size() >= most_people && !m_people.contains(presence.client)) return;
  m_people[presence.client] = {presence, Clock::now(), false};
  tell_of(presence.client);
}

void Room::is_closed(std::string const& client, std::string const& person) {
  std::lock_guard const lock{m_mutex};
  auto const found = m_people.find(client);
  if (found == m_people.end() || found->second.presence.id != person) return;
  found->second.presence.gone = true;
  tell_of(client);
}

void Room::tell_of(std::string const& client) {
  m_moved.insert(client);
  if (Clock::now() - m_seen_at >= presence_pace) tell_now();
  else m_waits = true;
}

std::vector<Presence> Room::people() {
  std::lock_guard const lock{m_mutex};
  std::vector<Presence> here;
  for (auto const& [client, person] : m_people)
    if (!person.presence.gone) here.push_back(person.presence);
  return here;
}

void Room::forget_the_silent() {
  std::lock_guard const lock{m_mutex};
  auto const since = Clock::now() - silent_is_gone;
  for (auto& [client, person] : m_people) {
    if (person.seen > since || person.presence.gone) continue;
    person.presence.gone = true;
    m_moved.insert(client);
    m_waits = true;
  }
}

}  // namespace writing
