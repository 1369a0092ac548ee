#include <algorithm>
#include <map>

#include "domain/atelier/address_store.h"
#include "domain/atelier/cited_words.h"
#include "domain/atelier/method_rows.h"
#include "domain/atelier/method_store.h"
#include "domain/atelier/review_store.h"
#include "domain/territories/territories.h"

namespace atelier {
namespace {

using Key = std::pair<std::string, std::string>;  // programme id, slug
using Names = std::map<accounts::TerritoryId, std::string>;
constexpr std::size_t methods_a_query = 400;

bool same_trial(KeptTrial const& one, KeptTrial const& other) {
  return one.trial == other.trial && one.territory == other.territory && one.territory_name == other.territory_name &&
      one.typology == other.typology && one.photos == other.photos;
}

bool says_the_same_of(KeptTrial const& one, KeptTrial const& other) { return one.trial == other.trial && one.territory == other.territory; }

/// The trials of the file, then those told here that it does not know. What was already there keeps its id and its author.
std::vector<KeptTrial> trials_of(Import const& import, std::vector<KeptTrial> before, Names const& names, base::World const& world) {
  std::vector<KeptTrial> wanted;
  for (std::size_t at = 0; at < import.sheet.trials.size(); ++at) {
    KeptTrial one;
    one.trial = import.sheet.trials[at];
    one.trial.territory.clear();
    one.trial.photos.clear();
    if (at < import.trial_photos.size()) one.photos = import.trial_photos[at];
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
  // A file may still name the address a method had before it moved.
  std::map<accounts::ProgrammeId, std::vector<std::string>> unknown;
  for (auto const& import : imports)
    if (!known.contains({import.programme.text(), import.sheet.slug})) unknown[import.programme].push_back(import.sheet.slug);
  AddressStore addresses{session};
  for (auto const& [programme, former] : unknown)
    for (auto const& [then, now] : addresses.moved(programme, former)) {
      auto const id = addresses.led_to(programme, then);
      if (auto method = id ? MethodStore{session}.find(*id) : std::nullopt) known.emplace(Key{programme.text(), then}, std::move(*method));
    }
  return known;
}

/// The names of the places that came without one.
Names names_among(db::Session& session, std::span<Import const> imports) {
  std::vector<accounts::TerritoryId> ids;
  for (auto const& import : imports)
    for (auto const& place : import.trial_places)
      if (place && place->name.empty()) ids.push_back(place->territory);
  for (auto const& import : imports)
    for (auto const& place : import.review_places)
      if (place && place->name.empty()) ids.push_back(place->territory);
  return ids.empty() ? Names{} : territories::names_of(session, ids);
}

/// The reading a file tells of, when it tells of one.
Review review_of(Import const& import, Method const& method, base::World const& world, Names const& names) {
  Review review;
  review.id = world.new_uuid();
  review.method = method.id, review.revision = method.revision, review.asked = method.changed;
  review.decision = "publish", review.from_file = true, review.decided = method.changed;
  for (std::size_t at = 0; at < import.sheet.reviews.size(); ++at) {
    auto const& said = import.sheet.reviews[at];
    if (auto const day = base::parse_day(said.date)) review.decided = base::Instant{std::chrono::sys_days{*day}};
    Reviewer one;
    one.id = world.new_uuid();
    one.who = said.who, one.words = said.text, one.tie = "none", one.state = ReviewerState::done;
    one.asked = one.due = *review.decided, one.done = review.decided;
    for (auto const& line : said.scores)
      if (auto score = score_of(line)) one.scores.push_back(std::move(*score));
    if (at < import.review_places.size() && import.review_places[at]) {
      auto const& place = *import.review_places[at];
      one.territory = place.territory, one.territory_name = place.name, one.typology = place.typology;
      if (auto const name = names.find(place.territory); place.name.empty() && name != names.end()) one.territory_name = name->second;
    }
    review.reviewers.push_back(std::move(one));
  }
  return review;
}

/// Readings and words of citations that a file brings, unless they are there already. Result: whether anything changed.
bool take_what_stands_beside(db::Session& session, base::World const& world, Import const& import, Method const& method, Names const& names) {
  auto const before = sheets_of(session, {method}, import.programme_slug).front().sheet;
  auto const bare = [](std::vector<FileReview> reviews) {
    for (auto& one : reviews) one.territory.clear();
    return reviews;
  };
  bool changed = false;
  for (auto const& picture : import.pictures) {
    if (MethodPictures::find(session, method.id, picture.print)) continue;
    changed = MethodPictures::add(session, world, method.id, import.author, picture) || changed;
  }
  AddressStore addresses{session};
  for (auto const& slug : import.sheet.formerly) {
    if (!addresses.is_free(method.programme, slug, method.id) || std::ranges::find(before.formerly, slug) != before.formerly.end()) continue;
    addresses.keep(method.programme, slug, method.id, world.now());
    changed = true;
  }
  if (!import.sheet.reviews.empty() && bare(before.reviews) != bare(import.sheet.reviews)) {
    ReviewStore{session}.put_from_file(method, review_of(import, method, world, names));
    changed = true;
  }
  for (auto const& one : import.sheet.cited) {
    if (std::find(before.cited.begin(), before.cited.end(), one) != before.cited.end()) continue;
    CitedWordsStore{session}.put(method, cited_words_of(one));
    changed = true;
  }
  return changed;
}

Imported take(db::Session& session, base::World const& world, Import const& import, Names const& names, std::map<Key, Method>& known) {
  auto wanted = wanted_of(import, world);
  Key const key{import.programme.text(), import.sheet.slug};
  auto const found = known.find(key);
  bool const exists = found != known.end();
  // Joined to another since: what it said is there.
  if (exists && found->second.slug != import.sheet.slug && MethodStore{session}.own_of(import.programme, import.sheet.slug))
    return Imported::unchanged;
  wanted.trials = trials_of(import, exists ? found->second.trials : std::vector<KeptTrial>{}, names, world);
  if (exists) {
    auto const& before = found->second;
    if (says_the_same(before, wanted))
      return take_what_stands_beside(session, world, import, before, names) ? Imported::changed : Imported::unchanged;
    bool const rewritten = !(before.content == wanted.content);
    wanted.id = before.id;
    wanted.slug = before.slug;
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
  take_what_stands_beside(session, world, import, wanted, names);
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
