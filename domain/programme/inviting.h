#pragma once
#include <map>
#include <span>
#include <string>
#include <vector>

#include "domain/accounts/accounts.h"
#include "domain/programme/calendar.h"

namespace programme {

/// How people are invited to a programme: the letter, what its link does, the one reminder.
class Inviting {
 public:
  Inviting(accounts::House const& house, accounts::LetterWriter const& letters) : m_house{house}, m_letters{letters} {}
  /// The link of an invitation: shows the programme and its rules; joining enters without a password.
  void offer_actions(accounts::Actions& actions) const;
  /// Writes to these members of the programme, in the name of `by`; `message` is the lead's own word, may be empty.
  /// Earlier links of theirs stop working. Result: how many letters were written.
  int invite(db::Session& session, Programme const& programme, accounts::PersonId const& by, std::span<accounts::PersonId const> people,
             std::string const& message) const;
  /// The one reminder of those who neither joined nor declined for a week, in every programme. Result: letters written.
  int remind_due(db::Session& session) const;

 private:
  struct Around;
  Around around(db::Session& session, ProgrammeId const& programme, accounts::PersonId const& by) const;
  std::string write(db::Session& session, Around const& around, accounts::PersonId const& person, std::string const& message, bool again) const;
  std::optional<accounts::ActionQuestion> ask(db::Session& session, accounts::Visit const& visit, accounts::ActionLink const& link) const;
  base::Outcome<accounts::ActionDone> join(db::Session& session, accounts::Visit const& visit, accounts::ActionLink const& link,
                                           accounts::ActionAnswer const& answer) const;

  accounts::House m_house;
  accounts::LetterWriter const& m_letters;
};

}  // namespace programme
