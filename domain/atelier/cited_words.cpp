#include "domain/atelier/cited_words.h"

#include <algorithm>
#include <array>
#include <map>

#include "domain/atelier/method_rows.h"

namespace atelier {
namespace {

constexpr std::size_t citations_a_query = 400;
constexpr std::chrono::days days_withdrawn_words_stay{60};

/// The passages of one programme as its members read them, under the names they are cited by.
using Present = std::map<Cited, experiences::Passage>;

accounts::Viewer any_member(accounts::ProgrammeId const& programme) {
  accounts::Viewer viewer;
  viewer.memberships.push_back({programme, std::nullopt, accounts::Function::learner, accounts::Power::read});
  return viewer;
}

void add_passages(db::Session& session, accounts::ProgrammeId const& programme, std::vector<experiences::PassageName> const& names,
                  Present& present) {
  if (names.empty()) return;
  auto const viewer = any_member(programme);
  for (auto& passage : experiences::passages(session, viewer, programme, names)) {
    Cited const name{passage.slug, passage.code};
    present.emplace(name, std::move(passage));
  }
  // A sheet joined to another answers under its new name: the few that are left are asked alone.
  for (auto const& name : names) {
    if (present.contains({name.first, name.second})) continue;
    for (auto& passage : experiences::passages(session, viewer, programme, std::array{name}))
      present.insert_or_assign({name.first, name.second}, std::move(passage));
  }
}

void add_sheets(db::Session& session, accounts::ProgrammeId const& programme, std::vector<std::string> const& slugs, Present& present) {
  if (slugs.empty()) return;
  for (auto const& brief : experiences::find_by_slugs(session, any_member(programme), programme, slugs))
    present.insert_or_assign({brief.slug, ""}, experiences::Passage{brief.id, brief.slug, "", "", "", "", brief.title, brief.territory, false});
}

Present present_of(db::Session& session, accounts::ProgrammeId const& programme, std::vector<Cited> const& cited) {
  std::vector<experiences::PassageName> names;
  std::vector<std::string> slugs;
  for (auto const& one : cited) {
    if (one.passage.empty()) slugs.push_back(one.slug);
    else names.emplace_back(one.slug, one.passage);
  }
  Present present;
  add_passages(session, programme, names, present);
  add_sheets(session, programme, slugs, present);
  return present;
}

constexpr char const* columns = "experience_slug, passage, words, title, cited_at, noticed_at, state, settled_print";

struct Row {
  CitedWords cited;
  std::int64_t cited_at = 0, noticed_at = 0;
  std::string state;

  template <class... Before>
  bool next(db::Rows& rows, Before&... before) {
    if (!rows.next(before..., cited.slug, cited.passage, cited.words, cited.title, cited_at, noticed_at, state, cited.settled_print)) return false;
    cited.cited = base::from_milliseconds(cited_at), cited.noticed = base::from_milliseconds(noticed_at);
    cited.state = citation_state_from(state).value_or(CitationState::same);
    return true;
  }
};

void insert(db::Session& session, Method const& method, std::optional<std::string> const& experience, CitedWords const& one) {
  session.execute(
      "INSERT INTO atelier_cited_words (method_id, programme_id, experience_id, experience_slug, passage, words, title, cited_at, state, noticed_at, "
      "settled_print) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      method.id, method.programme, experience, one.slug, one.passage, one.words, one.title, base::to_milliseconds(one.cited), code(one.state),
      base::to_milliseconds(one.noticed), one.settled_print);
}

void erase(db::Session& session, MethodId const& method, std::string_view slug, std::string_view passage) {
  session.execute("DELETE FROM atelier_cited_words WHERE method_id = ? AND experience_slug = ? AND passage = ?", method, slug, passage);
}

void settle(db::Session& session, MethodId const& method, CitedWords const& one) {
  session.execute(
      "UPDATE atelier_cited_words SET words = ?, title = ?, cited_at = ?, state = ?, noticed_at = ?, settled_print = ? WHERE method_id = ? AND "
      "experience_slug = ? AND passage = ?",
      one.words, one.title, base::to_milliseconds(one.cited), code(one.state), base::to_milliseconds(one.noticed), one.settled_print, method,
      one.slug, one.passage);
}

/// The citations of a programme looked at together.
struct Watched {
  MethodId method;
  CitedWords cited;
};

int look_at(db::Session& session, base::Instant now, accounts::ProgrammeId const& programme, std::span<Watched const> some) {
  std::vector<Cited> names;
  for (auto const& one : some) names.push_back({one.cited.slug, one.cited.passage});
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  auto const present = present_of(session, programme, names);
  int moved = 0;
  for (auto const& [method, cited] : some) {
    auto const found = present.find({cited.slug, cited.passage});
    auto const words = found == present.end() ? std::nullopt : std::optional{found->second.text};
    auto next = cited;
    next.state = state_now(cited, words);
    if (next.state == cited.state) continue;
    next.noticed = now;
    // Seen for the first time: these are the words it is cited in.
    if (cited.state == CitationState::unseen) next.words = *words, next.title = found->second.title, next.cited = now;
    settle(session, method, next);
    if (found != present.end())
      session.execute("UPDATE atelier_cited_words SET experience_id = ? WHERE method_id = ? AND experience_slug = ? AND passage = ?",
                      found->second.experience, method, cited.slug, cited.passage);
    ++moved;
  }
  return moved;
}

int look_at_all(db::Session& session, base::Instant now, std::string const& condition, std::vector<db::Value> values) {
  std::map<accounts::ProgrammeId, std::vector<Watched>> watched;
  {
    auto rows = session.query_values("SELECT programme_id, method_id, " + std::string{columns} + " FROM atelier_cited_words WHERE " + condition,
                                     std::move(values));
    accounts::ProgrammeId programme;
    MethodId method;
    for (Row row; row.next(rows, programme, method);) watched[programme].push_back({method, row.cited});
  }
  int moved = 0;
  for (auto const& [programme, all] : watched)
    for (std::span<Watched const> left{all}; !left.empty(); left = left.subspan(std::min(left.size(), citations_a_query)))
      moved += look_at(session, now, programme, left.first(std::min(left.size(), citations_a_query)));
  return moved;
}

}  // namespace

std::vector<CitedWords> CitedWordsStore::of(MethodId const& method) {
  std::vector<CitedWords> found;
  auto rows = m_session.query(
      "SELECT w.experience_slug, w.passage, w.words, w.title, w.cited_at, w.noticed_at, w.state, w.settled_print FROM atelier_cited_words w JOIN "
      "atelier_citation c ON c.method_id = w.method_id AND c.experience_slug = w.experience_slug AND c.passage = w.passage WHERE w.method_id = ? "
      "ORDER BY c.place",
      method);
  for (Row row; row.next(rows);) found.push_back(row.cited);
  return found;
}

std::map<MethodId, std::vector<CitedWords>> CitedWordsStore::otherwise_among(std::span<MethodId const> methods) {
  std::map<MethodId, std::vector<CitedWords>> found;
  if (methods.empty()) return found;
  std::vector<db::Value> ids;
  for (auto const& id : methods) ids.push_back(db::value(id));
  auto const marks = db::Session::placeholders(ids.size());
  auto rows =
      m_session.query_values("SELECT method_id, " + std::string{columns} +
                                 " FROM atelier_cited_words WHERE state IN ('changed', 'kept', 'withdrawn') AND words <> '' AND passage <> '' "
                                 "AND method_id IN (" +
                                 marks + ") ORDER BY method_id, experience_slug, passage",
                             std::move(ids));
  MethodId method;
  for (Row row; row.next(rows, method);) found[method].push_back(row.cited);
  return found;
}

void CitedWordsStore::follow(Method const& method) {
  std::vector<Cited> known;
  {
    auto rows = m_session.query("SELECT experience_slug, passage FROM atelier_cited_words WHERE method_id = ?", method.id);
    for (Cited one; rows.next(one.slug, one.passage);) known.push_back(one);
  }
  auto const cited = cited_by(method.content);
  for (auto const& one : known)
    if (std::find(cited.begin(), cited.end(), one) == cited.end()) erase(m_session, method.id, one.slug, one.passage);
  std::vector<Cited> fresh;
  for (auto const& one : cited)
    if (std::find(known.begin(), known.end(), one) == known.end()) fresh.push_back(one);
  if (fresh.empty()) return;
  auto const present = present_of(m_session, method.programme, fresh);
  for (auto const& one : fresh) {
    CitedWords kept{one.slug, one.passage, "", "", method.changed, method.changed, CitationState::unseen, ""};
    auto const found = present.find(one);
    if (found != present.end()) kept.words = found->second.text, kept.title = found->second.title, kept.state = CitationState::same;
    insert(m_session, method, found == present.end() ? std::nullopt : std::optional{found->second.experience.text()}, kept);
  }
}

int CitedWordsStore::look_again(base::Instant now, std::string_view experience) {
  return look_at_all(m_session, now, "experience_id = ?", {db::value(experience)});
}

int CitedWordsStore::look_again(base::Instant now) { return look_at_all(m_session, now, "1 = 1", {}); }

void CitedWordsStore::keep(MethodId const& method, CitedWords const& cited, std::string_view words_now, base::Instant now) {
  auto next = cited;
  next.settled_print = base::fingerprint(words_now), next.state = CitationState::kept, next.noticed = now;
  settle(m_session, method, next);
}

void CitedWordsStore::update(MethodId const& method, CitedWords const& cited, std::string_view words_now, base::Instant now) {
  auto next = cited;
  next.words = words_now, next.cited = next.noticed = now, next.settled_print.clear(), next.state = CitationState::same;
  settle(m_session, method, next);
}

void CitedWordsStore::put(Method const& method, CitedWords const& cited) {
  auto next = cited;
  auto const present = present_of(m_session, method.programme, {{cited.slug, cited.passage}});
  auto const found = present.find({cited.slug, cited.passage});
  auto const there = found != present.end();
  if (there && next.state == CitationState::kept) next.settled_print = base::fingerprint(found->second.text);
  next.state = CitationState::same;
  next.state = state_now(next, there ? std::optional{found->second.text} : std::nullopt);
  next.noticed = method.changed;
  if (there) next.title = found->second.title;
  erase(m_session, method.id, cited.slug, cited.passage);
  insert(m_session, method, there ? std::optional{found->second.experience.text()} : std::nullopt, next);
}

int CitedWordsStore::forget_withdrawn_before(base::Instant before) {
  return static_cast<int>(m_session.execute("UPDATE atelier_cited_words SET words = '' WHERE state = 'withdrawn' AND words <> '' AND noticed_at < ?",
                                            base::to_milliseconds(before)));
}

void look_at_citations(db::Session& session, base::Instant now) {
  CitedWordsStore store{session};
  for (auto const& method :
       methods_where(session,
                     "m.id IN (SELECT c.method_id FROM atelier_citation c LEFT JOIN atelier_cited_words w ON w.method_id = c.method_id AND "
                     "w.experience_slug = c.experience_slug AND w.passage = c.passage WHERE w.method_id IS NULL)",
                     {}))
    store.follow(method);
  store.look_again(now);
  store.forget_withdrawn_before(now - days_withdrawn_words_stay);
}

}  // namespace atelier
