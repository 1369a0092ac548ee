#include "platform/jobs/jobs.h"

#include <thread>

#include "platform/base/log.h"
#include "platform/base/text.h"

namespace jobs {
namespace {

constexpr int most_attempts = 8;
/// A worker that dies leaves its job to another after this long.
constexpr std::chrono::minutes lease_time{5};

struct Claimed {
  std::string id, kind, payload;
  int attempts = 0;
};

bool anything_due(db::Session& session, base::World const& world) {
  int one = 0;
  return session.query("SELECT 1 FROM jobs_job WHERE state = 'waiting' AND due <= ? LIMIT 1", base::to_milliseconds(world.now())).next(one);
}

/// Takes the first job due; none when another worker was quicker. A job that was begun too often, each time by a worker
/// that died of it, is set aside rather than given to the next.
std::optional<Claimed> claim(db::Session& session, base::World const& world) {
  bool const postgresql = session.engine() == db::Engine::postgresql;
  auto const now = base::to_milliseconds(world.now());
  auto const leased = base::to_milliseconds(world.now() + lease_time);
  std::string const pick = "(SELECT id FROM jobs_job WHERE state = 'waiting' AND due <= ? ORDER BY due, id LIMIT 1" +
      std::string{postgresql ? " FOR UPDATE SKIP LOCKED" : ""} + ")";
  session.execute("UPDATE jobs_job SET state = 'failed' WHERE state = 'waiting' AND due <= ? AND attempts >= ?", now, most_attempts);
  auto rows = session.query("UPDATE jobs_job SET attempts = attempts + 1, due = ? WHERE id = " + pick + " RETURNING id, kind, payload, attempts",
                            leased, now);
  Claimed job;
  if (!rows.next(job.id, job.kind, job.payload, job.attempts)) return std::nullopt;
  return job;
}

constexpr std::size_t longest_trouble = 300;

/// Clean text whatever a library put in its words.
std::string trouble_of(std::exception const& broken) {
  std::string const words = broken.what();
  return base::is_clean_utf8(words) ? words : base::from_windows_1252(words);
}

std::chrono::milliseconds wait_after(int attempts) { return std::chrono::minutes{1LL << (2 * (attempts - 1))}; }

}  // namespace

void enqueue(db::Session& session, base::World const& world, std::string_view kind, std::string_view payload) {
  session.execute("INSERT INTO jobs_job (id, kind, payload, due, attempts, state) VALUES (?, ?, ?, ?, 0, 'waiting')", world.new_uuid(), kind, payload,
                  base::to_milliseconds(world.now()));
}

void Queue::listen(std::string kind, Work work) { m_listeners.emplace(std::move(kind), std::move(work)); }

void Queue::every(std::string name, std::chrono::milliseconds period, std::function<void()> work) {
  m_rounds.push_back({std::move(name), period, std::move(work), {}});
}

bool Queue::take(Round const& round) {
  auto const now = base::to_milliseconds(m_world.now());
  std::int64_t due = 0;
  // Looking costs a read: most looks find that it is too early.
  bool const known =
      m_database.read([&](db::Session& session) { return session.query("SELECT due FROM jobs_round WHERE name = ?", round.name).next(due); });
  if (known && due > now) return false;
  return m_database.write([&](db::Session& session) {
    if (!known) session.execute("INSERT INTO jobs_round (name, due) VALUES (?, 0) ON CONFLICT (name) DO NOTHING", round.name);
    return session.execute("UPDATE jobs_round SET due = ? WHERE name = ? AND due <= ?", now + round.period.count(), round.name, now) == 1;
  });
}

void Queue::run_rounds() {
  constexpr std::chrono::minutes between_looks{1};
  std::unique_lock const looking{m_looking, std::try_to_lock};
  if (!looking) return;
  for (auto& round : m_rounds) {
    if (m_world.now() < round.look_again) continue;
    round.look_again = m_world.now() + between_looks;
    try {
      if (take(round)) round.work();
    } catch (std::exception const& broken) {
      base::log::error("round " + round.name + " failed: " + broken.what());
    }
  }
}

int Queue::run_due() {
  run_rounds();
  int done = 0;
  // Looking costs a read: a write each second would tell every cache that something changed.
  while (m_database.read([&](db::Session& session) { return anything_due(session, m_world); })) {
    auto const job = m_database.write([&](db::Session& session) { return claim(session, m_world); });
    if (!job) break;
    try {
      auto const [first, last] = m_listeners.equal_range(job->kind);
      for (auto at = first; at != last; ++at) at->second(job->payload);
      m_database.write([&](db::Session& session) { session.execute("DELETE FROM jobs_job WHERE id = ?", job->id); });
      ++done;
    } catch (std::exception const& broken) {
      base::log::error("job " + job->id + " of kind " + job->kind + " failed: " + broken.what());
      m_database.write([&](db::Session& session) {
        session.execute("UPDATE jobs_job SET due = ?, state = ?, trouble = ? WHERE id = ?",
                        base::to_milliseconds(m_world.now() + wait_after(job->attempts)), job->attempts >= most_attempts ? "failed" : "waiting",
                        base::shortened(trouble_of(broken), longest_trouble), job->id);
      });
    }
  }
  return done;
}

void Queue::run_until(std::function<bool()> const& stopping) {
  while (!stopping()) {
    run_due();
    for (int tenths = 0; tenths < 10 && !stopping(); ++tenths) std::this_thread::sleep_for(std::chrono::milliseconds{100});
  }
}

}  // namespace jobs
