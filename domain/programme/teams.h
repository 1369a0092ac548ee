#pragma once
#include <string>
#include <vector>

#include "domain/programme/calendar.h"

namespace programme {

struct Someone {
  std::string name, email;
  accounts::Function function = accounts::Function::learner;
};
/// A territory that takes part, and its people.
struct Team {
  accounts::TerritoryId territory;
  std::string territory_name, kind;  ///< kind: English msgid of the word of contrast, "" when none
  html::Url url;
  double longitude = 0, latitude = 0;
  bool located = false;
  std::vector<Someone> people;
};
struct People {
  std::vector<Team> teams;      ///< in the order of the programme
  std::vector<Someone> others;  ///< leads, facilitators… without a territory
};
/// Three statements, however many people.
People people_of(db::Session& session, Programme const& programme);

}  // namespace programme
