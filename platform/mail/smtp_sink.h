#pragma once
#include <atomic>
#include <mutex>
#include <string>
#include <vector>

#include "platform/mail/loopback_server.h"

namespace mail {

/// A mail server for tests, on a loopback port: keeps what it is given, answers what it is told to.
class SmtpSink final : public LoopbackServer {
 public:
  SmtpSink() { start(); }
  ~SmtpSink() override { stop(); }

  std::string url() const { return "smtp://" + address(); }
  std::vector<std::string> messages() const {
    std::lock_guard const lock{m_mutex};
    return m_messages;
  }
  /// Answers to RCPT TO and to the end of the message; "" hangs up instead of answering.
  std::atomic<char const*> answer_to_recipient{"250 yes"};
  std::atomic<char const*> answer_to_message{"250 taken"};

 private:
  /// "" hangs up.
  static bool reply(int client, std::string const& words) { return !words.empty() && say(client, words + "\r\n"); }
  void converse(int client) override {
    std::string line;
    bool on = reply(client, "220 sink");
    while (on && line_from(client, line)) {
      if (line.starts_with("DATA")) {
        on = reply(client, "354 go on") && take_message(client) && reply(client, answer_to_message.load());
      } else if (line.starts_with("RCPT")) {
        on = reply(client, answer_to_recipient.load());
      } else {
        on = reply(client, "250 sink");
      }
    }
  }
  bool take_message(int client) {
    std::string line, message;
    while (line_from(client, line)) {
      if (line == ".\r\n") {
        std::lock_guard const lock{m_mutex};
        m_messages.push_back(message);
        return true;
      }
      message += line;
    }
    return false;
  }

  mutable std::mutex m_mutex;
  std::vector<std::string> m_messages;
};

}  // namespace mail
