#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/ids.h"

namespace programme {
struct Programme;
}
namespace territories {
struct Territory;
}

namespace accounts {

struct Person;
using PersonId = base::Id<Person>;
using ProgrammeId = base::Id<programme::Programme>;
using TerritoryId = base::Id<territories::Territory>;

/// What a person does in a programme (the field's roles) and, apart from it, what they may do there.
enum class Function { programme_lead, facilitator, companion, interviewer, pioneer, learner, elected, partner, expert, sponsor };
enum class Power { read, contribute, edit, administer };
std::string_view code(Function function);
std::string_view code(Power power);
/// English msgid of a function: "Programme lead", "Pioneer"…
std::string_view msgid_of(Function function);
std::optional<Function> function_from(std::string_view code);
std::optional<Power> power_from(std::string_view code);

/// Membership = territory + person + function in a programme. A lead or an expert may have no territory.
struct Membership {
  ProgrammeId programme;
  std::optional<TerritoryId> territory;
  Function function = Function::learner;
  Power power = Power::read;
  bool operator==(Membership const&) const = default;
};

/// How far a text may be read, from the closest circle to everybody (domain words: privé … public).
enum class Visibility { private_, companion, internal, cohort, community, public_ };
std::string_view code(Visibility visibility);  ///< "private" … "public"
std::optional<Visibility> visibility_from(std::string_view code);

/// Who is asking: a visitor without account, or a person with their memberships. Loaded once a request; stores look
/// things up through it, so that what is missing and what is not theirs are the same.
struct Viewer {
  std::optional<PersonId> person;
  std::string name;  ///< "" for a visitor
  std::vector<Membership> memberships;
  bool administrator = false;  ///< of the whole place

  bool signed_in() const { return person.has_value(); }
  bool member_of(ProgrammeId const& programme) const;
  bool leads(ProgrammeId const& programme) const;  ///< power administer there
  bool may_contribute(ProgrammeId const& programme) const;
  /// The territory one is a pioneer of in that programme.
  std::optional<TerritoryId> territory_in(ProgrammeId const& programme) const;
  /// Person of the same pair: same programme, same territory.
  bool in_pair(ProgrammeId const& programme, TerritoryId const& territory) const;
  /// The widest circles this viewer reads in a programme: always public; community when signed in; cohort when member;
  /// companion, internal when lead or companion. `private` depends on the text's own authors and is never in the list.
  std::vector<Visibility> circles_in(ProgrammeId const& programme) const;
  /// For platform/search: "public", "community", "cohort:<id>"…
  std::vector<std::string> audiences() const;
};

/// The audience of platform/search under which a text of that visibility is kept; "" when it must not be found.
std::string audience_of(Visibility visibility, ProgrammeId const& programme);

}  // namespace accounts
