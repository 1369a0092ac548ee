#include "domain/experiences/merged_store.h"

#include <boost/json.hpp>

namespace experiences {
namespace {

namespace json = boost::json;

constexpr std::string_view columns =
    "SELECT m.gone_id, m.kept_id, m.programme_id, m.gone_slug, e.slug, m.moved, m.revision_before, m.revision_after, m.status_before, m.by_id, m.at "
    "FROM experiences_merged m JOIN experiences_experience e ON e.id = m.kept_id WHERE ";

std::string json_of(std::map<std::string, std::string> const& moved) {
  json::object out;
  for (auto const& [before, after] : moved) out[before] = after;
  return json::serialize(out);
}

std::map<std::string, std::string> moved_in(std::string const& text) {
  std::map<std::string, std::string> moved;
  auto const read = json::parse(text);
  for (auto const& [before, after] : read.as_object()) moved.emplace(before, json::string_view{after.as_string()});
  return moved;
}

}  // namespace

std::vector<Merged> MergedStore::all(db::Rows rows) {
  std::vector<Merged> found;
  Merged one;
  std::string moved, status;
  std::int64_t at = 0;
  while (rows.next(one.gone, one.kept, one.programme, one.gone_slug, one.kept_slug, moved, one.revision_before, one.revision_after, status, one.by,
                   at)) {
    one.moved = moved_in(moved);
    one.status_before = status_from(status).value_or(Status::draft);
    one.at = base::from_milliseconds(at);
    found.push_back(one);
  }
  return found;
}

void MergedStore::put(Merged const& merged) {
  m_session.execute(
      "INSERT INTO experiences_merged (gone_id, programme_id, gone_slug, kept_id, moved, revision_before, revision_after, status_before, by_id, at) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      merged.gone, merged.programme, merged.gone_slug, merged.kept, json_of(merged.moved), merged.revision_before, merged.revision_after,
      code(merged.status_before), merged.by, base::to_milliseconds(merged.at));
}

std::optional<Merged> MergedStore::of_gone(ExperienceId const& gone) {
  auto found = all(m_session.query(std::string{columns} + "m.gone_id = ?", gone));
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

std::vector<Merged> MergedStore::into(ExperienceId const& kept) {
  return all(m_session.query(std::string{columns} + "m.kept_id = ? ORDER BY m.at DESC", kept));
}

std::map<std::string, Merged> MergedStore::of_slugs(accounts::ProgrammeId const& programme, std::span<std::string const> slugs) {
  std::map<std::string, Merged> found;
  if (slugs.empty()) return found;
  std::vector<db::Value> values{db::value(programme)};
  for (auto const& slug : slugs) values.push_back(db::value(slug));
  auto const sql = std::string{columns} + "m.programme_id = ? AND m.gone_slug IN (" + db::Session::placeholders(slugs.size()) + ")";
  for (auto& one : all(m_session.query_values(sql, std::move(values)))) found.emplace(one.gone_slug, std::move(one));
  return found;
}

void MergedStore::erase(ExperienceId const& gone) { m_session.execute("DELETE FROM experiences_merged WHERE gone_id = ?", gone); }

}  // namespace experiences
