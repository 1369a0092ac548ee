#include "platform/http/attacker_test.h"

#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <stdexcept>
#include <utility>

namespace http::testing {

RunningServer::RunningServer(ServerOptions options, Router const& router)
    : m_server{std::move(options), router}, m_thread{[this] { m_server.run(); }} {}

RunningServer::~RunningServer() {
  stop();
  wait();
}

void RunningServer::wait() {
  if (m_thread.joinable()) m_thread.join();
}

RawClient::RawClient(std::uint16_t port) : m_socket{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)} {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(m_socket, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) throw std::runtime_error{"cannot connect"};
}

RawClient::RawClient(RawClient&& other) noexcept : m_socket{std::exchange(other.m_socket, -1)}, m_closed{other.m_closed} {}

RawClient::~RawClient() {
  if (m_socket >= 0) ::close(m_socket);
}

bool RawClient::send(std::string_view bytes) {
  while (!bytes.empty()) {
    ssize_t const sent = ::send(m_socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

void RawClient::finish() { ::shutdown(m_socket, SHUT_WR); }

bool RawClient::read_some(std::string& into, std::chrono::milliseconds quiet) {
  pollfd waited{m_socket, POLLIN, 0};
  if (m_closed || ::poll(&waited, 1, static_cast<int>(quiet.count())) <= 0) return false;
  std::array<char, 65536> bytes;
  ssize_t const count = ::recv(m_socket, bytes.data(), bytes.size(), 0);
  if (count > 0) into.append(bytes.data(), static_cast<std::size_t>(count));
  m_closed = count <= 0;
  m_reset = count < 0 && errno == ECONNRESET;
  return count > 0;
}

std::string RawClient::read_all(std::chrono::milliseconds quiet) {
  std::string all;
  while (read_some(all, quiet)) {}
  return all;
}

std::string RawClient::read_until(std::string_view text) {
  std::string all;
  while (all.find(text) == std::string::npos && read_some(all, std::chrono::seconds{5})) {}
  return all;
}

std::string statuses(std::string_view answers) {
  constexpr std::string_view start = "HTTP/1.1 ";
  std::string found;
  for (auto at = answers.find(start); at != std::string_view::npos; at = answers.find(start, at + 1)) {
    found += (found.empty() ? "" : " ") + std::string{answers.substr(at + start.size(), 3)};
  }
  return found;
}

std::string_view body_of(std::string_view answer) {
  auto const end = answer.find("\r\n\r\n");
  return end == std::string_view::npos ? std::string_view{} : answer.substr(end + 4);
}

std::string header_of(std::string_view answer, std::string_view name) {
  std::string_view const head = answer.substr(0, answer.find("\r\n\r\n"));
  auto const at = head.find("\r\n" + std::string{name} + ": ");
  if (at == std::string_view::npos) return {};
  auto const from = at + name.size() + 4;
  return std::string{head.substr(from, head.find("\r\n", from) - from)};
}

}  // namespace http::testing
