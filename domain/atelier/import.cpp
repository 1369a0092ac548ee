#include <algorithm>
#include <map>

#include "domain/atelier/method_rows.h"
#include "domain/atelier/method_store.h"
#include "domain/territories/territories.h"

namespace atelier {
namespace {

using Key = std::pair<std::string, std::string>;  // programme id, slug
using Names = std::map<accounts::TerritoryId, std::string>;
constexpr std::size_t methods_a_query = 400;

bool same_trial(KeptTrial const& one, KeptTrial const& other) {
  return one.trial == other.trial && one.territory == other.territory && one.territory_name == other.territory_name && one.typology == other.typology;
}

bool says_the_same_of(KeptTrial const& one, KeptTrial const& other) { return one.trial == other.trial && one.territory == other.territory; }

/// The trials of the file, then those told here that it does not know. What was already there keeps its id and its author.
std::vector<KeptTrial> trials_of(Import const& import, std::vector<KeptTrial> before, Names const& names, base::World const& world) {
  std::vector<KeptTrial> wanted;
  for (std::size_t at = 0; at < import.sheet.trials.size(); ++at) {
    KeptTrial one;
    one.trial = import.sheet.trials[at];
    one.trial.territory.clear();
    one.at = world.now();
    if (at < import.trial_places.size() && import.trial_places[at]) {
      auto const& place = *import.trial_places[at];
      one.territory = place.territory, one.territory_name = place.name, one.typology = place.typology;
      if (auto const name = names.find(place.territory); place.name.empty() && name != names.end()) one.territory_name = name->second;
    }
    auto const known = std::find_if(before.begin(), before.end(), [&](KeptTrial const& other) { return says_the_same_of(one, other); });
    if (known != before.end()) {
      one.id = known->id, one.person = known->person, one.at = known->at;
      before.erase(known);
    }
    wanted.push_back(std::move(one));
  }
  for (auto& one : before)
    if (one.person) wanted.push_back(std::move(one));
  for (auto& one : wanted)
    if (one.id.empty()) one.id = world.new_uuid();
  return wanted;
}

Method wanted_of(Import const& import, base::World const& world) {
  auto const& sheet = import.sheet;
  Method one;
  one.id = MethodId::trusted(sheet.id.empty() ? default_id(import.programme_slug, sheet.slug) : sheet.id);
  one.programme = import.programme;
  one.slug = sheet.slug;
  one.status = sheet.status;
  one.visibility = sheet.visibility;
  one.author = import.author;
  one.created = one.changed = world.now();
  if (auto const day = base::parse_day(sheet.published)) one.published = base::Instant{std::chrono::sys_days{*day}};
  one.content = sheet.content;
  return one;
}

bool same_day(std::optional<base::Instant> const& one, std::optional<base::Instant> const& other) {
  if (!one || !other) return one.has_value() == other.has_value();
  return std::chrono::floor<std::chrono::days>(*one) == std::chrono::floor<std::chrono::days>(*other);
}

bool says_the_same(Method const& known, Method const& wanted) {
  return known.content == wanted.content && known.status == wanted.status && known.visibility == wanted.visibility && known.author == wanted.author &&
      same_day(known.published, wanted.published) &&
      std::equal(known.trials.begin(), known.trials.end(), wanted.trials.begin(), wanted.trials.end(), same_trial);
}

std::map<Key, Method> known_among(db::Session& session, std::span<Import const> imports) {
  std::map<std::string, std::vector<db::Value>> slugs;
  for (auto const& import : imports) slugs[import.programme.text()].push_back(db::value(import.sheet.slug));
  std::map<Key, Method> known;
  for (auto& [programme, values] : slugs) {
    auto const marks = db::Session::placeholders(values.size());
    values.insert(values.begin(), db::value(programme));
    for (auto& method : methods_where(session, "m.programme_id = ? AND m.slug IN (" + marks + ")", std::move(values)))
      known.emplace(Key{method.programme.text(), method.slug}, method);
  }
  return known;
}

/// The names of the places that came without one.
Names names_among(db::Session& session, std::span<Import const> imports) {
  std::vector<accounts::TerritoryId> ids;
  for (auto const& import : imports)
    for (auto const& place : import.trial_places)
      if (place && place->name.empty()) ids.push_back(place->territory);
  return ids.empty() ? Names{} : territories::names_of(session, ids);
}

Imported take(db::Session& session, base::World const& world, Import const& import, Names const& names, std::map<Key, Method>& known) {
  auto wanted = wanted_of(import, world);
  Key const key{import.programme.text(), import.sheet.slug};
  auto const found = known.find(key);
  bool const exists = found != known.end();
  wanted.trials = trials_of(import, exists ? found->second.trials : std::vector<KeptTrial>{}, names, world);
  if (exists) {
    auto const& before = found->second;
    if (says_the_same(before, wanted)) return Imported::unchanged;
    bool const rewritten = !(before.content == wanted.content);
    wanted.id = before.id;
    wanted.created = before.created;
    if (same_day(before.published, wanted.published)) wanted.published = before.published;
    wanted.revision = before.revision + (rewritten ? 1 : 0);
    update_method(session, wanted, import.programme_slug, before.revision);
    if (rewritten) insert_revision(session, wanted, std::nullopt, "");
  } else {
    insert_method(session, wanted, import.programme_slug, "");
    insert_revision(session, wanted, std::nullopt, "");
  }
  replace_trials(session, wanted);
  known.insert_or_assign(key, wanted);
  return exists ? Imported::changed : Imported::created;
}

}  // namespace

std::vector<Imported> MethodStore::import(base::World const& world, std::span<Import const> imports) {
  std::vector<Imported> done;
  while (!imports.empty()) {
    auto const some = imports.first(std::min(imports.size(), methods_a_query));
    auto known = known_among(m_session, some);
    auto const names = names_among(m_session, some);
    for (auto const& import : some) done.push_back(take(m_session, world, import, names, known));
    imports = imports.subspan(some.size());
  }
  return done;
}

}  // namespace atelier
