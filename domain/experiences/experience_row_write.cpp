#include "domain/experiences/experience_row_write.h"

#include "domain/experiences/agreement_json.h"
#include "domain/experiences/content_json.h"
#include "domain/experiences/facets.h"
#include "domain/experiences/life_cycle.h"
#include "domain/experiences/readers.h"
#include "domain/experiences/vocabulary_store.h"
#include "domain/programme/programme.h"
#include "platform/base/text.h"

namespace experiences {
namespace {

/// The columns an update rewrites, in the order of `changing_values`.
constexpr std::string_view changing =
    "slug, title, summary, size, status, visibility, circle, counted, territory_id, territory_name, typology, region, step, "
    "organisations, theme_bits, obstacle_bits, overcome_bits, lever_bits, role_bits, began, facts_version, revision, changed_at, published_at, "
    "change_number, content, agreement, "
    "territory_type, population_band, period_start, period_end, copied";

std::vector<db::Value> changing_values(RowToWrite const& row) {
  auto const& one = row.experience;
  auto const& content = one.content;
  auto const open = read_by_all_its_readers(one);
  auto const bits = bits_of(open, row.vocabulary);
  std::optional<std::int64_t> published;
  if (one.published) published = base::to_milliseconds(*one.published);
  return {db::value(one.slug),
          db::value(content.title),
          db::value(content.summary),
          db::value(content.size),
          db::value(code(one.status)),
          db::value(accounts::code(one.visibility)),
          db::value(accounts::code(circle_of(one.status, one.visibility))),
          db::value(is_counted(one.status)),
          db::value(row.place.territory),
          db::value(row.place.name),
          db::value(row.place.typology),
          db::value(row.place.region),
          db::value(content.step),
          db::value(base::join(one.organisations, "|")),
          db::value(bits.themes),
          db::value(bits.obstacles),
          db::value(bits.overcome),
          db::value(bits.levers),
          db::value(bits.roles),
          db::value(year_begun(content)),
          db::value(facts_version),
          db::value(one.revision),
          db::value(base::to_milliseconds(one.changed)),
          db::value(published),
          db::value(row.change_number),
          db::value(row.content),
          db::value(to_json(one.agreement)),
          db::value(row.copied.territory_type),
          db::value(row.copied.population_band),
          db::value(open.period_start),
          db::value(open.period_end),
          db::value(true)};
}

/// The tally of a programme, `more` further; who else would move it waits until this transaction ends.
std::int64_t counted_on(db::Session& session, accounts::ProgrammeId const& programme, std::int64_t more) {
  std::int64_t number = 0;
  auto rows = session.query(
      "INSERT INTO experiences_tally (programme_id, change_number, epoch) VALUES (?, ?, 0) ON CONFLICT (programme_id) DO UPDATE SET "
      "change_number = experiences_tally.change_number + excluded.change_number RETURNING change_number",
      programme, more);
  rows.next(number);
  return number;
}

}  // namespace

std::int64_t next_change(db::Session& session, accounts::ProgrammeId const& programme) { return counted_on(session, programme, 1); }

std::int64_t coming_change(db::Session& session, accounts::ProgrammeId const& programme) { return counted_on(session, programme, 0) + 1; }

std::string const& row_columns() {
  static auto const all = std::string{changing} + ", id, programme_id, author_id, created_at, submission_key";
  return all;
}
std::string_view const revision_columns = "experience_id, number, author_id, at, reason, content, by_name";

std::vector<db::Value> row_values(RowToWrite const& row) {
  auto values = changing_values(row);
  auto const& one = row.experience;
  values.push_back(db::value(one.id));
  values.push_back(db::value(one.programme));
  values.push_back(db::value(one.author));
  values.push_back(db::value(base::to_milliseconds(one.created)));
  values.push_back(row.submission_key.empty() ? db::Value{} : db::value(row.submission_key));
  return values;
}

void insert_row(db::Session& session, RowToWrite const& row) {
  auto values = row_values(row);
  auto const marks = db::Session::placeholders(values.size());
  session.execute_values("INSERT INTO experiences_experience (" + row_columns() + ") VALUES (" + marks + ")", std::move(values));
}

bool update_row(db::Session& session, RowToWrite const& row, int expected_revision) {
  auto values = changing_values(row);
  std::string sets;
  for (auto const& column : base::split(changing, ',')) sets.append(sets.empty() ? "" : ", ").append(column).append(" = ?");
  values.push_back(db::value(row.experience.author));
  values.push_back(db::value(row.experience.id));
  values.push_back(db::value(expected_revision));
  return session.execute_values("UPDATE experiences_experience SET " + sets + ", author_id = ? WHERE id = ? AND revision = ?", std::move(values)) ==
      1;
}

std::vector<db::Value> revision_values(Experience const& experience, Writer const& writer, std::string_view reason, std::string const& content) {
  return {db::value(experience.id), db::value(experience.revision),
          db::value(writer.person), db::value(base::to_milliseconds(experience.changed)),
          db::value(reason),        db::value(content),
          db::value(writer.name)};
}

void insert_revision(db::Session& session, Experience const& experience, Writer const& writer, std::string_view reason, std::string const& content) {
  auto values = revision_values(experience, writer, reason, content);
  auto const marks = db::Session::placeholders(values.size());
  session.execute_values("INSERT INTO experiences_revision (" + std::string{revision_columns} + ") VALUES (" + marks + ")", std::move(values));
}

void insert_transition(db::Session& session, Experience const& experience, Status from, Writer const& writer, std::string_view reason) {
  session.execute(
      "INSERT INTO experiences_transition (experience_id, place, from_status, to_status, visibility, author_id, at, reason, by_name) "
      "SELECT ?, COUNT(*) + 1, ?, ?, ?, ?, ?, ?, ? FROM experiences_transition WHERE experience_id = ?",
      experience.id, code(from), code(experience.status), accounts::code(experience.visibility), writer.person,
      base::to_milliseconds(experience.changed), reason, writer.name, experience.id);
}

bool write_again(db::Session& session, Experience const& experience, Place const& place, int expected_revision) {
  auto const vocabulary = VocabularyStore{session}.of(experience.programme);
  if (!update_row(session,
                  {experience,
                   place,
                   next_change(session, experience.programme),
                   to_json(experience.content),
                   {},
                   vocabulary,
                   Copier{session}.of(experience)},
                  expected_revision))
    return false;
  auto const brief = programme::brief_of(session, experience.programme);
  write_facets(session, experience, place.typology, Before::replaced, vocabulary);
  search::put(session, search_entry_of(experience, brief ? brief->slug : std::string{}, place.name));
  return true;
}

}  // namespace experiences
