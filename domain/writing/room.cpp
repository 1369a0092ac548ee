#include "domain/writing/room.h"

#include <algorithm>
#include <boost/json.hpp>
#include <limits>
#include <random>
#include <thread>

#include "domain/writing/change_set_json.h"
#include "domain/writing/limits.h"
#include "domain/writing/presence_json.h"
#include "platform/base/log.h"
#include "platform/db/bell.h"

namespace writing {
namespace {

constexpr std::size_t most_together = 64;
constexpr int most_tries = 30;  ///< when other nodes keep taking the next number: a second and a half
constexpr std::size_t changes_at_hand = 400;
constexpr std::size_t longest_ring = 6'000;                       // of the 8,000 bytes PostgreSQL carries
constexpr std::size_t most_rooms = 64, most_weight = 128u << 20;  // of those nobody is in
constexpr std::size_t most_people = 2'000;
constexpr std::int64_t worth_packing = 512;
constexpr auto quick_pace = std::chrono::milliseconds{12}, presence_pace = std::chrono::milliseconds{120};
constexpr auto silent_is_gone = std::chrono::seconds{40};

SharedText message_of(std::int64_t seq, std::string const& events) {
  return std::make_shared<std::string const>("{\"seq\":" + std::to_string(seq) + ",\"events\":[" + events + "]}");
}

/// Two nodes that met at one number must not meet at the next: each waits its own moment, longer each time.
void wait_a_moment(int tries) {
  static thread_local std::minstd_rand chance{std::random_device{}()};
  std::this_thread::sleep_for(std::chrono::microseconds{std::uniform_int_distribution{0, std::min(100'000, 1'000 << std::min(tries, 7))}(chance)});
}

}  // namespace

Room::Room(db::Database& database, base::World const& world, std::string const& node, Document document, LiveDocument live)
    : m_database{database},
      m_world{world},
      m_node{node},
      m_document{std::move(document)},
      m_live{std::move(live)},
      m_told{m_live.seq()},
      m_packed{m_live.seq() - static_cast<std::int64_t>(m_live.at_hand())} {}

void Room::push(Push push, Writer writer, std::function<void(PushOutcome)> done) {
  {
    std::lock_guard const lock{m_queue_mutex};
    m_queue.push_back({std::move(push), std::move(writer), std::move(done)});
    if (std::exchange(m_draining, true)) return;  // whoever drains takes it too
  }
  drain();
}

void Room::drain() {
  for (;;) {
    std::vector<Pending> batch;
    {
      std::lock_guard const lock{m_queue_mutex};
      while (!m_queue.empty() && batch.size() < most_together) {
        batch.push_back(std::move(m_queue.front()));
        m_queue.pop_front();
      }
      if (batch.empty()) {
        m_draining = false;
        return;
      }
    }
    take_together(batch);
  }
}

std::vector<PushOutcome> Room::prepare_all(std::vector<Pending> const& batch, std::vector<Written>& written) {
  std::vector<PushOutcome> outcomes;
  for (auto const& pending : batch) {
    auto ready = m_live.prepare(pending.push, pending.writer.id, m_world.now());
    if (!ready && ready.error().why == NotTaken::Why::too_old && bring_back_older())
      ready = m_live.prepare(pending.push, pending.writer.id, m_world.now());
    if (!ready) {
      outcomes.emplace_back(tl::unexpected{ready.error()});
      continue;
    }
    for (auto const& change : *ready) m_live.take(change);
    outcomes.emplace_back(Taken{m_live.seq(), m_live.version_of(pending.push.text), ready->size()});
    written.insert(written.end(), std::make_move_iterator(ready->begin()), std::make_move_iterator(ready->end()));
  }
  return outcomes;
}

/// For someone who was offline for long: the changes since are read again, so that theirs are brought over them.
bool Room::bring_back_older() {
  auto const first = m_live.seq() - static_cast<std::int64_t>(m_live.at_hand());
  auto const from = std::max<std::int64_t>(0, m_live.seq() - static_cast<std::int64_t>(farthest_rebase));
  if (first <= from) return false;
  m_live.remember(m_database.read([&](db::Session& session) { return DocumentStore{session}.changes(m_document.id, from, first); }));
  return true;
}

/// What is prepared is told to nobody before it is committed.
std::vector<PushOutcome> Room::commit_together(std::vector<Pending> const& batch) {
  for (int tries = 0;; ++tries) {
    try {
      std::vector<Written> written;
      auto outcomes = prepare_all(batch, written);
      if (!written.empty())
        m_database.write([&](db::Session& session) {
          DocumentStore{session}.add(m_document.id, written);
          db::ring(session, bell_name, m_node + " " + m_document.id.text());
        });
      return outcomes;
    } catch (db::ConstraintViolation const&) {
      if (tries == most_tries) throw;
      wait_a_moment(tries);
      read_again();  // another node was faster: over its changes, then
    }
  }
}

void Room::take_together(std::vector<Pending>& batch) {
  std::vector<PushOutcome> outcomes;
  {
    std::lock_guard const lock{m_mutex};
    for (auto const& pending : batch)
      if (pending.writer.id) m_names[pending.writer.id->text()] = pending.writer.name;
    try {
      outcomes = commit_together(batch);
    } catch (std::exception const& failure) {
      base::log::error(std::string{"a live document could not be written: "} + failure.what());
      read_again();
      outcomes.assign(batch.size(), tl::unexpected{NotTaken{NotTaken::Why::broken, 0, {}}});
    }
    tell_news();
  }
  for (std::size_t at = 0; at < batch.size(); ++at) batch[at].done(std::move(outcomes[at]));
}

/// What was prepared never was; what others wrote meanwhile is.
void Room::read_again() {
  auto live = m_database.read([&](db::Session& session) { return DocumentStore{session}.load(m_document.id); });
  if (live) m_live = std::move(*live);
}

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
  if (Clock::now() - m_told_at >= quick_pace) tell_now();
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
  if (Clock::now() - m_told_at >= quick_pace) tell_now();
  m_waits = m_told != m_live.seq() || !m_moved.empty();
  return m_waits;
}

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
  m_moved.insert(presence.client);
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

void Room::pack() {
  std::lock_guard const lock{m_mutex};
  if (m_live.seq() - m_packed < worth_packing) return;
  m_packed = m_live.seq();
  m_database.write([&](db::Session& session) { DocumentStore{session}.pack(m_document.id, m_live); });
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
  std::lock_guard const lock{m_mutex};
  auto const message = message_of(m_told, event);
  std::erase_if(m_listeners, [&](auto const& listener) { return !listener->hear(message); });
}

void Room::look(std::function<void(LiveDocument const&)> const& work) {
  std::lock_guard const lock{m_mutex};
  work(m_live);
}

void Room::catch_up() {
  std::lock_guard const lock{m_mutex};
  auto const fresh = m_database.read(
      [&](db::Session& session) { return DocumentStore{session}.changes(m_document.id, m_live.seq(), std::numeric_limits<std::int64_t>::max()); });
  for (auto const& change : fresh) m_live.take(change);
  tell_news();
}

std::size_t Room::weight() {
  std::lock_guard const lock{m_mutex};
  return m_live.weight();
}

bool Room::is_listened_to() {
  std::lock_guard const lock{m_mutex};
  return !m_listeners.empty();
}

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
  else room->see_elsewhere(rest);
}

std::vector<std::shared_ptr<Room>> OpenRooms::all() {
  std::lock_guard const lock{m_mutex};
  std::vector<std::shared_ptr<Room>> rooms;
  for (auto const& [id, place] : m_rooms) rooms.push_back(place.room);
  return rooms;
}

}  // namespace writing
