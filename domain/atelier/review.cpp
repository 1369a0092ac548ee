#include "domain/atelier/review.h"

#include <algorithm>
#include <array>
#include <set>
#include <tuple>

#include "domain/atelier/merge.h"
#include "platform/base/text.h"

namespace atelier {
namespace {

using i18n::msgid;

constexpr std::array<Term, 7> all_criteria = {{{"proven", msgid("Proven results")},
                                               {"sustainable", msgid("It lasts")},
                                               {"gender_sensitive", msgid("Women and men alike")},
                                               {"feasible", msgid("Technically feasible")},
                                               {"participative", msgid("Born with those concerned")},
                                               {"reproducible", msgid("Reproducible and adaptable")},
                                               {"safe", msgid("It reduces risks")}}};
constexpr std::array<std::string_view, 7> questions = {msgid("Do the trials show that it works, with facts one can check?"),
                                                       msgid("Do its effects and its means hold once the first enthusiasm is gone?"),
                                                       msgid("Do women and men take part and benefit alike? Who is left out?"),
                                                       msgid("Could an ordinary team lead it, with the time and material it asks for?"),
                                                       msgid("Was it made with those it concerns, and does it leave them a say?"),
                                                       msgid("Would another territory manage with this sheet alone, and know what it may change?"),
                                                       msgid("Does it say what may go wrong, for whom, and how to prevent it?")};
constexpr std::array<Term, 5> all_marks = {
    {{"1", msgid("Not yet")}, {"2", msgid("In part")}, {"3", msgid("Yes")}, {"4", msgid("An example")}, {"0", msgid("I cannot say")}}};
constexpr std::array<Term, 5> all_ties = {{{"none", msgid("No tie with this method nor with who wrote it")},
                                           {"own_territory", msgid("It comes from my territory")},
                                           {"author", msgid("I wrote a part of it")},
                                           {"paid_partner", msgid("I am paid for it, or would be")},
                                           {"other", msgid("Another tie, that I say here")}}};
constexpr std::array<Term, 3> all_outcomes = {
    {{"to_do", msgid("To be done by the author")}, {"later", msgid("Noted for a later version")}, {"not_kept", msgid("Not kept")}}};
constexpr std::array<Term, 3> all_decisions = {
    {{"publish", msgid("Publish the method")}, {"rework", msgid("Give it back to be worked on")}, {"refuse", msgid("Do not publish it")}}};
constexpr std::array<std::string_view, 4> states = {"asked", "accepted", "declined", "done"};

std::string label_of_step(std::size_t place, Step const& step, i18n::Words const& words) {
  return words.t("Step {}: {}", {place, base::shortened(step.title.empty() ? step.instruction : step.title, 60)});
}

}  // namespace

std::span<Term const> criteria() { return all_criteria; }
std::span<Term const> marks() { return all_marks; }
std::span<Term const> ties() { return all_ties; }
std::span<Term const> outcomes() { return all_outcomes; }
std::span<Term const> decisions() { return all_decisions; }

std::string_view question_of(std::string_view criterion) {
  for (std::size_t at = 0; at < all_criteria.size(); ++at)
    if (all_criteria[at].code == criterion) return questions[at];
  return {};
}

std::optional<Score> score_of(std::string_view line) {
  auto const space = line.find(' ');
  if (space == std::string_view::npos || space + 1 >= line.size()) return std::nullopt;
  auto const mark = line.substr(space + 1, 1);
  auto const rest = line.substr(space + 2);
  bool const apart = rest.empty() || rest.front() == ' ';
  if (!experiences::is_term(criteria(), line.substr(0, space)) || !experiences::is_term(atelier::marks(), mark) || !apart) return std::nullopt;
  return Score{std::string{line.substr(0, space)}, mark.front() - '0', std::string{base::trimmed(rest)}};
}

std::string line_of(Score const& score) {
  return score.criterion + " " + std::to_string(score.mark) + (score.reason.empty() ? "" : " " + score.reason);
}

std::string_view code(ReviewerState state) { return states.at(static_cast<std::size_t>(state)); }

std::optional<ReviewerState> reviewer_state_from(std::string_view code) {
  auto const found = std::find(states.begin(), states.end(), code);
  if (found == states.end()) return std::nullopt;
  return static_cast<ReviewerState>(found - states.begin());
}

bool excludes(std::string_view tie) { return tie == "own_territory" || tie == "author" || tie == "paid_partner"; }

bool Reviewer::counts() const { return state == ReviewerState::done && !excludes(tie); }

std::string known_tie(WroteIt const& wrote, accounts::PersonId const& person, std::optional<accounts::TerritoryId> const& territory) {
  if (std::find(wrote.people.begin(), wrote.people.end(), person) != wrote.people.end()) return "author";
  bool const at_home = territory && std::find(wrote.territories.begin(), wrote.territories.end(), *territory) != wrote.territories.end();
  return at_home ? "own_territory" : "";
}

std::vector<Candidate> suggested(std::vector<Candidate> candidates, WroteIt const& wrote, std::span<Reviewer const> already) {
  std::set<accounts::PersonId> asked;
  std::set<accounts::TerritoryId> territories;
  std::set<std::string> kinds;
  for (auto const& one : already) {
    if (one.person) asked.insert(*one.person);
    if (one.state == ReviewerState::declined) continue;
    if (one.territory) territories.insert(*one.territory);
    kinds.insert(one.typology);
  }
  std::erase_if(candidates, [&](Candidate const& one) {
    return asked.contains(one.person) || !known_tie(wrote, one.person, one.territory).empty() ||
        (one.territory && territories.contains(*one.territory));
  });
  auto const rank = [&](Candidate const& one) {
    return std::tuple{!one.territory.has_value(), one.typology.empty() || kinds.contains(one.typology), one.open_reviews, base::fold(one.name)};
  };
  std::stable_sort(candidates.begin(), candidates.end(), [&](auto const& one, auto const& other) { return rank(one) < rank(other); });
  return candidates;
}

std::vector<base::Refusal> missing_for_decision(Review const& review, std::string_view decision, std::string_view words) {
  std::vector<base::Refusal> missing;
  if (!experiences::is_term(decisions(), decision)) return {base::Refusal{"Choose a decision.", {}, "decision"}};
  std::set<std::string> territories;
  for (auto const& one : review.reviewers)
    if (one.counts()) territories.insert(one.territory ? one.territory->text() : "without territory");
  auto const given = static_cast<int>(territories.size());
  int const needed = decision == "publish" ? least_territories : 1;
  if (given < needed)
    missing.push_back({needed == 1 ? msgid("Nobody without a tie has given a review yet.")
                                   : msgid("Reviews from {} territories at least are needed to publish; there are {}. Ask one more."),
                       needed == 1 ? std::vector<std::string>{} : std::vector<std::string>{std::to_string(needed), std::to_string(given)},
                       "reviewers"});
  for (auto const& one : review.remarks)
    if (one.outcome.empty() || (one.outcome == "not_kept" && base::trimmed(one.answer).empty())) {
      missing.push_back(base::Refusal{"Answer each remark: the one who wrote it took the time to.", {}, "remark." + one.id});
      break;
    }
  if (decision != "publish" && base::trimmed(words).empty()) missing.push_back(base::Refusal{"Say why to the author, in a few words.", {}, "words"});
  return missing;
}

std::vector<base::Refusal> missing_in(Reviewer const& reviewer) {
  std::vector<base::Refusal> missing;
  if (!experiences::is_term(ties(), reviewer.tie))
    missing.push_back(base::Refusal{"Say first what ties you to this method, if anything does.", {}, "tie"});
  if (reviewer.tie == "other" && base::trimmed(reviewer.tie_words).empty()) missing.push_back(base::Refusal{"Say which tie.", {}, "tie_words"});
  for (auto const& criterion : criteria()) {
    auto const score =
        std::find_if(reviewer.scores.begin(), reviewer.scores.end(), [&](Score const& one) { return one.criterion == criterion.code; });
    auto const field = "mark." + std::string{criterion.code};
    if (score == reviewer.scores.end()) missing.push_back(base::Refusal{"A criterion has no answer yet: “I cannot say” is one.", {}, field});
    else if (score->mark > 0 && base::trimmed(score->reason).empty())
      missing.push_back(base::Refusal{"Give the reason of each answer, in a sentence.", {}, "reason." + score->criterion});
  }
  return missing;
}

std::vector<Remark> left_to_do(Review const& review) {
  std::vector<Remark> left;
  if (review.decision != "rework") return left;
  for (auto const& one : review.remarks)
    if (one.outcome == "to_do" && !one.settled) left.push_back(one);
  return left;
}

std::vector<Block> blocks_of(Content const& content, i18n::Words const& words) {
  std::vector<Block> blocks = {{"title", words.t(field_msgid("title")), ""}, {"pitch", words.t(field_msgid("pitch")), ""}};
  auto const add = [&](bool there, std::string name, std::string anchor) {
    if (there) blocks.push_back({name, words.t(field_msgid(name)), std::move(anchor)});
  };
  add(!content.purposes.empty(), "purposes", "purposes");
  add(!content.materials.empty(), "materials", "before");
  add(!content.room.empty(), "room", "before");
  add(!content.preparation.empty(), "preparation", "before");
  for (std::size_t at = 0; at < content.steps.size(); ++at) {
    auto const place = std::to_string(at + 1);
    blocks.push_back({"steps." + place, label_of_step(at + 1, content.steps[at], words), "step-" + place});
  }
  add(!content.watch_points.empty(), "watch_points", "watch");
  add(!content.variants.empty(), "variants", "variants");
  add(!content.accessibility_notes.empty(), "accessibility_notes", "everyone");
  add(!content.outputs.empty(), "outputs", "outputs");
  add(!content.evaluation.empty(), "evaluation", "evaluation");
  add(!content.body.empty(), "body", "text");
  return blocks;
}

}  // namespace atelier
