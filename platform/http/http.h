#pragma once
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// HTTP as the handlers see it. Boost.Beast stays inside server.cpp.
namespace http {

enum class Method { get, head, post, put, patch, delete_, options };
std::string_view name(Method method);

/// Names and values in the order they came; a name may come twice.
class Fields {
 public:
  void add(std::string name, std::string value) { m_fields.emplace_back(std::move(name), std::move(value)); }
  /// The first value, "" when absent.
  std::string_view operator[](std::string_view name) const;
  bool has(std::string_view name) const;
  std::vector<std::string_view> all(std::string_view name) const;
  std::vector<std::pair<std::string, std::string>> const& fields() const { return m_fields; }

 private:
  std::vector<std::pair<std::string, std::string>> m_fields;
};

/// A file sent with a form, spooled on disk while the request lives.
struct Upload {
  std::string field;
  std::string file_name;     ///< as the browser said it: hostile until cleaned
  std::string content_type;  ///< as the browser said it: to be checked against the bytes
  std::string path;
  std::uint64_t size = 0;
};

struct Request {
  Method method = Method::get;
  std::string path;    ///< decoded, without query; always starts with /
  std::string target;  ///< as sent
  Fields query;
  Fields headers;  ///< names in lower case
  Fields cookies;
  Fields form;  ///< of application/x-www-form-urlencoded and multipart/form-data bodies; clean UTF-8, LF line ends
  std::vector<Upload> uploads;
  std::string body;          ///< raw, for other content types within Limits::memory_body
  Fields captures;           ///< {name} parts of the route's pattern, decoded
  std::string address;       ///< of the client; behind a trusted proxy, the last X-Forwarded-For
  bool secure = false;       ///< reached us over https (trusted proxy says so)
  std::uint64_t number = 0;  ///< shown on a 500 page, found again in the log
};

struct Response;
struct Later;
struct ChannelOpening;
/// Where an answer that comes later is sent: once, from any thread. Nobody may be waiting any more: then it is dropped.
using Reply = std::function<void(Response)>;

struct Response {
  int status = 200;
  std::string content_type = "text/html; charset=utf-8";
  std::string body;
  std::shared_ptr<std::string const> shared_body;  ///< instead of body, when many answers share it
  std::string file;                                ///< instead of body: a file to send, with Range and ETag
  std::vector<std::pair<std::string, std::string>> headers;
  /// An anonymous GET may be answered with these bytes again for this long without asking the handler, as long as
  /// ServerOptions::mark answers the same. 0: never.
  std::chrono::seconds share_for{0};
  std::shared_ptr<Later> later;             ///< instead of all the above: the answer comes later, no worker is kept meanwhile
  std::shared_ptr<ChannelOpening> channel;  ///< instead of all the above: the connection becomes a WebSocket

  Response& header(std::string name, std::string value) {
    headers.emplace_back(std::move(name), std::move(value));
    return *this;
  }
};

Response text(int status, std::string body);
Response json(int status, std::string body);
/// 303 to a path of this site; anything that is not such a path goes to "/".
Response see_other(std::string_view path);
Response permanent(std::string_view path);

/// An answer for which the client waits.
struct Later {
  /// Called once, on the handler's thread, after it; keeps the reply until there is something to say.
  std::function<void(Reply)> start;
  std::chrono::seconds longest{60};
  Response at_last = {};  ///< what is answered when the time is over, or the server stops
};
Response later(Later wait);
/// The same for what is answered soon: 503 when it is not.
Response later(std::function<void(Reply)> start);

/// A WebSocket with a page of ours. Both calls may come from any thread and never wait.
class Channel {
 public:
  virtual ~Channel() = default;
  /// The same text may be sent to many. False when the other side has left, or reads too slowly and was cut.
  virtual bool send(std::shared_ptr<std::string const> text) = 0;
  /// 1001 going away, 1008 not allowed any more, 4000 to 4999 what our own pages understand.
  virtual void close(int code) = 0;
};
/// What a handler does with a channel. Both run on a worker, one call at a time and in order.
struct ChannelEvents {
  std::function<void(std::string)> heard;  ///< one whole message, clean UTF-8 of at most Limits::message_bytes
  std::function<void()> closed;            ///< once
};
struct ChannelOpening {
  std::function<ChannelEvents(std::shared_ptr<Channel>)> open;  ///< on a worker, once the other side is connected
};
/// Answers a GET that asks for a WebSocket from a page of this site; 426 when it does not ask for one, 403 from elsewhere.
Response channel(std::function<ChannelEvents(std::shared_ptr<Channel>)> open);

struct CookieOptions {
  std::chrono::seconds max_age{0};  ///< 0: until the browser closes; below 0: forget it now
  bool http_only = true;
  bool secure = false;
  std::string same_site = "Lax";
};
void set_cookie(Response& response, std::string_view name, std::string_view value, CookieOptions const& options = {});

using Handler = std::function<Response(Request const&)>;

/// A route says who may use it and what for: `./dev routes` prints the table, a route without a right cannot be added.
struct Route {
  Method method = Method::get;
  std::string pattern;  ///< "/p/{programme}/experiences/{slug}"; {rest*} at the end takes what remains
  std::string right;    ///< who may: a word of accounts::Right
  std::string about;    ///< one sentence, English
  Handler handler;
  std::uint64_t body_limit = 1u << 20;
};

/// Finds the route of a request. Fixed parts win over {captures}. HEAD uses GET's route.
/// A part may also be partly fixed ("{slug}.pdf"); the more fixed characters, the sooner it is tried.
class Router {
 public:
  Router();
  ~Router();
  /// Throws std::logic_error for an empty right, a bad pattern, or a second route of the same method and shape.
  void add(Route route);
  std::vector<Route> const& routes() const;
  /// Fills request.captures. Nothing: 404; `allowed` then lists the methods the path does have (405 when not empty).
  Route const* find(Request& request, std::vector<Method>& allowed) const;
  /// The whole way of a request without a network: used by the server and by page tests.
  /// 404, 405 and exceptions go through `on_error` so that error pages have the house's look.
  Response answer(Request& request) const;
  /// The page of an error, through `on_error`; plain words when there is none or when it fails too.
  Response refuse(Request const& request, int status) const;
  std::function<Response(Request const&, int status)> on_error;

 private:
  struct Tree;
  std::unique_ptr<Tree> m_tree;
};

struct Limits {
  std::chrono::seconds header_time{10}, idle_time{60}, body_chunk_time{20}, write_time{30}, drain_time{20};
  std::size_t header_bytes = 16 * 1024;
  std::uint64_t body_bytes = 64u << 20;    ///< a route's own body_limit also holds
  std::uint64_t memory_body = 256 * 1024;  ///< above, the body is spooled to disk
  std::size_t connections = 12'000;        ///< a page that listens keeps one
  std::size_t message_bytes = 1u << 20;    ///< of a channel, both ways
  std::size_t unread_bytes = 4u << 20;     ///< sent to a channel and not read yet; beyond, it is cut
  std::chrono::seconds channel_idle{60};   ///< without a word or an answer to a ping
  std::size_t form_fields = 2000;
  std::size_t waiting_requests = 512;  ///< beyond, 503 with Retry-After
};

struct ServerOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;
  int io_threads = 1;
  int workers = 2;
  std::string spool_folder;
  std::string assets_folder;  ///< served under /assets/ with a year of caching (names carry their hash)
  std::vector<std::string> trusted_proxies;
  /// A number that moves whenever what pages are made from changes; called from several threads. Nothing: pages only age.
  std::function<std::uint64_t()> mark;
  bool mark_is_quick = false;  ///< microseconds and never waits: a loop may ask it
  Limits limits;
};

/// Serves `router` until stop() or SIGTERM/SIGINT: requests under way are finished, idle connections closed.
class Server {
 public:
  /// Throws std::system_error when the port is taken.
  Server(ServerOptions options, Router const& router);
  ~Server();
  void run();
  void stop();
  std::uint16_t port() const;  ///< the one really bound, when 0 was asked

 private:
  struct Engine;
  std::unique_ptr<Engine> m_engine;
};

}  // namespace http
