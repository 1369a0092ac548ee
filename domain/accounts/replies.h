#pragma once
#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "domain/accounts/letters.h"
#include "domain/accounts/visit.h"
#include "platform/base/refusal.h"

namespace mail {
struct Reply;  // platform/mail/reply.h
}

namespace accounts {

/// Answers by e-mail. A letter carries an address of its own, made for one person and one thing; what they answer is taken up in their
/// name, when it comes from one of their addresses. What cannot be taken is told to them by letter: nothing is lost in silence.
class Replies {
 public:
  /// `inbox`: the address a mailbox of this place receives, "essaim@example.org"; each letter's own is "essaim+token@example.org".
  /// "" : this place takes no answers, and letters say nothing of it.
  Replies(House const& house, LetterWriter const& letters, std::string inbox) : m_house{house}, m_letters{letters}, m_inbox{std::move(inbox)} {}

  /// What answers of that purpose do, in the transaction of the answer; a refusal goes back to who wrote, in words.
  using Take = std::function<base::Outcome<void>(db::Session&, Viewer const&, std::string const& subject, std::string const& words)>;
  void offer(std::string purpose, Take take) { m_takes[std::move(purpose)] = std::move(take); }

  /// The address to answer at, good for thirty days; "" when this place takes none.
  std::string address(db::Session& session, std::string_view purpose, std::string_view subject, PersonId const& person) const;

  enum class Fate { taken, sent_back, not_for_us };
  Fate take(mail::Reply const& reply) const;

 private:
  struct Known;
  base::Outcome<void> taken(db::Session& session, Known const& known, mail::Reply const& reply) const;

  House m_house;
  LetterWriter const& m_letters;
  std::string m_inbox;
  std::map<std::string, Take, std::less<>> m_takes;
};

}  // namespace accounts
