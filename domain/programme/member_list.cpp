#include "domain/programme/member_list.h"

#include <algorithm>
#include <map>
#include <optional>

#include "platform/base/csv.h"
#include "platform/base/text.h"

namespace programme {
namespace {

using accounts::Function;
using accounts::Power;

/// Where each thing stands in a line; npos: nowhere.
struct Places {
  std::size_t email = std::string::npos, name = email, first_name = email, territory = email, function = email, power = email, organisation = email,
              note = email;
};

std::size_t Places::*place_named(std::string_view heading) {
  static std::map<std::string, std::size_t Places::*, std::less<>> const names = {{"email", &Places::email},
                                                                                  {"e-mail", &Places::email},
                                                                                  {"courriel", &Places::email},
                                                                                  {"mail", &Places::email},
                                                                                  {"adresse", &Places::email},
                                                                                  {"adresse e-mail", &Places::email},
                                                                                  {"adresse mail", &Places::email},
                                                                                  {"adresse electronique", &Places::email},
                                                                                  {"nom", &Places::name},
                                                                                  {"name", &Places::name},
                                                                                  {"nom et prenom", &Places::name},
                                                                                  {"prenom et nom", &Places::name},
                                                                                  {"personne", &Places::name},
                                                                                  {"prenom", &Places::first_name},
                                                                                  {"first name", &Places::first_name},
                                                                                  {"territoire", &Places::territory},
                                                                                  {"territory", &Places::territory},
                                                                                  {"code", &Places::territory},
                                                                                  {"code insee", &Places::territory},
                                                                                  {"commune", &Places::territory},
                                                                                  {"intercommunalite", &Places::territory},
                                                                                  {"fonction", &Places::function},
                                                                                  {"function", &Places::function},
                                                                                  {"role", &Places::function},
                                                                                  {"droit", &Places::power},
                                                                                  {"power", &Places::power},
                                                                                  {"right", &Places::power},
                                                                                  {"structure", &Places::organisation},
                                                                                  {"organisation", &Places::organisation},
                                                                                  {"organisme", &Places::organisation},
                                                                                  {"note", &Places::note},
                                                                                  {"remarque", &Places::note}};
  auto const found = names.find(base::fold(base::trimmed(heading)));
  return found == names.end() ? nullptr : found->second;
}

/// The table with headings: those of the list, or the usual ones when its first line is already somebody.
base::Outcome<base::CsvTable> table_of(std::string_view text) {
  auto const first = base::trimmed(text.substr(0, text.find('\n')));
  bool const headed = first.find('@') == std::string_view::npos;
  char const separator = first.find('\t') != std::string_view::npos ? '\t' : first.find(';') != std::string_view::npos ? ';' : ',';
  std::string whole;
  if (!headed)
    for (auto const* name : {"email", "name", "territory", "function"}) whole += (whole.empty() ? std::string{} : std::string{separator}) + name;
  if (!headed) whole += '\n';
  auto table = base::read_csv(whole += text, "list");
  if (!table) return tl::unexpected{table.error().refusal};
  if (!headed)
    for (auto& row : table->rows) --row.line;
  return std::move(*table);
}

ListedPerson person_of(base::CsvRow const& row, Places const& places) {
  auto const cell = [&](std::size_t place) { return place < row.cells.size() ? std::string{base::trimmed(row.cells[place])} : std::string{}; };
  ListedPerson one;
  one.line = row.line;
  one.email = cell(places.email);
  one.name = std::string{base::trimmed(cell(places.first_name) + " " + cell(places.name))};
  one.territory = cell(places.territory);
  one.organisation = cell(places.organisation);
  one.note = cell(places.note);
  if (!accounts::is_email(one.email)) one.problems.push_back(base::Refusal{"“{}” is not an e-mail address.", {one.email}, "email"});
  if (one.name.empty()) one.problems.push_back(base::Refusal{"The name is missing.", {}, "name"});
  if (one.name.size() > 200 || one.organisation.size() > 200 || one.note.size() > 1000)
    one.problems.push_back(base::Refusal{"This line is too long.", {}, {}});
  auto const function = function_from_words(cell(places.function));
  if (!function)
    one.problems.push_back(
        base::Refusal{"“{}” is not a function we know. Write: pilote, animateur, accompagnateur, enquêteur, pionnier, apprenant, élu, partenaire, "
                      "expert or financeur.",
                      {cell(places.function)},
                      "function"});
  one.function = function.value_or(Function::pioneer);
  auto const power = cell(places.power).empty() ? usual_power(one.function) : power_from_words(cell(places.power));
  if (!power)
    one.problems.push_back(
        base::Refusal{"“{}” is not a right we know. Write: lire, contribuer, modifier or piloter.", {cell(places.power)}, "power"});
  one.power = power.value_or(Power::read);
  return one;
}

}  // namespace

Power usual_power(Function function) {
  switch (function) {
    case Function::programme_lead: return Power::administer;
    case Function::facilitator:
    case Function::companion: return Power::edit;
    case Function::interviewer:
    case Function::pioneer:
    case Function::learner: return Power::contribute;
    default: return Power::read;
  }
}

std::optional<Function> function_from_words(std::string_view words) {
  static std::map<std::string, Function, std::less<>> const names = {{"", Function::pioneer},
                                                                     {"pilote", Function::programme_lead},
                                                                     {"animateur", Function::facilitator},
                                                                     {"animatrice", Function::facilitator},
                                                                     {"facilitateur", Function::facilitator},
                                                                     {"facilitatrice", Function::facilitator},
                                                                     {"accompagnateur", Function::companion},
                                                                     {"accompagnatrice", Function::companion},
                                                                     {"conseiller", Function::companion},
                                                                     {"conseillere", Function::companion},
                                                                     {"enqueteur", Function::interviewer},
                                                                     {"enquetrice", Function::interviewer},
                                                                     {"pionnier", Function::pioneer},
                                                                     {"pionniere", Function::pioneer},
                                                                     {"apprenant", Function::learner},
                                                                     {"apprenante", Function::learner},
                                                                     {"elu", Function::elected},
                                                                     {"elue", Function::elected},
                                                                     {"partenaire", Function::partner},
                                                                     {"expert", Function::expert},
                                                                     {"experte", Function::expert},
                                                                     {"financeur", Function::sponsor},
                                                                     {"financeuse", Function::sponsor}};
  auto const folded = base::fold(base::trimmed(words));
  if (auto const code = accounts::function_from(folded)) return code;
  auto const found = names.find(folded);
  if (found == names.end()) return std::nullopt;
  return found->second;
}

std::optional<Power> power_from_words(std::string_view words) {
  static std::map<std::string, Power, std::less<>> const names = {
      {"lire", Power::read},     {"lecture", Power::read},      {"contribuer", Power::contribute}, {"contribution", Power::contribute},
      {"modifier", Power::edit}, {"modification", Power::edit}, {"piloter", Power::administer},    {"administrer", Power::administer}};
  auto const folded = base::fold(base::trimmed(words));
  if (auto const code = accounts::power_from(folded)) return code;
  auto const found = names.find(folded);
  if (found == names.end()) return std::nullopt;
  return found->second;
}

base::Outcome<std::vector<ListedPerson>> read_people_list(std::string_view text) {
  if (base::trimmed(text).empty()) return base::refuse("The list is empty: paste one person a line.", {}, "list");
  auto const table = table_of(text);
  if (!table) return tl::unexpected{table.error()};
  Places places;
  for (std::size_t at = 0; at < table->columns.size(); ++at)
    if (auto const place = place_named(table->columns[at])) places.*place = at;
  if (places.email == std::string::npos)
    return base::refuse("No column is called “courriel” or “e-mail”: name the columns on the first line.", {}, "list");
  std::vector<ListedPerson> people;
  for (auto const& row : table->rows) {
    if (std::ranges::all_of(row.cells, [](auto const& cell) { return base::trimmed(cell).empty(); })) continue;
    if (people.size() == most_listed) return base::refuse("More than {} people at once: cut the list in two.", {std::to_string(most_listed)}, "list");
    people.push_back(person_of(row, places));
  }
  if (people.empty()) return base::refuse("The list is empty: paste one person a line.", {}, "list");
  note_doubles(people);
  return people;
}

void note_doubles(std::vector<ListedPerson>& people) {
  std::map<std::string, std::size_t> first;
  for (auto& one : people) {
    auto const [known, is_new] = first.emplace(accounts::folded_email(one.email), one.line);
    if (!is_new) one.problems.push_back(base::Refusal{"This address already stands on line {}.", {std::to_string(known->second)}, "email"});
  }
}

}  // namespace programme
