#include <algorithm>

#include "domain/atelier/content_check.h"
#include "domain/atelier/method_rooms.h"
#include "domain/atelier/review_store.h"
#include "domain/atelier/review_views.h"
#include "domain/atelier/views/method_reviewing.view.h"
#include "platform/base/text.h"
#include "platform/markdown/markdown.h"

namespace atelier {
namespace {

constexpr std::uint64_t longest_form = 1u << 20;
constexpr std::size_t longest_reason = 2'000, longest_words = 8'000, most_remarks = 60;

/// One's own place in the reading under way.
struct Mine {
  Method method;
  programme::Brief programme;
  Review review;
  std::size_t at = 0;
  Reviewer& reviewer() { return review.reviewers[at]; }
  Reviewer const& reviewer() const { return review.reviewers[at]; }
};

std::optional<Mine> mine_of(db::Session& session, accounts::Visit const& visit) {
  auto method = method_of_visit(session, visit, Purpose::reading);
  auto review = method ? ReviewStore{session}.latest(method->id) : std::nullopt;
  if (!review || !review->open() || !visit.viewer.person) return std::nullopt;
  for (std::size_t at = 0; at < review->reviewers.size(); ++at)
    if (review->reviewers[at].person == visit.viewer.person) return Mine{std::move(*method), programme_of(session, visit), std::move(*review), at};
  return std::nullopt;
}

/// A text of the form as it is kept; a line says why it cannot be.
std::string kept_text(std::string_view typed, std::size_t longest, std::string field, std::vector<base::Refusal>& refusals) {
  auto text = std::string{base::trimmed(base::with_unix_lines(typed))};
  if (text.size() > longest)
    refusals.push_back(
        base::Refusal{"This text is too long: {} characters, at most {}.", {std::to_string(text.size()), std::to_string(longest)}, field});
  else if (auto const checked = markdown::checked(text); !checked) refusals.push_back({checked.error().msgid, checked.error().arguments, field});
  return text;
}

/// What was typed, whole or not.
void take_form(Reviewer& reviewer, accounts::Visit const& visit, std::vector<base::Refusal>& refusals) {
  reviewer.tie = experiences::is_term(ties(), visit.form("tie")) ? std::string{visit.form("tie")} : std::string{};
  reviewer.tie_words = kept_text(visit.form("tie_words"), longest_reason, "tie_words", refusals);
  reviewer.words = kept_text(visit.form("words"), longest_words, "words", refusals);
  reviewer.scores.clear();
  for (auto const& criterion : criteria()) {
    std::string const name{criterion.code};
    auto const mark = visit.form("mark." + name);
    auto reason = kept_text(visit.form("reason." + name), longest_reason, "reason." + name, refusals);
    if (experiences::is_term(marks(), mark)) reviewer.scores.push_back({name, number_in(mark), std::move(reason)});
    else if (!reason.empty()) refusals.push_back(base::Refusal{"Choose an answer as well: “I cannot say” is one.", {}, "mark." + name});
  }
}

/// A remark typed but not yet added by its button is not lost when the review is kept or given.
void take_remark(Mine const& mine, accounts::Visit const& visit, base::World const& world, ReviewStore& store, std::vector<base::Refusal>& refusals) {
  auto text = kept_text(visit.form("remark_text"), longest_words, "remark_text", refusals);
  if (text.empty()) return;
  auto const own = std::ranges::count(mine.review.remarks, mine.reviewer().id, &Remark::reviewer);
  if (static_cast<std::size_t>(own) >= most_remarks) {
    refusals.push_back(base::Refusal{"At most {} items here.", {std::to_string(most_remarks)}, "remark_text"});
    return;
  }
  auto const blocks = blocks_of(mine.method.content, visit.words());
  auto const block = std::ranges::find(blocks, visit.form("remark_block"), &Block::code);
  store.add_remark(
      mine.review,
      {world.new_uuid(), mine.reviewer().id, block == blocks.end() ? "body" : block->code, std::move(text), world.now(), {}, {}, {}, {}});
}

/// "remove:…" takes one of one's own remarks away.
void take_away(Mine const& mine, std::string const& button, ReviewStore& store) {
  if (!button.starts_with("remove:")) return;
  for (auto const& one : mine.review.remarks)
    if (one.id == button.substr(7) && one.reviewer == mine.reviewer().id) store.take_remark_away(one.id);
}

ReviewingPage page_of_mine(Mine const& mine, accounts::Visit const& visit, std::vector<base::Refusal> const& refusals) {
  auto const& words = visit.words();
  auto const& reviewer = mine.reviewer();
  ReviewingPage page;
  page.title = mine.method.content.title;
  page.action = under(mine.programme, mine.method.slug, "review/mine");
  page.method = address_of(mine.programme.slug, mine.method.slug);
  page.desk = under(mine.programme, mine.method.slug, "review");
  page.coverage = under(mine.programme, mine.method.slug, "coverage");
  page.due = words.day(base::Day{std::chrono::floor<std::chrono::days>(reviewer.due)});
  page.words = reviewer.words, page.tie_words = reviewer.tie_words;
  page.given = reviewer.state == ReviewerState::done;
  page.ties = choices_of(ties(), {reviewer.tie}, words);
  auto const refusal_of = [&](std::string const& field) {
    for (auto const& one : refusals)
      if (one.field == field) return words.refusal(one);
    return std::string{};
  };
  page.refused_tie = refusal_of("tie");
  for (auto const& criterion : criteria()) {
    std::string const name{criterion.code};
    auto const score = std::ranges::find(reviewer.scores, name, &Score::criterion);
    ReviewingPage::Line line{name, words.t(criterion.msgid), words.t(question_of(name)), "", "", {}};
    line.marks = choices_of(marks(), {score == reviewer.scores.end() ? "" : std::to_string(score->mark)}, words);
    if (score != reviewer.scores.end()) line.reason = score->reason;
    line.refusal = refusal_of("mark." + name);
    if (line.refusal.empty()) line.refusal = refusal_of("reason." + name);
    page.lines.push_back(std::move(line));
  }
  for (auto const& block : blocks_of(mine.method.content, words)) page.blocks.push_back({block.code, block.label, false});
  for (auto& line : remark_lines(mine.review, mine.method, {}, page.method, words))
    if (std::ranges::any_of(mine.review.remarks, [&](Remark const& one) { return one.id == line.id && one.reviewer == reviewer.id; }))
      page.remarks.push_back(std::move(line));
  for (auto const& one : refusals) page.refusals.emplace_back(one.field, words.refusal(one));
  return page;
}

/// A criterion alone in the page's list of what is missing: seven lines saying the same would not be read.
std::vector<base::Refusal> one_of_each(std::vector<base::Refusal> refusals) {
  std::vector<base::Refusal> kept;
  for (auto& one : refusals)
    if (std::ranges::none_of(kept, [&](base::Refusal const& other) { return other.msgid == one.msgid; })) kept.push_back(std::move(one));
  return kept;
}

/// What a button does of a review once its words are taken; the sentence to say when the page is left for another.
std::string press(Mine& mine, std::string const& button, ReviewStore& store, base::World const& world, i18n::Words const& words,
                  std::vector<base::Refusal>& refusals) {
  auto& reviewer = mine.reviewer();
  if (button == "decline") {
    reviewer.state = ReviewerState::declined;
    return words.t("Noted: someone else will be asked.");
  }
  auto const missing = one_of_each(missing_in(reviewer));
  if (button != "give" || !missing.empty()) {
    // A review given and then emptied is given no longer.
    if (reviewer.state != ReviewerState::done || !missing.empty()) reviewer.state = ReviewerState::accepted;
    if (button == "give") refusals = missing;
    return {};
  }
  reviewer.state = ReviewerState::done, reviewer.done = world.now();
  // What the place knows of a tie is not for a form to deny: they may have written in it since they were asked.
  auto const known = known_tie(store.wrote(mine.method), *reviewer.person, reviewer.territory);
  if (!known.empty() && !excludes(reviewer.tie)) reviewer.tie = known;
  return excludes(reviewer.tie) ? words.t("Thank you. Your tie is said: your remarks are read, your answers are not counted.")
                                : words.t("Thank you: your review is given. You may change it until the decision.");
}

}  // namespace

http::Response MethodPages::Rooms::open_reviewing(accounts::Visit const& visit) {
  std::optional<Mine> mine;
  house.database.read([&](db::Session& session) { mine = mine_of(session, visit); });
  if (!mine) return house.stage.missing(visit);
  return show_reviewing(visit, mine->programme, page_of_mine(*mine, visit, {}));
}

http::Response MethodPages::Rooms::show_reviewing(accounts::Visit const& visit, programme::Brief const& programme, ReviewingPage const& page) {
  auto frame =
      frame_of(visit, programme, visit.words().t("My review of “{}”", {page.title}), {{page.title, page.method}, {visit.words().t("My review"), {}}});
  frame.indexable = false;
  frame.body = views::method_reviewing(visit.context, page);
  return house.stage.page(visit, std::move(frame), page.refusals.empty() ? 200 : 422);
}

// Every button keeps what was typed first: nothing is lost by adding a remark, nor by giving a review that is not whole.
http::Response MethodPages::Rooms::send_reviewing(accounts::Visit const& visit) {
  auto const button = std::string{visit.form("do")};
  std::optional<Mine> mine;
  std::vector<base::Refusal> refusals;
  std::string sentence;
  bool kept = false;
  house.database.write([&](db::Session& session) {
    refusals.clear(), sentence.clear(), kept = false;
    mine = mine_of(session, visit);
    if (!mine) return;
    ReviewStore store{session};
    auto& reviewer = mine->reviewer();
    take_form(reviewer, visit, refusals);
    if (!refusals.empty()) return;
    take_remark(*mine, visit, house.world, store, refusals);
    take_away(*mine, button, store);
    sentence = press(*mine, button, store, house.world, visit.words(), refusals);
    kept = true;
    store.put(reviewer);
    mine = mine_of(session, visit);
  });
  if (!mine) return house.stage.missing(visit);
  if (!refusals.empty()) {
    auto page = page_of_mine(*mine, visit, refusals);
    page.kept = kept;
    if (!kept) page.remark_text = visit.form("remark_text"), page.remark_block = visit.form("remark_block");
    return show_reviewing(visit, mine->programme, page);
  }
  auto const desk = under(mine->programme, mine->method.slug, "review");
  if (!sentence.empty()) return house.stage.done(visit, sentence, button == "decline" ? html::Url::path("/p/{}", {mine->programme.slug}) : desk);
  auto const form = under(mine->programme, mine->method.slug, "review/mine").with_fragment("remarks");
  return house.stage.done(visit, visit.words().t("Everything is kept. Your review is not given yet."), form);
}

}  // namespace atelier
