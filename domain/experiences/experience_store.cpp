#include "domain/experiences/experience_store.h"

#include <algorithm>
#include <map>
#include <set>

#include "domain/experiences/content_check.h"
#include "domain/experiences/experience_rows.h"
#include "domain/experiences/life_cycle.h"
#include "domain/experiences/merged_store.h"
#include "domain/experiences/readers.h"

namespace experiences {
namespace {

std::string select(char const* columns) { return std::string{"SELECT "} + columns + " FROM experiences_experience e WHERE "; }

void append(std::vector<db::Value>& values, std::vector<db::Value> const& more) { values.insert(values.end(), more.begin(), more.end()); }

/// The same things in the order of `asked`, each once.
template <class Found, class Key, class KeyOf>
std::vector<Found> in_order(std::vector<Found> found, std::span<Key const> asked, KeyOf key_of) {
  std::map<Key, std::size_t> places;
  for (std::size_t at = 0; at < found.size(); ++at) places[key_of(found[at])] = at;
  std::vector<Found> ordered;
  for (auto const& key : asked) {
    auto const place = places.find(key);
    if (place == places.end()) continue;
    ordered.push_back(std::move(found[place->second]));
    places.erase(place);
  }
  return ordered;
}

template <class Row, class Out, class Make>
std::vector<Out> rows_of(db::Rows rows, Make make) {
  std::vector<Out> out;
  Row row;
  while (row.next(rows)) out.push_back(make(row));
  return out;
}

/// Names the themes a programme added; asks nothing when no sheet has one.
void name_own_themes(db::Session& session, std::vector<Brief>& briefs) {
  std::map<accounts::ProgrammeId, Vocabulary> vocabularies;
  for (auto& brief : briefs) {
    if ((brief.theme_bits >> themes().size()) == 0) continue;
    auto known = vocabularies.find(brief.programme);
    if (known == vocabularies.end()) known = vocabularies.emplace(brief.programme, vocabulary_of(session, brief.programme)).first;
    brief.themes = known->second.codes_of(List::theme, static_cast<std::uint64_t>(brief.theme_bits));
  }
}

std::vector<Brief> read_briefs(db::Rows rows, accounts::Viewer const& viewer) {
  auto briefs = rows_of<BriefRow, Brief>(std::move(rows), [](BriefRow const& row) { return row.brief(); });
  std::erase_if(briefs, [&](Brief const& brief) { return !may_read(viewer, brief); });
  return briefs;
}

std::vector<Brief> briefs_from(db::Session& session, db::Rows rows, accounts::Viewer const& viewer) {
  auto briefs = read_briefs(std::move(rows), viewer);
  name_own_themes(session, briefs);
  return briefs;
}

}  // namespace

std::optional<Experience> ExperienceStore::find_visible(accounts::Viewer const& viewer, accounts::ProgrammeId const& programme,
                                                        std::string_view slug) {
  auto rows = m_session.query(select(whole_columns) + "e.programme_id = ? AND e.slug = ?", programme, slug);
  WholeRow row;
  if (!row.next(rows)) return std::nullopt;
  auto experience = row.experience();
  if (!may_read(viewer, standing_of(experience))) return std::nullopt;
  leave_out_for(experience, viewer);
  return experience;
}

std::optional<Experience> ExperienceStore::find(ExperienceId const& id) {
  auto rows = m_session.query(select(whole_columns) + "e.id = ?", id);
  WholeRow row;
  if (!row.next(rows)) return std::nullopt;
  return row.experience();
}

std::optional<Place> ExperienceStore::place_of(ExperienceId const& id) {
  Place place;
  auto rows = m_session.query("SELECT territory_id, typology, region, territory_name FROM experiences_experience WHERE id = ?", id);
  if (!rows.next(place.territory, place.typology, place.region, place.name) || place.territory.empty()) return std::nullopt;
  return place;
}

std::vector<Brief> ExperienceStore::briefs(accounts::Viewer const& viewer, std::span<ExperienceId const> ids) {
  if (ids.empty()) return {};
  std::vector<db::Value> values;
  for (auto const& id : ids) values.push_back(db::value(id));
  auto const sql = select(brief_columns) + "e.id IN (" + db::Session::placeholders(ids.size()) + ")";
  return in_order(briefs_from(m_session, m_session.query_values(sql, std::move(values)), viewer), ids, [](Brief const& brief) { return brief.id; });
}

std::vector<Brief> ExperienceStore::briefs_by_slugs(accounts::Viewer const& viewer, accounts::ProgrammeId const& programme,
                                                    std::span<std::string const> slugs) {
  if (slugs.empty()) return {};
  std::vector<db::Value> values{db::value(programme)};
  for (auto const& slug : slugs) values.push_back(db::value(slug));
  auto const sql = select(brief_columns) + "e.programme_id = ? AND e.slug IN (" + db::Session::placeholders(slugs.size()) + ")";
  return in_order(briefs_from(m_session, m_session.query_values(sql, std::move(values)), viewer), slugs,
                  [](Brief const& brief) { return brief.slug; });
}

std::vector<Experience> ExperienceStore::whole_by_slugs(accounts::Viewer const& viewer, accounts::ProgrammeId const& programme,
                                                        std::span<std::string const> slugs) {
  if (slugs.empty()) return {};
  std::vector<db::Value> values{db::value(programme)};
  for (auto const& slug : slugs) values.push_back(db::value(slug));
  auto const sql = select(whole_columns) + "e.programme_id = ? AND e.slug IN (" + db::Session::placeholders(slugs.size()) + ")";
  auto found = rows_of<WholeRow, Experience>(m_session.query_values(sql, std::move(values)), [](WholeRow const& row) { return row.experience(); });
  std::erase_if(found, [&](Experience const& experience) { return !may_read(viewer, standing_of(experience)); });
  for (auto& experience : found) leave_out_for(experience, viewer);
  return in_order(std::move(found), slugs, [](Experience const& experience) { return experience.slug; });
}

std::vector<Experience> ExperienceStore::whole(accounts::Viewer const& viewer, std::span<ExperienceId const> ids) {
  if (ids.empty()) return {};
  std::vector<db::Value> values;
  for (auto const& id : ids) values.push_back(db::value(id));
  auto const sql = select(whole_columns) + "e.id IN (" + db::Session::placeholders(ids.size()) + ")";
  auto found = rows_of<WholeRow, Experience>(m_session.query_values(sql, std::move(values)), [](WholeRow const& row) { return row.experience(); });
  std::erase_if(found, [&](Experience const& experience) { return !may_read(viewer, standing_of(experience)); });
  for (auto& experience : found) leave_out_for(experience, viewer);
  return in_order(std::move(found), ids, [](Experience const& experience) { return experience.id; });
}

std::vector<Experience> ExperienceStore::all_of(accounts::ProgrammeId const& programme) {
  return rows_of<WholeRow, Experience>(m_session.query(select(whole_columns) + "e.programme_id = ? ORDER BY e.slug", programme),
                                       [](WholeRow const& row) { return row.experience(); });
}

std::vector<Brief> ExperienceStore::published(accounts::Viewer const& viewer, accounts::ProgrammeId const& programme, int limit) {
  // The latest of each circle, in the order of the index: over all of them at once every sheet would be read and sorted.
  std::string latest;
  std::vector<db::Value> values;
  for (auto const& circle : circle_values(viewer, programme)) {
    latest += latest.empty() ? "" : " UNION ALL ";
    latest +=
        "SELECT * FROM (SELECT id FROM experiences_experience WHERE programme_id = ? AND counted = 1 AND circle = ? "
        "ORDER BY published_at DESC NULLS LAST, slug LIMIT ?) AS few";
    append(values, {db::value(programme), circle, db::value(limit)});
  }
  values.push_back(db::value(limit));
  auto const sql = select(brief_columns) + "e.id IN (" + latest + ") ORDER BY e.published_at DESC NULLS LAST, e.slug LIMIT ?";
  return briefs_from(m_session, m_session.query_values(sql, std::move(values)), viewer);
}

std::vector<Brief> ExperienceStore::waiting_for(accounts::Viewer const& viewer, accounts::ProgrammeId const& programme, int limit) {
  if (!viewer.person) return {};
  auto const sql =
      select(brief_columns) + "e.author_id = ? AND e.programme_id = ? AND e.status IN (?, ?, ?) ORDER BY e.changed_at DESC, e.slug LIMIT ?";
  return briefs_from(m_session,
                     m_session.query(sql, *viewer.person, programme, code(Status::draft), code(Status::to_review), code(Status::to_update), limit),
                     viewer);
}

std::vector<Brief> ExperienceStore::told_by(accounts::Viewer const& viewer, accounts::TerritoryId const& territory, int limit) {
  auto const sql = select(brief_columns) + "e.territory_id = ? AND e.counted = 1 ORDER BY e.published_at DESC LIMIT ?";
  return briefs_from(m_session, m_session.query(sql, territory, limit), viewer);
}

std::vector<Passage> ExperienceStore::passages(accounts::Viewer const& viewer, accounts::ProgrammeId const& programme,
                                               std::span<PassageName const> names) {
  std::set<std::string> slugs;
  for (auto const& [slug, code] : names) slugs.insert(slug);
  // A sheet joined to another is read there, its passages under the codes they have now.
  std::vector<std::string> const named{slugs.begin(), slugs.end()};
  auto const merged = MergedStore{m_session}.of_slugs(programme, named);
  for (auto const& [slug, one] : merged) slugs.erase(slug), slugs.insert(one.kept_slug);
  std::vector<std::string> const asked{slugs.begin(), slugs.end()};
  std::map<PassageName, Passage> found;
  for (auto const& experience : whole_by_slugs(viewer, programme, asked))
    for (auto& passage : passages_of(experience)) found.emplace(PassageName{passage.slug, passage.code}, std::move(passage));
  std::vector<Passage> ordered;
  for (auto const& name : names) {
    auto present = name;
    if (auto const one = merged.find(name.first); one != merged.end()) {
      auto const moved = one->second.moved.find(name.second);
      present = {one->second.kept_slug, moved == one->second.moved.end() ? name.second : moved->second};
    }
    if (auto const passage = found.find(present); passage != found.end()) ordered.push_back(passage->second);
  }
  return ordered;
}

std::vector<ExperienceStore::Related> ExperienceStore::related(accounts::Viewer const& viewer, Experience const& experience, int limit) {
  std::set<std::string> types;
  for (auto const& obstacle : experience.content.obstacles) types.insert(obstacle.type);
  if (types.empty()) return {};
  auto const circles = circle_values(viewer, experience.programme);
  std::string passages;
  std::vector<db::Value> values;
  // A few of each type, so that the cost does not grow with the number of sheets; those who overcame it first.
  for (auto const& type : types)
    for (int const overcome : {1, 0}) {
      passages += passages.empty() ? "" : " UNION ALL ";
      passages +=
          "SELECT * FROM (SELECT experience_id, type, overcome FROM experiences_obstacle WHERE programme_id = ? AND counted = 1 "
          "AND circle IN (" +
          db::Session::placeholders(circles.size()) + ") AND type = ? AND overcome = ? AND experience_id <> ? LIMIT 8) AS few";
      values.push_back(db::value(experience.programme));
      append(values, circles);
      append(values, {db::value(type), db::value(overcome), db::value(experience.id)});
    }
  auto rows = m_session.query_values(std::string{"SELECT "} + brief_columns +
                                         ", o.type, o.overcome, CASE WHEN e.typology = (SELECT typology "
                                         "FROM experiences_experience WHERE id = ?) THEN 1 ELSE 0 END FROM (" +
                                         passages + ") AS o JOIN experiences_experience e ON e.id = o.experience_id",
                                     [&] {
                                       values.insert(values.begin(), db::value(experience.id));
                                       return std::move(values);
                                     }());
  struct Near {
    Related related;
    int score = 0;
  };
  std::map<ExperienceId, Near> nearest;
  BriefRow row;
  std::string type;
  bool overcome = false, same_typology = false;
  while (rows.next(row.id, row.programme, row.slug, row.title, row.summary, row.size, row.status, row.visibility, row.territory, row.territory_name,
                   row.typology, row.step, row.author, row.themes, row.changed, row.published, row.period_start, row.period_end, type, overcome,
                   same_typology)) {
    int const score = (overcome ? 4 : 1) + (same_typology ? 2 : 0);
    auto& near = nearest[row.id];
    if (near.related.brief.slug.empty()) near.related = {row.brief(), type, overcome};
    if (overcome && !near.related.overcome) near.related.obstacle = type, near.related.overcome = true;
    near.score += score;
  }
  std::vector<Near> ordered;
  for (auto& [id, near] : nearest) ordered.push_back(std::move(near));
  std::stable_sort(ordered.begin(), ordered.end(), [](Near const& one, Near const& other) { return one.score > other.score; });
  std::vector<Related> out;
  for (auto& near : ordered)
    if (out.size() < static_cast<std::size_t>(limit)) out.push_back(std::move(near.related));
  return out;
}

}  // namespace experiences
