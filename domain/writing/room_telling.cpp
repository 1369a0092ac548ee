// What those who listen to a room are told, and when.
#include <algorithm>
#include <boost/json.hpp>

#include "domain/writing/change_set_json.h"
#include "domain/writing/limits.h"
#include "domain/writing/room.h"
#include "platform/db/bell.h"

namespace writing {
namespace {

constexpr std::size_t changes_at_hand = 400;

SharedText message_of(std::int64_t seq, std::string const& events) {
  return std::make_shared<std::string const>("{\"seq\":" + std::to_string(seq) + ",\"events\":[" + events + "]}");
}

}  // namespace

std::string Room::event_of(Written const& change) {
  boost::json::object event{{"seq", change.seq}, {"text", change.text}, {"version", change.version}, {"client", change.client}, {"id", change.id}};
  if (change.by) {
    event["by"] = change.by->text();
    auto const known = m_names.find(change.by->text());
    event["name"] = known == m_names.end() ? std::string{} : known->second;
  }
  event["at"] = base::to_milliseconds(change.at);
  auto text = boost::json::serialize(event);
  text.pop_back();
  return text + ",\"changes\":" + to_json(change.changes) + "}";
}

std::string Room::events_of(std::vector<Written> const& changes) {
  learn_names(changes);
  std::string events;
  for (auto const& change : changes) events.append(events.empty() ? "" : ",").append(event_of(change));
  return events;
}

/// Of those another node wrote, or who wrote before this room was opened.
void Room::learn_names(std::vector<Written> const& changes) {
  std::vector<accounts::PersonId> unknown;
  for (auto const& change : changes)
    if (change.by && m_names.emplace(change.by->text(), "").second) unknown.push_back(*change.by);
  if (unknown.empty()) return;
  auto const names = m_database.read([&](db::Session& session) { return accounts::names_of(session, unknown); });
  for (auto const& [person, name] : names) m_names[person.text()] = name;
}

std::optional<std::vector<Written>> Room::changes_after(std::int64_t seq) {
  if (auto at_hand = m_live.since(seq)) return at_hand;
  if (seq < 0 || seq > m_live.seq() || m_live.seq() - seq > static_cast<std::int64_t>(farthest_rebase)) return std::nullopt;
  return m_database.read([&](db::Session& session) { return DocumentStore{session}.changes(m_document.id, seq, m_live.seq()); });
}

/// At once when nothing was told for a moment; else tell_waiting() does it soon, for all that came meanwhile: fifty writers
/// are told fifty times less.
void Room::tell_news() {
  if (Clock::now() - m_told_at >= telling_pace) tell_now();
  else m_waits = true;
}

void Room::tell_now() {
  auto const now = Clock::now();
  bool const moved = !m_moved.empty() && now - m_seen_at >= presence_pace;
  if (m_told == m_live.seq() && !moved) return;
  std::string events;
  if (m_told != m_live.seq()) {
    auto const news = changes_after(std::exchange(m_told, m_live.seq()));
    events = news ? events_of(*news) : "{\"reload\":true}";
  }
  if (moved) {
    events.append(events.empty() ? "" : ",").append(presence_events());
    m_seen_at = now;
  }
  m_told_at = now;
  auto const message = message_of(m_live.seq(), events);
  std::erase_if(m_listeners, [&](auto const& listener) { return !listener->hear(message); });
  m_live.forget_before(changes_at_hand);
}

bool Room::tell_waiting() {
  if (!m_waits) return false;
  std::lock_guard const lock{m_mutex};
  if (Clock::now() - m_told_at >= telling_pace) tell_now();
  m_waits = m_told != m_live.seq() || !m_moved.empty();
  return m_waits;
}

bool Room::join(std::int64_t seq, std::shared_ptr<Listener> const& listener, bool at_once) {
  std::lock_guard const lock{m_mutex};
  auto const changes = changes_after(seq);
  if (!changes) return false;
  std::erase_if(m_listeners, [](auto const& one) { return one->is_gone(); });
  bool const told = at_once || !changes->empty();
  if (!told || listener->hear(message_of(m_live.seq(), events_of(*changes)))) m_listeners.push_back(listener);
  return true;
}

void Room::leave(std::shared_ptr<Listener> const& listener) {
  std::lock_guard const lock{m_mutex};
  std::erase(m_listeners, listener);
}

void Room::say(std::string const& event) {
  say_here(event);
  if (m_database.engine() == db::Engine::sqlite) return;
  m_database.write([&](db::Session& session) { db::ring(session, bell_name, m_node + " " + m_document.id.text() + " " + event); });
}

void Room::say_here(std::string_view event) {
  std::lock_guard const lock{m_mutex};
  auto const message = message_of(m_told, std::string{event});
  std::erase_if(m_listeners, [&](auto const& listener) { return !listener->hear(message); });
}

}  // namespace writing
