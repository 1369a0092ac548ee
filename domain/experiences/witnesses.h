#pragma once
#include <optional>
#include <string>
#include <vector>

#include "domain/experiences/experience.h"

/// What people outside the sheet say of it: peers who saw it, persons quoted who agreed. Pure rules.
namespace experiences {

/// A peer of another territory saw the experience.
struct Verification {
  std::string id;
  accounts::PersonId person;
  accounts::TerritoryId territory;
  std::string territory_name;
  std::string how;              ///< ways_of_seeing()
  std::string seen_on;          ///< day
  std::string saw, would_take;  ///< Markdown
  base::Instant at{};
};
std::span<Term const> ways_of_seeing();  ///< visit, call, document

/// The territory a viewer would speak from: one of theirs in the programme that is not the sheet's. Nothing: they may not.
std::optional<accounts::TerritoryId> sees_from(accounts::Viewer const& viewer, Experience const& experience);
std::vector<base::Refusal> check(Verification const& verification, base::Day today);

/// Someone quoted or pictured agreed.
struct Consent {
  std::string id, person, purpose, given_on;
  std::vector<std::string> parts;
  accounts::PersonId collected_by;
  base::Instant at{};
  std::optional<base::Instant> withdrawn;
};
std::vector<base::Refusal> check(Consent const& consent, Content const& content, base::Day today);
/// The content once a consent is withdrawn: its parts are read by those who write the sheet only.
Content without_consent(Content content, Consent const& consent);

}  // namespace experiences
