// WebSockets. Included by connection.cpp only, so that Boost.Beast stays in one translation unit.
#include <atomic>
#include <boost/beast/websocket.hpp>
#include <deque>

namespace http {
namespace {

namespace ws = boost::beast::websocket;

constexpr int going_away = 1001, text_only = 1003, too_busy = 1013;
constexpr auto closing_time = 2s;

}  // namespace

/// A WebSocket on its loop; `send` and `close` come from anywhere.
class LiveChannel final : public Channel, public std::enable_shared_from_this<LiveChannel> {
 public:
  using Stream = ws::stream<Socket, false>;  // no compression: twice the memory

  LiveChannel(std::shared_ptr<Door> door, Socket socket, Limits const& limits)
      : stream{std::in_place, std::move(socket)}, m_door{std::move(door)}, m_most_unread{limits.unread_bytes} {
    stream->set_option(ws::stream_base::timeout{limits.header_time, limits.channel_idle, true});
    stream->read_message_max(limits.message_bytes);
    stream->auto_fragment(false);
  }

  bool send(std::shared_ptr<std::string const> text) override {
    if (m_over) return false;
    if ((m_unread += text->size()) > m_most_unread) {
      m_over = true;
      m_door->post([self = shared_from_this()] { self->cut(); });
      return false;
    }
    m_door->post([self = shared_from_this(), text = std::move(text)]() mutable { self->enqueue(std::move(text)); });
    return true;
  }
  void close(int code) override {
    m_door->post([self = shared_from_this(), code] { self->say_goodbye(code); });
  }

  /// On the loop.
  void say_goodbye(int code) {
    if (std::exchange(m_closing, true) || !stream || !stream->is_open()) return;
    m_over = true;
    stream->async_close(static_cast<ws::close_code>(code), [self = shared_from_this()](beast::error_code) {});
  }
  void cut() {
    m_over = true;
    if (!stream) return;
    beast::error_code ignored;
    stream->next_layer().close(ignored);
  }
  void end() { m_over = true; }
  /// The conversation or the loop is over; others may hold this channel longer than the loop lives.
  void let_go() {
    m_over = true;
    stream.reset();
  }

  std::optional<Stream> stream;

 private:
  void enqueue(std::shared_ptr<std::string const> text) {
    if (!stream) return;
    m_queue.push_back(std::move(text));
    if (m_queue.size() == 1) write();
  }
  void write() {
    stream->async_write(net::buffer(*m_queue.front()), [self = shared_from_this()](beast::error_code error, std::size_t) { self->written(error); });
  }
  void written(beast::error_code error) {
    m_unread -= m_queue.front()->size();
    m_queue.pop_front();
    if (error || !stream) return end();
    if (!m_queue.empty()) write();
  }

  std::shared_ptr<Door> m_door;
  std::deque<std::shared_ptr<std::string const>> m_queue;
  std::atomic<std::size_t> m_unread{0};
  std::size_t const m_most_unread;
  std::atomic<bool> m_over{false};
  bool m_closing = false;
};

namespace {

bool comes_from_our_page(wire::request_header<> const& head) {
  auto const origin = head[wire::field::origin];
  auto const scheme = origin.find("://");
  return scheme != beast::string_view::npos && beast::iequals(origin.substr(scheme + 3), head[wire::field::host]);
}

}  // namespace

/// Work on a worker thread while this connection waits. False when there is no room for it.
Task<bool> Connection::on_worker(std::function<void()> work) {
  auto begin = [this, &work](auto handler) {
    auto const done = std::make_shared<decltype(handler)>(std::move(handler));
    auto const finish = [done, door = m_loop.door](bool worked) { door->post([done, worked] { std::move (*done)(worked); }); };
    bool const taken = m_loop.site.workers.offer(
        [work = std::move(work), finish] {
          try {
            work();
          } catch (std::exception const& failure) {
            base::log::error(std::string{"a channel: "} + failure.what());
          }
          finish(true);
        },
        {});
    if (!taken) finish(false);
  };
  net::use_awaitable_t<Executor> const token;
  co_return co_await net::async_initiate<net::use_awaitable_t<Executor> const, void(bool)>(begin, token);
}

/// 0, or why this request cannot become a channel.
int Connection::channel_refusal() const {
  auto const& head = m_parser->get();
  if (!ws::is_upgrade(head)) return 426;
  if (!comes_from_our_page(head)) return 403;
  return m_buffer.size() > 0 ? 400 : 0;  // nothing may be said before the upgrade is answered
}

/// The connection from now on: messages go to the handler one at a time, what it sends goes out beside.
Task<void> Connection::talk(std::shared_ptr<ChannelOpening> opening) {
  auto const channel = std::make_shared<LiveChannel>(m_loop.door, std::move(m_socket), limits());
  m_channel = channel;
  m_deadline = Clock::time_point::max();
  {
    auto const request = m_parser->release();
    auto const [error] = co_await channel->stream->async_accept(request, as_tuple);
    if (error) {
      channel->let_go();
      co_return;
    }
  }
  m_parser.reset();
  m_buffer = beast::flat_buffer{limits().message_bytes + spare_buffer};
  ChannelEvents events;
  bool const opened = co_await on_worker([&] { events = opening->open(channel); });
  opening.reset();
  if (!opened) channel->say_goodbye(too_busy);
  if (m_loop.site.stopping) channel->say_goodbye(going_away);
  for (;;) {
    auto const [error, count] = co_await channel->stream->async_read(m_buffer, as_tuple);
    if (error) break;
    if (!channel->stream->got_text() || !opened) {
      channel->say_goodbye(text_only);
      m_buffer.clear();
      continue;
    }
    std::string text(count, '\0');
    net::buffer_copy(net::buffer(text), m_buffer.data());
    m_buffer.clear();
    if (m_buffer.capacity() > spare_buffer) m_buffer.shrink_to_fit();
    bool const heard = co_await on_worker([&events, &text] { events.heard(std::move(text)); });
    if (!heard) channel->say_goodbye(too_busy);
  }
  channel->let_go();
  if (!opened || !events.closed) co_return;
  bool const told = co_await on_worker([&events] { events.closed(); });
  if (!told) events.closed();
}

}  // namespace http
