#pragma once
#include <map>
#include <mutex>
#include <sstream>
#include <string>

#include "platform/mail/loopback_server.h"

namespace mail {

/// A mailbox for tests, on a loopback port: as much of IMAP4rev1 as reading letters and marking them answered asks.
class ImapShelf final : public LoopbackServer {
 public:
  ImapShelf() { start(); }
  ~ImapShelf() override { stop(); }

  std::string url() const { return "imap://" + address() + "/INBOX"; }
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
  void converse(int client) override {
    say(client, "* OK [CAPABILITY IMAP4rev1] ready\r\n");
    for (std::string line; line_from(client, line);) {
      std::istringstream words{line};
      std::string tag, command, verb;
      words >> tag >> command;
      if (command == "UID") words >> verb, command = verb;
      say(client, answer(command, words) + tag + " OK done\r\n");
      if (command == "LOGOUT") return;
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
};

}  // namespace mail
