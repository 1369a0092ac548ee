#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "domain/accounts/accounts.h"

/// A list of people as a lead has it: pasted from a spreadsheet, or a CSV file. Nothing here knows the registry.
namespace programme {

struct ListedPerson {
  std::size_t line = 0;                ///< from 1, as the lead sees it
  std::string email, name, territory;  ///< territory as written; may be empty
  accounts::Function function = accounts::Function::pioneer;
  accounts::Power power = accounts::Power::contribute;
  std::string organisation, note;
  std::vector<base::Refusal> problems = {};  ///< what has to be corrected in this line
};

inline constexpr std::size_t most_listed = 500;

/// Columns by their French or English names in any order (courriel, nom, prénom, territoire, fonction, droit, structure,
/// note); without a line of headings: e-mail, name, territory, function. An empty function is a pioneer.
/// Refused whole: nothing readable, no column of addresses, more than `most_listed` lines.
base::Outcome<std::vector<ListedPerson>> read_people_list(std::string_view text);

/// What someone of that function may do unless said otherwise.
accounts::Power usual_power(accounts::Function function);
/// "Pilote", "programme_lead", "animatrice"…; nothing when it is none of our functions.
std::optional<accounts::Function> function_from_words(std::string_view words);
std::optional<accounts::Power> power_from_words(std::string_view words);

/// Notes in each line what makes it impossible: the same address twice.
void note_doubles(std::vector<ListedPerson>& people);

}  // namespace programme
