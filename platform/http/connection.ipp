// A connection and its loop, as connection.cpp and connection_writing.ipp define them. Included by connection.cpp only,
// so that Boost.Beast stays in one translation unit.
#include <array>
#include <boost/asio.hpp>
#include <boost/asio/experimental/as_tuple.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <unordered_set>

#include "platform/http/errand.h"
#include "platform/http/intake.h"
#include "platform/http/loop.h"

// These files make one translation unit: what is local to it may be used in all of them.
#pragma GCC diagnostic ignored "-Wsubobject-linkage"

namespace http {
namespace {

namespace net = boost::asio;
namespace beast = boost::beast;
namespace wire = boost::beast::http;
using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;
using Executor = net::io_context::executor_type;
using Socket = net::basic_stream_socket<net::ip::tcp, Executor>;
template <class T>
using Task = net::awaitable<T, Executor>;
constexpr net::experimental::as_tuple_t<net::use_awaitable_t<Executor>> as_tuple{net::use_awaitable_t<Executor>{}};

constexpr auto sweep_period = 250ms;  // deadlines are seconds: one timer for all connections, none per operation
constexpr std::size_t read_bytes = 4096;
constexpr std::size_t body_chunk_bytes = 16 * 1024;
constexpr std::size_t spare_buffer = 16 * 1024;  // beyond the header: bounds chunk extensions too
constexpr auto slow_body_grace = 60s;
constexpr std::uint64_t slowest_body = 128;  // bytes per second on the whole, after the grace
constexpr PageCache::Mark lasting = 0;       // an asset's name changes with its bytes
constexpr auto linger_time = 1s;
constexpr std::size_t linger_bytes = 4u << 20;

}  // namespace

class Connection;
class LiveChannel;

/// The way into a loop from other threads, which may outlive it.
class Door {
 public:
  explicit Door(net::io_context& context) : m_context{&context} {}
  template <class Work>
  void post(Work work) {
    std::lock_guard const lock{m_mutex};
    if (m_context) net::post(*m_context, std::move(work));
  }
  void close() {
    std::lock_guard const lock{m_mutex};
    m_context = nullptr;
  }

 private:
  std::mutex m_mutex;
  net::io_context* m_context;
};

/// A connection whose answer is not there yet.
struct Waiting {
  virtual ~Waiting() = default;
  /// On the loop's thread; what comes after the first time is dropped.
  virtual void complete(Answer answer) = 0;
};

struct Loop::Engine {
  explicit Engine(Site& shared) : site{shared} {}
  ~Engine();

  Site& site;
  std::unordered_set<Connection*> connections;  // before the context: its end destroys what is left of them
  net::io_context context{1};
  net::steady_timer sweep{context};
  std::shared_ptr<Door> const door = std::make_shared<Door>(context);
  std::unordered_map<Connection*, std::shared_ptr<Waiting>> waiting;  ///< whose answer is being made; after the context
  std::string date_line;

  void sweep_once();
};

class Connection {
 public:
  Connection(Loop::Engine& loop, Socket socket) : m_loop{loop}, m_socket{std::move(socket)} {
    m_loop.connections.insert(this);
    learn_peer();
  }
  Connection(Connection const&) = delete;
  ~Connection() {
    m_loop.connections.erase(this);
    --m_loop.site.connections;
  }

  static Task<void> serve(std::unique_ptr<Connection> connection);
  void end_if_idle();
  void let_go();
  void cut_if_late(Clock::time_point now) {
    if (now < m_deadline) return;
    m_late = true;
    cut();
  }

 private:
  using Parser = wire::request_parser<wire::empty_body>;

  void cut();
  void within(std::chrono::seconds time) {
    m_deadline = Clock::now() + time;
    m_late = false;
  }
  Limits const& limits() const { return m_loop.site.options.limits; }

  void learn_peer();
  Task<bool> read_request_head();
  Task<bool> read_more();
  int head_refusal(beast::error_code error) const;
  void look_at_head();
  std::shared_ptr<SharedPage const> page_at_hand();
  Task<bool> answer_request();
  Task<bool> answer_asked(Request request);
  Task<int> read_body(Errand& errand, std::uint64_t most);
  Task<int> receive(wire::request_parser<wire::buffer_body>& parser, ReceivedBody& body);
  Task<Answer> ask_worker(Errand& errand);
  void begin_waiting(std::weak_ptr<Waiting> const& waiting, std::shared_ptr<Later> const& later);
  bool give_up_waiting();
  Task<bool> open_channel(Answer const& answer);
  int channel_refusal() const;
  Task<void> talk(std::shared_ptr<ChannelOpening> opening);
  Task<bool> on_worker(std::function<void()> work);
  Task<bool> deliver(Answer const& answer);
  Task<bool> send(Answer const& answer);
  Task<bool> send_page(SharedPage const& page);
  Task<bool> send_file(FileSlice const& file);
  Task<bool> refuse(int status);
  void open_answer(std::string_view status);
  Task<bool> write(std::string_view head, std::string_view body = {});
  Task<void> linger();

  Loop::Engine& m_loop;
  Socket m_socket;
  Peer m_peer;
  beast::flat_buffer m_buffer{limits().header_bytes + spare_buffer};
  std::optional<Parser> m_parser;
  Clock::time_point m_deadline = Clock::time_point::max();
  bool m_idle = false;               ///< waiting for the first byte of a request
  std::shared_ptr<Later> m_patient;  ///< the handler has ended, its answer comes later
  bool m_late = false;               ///< the operation under way was cut by its deadline
  bool m_first = true;
  bool m_keep = false;  ///< the connection outlives the answer under way
  bool m_head_only = false;
  bool m_old = false;  ///< HTTP/1.0
  SharedAsk m_ask;     ///< views into m_parser
  std::string m_share_key;
  std::shared_ptr<ChannelOpening> m_opening_channel;
  std::weak_ptr<LiveChannel> m_channel;
  std::string m_opening;  ///< first lines of the answer under way
};

}  // namespace http
