#include <algorithm>
#include <map>
#include <set>

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

using Key = std::pair<std::string, std::string>;  // programme id, slug
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
      known.territory == wanted.territory && known.organisations == wanted.organisations && known.author == wanted.author &&
      known.agreement == wanted.agreement && day_text(known.published) == day_text(wanted.published);
}

std::map<Key, Experience> known_among(db::Session& session, std::span<Import const> imports) {
  std::map<Key, Experience> known;
  std::map<std::string, std::vector<db::Value>> slugs;
  for (auto const& import : imports) slugs[import.programme.text()].push_back(db::value(import.sheet.slug));
  for (auto& [programme, values] : slugs) {
    auto const marks = db::Session::placeholders(values.size());
    values.insert(values.begin(), db::value(programme));
    auto rows = session.query_values(
        std::string{"SELECT "} + whole_columns + " FROM experiences_experience e WHERE e.programme_id = ? AND e.slug IN (" + marks + ")",
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

/// Writes what imports bring; one change number a programme for the whole batch. New sheets wait to be written together.
class Importer {
 public:
  Importer(db::Session& session, base::World const& world, Shown shown) : m_session{session}, m_now{world.now()}, m_shown{shown}, m_copier{session} {}

  /// What these sheets will copy from their territories.
  void read_places(std::span<Import const> imports) {
    m_names = names_among(m_session, imports);
    std::vector<accounts::TerritoryId> places;
    for (auto const& import : imports)
      if (import.place) places.push_back(import.place->territory);
    m_copier.read(std::move(places));
  }

  Imported take(Import const& import, std::map<Key, Experience>& known) {
    Key const key{import.programme.text(), import.sheet.slug};
    // The same address twice in a batch: what waits must be there before it is revised.
    if (m_waiting.contains(key)) write();
    auto wanted = wanted_of(import, m_now);
    auto const place = named_place(import);
    auto const found = known.find(key);
    bool const exists = found != known.end();
    // What was agreed to here is not undone by a file.
    if (exists && found->second.agreement.needed) wanted.agreement = found->second.agreement;
    if (exists && says_the_same(found->second, wanted)) return Imported::unchanged;
    auto json = to_json(wanted.content);
    auto const number = change_number(wanted.programme);
    auto const& vocabulary = vocabulary_of(wanted.programme);
    if (exists) m_revised.insert(wanted.programme);
    if (exists) revise(found->second, wanted, {wanted, place, number, std::move(json), {}, vocabulary, m_copier.of(wanted)}, import.by);
    else add(wanted, {wanted, place, number, std::move(json), {}, vocabulary, m_copier.of(wanted)}, import.by);
    m_facets.add(wanted, place.typology, vocabulary);
    m_found.push_back(search_entry_of(wanted, import.programme_slug, place.name));
    m_waiting.insert(key);
    known.insert_or_assign(key, std::move(wanted));
    return exists ? Imported::changed : Imported::created;
  }

  void write() {
    m_rows.write(m_session);
    m_revisions.write(m_session);
    m_facets.write(m_session);
    // At once for many: the full text index wants them one after the other.
    search::put(m_session, m_found);
    m_found.clear();
    m_waiting.clear();
  }

  /// After all is written: who reads from memory looks again. A sheet that changed is never waited for, it may have become closer.
  void show() {
    for (auto const& [programme, number] : m_numbers)
      if (m_shown == Shown::at_once || m_revised.contains(programme)) next_change(m_session, programme);
  }

 private:
  Place named_place(Import const& import) const {
    auto place = import.place.value_or(Place{});
    if (auto const name = m_names.find(place.territory); place.name.empty() && name != m_names.end()) place.name = name->second;
    return place;
  }
  void add(Experience const& wanted, RowToWrite const& row, std::optional<accounts::PersonId> const& by) {
    m_rows.add(row_values(row));
    m_revisions.add(revision_values(wanted, {by, {}}, "", row.content));
  }
  void revise(Experience const& before, Experience& wanted, RowToWrite const& row, std::optional<accounts::PersonId> const& by) {
    wanted.id = before.id;
    wanted.created = before.created;
    bool const rewritten = !(before.content == wanted.content);
    wanted.revision = before.revision + (rewritten ? 1 : 0);
    update_row(m_session, row, before.revision);
    if (rewritten) m_revisions.add(revision_values(wanted, {by, {}}, "", row.content));
    drop_facets(m_session, wanted.id);
  }
  Vocabulary const& vocabulary_of(accounts::ProgrammeId const& programme) {
    auto found = m_vocabularies.find(programme);
    if (found == m_vocabularies.end()) found = m_vocabularies.emplace(programme, VocabularyStore{m_session}.of(programme)).first;
    return found->second;
  }
  std::int64_t change_number(accounts::ProgrammeId const& programme) {
    auto const [found, fresh] = m_numbers.try_emplace(programme, 0);
    if (fresh) found->second = coming_change(m_session, programme);
    return found->second;
  }

  db::Session& m_session;
  base::Instant m_now;
  Shown m_shown;
  std::map<accounts::ProgrammeId, std::int64_t> m_numbers;
  std::set<accounts::ProgrammeId> m_revised;
  std::map<accounts::ProgrammeId, Vocabulary> m_vocabularies;
  std::map<accounts::TerritoryId, std::string> m_names;
  Copier m_copier;
  BulkRows m_rows{"experiences_experience", row_columns()}, m_revisions{"experiences_revision", revision_columns};
  Facets m_facets;
  std::vector<search::Entry> m_found;
  std::set<Key> m_waiting;
};

}  // namespace

std::vector<Imported> ExperienceStore::import(base::World const& world, std::span<Import const> imports, Shown shown) {
  std::vector<Imported> done;
  Importer importer{m_session, world, shown};
  while (!imports.empty()) {
    auto const some = imports.first(std::min(imports.size(), sheets_a_query));
    auto known = known_among(m_session, some);
    importer.read_places(some);
    for (auto const& import : some) done.push_back(importer.take(import, known));
    importer.write();
    imports = imports.subspan(some.size());
  }
  importer.show();
  return done;
}

std::map<std::string, Occupant> ExperienceStore::standing_at(accounts::ProgrammeId const& programme, std::span<std::string const> slugs) {
  std::map<std::string, Occupant> found;
  if (slugs.empty()) return found;
  std::vector<db::Value> values{db::value(programme)};
  for (auto const& slug : slugs) values.push_back(db::value(slug));
  auto rows = m_session.query_values("SELECT slug, id, revision, changed_at FROM experiences_experience WHERE programme_id = ? AND slug IN (" +
                                         db::Session::placeholders(slugs.size()) + ")",
                                     std::move(values));
  std::string slug;
  std::int64_t changed = 0;
  for (Occupant one; rows.next(slug, one.id, one.revision, changed);) {
    one.changed = base::from_milliseconds(changed);
    found.insert_or_assign(slug, one);
  }
  return found;
}

std::vector<ExperienceId> ExperienceStore::borne_among(std::span<ExperienceId const> ids) {
  std::vector<ExperienceId> found;
  if (ids.empty()) return found;
  std::vector<db::Value> values;
  for (auto const& id : ids) values.push_back(db::value(id));
  auto rows =
      m_session.query_values("SELECT id FROM experiences_experience WHERE id IN (" + db::Session::placeholders(ids.size()) + ")", std::move(values));
  for (ExperienceId id; rows.next(id);) found.push_back(id);
  return found;
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
  sheet.partial = !experience.left_out.empty();
  if (!experience.agreement.needed) return sheet;
  sheet.agreement = experience.agreement.narrator;
  for (auto const& [part, print] : experience.agreement.agreed)
    if (print_of(experience.content, part) == print) sheet.agreed.push_back(part);
  return sheet;
}

}  // namespace experiences
