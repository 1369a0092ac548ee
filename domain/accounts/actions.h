#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "domain/accounts/action_link.h"
#include "domain/accounts/visit.h"

namespace accounts {

/// What the page of a link says before anything is pressed.
struct ActionQuestion {
  std::string title;
  std::vector<std::string> sentences;  ///< what pressing will do
  html::Safe details = {};             ///< more to read under them
  struct Choice {
    std::string value, label;
  };
  std::vector<Choice> choices;   ///< one button each, the first is the expected one
  std::string words_label = {};  ///< a place to write under this label; empty: none
  std::string words_help = {};
};

struct ActionAnswer {
  std::string choice;  ///< value of the button pressed; "" for one click from a mail program
  std::string words;   ///< what was written, at most 5,000 characters
};

struct ActionDone {
  std::string sentence;  ///< what was done
  html::Url next = {};   ///< where one may go from there
  std::string next_label = {};
  /// The person of the link enters: they go to `next` at once, signed in.
  bool enters = false;
};

/// One thing links can do. Functions get the link with its person and subject; the visit may be anyone's.
struct Action {
  std::string purpose;
  /// Nothing: what it was about is gone.
  std::function<std::optional<ActionQuestion>(db::Session&, Visit const&, ActionLink const&)> ask;
  /// In the transaction that spends the link. When it refuses, nothing is written and the link stays good.
  std::function<base::Outcome<ActionDone>(db::Session&, Visit const&, ActionLink const&, ActionAnswer const&)> act;
  /// Mail programs may do it with a post of their own (RFC 8058): for unsubscribing only.
  bool one_click = false;
};

/// Where capabilities say what their links do. Wired once in app/wiring.cpp.
class Actions {
 public:
  virtual ~Actions() = default;
  virtual void offer(Action action) = 0;
};

/// Makes a link; the path to write after the address of the site: "/do/…". The secret is nowhere else afterwards.
std::string make_action_link(db::Session& session, base::World const& world, ActionLink const& link);
/// Links of that purpose and subject stop working: what they were about was done otherwise, or withdrawn.
void withdraw_action_links(db::Session& session, std::string_view purpose, std::string_view subject);

}  // namespace accounts
