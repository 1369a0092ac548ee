#include "domain/atelier/method_store.h"

#include <algorithm>

#include "domain/atelier/address_store.h"
#include "domain/atelier/content_json.h"
#include "domain/atelier/life_cycle.h"
#include "domain/atelier/method_rows.h"
#include "platform/search/search.h"

namespace atelier {
namespace {

constexpr int most_found = 1'000;

void append(std::vector<db::Value>& values, std::vector<db::Value> const& more) { values.insert(values.end(), more.begin(), more.end()); }

/// Found things in the order they were asked for.
template <class Thing, class Asked, class Name>
std::vector<Thing> in_order(std::vector<Thing> found, std::span<Asked const> asked, Name&& name) {
  std::vector<Thing> ordered;
  for (auto const& one : asked)
    for (auto& thing : found)
      if (name(thing) == one) {
        ordered.push_back(std::move(thing));
        break;
      }
  return ordered;
}

std::vector<Brief> briefs_from(db::Rows rows) {
  std::vector<Brief> briefs;
  for (BriefRow row; row.next(rows);) briefs.push_back(row.brief());
  return briefs;
}

std::string select_briefs() { return std::string{"SELECT "} + brief_columns + " FROM atelier_method m WHERE "; }

/// A condition with its values: who may read.
struct Condition {
  std::string sql;
  std::vector<db::Value> values;

  void add(std::string const& more, std::vector<db::Value> const& with = {}) {
    sql.append(sql.empty() ? "" : " AND ").append(more);
    append(values, with);
  }
};

Condition readable(accounts::Viewer const& viewer, accounts::ProgrammeId const& programme) {
  Condition condition;
  condition.add("m.joined_to = '' AND m.programme_id = ?", {db::value(programme)});
  auto const circles = circle_values(viewer, programme);
  auto const in = "m.circle IN (" + db::Session::placeholders(circles.size()) + ")";
  if (!viewer.person) condition.add(in, circles);
  else {
    condition.add("(" + in + " OR m.author_id = ?)", circles);
    condition.values.push_back(db::value(*viewer.person));
  }
  return condition;
}

/// What `find` finds under those addresses, in their order, each once. An address that is a former one is followed.
template <class Find>
auto found_by_slugs(db::Session& session, accounts::Viewer const& viewer, accounts::ProgrammeId const& programme, std::span<std::string const> asked,
                    Find&& find) {
  std::vector<std::string> slugs{asked.begin(), asked.end()};
  auto const look = [&] {
    auto condition = readable(viewer, programme);
    condition.add("m.slug IN (" + db::Session::placeholders(slugs.size()) + ")");
    for (auto const& slug : slugs) condition.values.push_back(db::value(slug));
    return find(std::move(condition));
  };
  decltype(look()) found;
  if (slugs.empty()) return found;
  found = look();
  if (found.size() < slugs.size()) {
    auto const moved = AddressStore{session}.moved(programme, slugs);
    for (auto& slug : slugs)
      if (auto const now = moved.find(slug); now != moved.end()) slug = now->second;
    if (!moved.empty()) found = look();
  }
  return in_order(std::move(found), std::span<std::string const>{slugs}, [](auto const& one) { return one.slug; });
}

Condition condition_of(db::Session& session, accounts::Viewer const& viewer, accounts::ProgrammeId const& programme, Asked const& asked) {
  auto condition = readable(viewer, programme);
  auto const bits = [&](char const* column, std::span<Term const> vocabulary, std::string const& code) {
    if (!code.empty()) condition.add("(" + std::string{column} + " & " + std::to_string(bits_of(vocabulary, {code})) + ") <> 0");
  };
  bits("m.stage_bits", stages(), asked.stage);
  bits("m.role_bits", experiences::catalyst_roles(), asked.role);
  if (!asked.mode.empty()) condition.add("m.mode = ?", {db::value(asked.mode)});
  if (asked.difficulty) condition.add("m.difficulty = ?", {db::value(asked.difficulty)});
  // A method fits when its shortest form does: « une heure » finds what lasts one to two hours.
  if (asked.minutes) condition.add("m.duration_min + m.duration_max > 0 AND m.duration_min <= ?", {db::value(asked.minutes)});
  if (asked.people)
    condition.add("m.group_min + m.group_max > 0 AND m.group_min <= ? AND (m.group_max = 0 OR m.group_max >= ?)",
                  {db::value(asked.people), db::value(asked.people)});
  if (asked.tried) condition.add("m.trials > 0");
  if (asked.territories) condition.add("m.territories >= ?", {db::value(asked.territories)});
  if (asked.rural) condition.add("m.rural > 0");
  if (asked.failed) condition.add("m.failed > 0");
  if (asked.mine && viewer.person) condition.add("m.author_id = ?", {db::value(*viewer.person)});
  else if (!asked.status.empty()) condition.add("m.status = ?", {db::value(asked.status)});
  else condition.add("m.status = 'published'");
  if (asked.words.empty()) return condition;
  std::vector<db::Value> ids;
  for (auto& id : search::find_ids(session, {asked.words, viewer.audiences(), {"method"}, programme.text(), most_found, 0}))
    ids.push_back(db::value(std::move(id)));
  if (ids.empty()) condition.add("1 = 0");
  else condition.add("m.id IN (" + db::Session::placeholders(ids.size()) + ")", ids);
  return condition;
}

}  // namespace

std::optional<Method> MethodStore::find_visible(accounts::Viewer const& viewer, accounts::ProgrammeId const& programme, std::string_view slug) {
  auto found = methods_where(m_session, "m.programme_id = ? AND m.slug = ?", {db::value(programme), db::value(slug)});
  if (found.empty())
    if (auto const id = AddressStore{m_session}.led_to(programme, slug)) found = methods_where(m_session, "m.id = ?", {db::value(*id)});
  if (found.empty() || !may_read(viewer, found.front())) return std::nullopt;
  return std::move(found.front());
}

std::optional<Method> MethodStore::find(MethodId const& id) {
  auto found = methods_where(m_session, "m.id = ?", {db::value(id)});
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

std::vector<Brief> MethodStore::briefs(accounts::Viewer const& viewer, std::span<MethodId const> ids) {
  if (ids.empty()) return {};
  std::vector<db::Value> values;
  for (auto const& id : ids) values.push_back(db::value(id));
  auto found = briefs_from(
      m_session.query_values(select_briefs() + "m.joined_to = '' AND m.id IN (" + db::Session::placeholders(ids.size()) + ")", std::move(values)));
  std::erase_if(found, [&](Brief const& brief) {
    Method method;
    method.programme = brief.programme, method.author = brief.author, method.status = brief.status, method.visibility = brief.visibility;
    return !may_read(viewer, method);
  });
  return in_order(std::move(found), ids, [](Brief const& brief) { return brief.id; });
}

std::vector<Brief> MethodStore::briefs_by_slugs(accounts::Viewer const& viewer, accounts::ProgrammeId const& programme,
                                                std::span<std::string const> slugs) {
  return found_by_slugs(m_session, viewer, programme, slugs, [&](Condition condition) {
    return briefs_from(m_session.query_values(select_briefs() + condition.sql, std::move(condition.values)));
  });
}

std::vector<Method> MethodStore::whole_by_slugs(accounts::Viewer const& viewer, accounts::ProgrammeId const& programme,
                                                std::span<std::string const> slugs) {
  return found_by_slugs(m_session, viewer, programme, slugs,
                        [&](Condition condition) { return methods_where(m_session, condition.sql, std::move(condition.values)); });
}

std::vector<Method> MethodStore::all_of(accounts::ProgrammeId const& programme) {
  return methods_where(m_session, "m.programme_id = ? ORDER BY m.slug", {db::value(programme)});
}

Listing MethodStore::list(accounts::Viewer const& viewer, accounts::ProgrammeId const& programme, Asked const& asked, std::int64_t from,
                          std::int64_t length) {
  auto condition = condition_of(m_session, viewer, programme, asked);
  Listing listing;
  {
    auto rows = m_session.query_values("SELECT COUNT(*) FROM atelier_method m WHERE " + condition.sql, condition.values);
    rows.next(listing.total);
  }
  append(condition.values, {db::value(length), db::value(from)});
  listing.shown = briefs_from(
      m_session.query_values(select_briefs() + condition.sql + " ORDER BY m.published_at DESC NULLS LAST, m.changed_at DESC, m.slug LIMIT ? OFFSET ?",
                             std::move(condition.values)));
  return listing;
}

std::vector<Brief> MethodStore::writable(accounts::Viewer const& viewer, accounts::ProgrammeId const& programme, int most) {
  auto condition = readable(viewer, programme);
  append(condition.values, {db::value(most)});
  auto found =
      briefs_from(m_session.query_values(select_briefs() + condition.sql + " ORDER BY m.title, m.slug LIMIT ?", std::move(condition.values)));
  std::erase_if(found, [&](Brief const& brief) {
    Method method;
    method.programme = brief.programme, method.author = brief.author, method.status = brief.status, method.visibility = brief.visibility;
    return !may_write(viewer, method);
  });
  return found;
}

std::map<std::string, std::vector<Citing>> MethodStore::citing(accounts::Viewer const& viewer, accounts::ProgrammeId const& programme,
                                                               std::string_view experience_slug) {
  auto condition = readable(viewer, programme);
  condition.add("m.status = 'published' AND c.programme_id = ? AND c.experience_slug = ?", {db::value(programme), db::value(experience_slug)});
  auto rows = m_session.query_values("SELECT c.passage, m.title, m.slug FROM atelier_citation c JOIN atelier_method m ON m.id = c.method_id WHERE " +
                                         condition.sql + " ORDER BY c.passage, m.published_at DESC NULLS LAST, m.slug",
                                     std::move(condition.values));
  std::map<std::string, std::vector<Citing>> found;
  std::string passage;
  for (Citing one; rows.next(passage, one.title, one.slug);) found[passage].push_back(one);
  return found;
}

}  // namespace atelier
