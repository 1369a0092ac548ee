#include "platform/mail/delivery.h"

#include <curl/curl.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>
#include <stdexcept>
#include <thread>

#include "platform/base/log.h"

namespace mail {
namespace {

constexpr std::chrono::hours longest_wait{72};

enum class Ending { sent, put_off, refused };

struct Outcome {
  Ending fate;
  std::string trouble;
  bool server_answers = true;
};

struct Reading {
  std::string const& message;
  std::function<void()> before_the_first_byte;
  std::size_t at = 0;
};

std::size_t read_message(char* buffer, std::size_t size, std::size_t count, void* data) {
  auto& reading = *static_cast<Reading*>(data);
  try {
    if (reading.at == 0) reading.before_the_first_byte();
  } catch (std::exception const& broken) {
    base::log::error(std::string{"a letter could not be marked as handed over: "} + broken.what());
    return CURL_READFUNC_ABORT;
  }
  auto const part = std::min(size * count, reading.message.size() - reading.at);
  std::memcpy(buffer, reading.message.data() + reading.at, part);
  reading.at += part;
  return part;
}

/// What an SMTP conversation that failed means for the letter.
Outcome fate_of(CURLcode code, std::string_view detail, long answer, bool handed_over) {
  std::string trouble = std::string{detail.empty() ? curl_easy_strerror(code) : detail} + " (" + std::to_string(answer) + ")";
  if (answer >= 500 && code != CURLE_LOGIN_DENIED) return {Ending::refused, trouble};
  // The server has it all and did not answer: it may have sent it, and a letter never goes twice.
  bool const refused_in_words = answer >= 400;
  if (handed_over && !refused_in_words) return {Ending::refused, "the server did not say whether it took the letter: " + trouble};
  return {Ending::put_off, trouble, answer != 0 && code != CURLE_LOGIN_DENIED};
}

/// One connection for as many letters as the server takes through it.
class Carrier {
 public:
  explicit Carrier(SmtpOptions const& options) : m_options{options}, m_curl{curl_easy_init(), &curl_easy_cleanup} {}

  Outcome send(Kept const& kept, std::function<void()> const& before_the_first_byte) {
    std::string message;
    try {
      message = message_of(kept, m_options.sender);
    } catch (std::invalid_argument const& error) {
      return {Ending::refused, error.what()};
    }
    std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> const to{curl_slist_append(nullptr, ("<" + kept.letter.to + ">").c_str()),
                                                                         &curl_slist_free_all};
    std::string const from = "<" + m_options.sender.address + ">";
    Reading reading{message, before_the_first_byte};
    curl_easy_reset(m_curl.get());
    set_server();
    set(CURLOPT_MAIL_FROM, from.c_str());
    set(CURLOPT_MAIL_RCPT, to.get());
    set(CURLOPT_READFUNCTION, &read_message);
    set(CURLOPT_READDATA, static_cast<void*>(&reading));
    set(CURLOPT_UPLOAD, 1L);
    std::array<char, CURL_ERROR_SIZE> trouble{};
    set(CURLOPT_ERRORBUFFER, trouble.data());
    CURLcode const code = curl_easy_perform(m_curl.get());
    set(CURLOPT_ERRORBUFFER, static_cast<char*>(nullptr));
    if (code == CURLE_OK) return {Ending::sent, ""};
    long answer = 0;
    curl_easy_getinfo(m_curl.get(), CURLINFO_RESPONSE_CODE, &answer);
    return fate_of(code, trouble.data(), answer, reading.at == message.size());
  }

 private:
  template <class Option, class Value>
  void set(Option option, Value value) {
    curl_easy_setopt(m_curl.get(), option, value);
  }
  void set_server() {
    set(CURLOPT_URL, m_options.url.c_str());
    set(CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    set(CURLOPT_USE_SSL, static_cast<long>(m_options.encrypted ? CURLUSESSL_ALL : CURLUSESSL_TRY));
    set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    if (!m_options.authorities.empty()) set(CURLOPT_CAINFO, m_options.authorities.c_str());
    if (!m_options.user.empty()) {
      set(CURLOPT_USERNAME, m_options.user.c_str());
      set(CURLOPT_PASSWORD, m_options.password.c_str());
    }
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_TIMEOUT, static_cast<long>(m_options.patience.count()));
  }

  SmtpOptions const& m_options;
  std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> m_curl;
};

/// What a crash left half done: back in the queue when nothing had crossed, given up when the server may have it.
void take_up_again(db::Session& session, std::int64_t now, SmtpOptions const& options) {
  auto const cut = now - options.longest_sending.count();
  session.execute("UPDATE mail_letter SET state = 'waiting' WHERE state = 'sending' AND tried < ?", cut);
  session.execute(
      "UPDATE mail_letter SET state = 'failed', trouble = 'the program stopped while the server was taking it' WHERE state = 'handed_over' AND tried "
      "< ?",
      cut);
  session.execute("UPDATE mail_letter SET state = 'failed' WHERE state = 'waiting' AND posted < ?",
                  now - std::chrono::milliseconds{longest_wait}.count());
}

/// Marks the oldest letter due as taken up.
std::optional<Kept> claim(db::Session& session, std::int64_t now) {
  std::string const pick = "(SELECT id FROM mail_letter WHERE state = 'waiting' AND due <= ? ORDER BY due, id LIMIT 1" +
      std::string{session.engine() == db::Engine::postgresql ? " FOR UPDATE SKIP LOCKED" : ""} + ")";
  auto rows = session.query("UPDATE mail_letter SET state = 'sending', tried = ? WHERE id = " + pick +
                                " RETURNING id, address, subject, text, html, posted, unsubscribe, attempts, reply_to",
                            now, now);
  Kept kept;
  std::int64_t posted = 0;
  if (!rows.next(kept.id, kept.letter.to, kept.letter.subject, kept.letter.text, kept.letter.html, posted, kept.letter.unsubscribe, kept.attempts,
                 kept.letter.reply_to))
    return std::nullopt;
  kept.posted = base::from_milliseconds(posted);
  return kept;
}

std::chrono::milliseconds wait_after(std::int64_t attempts) {
  return std::chrono::minutes{std::min<std::int64_t>(1LL << (2 * std::min<std::int64_t>(attempts, 4)), 240)};
}

void note(db::Session& session, Kept const& kept, Outcome const& outcome, std::int64_t now) {
  switch (outcome.fate) {
    case Ending::sent:
      // Its words are not needed any more, and held links that let people in.
      session.execute("UPDATE mail_letter SET state = 'sent', trouble = '', text = '', html = '', reply_to = '' WHERE id = ?", kept.id);
      break;
    case Ending::refused: session.execute("UPDATE mail_letter SET state = 'failed', trouble = ? WHERE id = ?", outcome.trouble, kept.id); break;
    case Ending::put_off:
      session.execute("UPDATE mail_letter SET state = 'waiting', trouble = ?, attempts = attempts + 1, due = ? WHERE id = ?", outcome.trouble,
                      now + wait_after(kept.attempts).count(), kept.id);
      break;
  }
}

bool anything_to_do(db::Session& session, std::int64_t now) {
  int one = 0;
  return session.query("SELECT 1 FROM mail_letter WHERE (state = 'waiting' AND due <= ?) OR state IN ('sending', 'handed_over') LIMIT 1", now)
      .next(one);
}

}  // namespace

int deliver_due(db::Database& database, base::World const& world, SmtpOptions const& options) {
  auto const now = [&] { return base::to_milliseconds(world.now()); };
  database.write([&](db::Session& session) { take_up_again(session, now(), options); });
  int sent = 0;
  Carrier carrier{options};
  while (auto const kept = database.write([&](db::Session& session) { return claim(session, now()); })) {
    auto const mark = [&] {
      database.write([&](db::Session& session) { session.execute("UPDATE mail_letter SET state = 'handed_over' WHERE id = ?", kept->id); });
    };
    Outcome const outcome = carrier.send(*kept, mark);
    sent += outcome.fate == Ending::sent ? 1 : 0;
    if (outcome.fate != Ending::sent) base::log::warning("letter " + kept->id + " was not sent: " + outcome.trouble);
    database.write([&](db::Session& session) { note(session, *kept, outcome, now()); });
    if (!outcome.server_answers) break;
  }
  return sent;
}

void deliver_until(db::Database& database, base::World const& world, SmtpOptions const& options, std::function<bool()> const& stopping) {
  while (!stopping()) {
    try {
      // Looking costs a read: a write each second would tell every cache that something changed.
      auto const due = database.read([&](db::Session& session) { return anything_to_do(session, base::to_milliseconds(world.now())); });
      if (due) deliver_due(database, world, options);
    } catch (std::exception const& broken) {
      base::log::error(std::string{"letters could not be carried: "} + broken.what());
    }
    for (int tenths = 0; tenths < 10 && !stopping(); ++tenths) std::this_thread::sleep_for(std::chrono::milliseconds{100});
  }
}

}  // namespace mail
