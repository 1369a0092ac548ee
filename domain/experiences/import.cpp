#include <algorithm>
#include <map>

#include "domain/experiences/content_check.h"
#include "domain/experiences/content_json.h"
#include "domain/experiences/experience_row_write.h"
#include "domain/experiences/experience_rows.h"
#include "domain/experiences/experience_store.h"
#include "domain/experiences/facets.h"
#include "domain/experiences/agreement.h"
#include "domain/experiences/parts.h"
#include "domain/experiences/passage_codes.h"
#include "domain/experiences/vocabulary_store.h"
#include "domain/territories/territories.h"

namespace experiences {
namespace {

using Key = std::pair<std::string, std::string>;   // programme id, slug
constexpr std::size_t sheets_a_query = 400;


std::optional<base::Instant> day_of(std::string const& published) {
  auto const day = base::parse_day(published);
  if (!day) return std::nullopt;
  return base::Instant{std::chrono::sys_days{*day}};
}

Experience wanted_of(Import const& import, base::Instant now) {
  auto const& sheet = import.sheet;
  Experience one;
  one.id = ExperienceId::trusted(sheet.id.empty() ? default_id(import.programme_slug, sheet.slug) : sheet.id);
  one.programme = import.programme;
  one.slug = sheet.slug;
  if (import.place) one.territory = import.place->territory;
  one.organisations = sheet.organisations;
  one.status = sheet.status;
  one.visibility = sheet.visibility;
  one.author = import.author;
  one.created = one.changed = now;
  one.published = day_of(sheet.published);
  one.content = sheet.content;
  give_codes(one.content);
  if (sheet.agreement.empty()) return one;
  one.agreement = asked_of_narrator({}, sheet.agreement);
  for (auto const& part : sheet.agreed)
    if (auto print = print_of(one.content, part); !print.empty()) one.agreement.agreed.emplace(part, std::move(print));
  return one;
}

std::string day_text(std::optional<base::Instant> const& instant) {
  if (!instant) return {};
  return base::iso(base::Day{std::chrono::floor<std::chrono::days>(*instant)});
}

bool says_the_same(Experience const& known, Experience const& wanted) {
  return known.content == wanted.content && known.status == wanted.status && known.visibility == wanted.visibility &&
         known.territory == wanted.territory && known.organisations == wanted.organisations && known.author == wanted.author && known.agreement == wanted.agreement &&
         day_text(known.published) == day_text(wanted.published);
}

std::map<Key, Experience> known_among(db::Session& session, std::span<Import const> imports) {
  std::map<Key, Experience> known;
  std::map<std::string, std::vector<db::Value>> slugs;
  for (auto const& import : imports) slugs[import.programme.text()].push_back(db::value(import.sheet.slug));
  for (auto& [programme, values] : slugs) {
    auto const marks = db::Session::placeholders(values.size());
    values.insert(values.begin(), db::value(programme));
    auto rows = session.query_values(std::string{"SELECT "} + whole_columns + " FROM experiences_experience e WHERE e.programme_id = ? AND e.slug IN (" +
                                         marks + ")",
                                     std::move(values));
    for (WholeRow row; row.next(rows);) known.emplace(Key{row.programme.text(), row.slug}, row.experience());
  }
  return known;
}

/// Names of the territories the importer did not name.
std::map<accounts::TerritoryId, std::string> names_among(db::Session& session, std::span<Import const> imports) {
  std::vector<accounts::TerritoryId> ids;
  for (auto const& import : imports)
    if (import.place && import.place->name.empty()) ids.push_back(import.place->territory);
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  return ids.empty() ? std::map<accounts::TerritoryId, std::string>{} : territories::names_of(session, ids);
}

/// Writes what imports bring; one change number a programme for the whole batch.
class Importer {
 public:
  Importer(db::Session& session, base::World const& world) : m_session{session}, m_now{world.now()}, m_copier{session} {}

  /// What these sheets will copy from their territories.
  void read_places(std::span<Import const> imports) {
    m_names = names_among(m_session, imports);
    std::vector<accounts::TerritoryId> places;
    for (auto const& import : imports)
      if (import.place) places.push_back(import.place->territory);
    m_copier.read(std::move(places));
  }

  Imported take(Import const& import, std::map<Key, Experience>& known) {
    auto wanted = wanted_of(import, m_now);
    auto place = import.place.value_or(Place{});
    if (auto const name = m_names.find(place.territory); place.name.empty() && name != m_names.end()) place.name = name->second;
    auto const found = known.find({import.programme.text(), import.sheet.slug});
    bool const exists = found != known.end();
    // What was agreed to here is not undone by a file.
    if (exists && found->second.agreement.needed) wanted.agreement = found->second.agreement;
    if (exists && says_the_same(found->second, wanted)) return Imported::unchanged;
    auto const json = to_json(wanted.content);
    auto const& vocabulary = vocabulary_of(wanted.programme);
    if (exists) revise(found->second, wanted, {wanted, place, change_number(wanted.programme), json, {}, vocabulary, m_copier.of(wanted)});
    else {
      insert_row(m_session, {wanted, place, change_number(wanted.programme), json, {}, vocabulary, m_copier.of(wanted)});
      insert_revision(m_session, wanted, {}, "", json);
    }
    write_facets(m_session, wanted, place.typology, exists ? Before::replaced : Before::none, vocabulary);
    m_found.push_back(search_entry_of(wanted, import.programme_slug, place.name));
    known.insert_or_assign(Key{import.programme.text(), import.sheet.slug}, wanted);
    return exists ? Imported::changed : Imported::created;
  }

  /// What was taken is found by search from here on. At once for many: the full text index wants them one after the other.
  void make_found() {
    search::put(m_session, m_found);
    m_found.clear();
  }

 private:
  void revise(Experience const& before, Experience& wanted, RowToWrite const& row) {
    wanted.id = before.id;
    wanted.created = before.created;
    bool const rewritten = !(before.content == wanted.content);
    wanted.revision = before.revision + (rewritten ? 1 : 0);
    update_row(m_session, row, before.revision);
    if (rewritten) insert_revision(m_session, wanted, {}, "", row.content);
  }
  Vocabulary const& vocabulary_of(accounts::ProgrammeId const& programme) {
    auto found = m_vocabularies.find(programme);
    if (found == m_vocabularies.end()) found = m_vocabularies.emplace(programme, VocabularyStore{m_session}.of(programme)).first;
    return found->second;
  }
  std::int64_t change_number(accounts::ProgrammeId const& programme) {
    auto const [found, fresh] = m_numbers.try_emplace(programme, 0);
    if (fresh) found->second = next_change(m_session, programme);
    return found->second;
  }

  db::Session& m_session;
  base::Instant m_now;
  std::map<accounts::ProgrammeId, std::int64_t> m_numbers;
  std::map<accounts::ProgrammeId, Vocabulary> m_vocabularies;
  std::map<accounts::TerritoryId, std::string> m_names;
  Copier m_copier;
  std::vector<search::Entry> m_found;
};

}  // namespace

std::vector<Imported> ExperienceStore::import(base::World const& world, std::span<Import const> imports) {
  std::vector<Imported> done;
  Importer importer{m_session, world};
  while (!imports.empty()) {
    auto const some = imports.first(std::min(imports.size(), sheets_a_query));
    auto known = known_among(m_session, some);
    importer.read_places(some);
    for (auto const& import : some) done.push_back(importer.take(import, known));
    importer.make_found();
    imports = imports.subspan(some.size());
  }
  return done;
}

Sheet sheet_of(Experience const& experience, std::string_view programme_slug) {
  Sheet sheet;
  sheet.slug = experience.slug;
  if (experience.id.text() != default_id(programme_slug, experience.slug)) sheet.id = experience.id.text();
  sheet.status = experience.status;
  sheet.visibility = experience.visibility;
  sheet.organisations = experience.organisations;
  sheet.published = day_text(experience.published);
  sheet.content = experience.content;
  if (!experience.agreement.needed) return sheet;
  sheet.agreement = experience.agreement.narrator;
  for (auto const& [part, print] : experience.agreement.agreed)
    if (print_of(experience.content, part) == print) sheet.agreed.push_back(part);
  return sheet;
}

}  // namespace experiences
