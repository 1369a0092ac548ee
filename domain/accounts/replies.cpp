#include "domain/accounts/replies.h"

#include <algorithm>
#include <array>
#include <optional>

#include "domain/accounts/account_store.h"
#include "domain/accounts/reply_store.h"
#include "platform/base/text.h"
#include "platform/mail/draft.h"
#include "platform/mail/reply.h"

namespace accounts {
namespace {

constexpr std::chrono::days good_for{30};
constexpr std::size_t longest_quoted = 20'000;

/// Lower-case letters and digits alone: some servers fold the case of addresses. 160 bits.
std::string new_token(base::World const& world) {
  constexpr std::string_view signs = "abcdefghijklmnopqrstuvwxyz234567";
  std::string token;
  for (char const byte : world.random_bytes(32)) token += signs[static_cast<unsigned char>(byte) % signs.size()];
  return token;
}

/// "essaim+token@example.org" for the inbox "essaim@example.org" → "token".
std::string_view token_in(std::string_view address, std::string_view inbox) {
  auto const at = inbox.find('@');
  auto const name = inbox.substr(0, at), host = inbox.substr(at);
  if (!address.starts_with(name) || !address.ends_with(host) || address.size() <= name.size() + host.size() + 1 || address[name.size()] != '+')
    return {};
  return address.substr(name.size() + 1, address.size() - name.size() - 1 - host.size());
}

mail::Draft sent_back_letter(i18n::Words const& words, std::string const& name, std::string const& why, std::string const& said) {
  mail::Draft draft;
  draft.subject = words.t("Your answer was not taken up");
  draft.greeting = words.t("Hello {},", {name});
  draft.paragraphs = {why, words.t("Here is what you had written, so that nothing is lost:"), base::shortened(said, longest_quoted)};
  return draft;
}

}  // namespace

struct Replies::Known {
  ReplyAddress address;
  std::string token_hash;
  Person person;
};

std::string Replies::address(db::Session& session, std::string_view purpose, std::string_view subject, PersonId const& person) const {
  if (m_inbox.empty()) return {};
  auto const token = new_token(m_house.world);
  ReplyStore{session}.keep(token, {std::string{purpose}, std::string{subject}, person, m_house.world.now() + good_for, {}});
  auto const at = m_inbox.find('@');
  return m_inbox.substr(0, at) + "+" + token + m_inbox.substr(at);
}

base::Outcome<void> Replies::taken(db::Session& session, Known const& known, mail::Reply const& reply) const {
  auto const refuse = [](char const* why) { return base::Refusal{why, {}, {}}; };
  AccountStore people{session};
  auto const writer = people.find_by_email(reply.from);
  if (!writer || writer->id != known.person.id)
    return tl::unexpected{refuse("It came from another address than yours here. Answer from the address the letter was sent to.")};
  if (known.address.expires < m_house.world.now())
    return tl::unexpected{refuse("This letter is more than thirty days old. Answer on the page it speaks of.")};
  if (reply.words.empty()) return tl::unexpected{refuse("No words of yours were found in it. Write above the line, as plain text.")};
  auto const take = m_takes.find(known.address.purpose);
  if (take == m_takes.end()) return tl::unexpected{refuse("This letter takes no answer any more.")};
  return take->second(session, people.viewer_of(known.person.id), known.address.subject, reply.words);
}

Replies::Fate Replies::take(mail::Reply const& reply) const {
  if (m_inbox.empty()) return Fate::not_for_us;
  return m_house.database.write([&](db::Session& session) {
    ReplyStore store{session};
    for (auto const& address : reply.to) {
      auto const token = token_in(address, m_inbox);
      auto const known = token.empty() ? std::nullopt : store.find(token);
      auto const person = known ? AccountStore{session}.find(known->person) : std::nullopt;
      if (!person || !person->may_enter()) continue;
      // A mailbox read twice, a letter passed on by two ways: one answer.
      auto const print = base::fingerprint(reply.from + "\n" + reply.words);
      if (known->taken == print) return Fate::taken;
      auto const done = taken(session, {*known, base::fingerprint(token), *person}, reply);
      if (done) store.note_taken(token, print);
      if (done) return Fate::taken;
      // Told to the person the letter was for, never to whoever wrote: an address in a From is easily forged.
      auto const to = addressees(session, std::array{person->id});
      if (!to.empty())
        m_letters.write(session, to.begin()->second,
                        [&](i18n::Words const& words) { return sent_back_letter(words, person->name, words.refusal(done.error()), reply.words); });
      return Fate::sent_back;
    }
    return Fate::not_for_us;
  });
}

}  // namespace accounts
