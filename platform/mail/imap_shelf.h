#pragma once
#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <map>
#include <mutex>
#include <sstream>
#include <string>
#include <thread>

namespace mail {

/// A mailbox for tests, on a loopback port: as much of IMAP4rev1 as reading letters and marking them answered asks.
class ImapShelf {
 public:
  ImapShelf() {
    m_listening = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (::bind(m_listening, reinterpret_cast<sockaddr*>(&address), size) != 0 || ::listen(m_listening, 16) != 0) std::abort();
    ::getsockname(m_listening, reinterpret_cast<sockaddr*>(&address), &size);
    m_port = ntohs(address.sin_port);
    m_thread = std::thread{[this] { serve(); }};
  }
  ~ImapShelf() {
    m_stopping = true;
    ::shutdown(m_listening, SHUT_RDWR);
    ::close(m_listening);
    m_thread.join();
  }
  ImapShelf(ImapShelf const&) = delete;
  ImapShelf& operator=(ImapShelf const&) = delete;

  std::string url() const { return "imap://127.0.0.1:" + std::to_string(m_port) + "/INBOX"; }
  void lay(std::string letter) {
    std::lock_guard const lock{m_mutex};
    m_letters[++m_last] = {std::move(letter), false};
  }
  std::size_t unanswered() const {
    std::lock_guard const lock{m_mutex};
    std::size_t count = 0;
    for (auto const& [number, letter] : m_letters) count += !letter.answered;
    return count;
  }

 private:
  struct Letter {
    std::string bytes;
    bool answered;
  };
  void serve() {
    while (!m_stopping) {
      int const client = ::accept(m_listening, nullptr, nullptr);
      if (client < 0) return;
      converse(client);
      ::close(client);
    }
  }
  static void say(int client, std::string const& words) { ::send(client, words.data(), words.size(), MSG_NOSIGNAL); }
  void converse(int client) {
    say(client, "* OK [CAPABILITY IMAP4rev1] ready\r\n");
    std::string line;
    for (char c = 0; ::recv(client, &c, 1, 0) == 1;) {
      line += c;
      if (!line.ends_with("\r\n")) continue;
      std::istringstream words{line};
      std::string tag, command, verb;
      words >> tag >> command;
      if (command == "UID") words >> verb, command = verb;
      say(client, answer(command, words) + tag + " OK done\r\n");
      if (command == "LOGOUT") return;
      line.clear();
    }
  }
  std::string answer(std::string const& command, std::istringstream& words) {
    std::lock_guard const lock{m_mutex};
    if (command == "CAPABILITY") return "* CAPABILITY IMAP4rev1\r\n";
    if (command == "SELECT") return "* " + std::to_string(m_letters.size()) + " EXISTS\r\n* OK [UIDVALIDITY 1] valid\r\n";
    if (command == "SEARCH") {
      std::string found = "* SEARCH";
      for (auto const& [number, letter] : m_letters)
        if (!letter.answered) found += " " + std::to_string(number);
      return found + "\r\n";
    }
    std::uint64_t number = 0;
    words >> number;
    auto const letter = m_letters.find(number);
    if (letter == m_letters.end()) return "";
    if (command == "STORE") letter->second.answered = true;
    if (command != "FETCH") return "";
    auto const& bytes = letter->second.bytes;
    return "* 1 FETCH (UID " + std::to_string(number) + " BODY[] {" + std::to_string(bytes.size()) + "}\r\n" + bytes + ")\r\n";
  }

  mutable std::mutex m_mutex;
  std::map<std::uint64_t, Letter> m_letters;
  std::uint64_t m_last = 0;
  int m_listening = -1, m_port = 0;
  std::atomic<bool> m_stopping{false};
  std::thread m_thread;
};

}  // namespace mail
