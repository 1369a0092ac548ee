#pragma once
#include <memory>

#include "platform/http/site.h"

namespace http {

/// One thread's connections. Everything of a connection happens on that thread, handlers excepted.
class Loop {
 public:
  explicit Loop(Site& site);
  ~Loop();
  /// Serves until stop().
  void run();
  /// From any thread: takes an accepted, non-blocking socket, already counted in site.connections.
  void adopt(int socket, bool is_ipv6);
  /// From any thread: ends the connections that wait for a request.
  void close_idle();
  /// From any thread: ends run() at once, whatever is under way.
  void stop();

  struct Engine;

 private:
  std::unique_ptr<Engine> m_engine;
};

}  // namespace http
