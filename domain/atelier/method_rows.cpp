#include "domain/atelier/method_rows.h"

#include "domain/atelier/cited_words.h"
#include "domain/atelier/content_check.h"
#include "domain/atelier/content_json.h"
#include "domain/atelier/life_cycle.h"
#include "domain/atelier/photos.h"
#include "platform/base/text.h"
#include "platform/search/search.h"

namespace atelier {
namespace {

template <class Thing>
std::optional<base::Id<Thing>> id_of(std::optional<std::string> text) {
  if (!text) return std::nullopt;
  return base::Id<Thing>::trusted(std::move(*text));
}

std::vector<std::string> codes_of_bits(std::span<Term const> vocabulary, std::int64_t bits) {
  std::vector<std::string> codes;
  for (std::size_t at = 0; at < vocabulary.size(); ++at)
    if ((bits >> at) & 1) codes.emplace_back(vocabulary[at].code);
  return codes;
}

void read_trials(db::Session& session, std::vector<Method>& methods) {
  if (methods.empty()) return;
  std::map<MethodId, Method*> by_id;
  std::vector<db::Value> ids;
  for (auto& method : methods) by_id[method.id] = &method, ids.push_back(db::value(method.id));
  auto const marks = db::Session::placeholders(ids.size());
  auto rows = session.query_values(
      "SELECT method_id, id, territory_id, territory_name, typology, person_id, who, tried_on, spot, worked, text, adapted_how, at, with_whom, "
      "people, "
      "photos FROM atelier_trial "
      "WHERE method_id IN (" +
          marks + ") ORDER BY method_id, place, id",
      std::move(ids));
  MethodId method;
  KeptTrial one;
  std::optional<std::string> territory, person;
  std::int64_t at = 0;
  std::string photos;
  while (rows.next(method, one.id, territory, one.territory_name, one.typology, person, one.trial.who, one.trial.date, one.trial.where,
                   one.trial.worked, one.trial.text, one.trial.adapted_how, at, one.trial.with_whom, one.trial.people, photos)) {
    one.territory = id_of<territories::Territory>(territory);
    one.person = id_of<accounts::Person>(person);
    one.at = base::from_milliseconds(at);
    one.photos = photos_from(photos);
    by_id.at(method)->trials.push_back(one);
  }
}

/// The columns an update rewrites, in the order of `changing_values`.
constexpr std::string_view changing =
    "title, pitch, status, visibility, circle, stage_bits, role_bits, mode, duration_min, duration_max, group_min, group_max, difficulty, trials, "
    "territories, rural, failed, revision, changed_at, published_at, author_id, content, adapted_from";

std::vector<db::Value> changing_values(Method const& one) {
  auto const& content = one.content;
  auto const trust = trust_of(one.trials);
  std::optional<std::int64_t> published;
  if (one.published) published = base::to_milliseconds(*one.published);
  return {db::value(content.title),
          db::value(content.pitch),
          db::value(code(one.status)),
          db::value(accounts::code(one.visibility)),
          db::value(accounts::code(circle_of(one.status, one.visibility))),
          db::value(bits_of(stages(), content.stages)),
          db::value(bits_of(experiences::catalyst_roles(), content.catalyst_roles)),
          db::value(content.mode),
          db::value(content.duration_min),
          db::value(content.duration_max),
          db::value(content.group_min),
          db::value(content.group_max),
          db::value(content.difficulty),
          db::value(trust.trials),
          db::value(trust.territories),
          db::value(trust.rural),
          db::value(trust.failed),
          db::value(one.revision),
          db::value(base::to_milliseconds(one.changed)),
          db::value(published),
          db::value(one.author),
          db::value(to_json(content)),
          db::value(content.adapted_from)};
}

void write_citations(db::Session& session, Method const& method) {
  session.execute("DELETE FROM atelier_citation WHERE method_id = ?", method.id);
  std::vector<db::Value> values;
  std::string rows;
  int place = 0;
  for (auto const& cited : cited_by(method.content)) {
    rows += rows.empty() ? "(?, ?, ?, ?, ?)" : ", (?, ?, ?, ?, ?)";
    for (auto& value : {db::value(method.id), db::value(method.programme), db::value(cited.slug), db::value(cited.passage), db::value(++place)})
      values.push_back(value);
  }
  if (!rows.empty())
    session.execute_values("INSERT INTO atelier_citation (method_id, programme_id, experience_slug, passage, place) VALUES " + rows,
                           std::move(values));
  CitedWordsStore{session}.follow(method);
}

void write_search(db::Session& session, Method const& method, std::string_view programme_slug) {
  auto const audience = accounts::audience_of(circle_of(method.status, method.visibility), method.programme);
  if (audience.empty() || method.status == Status::deprecated) return search::remove(session, "method", method.id.text());
  search::put(session,
              {"method", method.id.text(), method.programme.text(), audience, address_of(programme_slug, method.slug).text(), method.content.title,
               plain_text_of(method.content), method.content.pitch});
}

}  // namespace

char const* const brief_columns =
    "m.id, m.programme_id, m.slug, m.title, m.pitch, m.status, m.visibility, m.mode, m.author_id, m.stage_bits, m.role_bits, m.duration_min, "
    "m.duration_max, m.group_min, m.group_max, m.difficulty, m.trials, m.territories, m.rural, m.failed, m.changed_at, m.published_at";

Brief BriefRow::brief() const {
  Brief out;
  out.id = id;
  out.programme = programme;
  out.slug = slug, out.title = title, out.pitch = pitch, out.mode = mode;
  out.status = status_from(status).value_or(Status::draft);
  out.visibility = accounts::visibility_from(visibility).value_or(accounts::Visibility::private_);
  out.author = id_of<accounts::Person>(author);
  out.stages = codes_of_bits(atelier::stages(), stage_bits);
  out.catalyst_roles = codes_of_bits(experiences::catalyst_roles(), role_bits);
  out.duration_min = duration_min, out.duration_max = duration_max;
  out.group_min = group_min, out.group_max = group_max, out.difficulty = difficulty;
  out.trust = trust;
  out.changed = base::from_milliseconds(changed);
  if (published) out.published = base::from_milliseconds(*published);
  return out;
}

std::vector<Method> methods_where(db::Session& session, std::string const& condition, std::vector<db::Value> values) {
  std::vector<Method> methods;
  {
    auto rows = session.query_values(
        "SELECT m.id, m.programme_id, m.slug, m.status, m.visibility, m.author_id, m.revision, m.created_at, m.changed_at, m.published_at, m.content "
        "FROM atelier_method m WHERE m.joined_to = '' AND " +
            condition,
        std::move(values));
    Method one;
    std::string status, visibility, content;
    std::optional<std::string> author;
    std::int64_t created = 0, changed = 0;
    std::optional<std::int64_t> published;
    while (rows.next(one.id, one.programme, one.slug, status, visibility, author, one.revision, created, changed, published, content)) {
      one.status = status_from(status).value_or(Status::draft);
      one.visibility = accounts::visibility_from(visibility).value_or(accounts::Visibility::private_);
      one.author = id_of<accounts::Person>(author);
      one.created = base::from_milliseconds(created);
      one.changed = base::from_milliseconds(changed);
      one.published = published ? std::optional{base::from_milliseconds(*published)} : std::nullopt;
      one.content = content_from_json(content);
      methods.push_back(one);
    }
  }
  read_trials(session, methods);
  return methods;
}

std::int64_t bits_of(std::span<Term const> vocabulary, std::vector<std::string> const& codes) {
  std::int64_t bits = 0;
  for (auto const& code : codes)
    if (auto const place = experiences::place_of(vocabulary, code)) bits |= std::int64_t{1} << *place;
  return bits;
}

std::vector<db::Value> circle_values(accounts::Viewer const& viewer, accounts::ProgrammeId const& programme) {
  std::vector<db::Value> values{db::value(accounts::code(accounts::Visibility::public_))};
  for (auto const circle : viewer.circles_in(programme))
    if (circle != accounts::Visibility::public_) values.push_back(db::value(accounts::code(circle)));
  return values;
}

bool insert_method(db::Session& session, Method const& method, std::string_view programme_slug, std::string_view submission_key) {
  auto values = changing_values(method);
  for (auto& value : {db::value(method.id), db::value(method.programme), db::value(method.slug), db::value(base::to_milliseconds(method.created)),
                      submission_key.empty() ? db::Value{} : db::value(submission_key)})
    values.push_back(value);
  auto const marks = db::Session::placeholders(values.size());
  session.execute_values(
      "INSERT INTO atelier_method (" + std::string{changing} + ", id, programme_id, slug, created_at, submission_key) VALUES (" + marks + ")",
      std::move(values));
  write_citations(session, method);
  write_search(session, method, programme_slug);
  return true;
}

bool update_method(db::Session& session, Method const& method, std::string_view programme_slug, int expected_revision) {
  auto values = changing_values(method);
  std::string sets;
  for (auto const& column : base::split(changing, ',')) sets.append(sets.empty() ? "" : ", ").append(column).append(" = ?");
  values.push_back(db::value(method.id));
  values.push_back(db::value(expected_revision));
  if (session.execute_values("UPDATE atelier_method SET " + sets + " WHERE id = ? AND revision = ?", std::move(values)) != 1) return false;
  write_citations(session, method);
  write_search(session, method, programme_slug);
  return true;
}

void insert_revision(db::Session& session, Method const& method, std::optional<accounts::PersonId> const& author, std::string_view reason) {
  session.execute("INSERT INTO atelier_revision (method_id, number, author_id, at, reason, content) VALUES (?, ?, ?, ?, ?, ?)", method.id,
                  method.revision, author, base::to_milliseconds(method.changed), reason, to_json(method.content));
}

void insert_trial(db::Session& session, MethodId const& method, KeptTrial const& one, int place, std::string_view submission_key) {
  session.execute(
      "INSERT INTO atelier_trial (id, method_id, place, territory_id, territory_name, typology, person_id, who, tried_on, spot, worked, text, "
      "adapted_how, submission_key, at, with_whom, people, photos) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      one.id, method, place, one.territory, one.territory_name, one.typology, one.person, one.trial.who, one.trial.date, one.trial.where,
      one.trial.worked, one.trial.text, one.trial.adapted_how, submission_key.empty() ? db::Value{} : db::value(submission_key),
      base::to_milliseconds(one.at), one.trial.with_whom, one.trial.people, text_of(one.photos));
}

void replace_trials(db::Session& session, Method const& method) {
  // Keys of forms already sent stay good for those that remain.
  std::map<std::string, std::string> keys;
  {
    auto rows = session.query("SELECT id, submission_key FROM atelier_trial WHERE method_id = ? AND submission_key IS NOT NULL", method.id);
    for (std::string id, key; rows.next(id, key);) keys[id] = key;
  }
  session.execute("DELETE FROM atelier_trial WHERE method_id = ?", method.id);
  int place = 0;
  for (auto const& trial : method.trials) {
    auto const key = keys.find(trial.id);
    insert_trial(session, method.id, trial, ++place, key == keys.end() ? std::string_view{} : std::string_view{key->second});
  }
}

}  // namespace atelier
