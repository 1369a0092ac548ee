#include "domain/atelier/review_store.h"

#include <algorithm>
#include <map>

namespace atelier {
namespace {

template <class Thing>
std::optional<base::Id<Thing>> id_of(std::optional<std::string> const& text) {
  if (!text) return std::nullopt;
  return base::Id<Thing>::trusted(*text);
}

std::optional<base::Instant> instant_of(std::int64_t milliseconds) {
  if (milliseconds == 0) return std::nullopt;
  return base::from_milliseconds(milliseconds);
}

std::int64_t milliseconds_of(std::optional<base::Instant> const& at) { return at ? base::to_milliseconds(*at) : 0; }

std::vector<db::Value> ids_of(std::vector<Review> const& reviews) {
  std::vector<db::Value> ids;
  for (auto const& one : reviews) ids.push_back(db::value(one.id));
  return ids;
}

std::string among(std::vector<Review> const& reviews) { return "review_id IN (" + db::Session::placeholders(reviews.size()) + ")"; }

template <class Whole>
std::map<std::string, Whole*> by_id(std::vector<Whole>& all) {
  std::map<std::string, Whole*> found;
  for (auto& one : all) found.emplace(one.id, &one);
  return found;
}

void add_reviewers(db::Session& session, std::vector<Review>& reviews) {
  auto const found = by_id(reviews);
  auto rows = session.query_values(
      "SELECT review_id, id, person_id, who, territory_id, territory_name, typology, state, tie, tie_words, asked_at, due_at, reminded_at, done_at, "
      "words FROM atelier_reviewer WHERE " +
          among(reviews) + " ORDER BY place, id",
      ids_of(reviews));
  Reviewer one;
  std::optional<std::string> person, territory;
  std::string review, state;
  std::int64_t asked = 0, due = 0, reminded = 0, done = 0;
  while (rows.next(review, one.id, person, one.who, territory, one.territory_name, one.typology, state, one.tie, one.tie_words, asked, due, reminded,
                   done, one.words)) {
    one.person = id_of<accounts::Person>(person);
    one.territory = id_of<territories::Territory>(territory);
    one.state = reviewer_state_from(state).value_or(ReviewerState::asked);
    one.asked = base::from_milliseconds(asked), one.due = base::from_milliseconds(due);
    one.reminded = instant_of(reminded), one.done = instant_of(done);
    found.at(review)->reviewers.push_back(one);
  }
}

/// In the order of the criteria.
void add_scores(db::Session& session, std::vector<Review>& reviews) {
  std::map<std::string, Reviewer*> reviewers;
  for (auto& review : reviews) reviewers.merge(by_id(review.reviewers));
  auto rows = session.query_values(
      "SELECT s.reviewer_id, s.criterion, s.mark, s.reason FROM atelier_score s JOIN atelier_reviewer r ON r.id = s.reviewer_id WHERE r." +
          among(reviews),
      ids_of(reviews));
  std::string reviewer;
  for (Score score; rows.next(reviewer, score.criterion, score.mark, score.reason);)
    if (auto const found = reviewers.find(reviewer); found != reviewers.end()) found->second->scores.push_back(score);
  auto const place = [](Score const& score) {
    return std::find_if(criteria().begin(), criteria().end(), [&](Term const& term) { return term.code == score.criterion; }) - criteria().begin();
  };
  for (auto& [id, one] : reviewers) std::ranges::sort(one->scores, {}, place);
}

void add_remarks(db::Session& session, std::vector<Review>& reviews) {
  auto const found = by_id(reviews);
  auto rows = session.query_values(
      "SELECT review_id, id, reviewer_id, block, text, at, outcome, answer, settled_at, settled_words FROM atelier_remark WHERE " + among(reviews) +
          " ORDER BY at, id",
      ids_of(reviews));
  std::string review;
  std::int64_t at = 0, settled = 0;
  for (Remark one; rows.next(review, one.id, one.reviewer, one.block, one.text, at, one.outcome, one.answer, settled, one.settled_words);) {
    one.at = base::from_milliseconds(at), one.settled = instant_of(settled);
    found.at(review)->remarks.push_back(one);
  }
}

void write_scores(db::Session& session, Reviewer const& reviewer) {
  session.execute("DELETE FROM atelier_score WHERE reviewer_id = ?", reviewer.id);
  std::string marks;
  std::vector<db::Value> values;
  for (auto const& one : reviewer.scores) {
    marks += marks.empty() ? "(?, ?, ?, ?)" : ", (?, ?, ?, ?)";
    for (auto& value : {db::value(reviewer.id), db::value(one.criterion), db::value(one.mark), db::value(one.reason)}) values.push_back(value);
  }
  if (!marks.empty()) session.execute_values("INSERT INTO atelier_score (reviewer_id, criterion, mark, reason) VALUES " + marks, std::move(values));
}

void insert_review(db::Session& session, Review const& review) {
  session.execute(
      "INSERT INTO atelier_review (id, method_id, number, revision, asked_at, decision, decided_by, decided_at, words, from_file) VALUES (?, ?, ?, "
      "?, "
      "?, ?, ?, ?, ?, ?)",
      review.id, review.method, review.number, review.revision, base::to_milliseconds(review.asked), review.decision, review.decided_by,
      milliseconds_of(review.decided), review.words, review.from_file ? 1 : 0);
}

void insert_reviewer(db::Session& session, std::string_view review, Reviewer const& one, std::size_t place) {
  session.execute(
      "INSERT INTO atelier_reviewer (id, review_id, place, person_id, who, territory_id, territory_name, typology, state, tie, tie_words, asked_at, "
      "due_at, reminded_at, done_at, words) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      one.id, review, place, one.person, one.who, one.territory, one.territory_name, one.typology, code(one.state), one.tie, one.tie_words,
      base::to_milliseconds(one.asked), base::to_milliseconds(one.due), milliseconds_of(one.reminded), milliseconds_of(one.done), one.words);
  write_scores(session, one);
}

int next_number(db::Session& session, MethodId const& method) {
  std::int64_t last = 0;
  auto rows = session.query("SELECT COALESCE(MAX(number), 0) FROM atelier_review WHERE method_id = ?", method);
  rows.next(last);
  return static_cast<int>(last) + 1;
}

}  // namespace

std::vector<Review> ReviewStore::all(std::string const& condition, std::vector<db::Value> values) {
  std::vector<Review> reviews;
  {
    auto rows = m_session.query_values(
        "SELECT id, method_id, number, revision, asked_at, decision, decided_by, decided_at, words, from_file FROM atelier_review WHERE " + condition,
        std::move(values));
    Review one;
    std::optional<std::string> decided_by;
    std::int64_t asked = 0, decided = 0, from_file = 0;
    while (rows.next(one.id, one.method, one.number, one.revision, asked, one.decision, decided_by, decided, one.words, from_file)) {
      one.asked = base::from_milliseconds(asked), one.decided = instant_of(decided);
      one.decided_by = id_of<accounts::Person>(decided_by);
      one.from_file = from_file != 0;
      reviews.push_back(one);
    }
  }
  if (reviews.empty()) return reviews;
  add_reviewers(m_session, reviews);
  add_scores(m_session, reviews);
  add_remarks(m_session, reviews);
  return reviews;
}

std::optional<Review> ReviewStore::whole(std::string const& condition, std::vector<db::Value> values) {
  auto found = all(condition, std::move(values));
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

std::optional<Review> ReviewStore::latest(MethodId const& method) { return whole("method_id = ? ORDER BY number DESC LIMIT 1", {db::value(method)}); }

std::optional<Review> ReviewStore::published_by(MethodId const& method) {
  return whole("method_id = ? AND decision = 'publish' ORDER BY number DESC LIMIT 1", {db::value(method)});
}

std::map<MethodId, Review> ReviewStore::published_among(std::span<MethodId const> methods) {
  std::map<MethodId, Review> found;
  if (methods.empty()) return found;
  std::vector<db::Value> ids;
  for (auto const& id : methods) ids.push_back(db::value(id));
  auto const marks = db::Session::placeholders(ids.size());
  auto reviews = all("decision = 'publish' AND method_id IN (" + marks +
                         ") AND number = (SELECT MAX(later.number) FROM atelier_review later WHERE later.method_id = atelier_review.method_id AND "
                         "later.decision = 'publish')",
                     std::move(ids));
  std::vector<accounts::PersonId> people;
  for (auto const& review : reviews)
    for (auto const& one : review.reviewers)
      if (one.person) people.push_back(*one.person);
  auto const names = people.empty() ? std::map<accounts::PersonId, std::string>{} : accounts::names_of(m_session, people);
  for (auto& review : reviews) {
    for (auto& one : review.reviewers)
      if (auto const name = one.person ? names.find(*one.person) : names.end(); name != names.end()) one.who = name->second;
    auto const method = review.method;
    found.emplace(method, std::move(review));
  }
  return found;
}

std::optional<ReviewStore::Found> ReviewStore::of_reviewer(std::string_view reviewer) {
  auto review = whole("id = (SELECT review_id FROM atelier_reviewer WHERE id = ?)", {db::value(reviewer)});
  if (!review) return std::nullopt;
  Found found{std::move(*review), 0};
  while (found.reviewer().id != reviewer) ++found.at;
  return found;
}

Review ReviewStore::open(base::World const& world, Method const& method) {
  if (auto last = latest(method.id); last && last->open()) return *last;
  Review one;
  one.id = world.new_uuid();
  one.method = method.id, one.revision = method.revision, one.asked = world.now();
  one.number = next_number(m_session, method.id);
  insert_review(m_session, one);
  return one;
}

std::string ReviewStore::ask(base::World const& world, Review const& review, Reviewer reviewer) {
  for (auto const& one : review.reviewers)
    if (one.person && one.person == reviewer.person) return {};
  reviewer.id = world.new_uuid();
  insert_reviewer(m_session, review.id, reviewer, review.reviewers.size() + 1);
  return reviewer.id;
}

void ReviewStore::dismiss(std::string_view reviewer) { m_session.execute("DELETE FROM atelier_reviewer WHERE id = ? AND state <> 'done'", reviewer); }

void ReviewStore::put(Reviewer const& one) {
  m_session.execute("UPDATE atelier_reviewer SET state = ?, tie = ?, tie_words = ?, done_at = ?, words = ? WHERE id = ?", code(one.state), one.tie,
                    one.tie_words, milliseconds_of(one.done), one.words, one.id);
  write_scores(m_session, one);
}

void ReviewStore::add_remark(Review const& review, Remark const& one) {
  m_session.execute(
      "INSERT INTO atelier_remark (id, review_id, reviewer_id, block, text, at, outcome, answer, settled_at, settled_words) VALUES (?, ?, ?, ?, ?, "
      "?, "
      "'', '', 0, '')",
      one.id, review.id, one.reviewer, one.block, one.text, base::to_milliseconds(one.at));
}

void ReviewStore::take_remark_away(std::string_view remark) { m_session.execute("DELETE FROM atelier_remark WHERE id = ?", remark); }

void ReviewStore::answer(Remark const& one) {
  m_session.execute("UPDATE atelier_remark SET outcome = ?, answer = ? WHERE id = ?", one.outcome, one.answer, one.id);
}

void ReviewStore::settle(std::string_view remark, std::string_view words, base::Instant now) {
  m_session.execute("UPDATE atelier_remark SET settled_at = ?, settled_words = ? WHERE id = ?", base::to_milliseconds(now), words, remark);
}

void ReviewStore::decide(Review const& one) {
  m_session.execute("UPDATE atelier_review SET decision = ?, decided_by = ?, decided_at = ?, words = ? WHERE id = ?", one.decision, one.decided_by,
                    milliseconds_of(one.decided), one.words, one.id);
}

void ReviewStore::put_from_file(Method const& method, Review review) {
  std::vector<std::string> before;
  {
    auto rows = m_session.query("SELECT id FROM atelier_review WHERE method_id = ? AND from_file = 1", method.id);
    for (std::string id; rows.next(id);) before.push_back(id);
  }
  for (auto const& id : before) {
    m_session.execute("DELETE FROM atelier_score WHERE reviewer_id IN (SELECT id FROM atelier_reviewer WHERE review_id = ?)", id);
    m_session.execute("DELETE FROM atelier_reviewer WHERE review_id = ?", id);
    m_session.execute("DELETE FROM atelier_review WHERE id = ?", id);
  }
  if (review.reviewers.empty()) return;
  review.number = next_number(m_session, method.id);
  insert_review(m_session, review);
  for (std::size_t at = 0; at < review.reviewers.size(); ++at) insert_reviewer(m_session, review.id, review.reviewers[at], at + 1);
}

}  // namespace atelier
