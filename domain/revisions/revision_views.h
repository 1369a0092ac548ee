#pragma once
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "domain/accounts/accounts.h"
#include "platform/base/difference.h"
#include "platform/views/html.h"

/// Versions of a text as readers see them, whatever the text is.
namespace revisions {

/// A field with two texts, and what differs between them.
struct FieldChange {
  std::string name, label;   ///< "obstacles.f2", "Obstacles F2"
  std::string theirs, mine;  ///< the former and the new one, or those of two people
  std::vector<base::Piece> pieces;
};

/// Every version and every step of a text's life.
struct HistoryPage {
  std::string title;
  html::Url subject;
  std::string back;  ///< words of the link to it
  struct Version {
    int number = 1;
    std::string who, when, reason;  ///< who: "" when this reader is not told
    html::Url url;                  ///< empty: not offered
    bool current = false;
  };
  std::vector<Version> versions;
  struct Step {
    std::string what, who, when, reason;
  };
  std::vector<Step> steps;
  html::Url compare, authors;  ///< compare takes ?from=&to=; empty: not offered
};

/// What one version changed.
struct VersionPage {
  std::string title, who, reason;
  html::Url history, previous, next, restore;
  std::vector<FieldChange> changes;
};

/// Two people saved at once.
struct MergePage {
  std::string title, notice;
  html::Url action;
  std::vector<std::pair<std::string, std::string>> kept;  ///< hidden fields that come back as they are
  std::string mine;                                       ///< content as JSON
  std::vector<FieldChange> fields;
};

struct Choice {
  std::string code, label;
  bool chosen = false;
};

/// A step of a text's life, to be confirmed.
struct MovePage {
  std::string title, question, explanation, button, to;
  html::Url action, subject;
  std::string back;   ///< words of the link to it, when something is missing
  std::string needs;  ///< "Before that, the sheet needs:"
  std::vector<std::pair<std::string, html::Url>> missing;
  std::vector<Choice> visibilities;  ///< empty: not asked
  bool asks_consent = false;
  std::string must_say_why;  ///< words of the question when a reason is required
  std::vector<std::string> hints;
  std::string refusal, reason;
  std::string saved_form;  ///< key of the form just saved, whose copy in the device goes
};

struct ErasePage {
  std::string title;
  html::Url action, subject;
};

/// The names of those who wrote, in one query.
class Writers {
 public:
  /// From anything with an `author`: versions, steps.
  template <class... Lists>
  static Writers of(db::Session& session, Lists const&... lists) {
    std::vector<accounts::PersonId> people;
    auto const add = [&people](auto const& list) {
      for (auto const& one : list)
        if (one.author) people.push_back(*one.author);
    };
    (add(lists), ...);
    return Writers{session, std::move(people)};
  }
  Writers(db::Session& session, std::vector<accounts::PersonId> people);
  /// Who it is; what to call nobody, and who is no longer there.
  std::string name(std::optional<accounts::PersonId> const& person, i18n::Words const& words) const;

 private:
  std::map<accounts::PersonId, std::string> m_names;
};

/// "2 parts changed."
std::string finding_of(std::vector<FieldChange> const& changes, i18n::Words const& words);

}  // namespace revisions
