// Asking a handler, and waiting for what it says at once or later. Included by connection.cpp only.
#include <sys/socket.h>

#include <memory>
#include <optional>
#include <utility>

namespace http {
namespace {

/// Some close their side as soon as they have asked, and still read the answer: those who wait less than this are not doubted.
constexpr auto may_have_left_after = 1s;

template <class Handler>
struct WaitingFor final : Waiting {
  explicit WaitingFor(Handler waiter) : handler{std::move(waiter)} {}
  void complete(Answer answer) override {
    if (!handler) return;
    auto taken = std::move(*handler);
    handler.reset();
    std::move(taken)(std::move(answer));
  }
  std::optional<Handler> handler;
};

Answer prepared(Response response, Wish const& wish) {
  try {
    if (!response.later) return prepare(std::move(response), wish);
    base::log::error("an answer that came later puts it off again");
  } catch (std::exception const& failure) {
    base::log::error(std::string{"an answer that came later: "} + failure.what());
  }
  return prepare_plain(500);
}

/// From any thread, and perhaps after the connection or the whole server is gone.
void complete(Door& door, std::weak_ptr<Waiting> const& waiting, Answer answer) {
  door.post([waiting, shared = std::make_shared<Answer>(std::move(answer))] {
    if (auto const found = waiting.lock()) found->complete(std::move(*shared));
  });
}

/// Whether whoever asked at `since` is worth a page: they may have left while they waited, and a crowd that left would keep
/// everyone else waiting for pages nobody reads. What changes something is done all the same.
bool still_wanted(Errand const& errand, int socket, Clock::time_point since) {
  if (errand.request.method != Method::get || Clock::now() - since < may_have_left_after) return true;
  char next = 0;
  return ::recv(socket, &next, 1, MSG_PEEK | MSG_DONTWAIT) != 0;
}

}  // namespace

/// The handler runs on a worker thread; this connection waits, the loop does not.
Task<Answer> Connection::ask_worker(Errand& errand) {
  Site& site = m_loop.site;
  m_deadline = Clock::time_point::max();
  auto begin = [this, &site, &errand](auto handler) {
    auto const waiting = std::make_shared<WaitingFor<decltype(handler)>>(std::move(handler));
    m_loop.waiting[this] = waiting;
    auto const work = [this, &site, &errand, door = m_loop.door, weak = std::weak_ptr<Waiting>{waiting}, socket = m_socket.native_handle(),
                       since = Clock::now()] {
      bool const unread = site.abandoned || !still_wanted(errand, socket, since);
      Answer answer = unread ? prepare_plain(503) : site.answer(errand, m_share_key);
      if (!answer.later) return complete(*door, weak, std::move(answer));
      auto const later = answer.later;
      auto const wish = errand.wish;
      door->post([this, weak, later] { begin_waiting(weak, later); });  // from here on it may be given up, and the errand gone
      later->start([door, weak, wish](Response response) {
        if (!weak.expired()) complete(*door, weak, prepared(std::move(response), wish));
      });
    };
    auto const sent_back = [&site, &errand, door = m_loop.door, weak = std::weak_ptr<Waiting>{waiting}] {
      complete(*door, weak, site.too_busy(errand));
    };
    bool const taken = site.workers.offer({work, [&site, route = errand.route] { return site.costs.of(route); }, sent_back});
    if (!taken) complete(*m_loop.door, waiting, site.too_busy(errand));
  };
  net::use_awaitable_t<Executor> const token;
  Answer answer = co_await net::async_initiate<net::use_awaitable_t<Executor> const, void(Answer)>(begin, token);
  m_loop.waiting.erase(this);
  m_patient = nullptr;
  co_return answer;
}

/// The handler has ended without an answer: somebody will send it, or the time will be over.
void Connection::begin_waiting(std::weak_ptr<Waiting> const& waiting, std::shared_ptr<Later> const& later) {
  if (waiting.expired()) return;
  m_patient = later;
  within(later->longest);
  if (m_loop.site.stopping) give_up_waiting();
}

/// The time is over or the server stops: whoever waits may ask again, here or elsewhere.
bool Connection::give_up_waiting() {
  if (!m_patient) return false;
  auto const later = std::exchange(m_patient, nullptr);
  complete(*m_loop.door, m_loop.waiting[this], prepared(std::move(later->at_last), {}));
  return true;
}

}  // namespace http
