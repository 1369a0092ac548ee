#include <algorithm>

#include "domain/atelier/life_cycle.h"
#include "domain/atelier/method_rooms.h"
#include "domain/atelier/review_letters.h"
#include "domain/atelier/review_store.h"
#include "domain/atelier/review_views.h"
#include "domain/atelier/views/method_review.view.h"
#include "platform/base/text.h"
#include "platform/markdown/markdown.h"

namespace atelier {
namespace {

constexpr std::chrono::days usual_delay{21}, longest_delay{180};
constexpr std::size_t most_suggestions = 12, most_readers = 12;

/// What the desk of a reading is made with.
struct Desk {
  Method method;
  programme::Brief programme;
  std::optional<Review> review;
  bool team = false, author = false;
  std::optional<std::size_t> mine;  ///< place of the viewer among the readers
};

/// Nothing when the viewer has no part in it: neither the team, nor who writes, nor a reader.
std::optional<Desk> desk_of(db::Session& session, accounts::Visit const& visit) {
  auto method = method_of_visit(session, visit, Purpose::reading);
  if (!method) return std::nullopt;
  Desk desk{std::move(*method), programme_of(session, visit), {}, false, false, {}};
  desk.review = ReviewStore{session}.latest(desk.method.id);
  desk.team = is_in_the_team(visit.viewer, desk.method.programme);
  desk.author = may_write(visit.viewer, desk.method);
  if (desk.review && visit.viewer.person)
    for (std::size_t at = 0; at < desk.review->reviewers.size(); ++at)
      if (desk.review->reviewers[at].person == visit.viewer.person) desk.mine = at;
  if (!desk.team && !desk.author && !desk.mine) return std::nullopt;
  return desk;
}

std::string state_in_words(Reviewer const& one, base::Instant now, i18n::Words const& words) {
  switch (one.state) {
    case ReviewerState::done: return words.t("Review given");
    case ReviewerState::declined: return words.t("Cannot");
    case ReviewerState::accepted: return one.due < now ? words.t("Late") : words.t("Reading");
    default: return one.due < now ? words.t("No answer") : words.t("Asked");
  }
}

ReviewPage::Reader reader_of(Reviewer const& one, Desk const& desk, std::map<accounts::PersonId, std::string> const& names, base::Instant now,
                             i18n::Words const& words) {
  ReviewPage::Reader reader;
  reader.id = one.id, reader.name = name_of(one, names, words);
  reader.territory = one.territory_name, reader.hexagon = hexagon_of(one.territory_name);
  reader.state = state_in_words(one, now, words);
  bool const waits = one.state == ReviewerState::asked || one.state == ReviewerState::accepted;
  reader.late = waits && one.due < now;
  reader.state_kind = one.state == ReviewerState::done ? "done" : one.state == ReviewerState::declined ? "info" : reader.late ? "late" : "todo";
  if (waits) reader.due = words.t("expected by {}", {words.day(base::Day{std::chrono::floor<std::chrono::days>(one.due)})});
  if (!one.tie.empty() && one.tie != "none") {
    reader.tie = words.t(experiences::msgid_of(ties(), one.tie));
    if (!one.tie_words.empty()) reader.tie = words.t("{}: {}", {reader.tie, one.tie_words});
  } else if (one.state == ReviewerState::declined && desk.team) {
    reader.tie = one.tie_words;
  }
  reader.excluded = one.state == ReviewerState::done && excludes(one.tie);
  reader.may_dismiss = desk.team && waits && desk.review->open();
  markdown::Options options;
  options.first_heading_level = 4;
  options.id_prefix = "w" + one.id + "-";
  if (one.state == ReviewerState::done) reader.words = markdown::render(one.words, options).markup;
  return reader;
}

void add_marks(ReviewPage& page, Review const& review, std::map<accounts::PersonId, std::string> const& names, i18n::Words const& words) {
  for (auto const& criterion : criteria()) {
    ReviewPage::Line line{words.t(criterion.msgid), {}};
    for (auto const& one : review.reviewers) {
      if (one.state != ReviewerState::done) continue;
      for (auto const& score : one.scores)
        if (score.criterion == criterion.code)
          line.marks.push_back({name_of(one, names, words), words.t(experiences::msgid_of(marks(), std::to_string(score.mark))), score.reason});
    }
    if (!line.marks.empty()) page.lines.push_back(std::move(line));
  }
}

/// Those of the programme who could read it, the most useful first.
std::vector<Candidate> candidates_for(db::Session& session, Desk const& desk) {
  ReviewStore store{session};
  auto const busy = store.open_reviews(desk.method.programme);
  std::vector<Candidate> candidates;
  std::vector<accounts::TerritoryId> ids;
  for (auto const& member : accounts::members_of(session, desk.method.programme)) {
    if (member.membership.power < accounts::Power::contribute) continue;
    if (std::ranges::any_of(candidates, [&](Candidate const& one) { return one.person == member.person; })) continue;
    auto const open = busy.find(member.person);
    candidates.push_back({member.person, member.name, member.membership.territory, "", "", open == busy.end() ? 0 : open->second});
    if (member.membership.territory) ids.push_back(*member.membership.territory);
  }
  std::map<accounts::TerritoryId, territories::Territory> places;
  if (!ids.empty())
    for (auto& territory : territories::briefs_of(session, ids)) places.emplace(territory.id, territory);
  for (auto& one : candidates)
    if (auto const place = one.territory ? places.find(*one.territory) : places.end(); place != places.end())
      one.territory_name = place->second.label(), one.typology = place->second.typology;
  return suggested(std::move(candidates), store.wrote(desk.method),
                   desk.review && desk.review->open() ? std::span<Reviewer const>{desk.review->reviewers} : std::span<Reviewer const>{});
}

void add_suggestions(ReviewPage& page, db::Session& session, Desk const& desk, i18n::Words const& words) {
  for (auto const& one : candidates_for(session, desk)) {
    if (page.suggestions.size() >= most_suggestions) break;
    std::vector<std::string> why;
    if (!one.typology.empty()) why.push_back(words.t(territories::msgid_of_typology(one.typology)));
    if (one.open_reviews > 0) why.push_back(words.tn("already reads another method", "already reads {} other methods", one.open_reviews));
    page.suggestions.push_back({one.person.text(),
                                one.territory_name.empty() ? one.name : words.t("{} ({})", {one.name, short_name(one.territory_name)}),
                                base::join(why, ", ")});
  }
}

ReviewPage page_of_desk(db::Session& session, accounts::Visit const& visit, Desk const& desk, base::Instant now) {
  auto const& words = visit.words();
  ReviewPage page;
  page.title = desk.method.content.title;
  page.method = address_of(desk.programme.slug, desk.method.slug);
  page.action = under(desk.programme, desk.method.slug, "review/settled");
  page.assign = under(desk.programme, desk.method.slug, "review/assign");
  page.dismiss = under(desk.programme, desk.method.slug, "review/dismiss");
  page.due = base::iso(base::Day{std::chrono::floor<std::chrono::days>(now + usual_delay)});
  page.may_assign = desk.team && desk.method.status == Status::to_review;
  if (page.may_assign) add_suggestions(page, session, desk, words);
  page.state = words.t(status_msgid(desk.method.status));
  page.state_kind = desk.method.status == Status::published ? "done" : "todo";
  if (!desk.review) return page;
  auto const& review = *desk.review;
  auto const names = names_of_readers(session, review);
  for (auto const& one : review.reviewers) page.readers.push_back(reader_of(one, desk, names, now, words));
  page.figure = figure_of_review(review, "criteria", visit.context);
  add_marks(page, review, names, words);
  page.remarks = remark_lines(review, desk.method, names, page.method, words);
  for (auto& line : page.remarks) line.to_settle = line.to_settle && desk.author;
  page.left = static_cast<std::int64_t>(left_to_do(review).size());
  page.words = review.words;
  if (review.decided && review.decision != "withdrawn")
    page.decided = words.t(
        "{}, {}",
        {words.t(experiences::msgid_of(decisions(), review.decision)), words.day(base::Day{std::chrono::floor<std::chrono::days>(*review.decided)})});
  if (!review.open()) return page;
  if (desk.mine) page.mine = under(desk.programme, desk.method.slug, "review/mine");
  if (!desk.team || desk.method.status != Status::to_review) return page;
  page.decision = under(desk.programme, desk.method.slug, "review/decision");
  for (auto const& one : missing_for_decision(review, "publish", "")) page.waits.push_back(words.refusal(one));
  return page;
}

/// The day asked for, between tomorrow and six months; the usual one otherwise.
base::Instant due_of(std::string_view typed, base::Instant now) {
  auto const day = base::parse_day(typed);
  if (!day) return now + usual_delay;
  base::Instant const end{std::chrono::sys_days{*day} + std::chrono::hours{20}};
  return std::clamp(end, now + std::chrono::days{1}, now + longest_delay);
}

/// Asks those who were ticked among the suggestions. Result: how many letters left.
base::Outcome<int> assign(db::Session& session, accounts::House const& house, accounts::LetterWriter const& letters, accounts::Visit const& visit,
                          Desk& desk) {
  auto const asked = visit.request.form.all("person");
  if (asked.empty()) return base::refuse("Tick at least one person.", {}, "person");
  ReviewStore store{session};
  auto const due = due_of(visit.form("due"), house.world.now());
  LetterAbout const about{desk.programme, desk.method.slug, desk.method.content.title};
  auto const candidates = candidates_for(session, desk);
  int written = 0;
  auto review = store.open(house.world, desk.method);
  for (auto const& one : candidates) {
    if (std::ranges::find(asked, one.person.text()) == asked.end()) continue;
    if (review.reviewers.size() >= most_readers) return base::refuse("A method is read by {} people at most.", {std::to_string(most_readers)});
    Reviewer reviewer;
    reviewer.person = one.person, reviewer.territory = one.territory, reviewer.territory_name = one.territory_name, reviewer.typology = one.typology;
    reviewer.asked = house.world.now(), reviewer.due = due;
    reviewer.id = store.ask(house.world, review, reviewer);
    if (reviewer.id.empty()) continue;
    review.reviewers.push_back(reviewer);
    written += write_asking(session, house.world, letters, about, one.person, reviewer.id, due, visit.viewer.name, false) ? 1 : 0;
  }
  return written;
}

}  // namespace

void MethodPages::Rooms::add_review_routes(accounts::Routes& routes) {
  using accounts::Right;
  auto const at = [](std::string_view what) { return "/p/{programme}/methods/{slug}/review" + std::string{what}; };
  routes.get(at(""), Right::member, "How a method is read by peers", [this](auto const& visit) { return review(visit); });
  routes.post(at("/assign"), Right::contributor, "Ask members to read a method", [this](auto const& visit) { return assign_review(visit); });
  routes.post(at("/dismiss"), Right::contributor, "Ask a reader no longer", [this](auto const& visit) { return dismiss_reader(visit); });
  routes.post(at("/settled"), Right::contributor, "Say that a remark is dealt with", [this](auto const& visit) { return settle_remark(visit); });
  routes.get(at("/mine"), Right::contributor, "Form of one's review of a method", [this](auto const& visit) { return open_reviewing(visit); });
  routes.post(at("/mine"), Right::contributor, "Keep or give one's review of a method", [this](auto const& visit) { return send_reviewing(visit); });
  routes.get(at("/decision"), Right::contributor, "Form of the decision on a method", [this](auto const& visit) { return open_decision(visit); });
  routes.post(at("/decision"), Right::contributor, "Decide on a method that was read", [this](auto const& visit) { return send_decision(visit); });
}

http::Response MethodPages::Rooms::review(accounts::Visit const& visit) {
  std::optional<ReviewPage> page;
  programme::Brief programme;
  house.database.read([&](db::Session& session) {
    auto const desk = desk_of(session, visit);
    if (!desk) return;
    programme = desk->programme;
    page = page_of_desk(session, visit, *desk, house.world.now());
  });
  if (!page) return house.stage.missing(visit);
  auto frame = frame_of(visit, programme, visit.words().t("Reading of “{}”", {page->title}),
                        {{page->title, page->method}, {visit.words().t("Reading by peers"), {}}});
  frame.indexable = false;
  frame.body = views::method_review(visit.context, *page);
  return house.stage.page(visit, std::move(frame));
}

http::Response MethodPages::Rooms::assign_review(accounts::Visit const& visit) {
  std::optional<Desk> desk;
  base::Outcome<int> written = 0;
  house.database.write([&](db::Session& session) {
    written = 0;
    desk = desk_of(session, visit);
    if (!desk || !desk->team || desk->method.status != Status::to_review) desk.reset();
    else written = assign(session, house, letters, visit, *desk);
  });
  if (!desk) return house.stage.missing(visit);
  if (!written) return house.stage.refused(visit, written.error());
  return house.stage.done(visit, visit.words().tn("One person was asked to read it.", "{} people were asked to read it.", *written),
                          under(desk->programme, desk->method.slug, "review"));
}

http::Response MethodPages::Rooms::dismiss_reader(accounts::Visit const& visit) {
  std::optional<Desk> desk;
  bool there = false;
  house.database.write([&](db::Session& session) {
    there = false;
    desk = desk_of(session, visit);
    if (!desk || !desk->team || !desk->review || !desk->review->open()) return;
    for (auto const& one : desk->review->reviewers)
      if (one.id == visit.form("reviewer") && one.state != ReviewerState::done) there = true;
    if (!there) return;
    ReviewStore{session}.dismiss(visit.form("reviewer"));
    accounts::withdraw_action_links(session, review_purpose, visit.form("reviewer"));
  });
  if (!there) return house.stage.missing(visit);
  return house.stage.done(visit, visit.words().t("Nothing more is asked of them."), under(desk->programme, desk->method.slug, "review"));
}

http::Response MethodPages::Rooms::settle_remark(accounts::Visit const& visit) {
  std::optional<Desk> desk;
  bool there = false;
  house.database.write([&](db::Session& session) {
    there = false;
    desk = desk_of(session, visit);
    if (!desk || !desk->author || !desk->review) return;
    for (auto const& one : left_to_do(*desk->review))
      if (one.id == visit.form("remark")) there = true;
    if (there) ReviewStore{session}.settle(visit.form("remark"), base::shortened(base::trimmed(visit.form("words")), 1'000), house.world.now());
  });
  if (!there) return house.stage.missing(visit);
  return house.stage.done(visit, visit.words().t("Noted: this remark is dealt with."), under(desk->programme, desk->method.slug, "review"));
}

}  // namespace atelier
