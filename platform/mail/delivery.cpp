#include "platform/mail/delivery.h"

#include <curl/curl.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <stdexcept>

#include "platform/base/log.h"

namespace mail {
namespace {

constexpr std::chrono::hours longest_wait{72};
/// Longer than any attempt at sending: what is still marked after that was cut by a crash.
constexpr std::chrono::minutes longest_sending{15};

enum class Fate { sent, put_off, refused };

struct Outcome {
  Fate fate;
  std::string trouble;
};

struct Reading {
  std::string const& message;
  std::size_t at = 0;
};

std::size_t read_message(char* buffer, std::size_t size, std::size_t count, void* data) {
  auto& reading = *static_cast<Reading*>(data);
  auto const part = std::min(size * count, reading.message.size() - reading.at);
  std::memcpy(buffer, reading.message.data() + reading.at, part);
  reading.at += part;
  return part;
}

/// What an SMTP conversation that failed means for the letter.
Outcome fate_of(CURLcode code, long answer, bool handed_over) {
  std::string trouble = std::string{curl_easy_strerror(code)} + " (" + std::to_string(answer) + ")";
  if (answer >= 500 && code != CURLE_LOGIN_DENIED) return {Fate::refused, trouble};
  // The server has it all and did not answer: it may have sent it, and a letter never goes twice.
  bool const refused_in_words = answer >= 400;
  if (handed_over && !refused_in_words) return {Fate::refused, "the server did not say whether it took the letter: " + trouble};
  return {Fate::put_off, trouble};
}

Outcome send(Kept const& kept, SmtpOptions const& options) {
  std::string message;
  try {
    message = message_of(kept, options.sender);
  } catch (std::invalid_argument const& error) {
    return {Fate::refused, error.what()};
  }
  std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> const curl{curl_easy_init(), &curl_easy_cleanup};
  std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> const to{curl_slist_append(nullptr, ("<" + kept.letter.to + ">").c_str()), &curl_slist_free_all};
  Reading reading{message};
  auto const set = [&](auto option, auto value) { curl_easy_setopt(curl.get(), option, value); };
  set(CURLOPT_URL, options.url.c_str());
  set(CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  set(CURLOPT_USE_SSL, static_cast<long>(options.encrypted ? CURLUSESSL_ALL : CURLUSESSL_TRY));
  if (!options.user.empty()) {
    set(CURLOPT_USERNAME, options.user.c_str());
    set(CURLOPT_PASSWORD, options.password.c_str());
  }
  set(CURLOPT_MAIL_FROM, ("<" + options.sender.address + ">").c_str());
  set(CURLOPT_MAIL_RCPT, to.get());
  set(CURLOPT_READFUNCTION, &read_message);
  set(CURLOPT_READDATA, static_cast<void*>(&reading));
  set(CURLOPT_UPLOAD, 1L);
  set(CURLOPT_NOSIGNAL, 1L);
  set(CURLOPT_TIMEOUT, static_cast<long>(options.patience.count()));
  CURLcode const code = curl_easy_perform(curl.get());
  if (code == CURLE_OK) return {Fate::sent, ""};
  long answer = 0;
  curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &answer);
  return fate_of(code, answer, reading.at == message.size());
}

void give_up_on_the_old(db::Session& session, std::int64_t now) {
  session.execute("UPDATE mail_letter SET state = 'failed', trouble = 'the program stopped while sending' WHERE state = 'sending' AND tried < ?",
                  now - std::chrono::milliseconds{longest_sending}.count());
  session.execute("UPDATE mail_letter SET state = 'failed' WHERE state = 'waiting' AND posted < ?", now - std::chrono::milliseconds{longest_wait}.count());
}

/// Marks the oldest letter not tried since `since` as being sent.
std::optional<Kept> claim(db::Session& session, std::int64_t since) {
  std::string const pick = "(SELECT id FROM mail_letter WHERE state = 'waiting' AND tried < ? ORDER BY id LIMIT 1" +
                           std::string{session.engine() == db::Engine::postgresql ? " FOR UPDATE SKIP LOCKED" : ""} + ")";
  auto rows = session.query("UPDATE mail_letter SET state = 'sending', tried = ? WHERE id = " + pick + " RETURNING id, address, subject, text, html, posted",
                            since, since);
  Kept kept;
  std::int64_t posted = 0;
  if (!rows.next(kept.id, kept.letter.to, kept.letter.subject, kept.letter.text, kept.letter.html, posted)) return std::nullopt;
  kept.posted = base::from_milliseconds(posted);
  return kept;
}

char const* state_after(Fate fate) { return fate == Fate::sent ? "sent" : fate == Fate::refused ? "failed" : "waiting"; }

}  // namespace

int deliver_due(db::Database& database, base::World const& world, SmtpOptions const& options) {
  auto const now = base::to_milliseconds(world.now());
  database.write([&](db::Session& session) { give_up_on_the_old(session, now); });
  int sent = 0, put_off = 0;
  while (auto const kept = database.write([&](db::Session& session) { return claim(session, now); })) {
    Outcome const outcome = send(*kept, options);
    sent += outcome.fate == Fate::sent ? 1 : 0;
    put_off += outcome.fate == Fate::put_off ? 1 : 0;
    if (outcome.fate != Fate::sent) base::log::warning("letter " + kept->id + " was not sent: " + outcome.trouble);
    database.write([&](db::Session& session) {
      session.execute("UPDATE mail_letter SET state = ?, trouble = ? WHERE id = ?", state_after(outcome.fate), outcome.trouble, kept->id);
    });
  }
  if (put_off > 0) throw std::runtime_error{std::to_string(put_off) + " letters were put off by the mail server"};
  return sent;
}

}  // namespace mail
