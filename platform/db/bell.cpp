#include "platform/db/bell.h"

#include <libpq-fe.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <chrono>
#include <exception>
#include <thread>

#include "platform/base/log.h"

namespace db {
namespace {

constexpr auto pause_when_lost = std::chrono::seconds{1};

using Connection = std::unique_ptr<PGconn, decltype(&PQfinish)>;

}  // namespace

void ring(Session& session, std::string_view bell, std::string_view text) {
  if (session.engine() == Engine::sqlite) return;
  std::string nothing;
  session.query("SELECT pg_notify(?, ?)::text", bell, text).next(nothing);
}

struct BellListener::Ear {
  Ear(std::string address, std::string name, Hearing given)
      : url{std::move(address)}, bell{std::move(name)}, hearing{std::move(given)}, wake{::eventfd(0, EFD_CLOEXEC)}, thread{[this] { listen(); }} {}
  ~Ear() {
    ending = true;
    std::uint64_t const one = 1;
    [[maybe_unused]] auto const woken = ::write(wake, &one, sizeof one);
    thread.join();
    ::close(wake);
  }

  void listen() {
    for (bool first = true; !ending; first = false) {
      Connection connection{PQconnectdb(url.c_str()), PQfinish};
      if (subscribe(*connection)) {
        if (!first) guarded([&] { hearing.missed(); });
        hear(*connection);
      }
      if (!ending) wait(-1, pause_when_lost);
    }
  }
  bool subscribe(PGconn& connection) const {
    if (PQstatus(&connection) != CONNECTION_OK) return false;
    std::unique_ptr<PGresult, decltype(&PQclear)> const done{PQexec(&connection, ("LISTEN " + bell).c_str()), PQclear};
    return PQresultStatus(done.get()) == PGRES_COMMAND_OK;
  }
  /// Until the connection is lost or this ends.
  void hear(PGconn& connection) {
    while (!ending) {
      wait(PQsocket(&connection), std::chrono::seconds{30});
      if (PQconsumeInput(&connection) != 1 || PQstatus(&connection) != CONNECTION_OK) return;
      for (auto* rang = PQnotifies(&connection); rang; rang = PQnotifies(&connection)) {
        std::string const text{rang->extra};
        PQfreemem(rang);
        guarded([&] { hearing.heard(text); });
      }
    }
  }
  void wait(int socket, std::chrono::milliseconds longest) const {
    std::array<pollfd, 2> waited{{{wake, POLLIN, 0}, {socket, POLLIN, 0}}};
    ::poll(waited.data(), waited.size(), static_cast<int>(longest.count()));
  }
  template <class Work>
  static void guarded(Work work) {
    try {
      work();
    } catch (std::exception const& failure) {
      base::log::error(std::string{"what another program told: "} + failure.what());
    }
  }

  std::string const url, bell;
  Hearing const hearing;
  int const wake;
  std::atomic<bool> ending{false};
  std::thread thread;
};

BellListener::BellListener(std::string url, std::string bell, Hearing hearing) {
  if (url.starts_with("postgres")) m_ear = std::make_unique<Ear>(std::move(url), std::move(bell), std::move(hearing));
}
BellListener::~BellListener() = default;

}  // namespace db
