#include "domain/programme/listed_rows.h"

#include <algorithm>

#include "domain/programme/programme_store.h"
#include "platform/base/text.h"

namespace programme {
namespace {

struct Found {
  accounts::TerritoryId id;
  std::string name;
};

/// The territories of the programme by their folded name: "Diois" typed by a lead is the one that takes part.
std::map<std::string, Found> participants_by_name(db::Session& session, ProgrammeId const& programme) {
  std::vector<accounts::TerritoryId> ids;
  std::map<std::string, Found> found;
  auto const lines = ProgrammeStore{session}.participants(programme);
  for (auto const& line : lines) ids.push_back(line.territory);
  for (auto const& brief : territories::briefs_of(session, ids)) {
    found.emplace(base::fold(brief.name), Found{brief.id, brief.label()});
    found.emplace(base::fold(brief.label()), Found{brief.id, brief.label()});
  }
  for (auto const& line : lines)
    if (!line.name.empty()) found.emplace(base::fold(line.name), Found{line.territory, line.name});
  return found;
}

std::string label_of(territories::Suggestion const& one) { return one.department.empty() ? one.name : one.name + " (" + one.department + ")"; }

base::Outcome<Found> find_typed(territories::Gazetteer const& gazetteer, std::string const& text) {
  std::string bare = text;
  std::ranges::replace_if(
      bare, [](char c) { return c == '(' || c == ')'; }, ' ');
  auto const answer = gazetteer.search({.text = std::string{base::trimmed(bare)}, .limit = 4});
  if (answer.found.empty()) return base::refuse("The territory “{}” is in no official list.", {text}, "territory");
  auto const exact = [&](auto const& one) {
    return base::fold(one.name) == base::fold(text) || base::fold(label_of(one)) == base::fold(text) || one.key.code == text;
  };
  bool const alone = answer.total == 1 || std::ranges::count_if(answer.found, exact) == 1;
  if (alone) {
    auto const best = std::ranges::find_if(answer.found, exact);
    auto const& chosen = best == answer.found.end() ? answer.found.front() : *best;
    return Found{chosen.id, label_of(chosen)};
  }
  std::vector<std::string> proposals;
  for (auto const& one : answer.found) proposals.push_back(label_of(one) + " = " + territories::text_of(one.key));
  return base::refuse("“{}” may be several territories: {}. Write the code of the right one.", {text, base::join(proposals, ", ")}, "territory");
}

void find_territories(db::Session& session, territories::Gazetteer const& gazetteer, ProgrammeId const& programme, std::vector<KnownPerson>& people) {
  auto const near = participants_by_name(session, programme);
  std::vector<std::string> keys;
  std::vector<KnownPerson*> keyed;
  for (auto& person : people) {
    auto const& text = person.listed.territory;
    if (text.empty()) continue;
    if (auto const known = near.find(base::fold(text)); known != near.end()) {
      person.territory = known->second.id;
      person.territory_name = known->second.name;
    } else if (text.find(':') != std::string::npos) {
      keys.push_back(text);
      keyed.push_back(&person);
    } else if (auto const found = find_typed(gazetteer, text)) {
      person.territory = found->id;
      person.territory_name = found->name;
    } else {
      person.listed.problems.push_back(found.error());
    }
  }
  auto const resolved = territories::resolve_all(session, keys);
  for (std::size_t at = 0; at < resolved.size(); ++at) {
    if (!resolved[at]) {
      keyed[at]->listed.problems.push_back(resolved[at].error());
      continue;
    }
    keyed[at]->territory = resolved[at]->id;
    keyed[at]->territory_name = resolved[at]->department.empty() ? resolved[at]->name : resolved[at]->name + " (" + resolved[at]->department + ")";
  }
}

/// A pioneer or a learner without a territory would be in no pair.
void ask_for_territory(KnownPerson& person) {
  bool const of_pair = person.listed.function == accounts::Function::pioneer || person.listed.function == accounts::Function::learner;
  if (of_pair && person.listed.territory.empty())
    person.listed.problems.push_back(base::Refusal{"A pioneer or a learner has a territory: write its name or its code.", {}, "territory"});
}

}  // namespace

std::vector<KnownPerson> look_up(db::Session& session, territories::Gazetteer const& gazetteer, ProgrammeId const& programme,
                                 std::vector<ListedPerson> people) {
  std::vector<KnownPerson> known;
  for (auto& one : people) known.push_back({std::move(one), {}, {}, false, {}});
  find_territories(session, gazetteer, programme, known);
  std::multimap<std::string, accounts::Member> by_email;
  std::map<std::string, std::string> by_name;
  for (auto const& member : accounts::members_of(session, programme)) {
    by_email.emplace(accounts::folded_email(member.email), member);
    by_name.emplace(base::fold(member.name), member.email);
  }
  for (auto& person : known) {
    ask_for_territory(person);
    auto const [first, last] = by_email.equal_range(accounts::folded_email(person.listed.email));
    person.member = std::any_of(first, last, [&](auto const& entry) { return entry.second.membership.territory == person.territory; });
    if (first != last) continue;
    if (auto const same = by_name.find(base::fold(person.listed.name)); same != by_name.end()) person.alike = same->second;
  }
  return known;
}

}  // namespace programme
