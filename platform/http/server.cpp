// Opens the port, hands the connections to the loops, and brings everything to an end in order.
#include <sys/resource.h>

#include <algorithm>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <csignal>
#include <memory>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include "platform/base/log.h"
#include "platform/http/loop.h"
#include "platform/http/site.h"

namespace http {
namespace {

namespace net = boost::asio;
using net::ip::tcp;
using namespace std::chrono_literals;

constexpr auto drain_check = 20ms;
constexpr auto pause_without_descriptors = 100ms;
constexpr rlim_t descriptors_beside = 500;  // the database, files being sent, pipes

/// Each connection is a descriptor, and systems begin with a thousand; the operator's own limit stays.
void allow_descriptors(std::size_t connections) {
  rlimit allowed{};
  if (::getrlimit(RLIMIT_NOFILE, &allowed) != 0) return;
  auto const wanted = std::min(allowed.rlim_max, static_cast<rlim_t>(connections) + descriptors_beside);
  if (allowed.rlim_cur >= wanted) return;
  allowed.rlim_cur = wanted;
  ::setrlimit(RLIMIT_NOFILE, &allowed);
}

}  // namespace

struct Server::Engine {
  Engine(ServerOptions options, Router const& router);
  ~Engine();

  void listen();
  void accept();
  void accepted(boost::system::error_code error, tcp::socket socket);
  void begin_stop();
  void wait_for_the_last(std::chrono::steady_clock::time_point until);
  void run();

  Site site;
  net::io_context context{1};
  tcp::acceptor acceptor{context};
  net::signal_set signals{context};
  net::steady_timer timer{context};
  std::vector<std::unique_ptr<Loop>> loops;
  std::vector<std::thread> threads;
  std::size_t next_loop = 0;
  bool stopping = false;
};

Server::Engine::Engine(ServerOptions options, Router const& router) : site{std::move(options), router} {
  allow_descriptors(site.options.limits.connections);
  std::signal(SIGPIPE, SIG_IGN);  // sendfile to a client that left raises it
  if (!site.options.spool_folder.empty()) prepare_spool_folder(site.options.spool_folder);
  listen();
  for (int count = 0; count < std::max(1, site.options.io_threads); ++count) loops.push_back(std::make_unique<Loop>(site));
}

/// Jobs under way hold on to connections of the loops: they end first.
Server::Engine::~Engine() {
  site.abandoned = true;
  site.workers.join();
  for (auto& loop : loops) loop->stop();
  for (auto& thread : threads) thread.join();
}

void Server::Engine::listen() {
  try {
    tcp::endpoint const endpoint{net::ip::make_address(site.options.address), site.options.port};
    acceptor.open(endpoint.protocol());
    acceptor.set_option(tcp::acceptor::reuse_address{true});
    acceptor.bind(endpoint);
    acceptor.listen(4096);
  } catch (boost::system::system_error const& failure) {
    throw std::system_error{failure.code(), "cannot listen on " + site.options.address + " port " + std::to_string(site.options.port)};
  }
}

void Server::Engine::accept() {
  acceptor.async_accept([this](boost::system::error_code error, tcp::socket socket) { accepted(error, std::move(socket)); });
}

void Server::Engine::accepted(boost::system::error_code error, tcp::socket socket) {
  if (stopping) return;
  if (error) {  // most often no descriptor is left: some will be given back
    timer.expires_after(pause_without_descriptors);
    timer.async_wait([this](boost::system::error_code cancelled) {
      if (!cancelled) accept();
    });
    return;
  }
  if (site.connections < site.options.limits.connections) {
    socket.native_non_blocking(true, error);
    bool const is_ipv6 = acceptor.local_endpoint(error).protocol() == tcp::v6();
    int const descriptor = socket.release(error);
    if (!error) {
      ++site.connections;  // here and not in the loop: a stop must not overlook one on its way there
      loops[next_loop++ % loops.size()]->adopt(descriptor, is_ipv6);
    }
  }
  accept();
}

void Server::Engine::begin_stop() {
  if (std::exchange(stopping, true)) return;
  site.stopping = true;
  boost::system::error_code ignored;
  acceptor.close(ignored);
  signals.cancel(ignored);
  for (auto& loop : loops) loop->close_idle();
  wait_for_the_last(std::chrono::steady_clock::now() + site.options.limits.drain_time);
}

void Server::Engine::wait_for_the_last(std::chrono::steady_clock::time_point until) {
  if (site.connections == 0) return context.stop();
  if (std::chrono::steady_clock::now() >= until) {
    base::log::warning("stopping: " + std::to_string(site.connections) + " connections did not end in time");
    site.abandoned = true;
    return context.stop();
  }
  timer.expires_after(drain_check);
  timer.async_wait([this, until](boost::system::error_code) { wait_for_the_last(until); });
}

void Server::Engine::run() {
  signals.add(SIGTERM);
  signals.add(SIGINT);
  signals.async_wait([this](boost::system::error_code error, int) {
    if (!error) begin_stop();
  });
  for (auto& loop : loops) threads.emplace_back([&loop] { loop->run(); });
  accept();
  context.run();
  for (auto& loop : loops) loop->stop();
  for (auto& thread : threads) thread.join();
  threads.clear();
}

Server::Server(ServerOptions options, Router const& router) : m_engine{std::make_unique<Engine>(std::move(options), router)} {}
Server::~Server() = default;

void Server::run() { m_engine->run(); }

void Server::stop() {
  boost::asio::post(m_engine->context, [engine = m_engine.get()] { engine->begin_stop(); });
}

std::uint16_t Server::port() const { return m_engine->acceptor.local_endpoint().port(); }

}  // namespace http
