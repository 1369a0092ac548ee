#include <algorithm>

#include "domain/atelier/life_cycle.h"
#include "domain/atelier/method_rooms.h"
#include "domain/atelier/review_letters.h"
#include "domain/atelier/review_store.h"
#include "domain/atelier/review_views.h"
#include "domain/atelier/views/method_decision.view.h"
#include "platform/base/text.h"

namespace atelier {
namespace {

constexpr std::size_t longest_answer = 4'000;

struct Deciding {
  Method method;
  programme::Brief programme;
  Review review;
};

std::optional<Deciding> deciding_of(db::Session& session, accounts::Visit const& visit) {
  auto method = method_of_visit(session, visit, Purpose::reading);
  if (!method || method->status != Status::to_review || !is_in_the_team(visit.viewer, method->programme)) return std::nullopt;
  auto review = ReviewStore{session}.latest(method->id);
  if (!review || !review->open()) return std::nullopt;
  return Deciding{std::move(*method), programme_of(session, visit), std::move(*review)};
}

std::string typed(accounts::Visit const& visit, std::string const& field) {
  auto text = std::string{base::trimmed(base::with_unix_lines(visit.form(field)))};
  return text.size() > longest_answer ? base::shortened(text, longest_answer / 4) : text;
}

/// What is answered to each remark.
void take_answers(Review& review, accounts::Visit const& visit) {
  for (auto& one : review.remarks) {
    auto const outcome = visit.form("outcome." + one.id);
    one.outcome = experiences::is_term(outcomes(), outcome) ? std::string{outcome} : std::string{};
    one.answer = typed(visit, "answer." + one.id);
  }
}

DecisionPage page_of_decision(db::Session& session, Deciding const& deciding, accounts::Visit const& visit,
                              std::vector<base::Refusal> const& refusals) {
  auto const& words = visit.words();
  DecisionPage page;
  page.title = deciding.method.content.title;
  page.action = under(deciding.programme, deciding.method.slug, "review/decision");
  page.method = address_of(deciding.programme.slug, deciding.method.slug);
  page.desk = under(deciding.programme, deciding.method.slug, "review");
  page.words = typed(visit, "words");
  page.decisions = choices_of(decisions(), {std::string{visit.form("decision")}}, words);
  page.visibilities = visibility_choices(deciding.method.visibility, words);
  for (auto& line : remark_lines(deciding.review, deciding.method, names_of_readers(session, deciding.review), page.method, words)) {
    auto choices = choices_of(outcomes(), {line.outcome_code}, words);
    page.lines.push_back({std::move(line), std::move(choices)});
  }
  for (auto const& one : missing_for_decision(deciding.review, "publish", "x"))
    if (one.field == "reviewers") page.waits.push_back(words.refusal(one));
  for (auto const& one : missing_for(Status::published, deciding.method))
    page.missing.push_back({words.refusal(one), under(deciding.programme, deciding.method.slug, "edit").with_fragment(one.field)});
  for (auto const& one : refusals) page.refusals.emplace_back(one.field, words.refusal(one));
  return page;
}

std::vector<base::Refusal> refusals_of(Deciding const& deciding) {
  auto refusals = missing_for_decision(deciding.review, deciding.review.decision, deciding.review.words);
  if (deciding.review.decision == "publish")
    for (auto& one : missing_for(Status::published, deciding.method)) refusals.push_back(std::move(one));
  return refusals;
}

/// Writes the decision, moves the method, tells its author.
base::Outcome<Status> carry_out(db::Session& session, accounts::House const& house, accounts::LetterWriter const& letters,
                                accounts::Visit const& visit, Deciding& deciding) {
  auto& review = deciding.review;
  review.decided = house.world.now(), review.decided_by = visit.viewer.person;
  ReviewStore store{session};
  for (auto const& one : review.remarks) store.answer(one);
  store.decide(review);
  bool const out = review.decision == "publish";
  auto const asked = accounts::visibility_from(visit.form("visibility"));
  auto const moved = MethodStore{session}.move(house.world, visit.viewer, deciding.method.id, out ? Status::published : Status::draft,
                                               out && asked ? *asked : deciding.method.visibility, base::shortened(review.words, 400));
  if (!moved) return moved;
  write_decision(session, letters, {deciding.programme, deciding.method.slug, deciding.method.content.title}, deciding.method.author, review);
  return moved;
}

}  // namespace

http::Response MethodPages::Rooms::show_decision(accounts::Visit const& visit, programme::Brief const& programme, DecisionPage const& page) {
  auto frame = frame_of(visit, programme, visit.words().t("Decision on “{}”", {page.title}),
                        {{page.title, page.method}, {visit.words().t("Reading by peers"), page.desk}, {visit.words().t("Decision"), {}}});
  frame.indexable = false;
  frame.body = views::method_decision(visit.context, page);
  return house.stage.page(visit, std::move(frame), page.refusals.empty() ? 200 : 422);
}

http::Response MethodPages::Rooms::open_decision(accounts::Visit const& visit) {
  std::optional<DecisionPage> page;
  programme::Brief programme;
  house.database.read([&](db::Session& session) {
    auto const deciding = deciding_of(session, visit);
    if (!deciding) return;
    programme = deciding->programme;
    page = page_of_decision(session, *deciding, visit, {});
  });
  if (!page) return house.stage.missing(visit);
  return show_decision(visit, programme, *page);
}

http::Response MethodPages::Rooms::send_decision(accounts::Visit const& visit) {
  std::optional<Deciding> deciding;
  std::optional<DecisionPage> page;
  std::optional<base::Refusal> refusal;
  house.database.write([&](db::Session& session) {
    page.reset(), refusal.reset();
    deciding = deciding_of(session, visit);
    if (!deciding) return;
    auto& review = deciding->review;
    take_answers(review, visit);
    review.decision = visit.form("decision"), review.words = typed(visit, "words");
    if (auto const refusals = refusals_of(*deciding); !refusals.empty()) {
      page = page_of_decision(session, *deciding, visit, refusals);
      return;
    }
    auto const done = carry_out(session, house, letters, visit, *deciding);
    if (!done) refusal = done.error();
  });
  if (!deciding) return house.stage.missing(visit);
  if (page) return show_decision(visit, deciding->programme, *page);
  if (refusal) return house.stage.refused(visit, *refusal);
  bool const out = deciding->review.decision == "publish";
  auto const next = out ? address_of(deciding->programme.slug, deciding->method.slug) : under(deciding->programme, deciding->method.slug, "review");
  return house.stage.done(visit, out ? visit.words().t("The method is published.") : visit.words().t("The decision is written to its author."), next);
}

}  // namespace atelier
