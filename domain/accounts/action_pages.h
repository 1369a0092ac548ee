#pragma once
#include <map>
#include <string>
#include <vector>

#include "domain/accounts/accounts.h"

namespace accounts {

/// The pages of links that act without a password: one that says what pressing will do, since mail scanners follow every
/// address they see, and the post that does it.
class ActionPages final : public Actions {
 public:
  explicit ActionPages(House const& house) : m_house{house} {}
  void add_routes(Routes& routes);
  void offer(Action action) override;

 private:
  http::Response ask(Visit const& visit) const;
  http::Response act(Visit const& visit) const;
  http::Response ask_again(Visit const& visit, base::Refusal const& refusal) const;
  /// Nothing when it was done already.
  base::Outcome<std::optional<ActionDone>> perform(Visit const& visit, ActionAnswer const& answer, std::string_view session_secret) const;
  /// Their session begins here; the one this browser had ends.
  void enter(db::Session& session, Visit const& visit, PersonId const& person, std::string_view secret, ActionDone& done) const;
  Action const* action_of(ActionLink const& link) const;

  House m_house;
  std::map<std::string, Action, std::less<>> m_actions;
};

struct ActionPage {
  html::Url action;
  ActionQuestion question;
  std::string refusal, words;  ///< why the last try was refused, and what was written then
};
struct ActionOver {
  std::string title, sentence, detail;
  bool done = false;  ///< it was done; else it cannot be
};

}  // namespace accounts
