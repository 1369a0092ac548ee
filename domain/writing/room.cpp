#include "domain/writing/room.h"

#include <algorithm>
#include <limits>
#include <random>
#include <thread>

#include "domain/writing/limits.h"
#include "platform/base/log.h"
#include "platform/db/bell.h"

namespace writing {
namespace {

constexpr std::size_t most_together = 64;
constexpr int most_tries = 30;  ///< when other nodes keep taking the next number: a second and a half
constexpr std::int64_t worth_packing = 512;

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

std::vector<PushOutcome> Room::prepare_all(std::vector<Pending> const& batch, Prepared& prepared, db::Session& session) {
  std::vector<PushOutcome> outcomes;
  for (auto const& pending : batch) {
    auto ready = m_live.prepare(pending.push, pending.writer.id, m_world.now());
    if (!ready && ready.error().why == NotTaken::Why::too_old && bring_back_older(session))
      ready = m_live.prepare(pending.push, pending.writer.id, m_world.now());
    if (!ready) {
      outcomes.emplace_back(tl::unexpected{ready.error()});
      continue;
    }
    for (auto& change : *ready) {
      prepared.undoing.push_back(change.changes.inverted(m_live.words_of(change.text)));
      m_live.take(change);
      prepared.written.push_back(std::move(change));
    }
    outcomes.emplace_back(Taken{m_live.seq(), m_live.version_of(pending.push.text), ready->size()});
  }
  return outcomes;
}

/// For someone who was offline for long: the changes since are read again, so that theirs are brought over them.
bool Room::bring_back_older(db::Session& session) {
  auto const first = m_live.seq() - static_cast<std::int64_t>(m_live.at_hand());
  auto const from = std::max<std::int64_t>(0, m_live.seq() - static_cast<std::int64_t>(farthest_rebase));
  if (first <= from) return false;
  m_live.remember(DocumentStore{session}.changes(m_document.id, from, first));
  return true;
}

/// What is prepared is told to nobody before it is committed. Programs that share the database write in turn, each over what the
/// others wrote; where they cannot (two of them on one SQLite file), who meets another tries again.
std::vector<PushOutcome> Room::commit_together(std::vector<Pending> const& batch) {
  std::vector<PushOutcome> outcomes;
  Prepared prepared;
  for (int tries = 0;; ++tries) {
    try {
      m_database.write([&](db::Session& session) {
        take_back(std::exchange(prepared, {}));  // the transaction may be tried several times
        DocumentStore store{session};
        store.take_turn(m_document.id);
        if (session.engine() == db::Engine::postgresql) read_news(session);
        outcomes = prepare_all(batch, prepared, session);
        if (prepared.written.empty()) return;
        store.add(m_document.id, prepared.written);
        db::ring(session, bell_name, m_node + " " + m_document.id.text());
      });
      return outcomes;
    } catch (db::ConstraintViolation const&) {
      take_back(std::exchange(prepared, {}));
      if (tries == most_tries) throw;
      wait_a_moment(tries);
      m_database.read([&](db::Session& session) { read_news(session); });
    } catch (...) {
      take_back(std::exchange(prepared, {}));
      throw;
    }
  }
}

/// What was prepared never was.
void Room::take_back(Prepared const& prepared) {
  for (auto undoing = prepared.undoing.rbegin(); undoing != prepared.undoing.rend(); ++undoing) m_live.take_back(*undoing);
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
      outcomes.assign(batch.size(), tl::unexpected{NotTaken{NotTaken::Why::broken, 0, {}}});
    }
    tell_news();
  }
  for (std::size_t at = 0; at < batch.size(); ++at) batch[at].done(std::move(outcomes[at]));
}

void Room::look(std::function<void(LiveDocument const&)> const& work) {
  std::lock_guard const lock{m_mutex};
  work(m_live);
}

void Room::catch_up() {
  std::lock_guard const lock{m_mutex};
  m_database.read([&](db::Session& session) { read_news(session); });
  tell_news();
}

/// What was committed elsewhere since; also what was committed here when the answer of the database was lost.
void Room::read_news(db::Session& session) {
  for (auto& change : DocumentStore{session}.changes(m_document.id, m_live.seq(), std::numeric_limits<std::int64_t>::max()))
    m_live.take(std::move(change));
}

std::size_t Room::weight() {
  std::lock_guard const lock{m_mutex};
  return m_live.weight();
}

bool Room::is_listened_to() {
  std::lock_guard const lock{m_mutex};
  return !m_listeners.empty();
}

void Room::pack() {
  std::lock_guard const lock{m_mutex};
  if (m_live.seq() - m_packed < worth_packing) return;
  m_packed = m_live.seq();
  m_database.write([&](db::Session& session) { DocumentStore{session}.pack(m_document.id, m_live); });
}

}  // namespace writing
