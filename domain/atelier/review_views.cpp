#include "domain/atelier/review_views.h"

#include <algorithm>

#include "platform/charts/charts.h"
#include "platform/markdown/markdown.h"

namespace atelier {
namespace {

struct Answered {
  std::int64_t said = 0, yes = 0;
};

Answered answers_to(Review const& review, std::string_view criterion) {
  Answered answered;
  for (auto const& one : review.reviewers) {
    if (!one.counts()) continue;
    for (auto const& score : one.scores)
      if (score.criterion == criterion && score.mark > 0) ++answered.said, answered.yes += score.mark >= 3 ? 1 : 0;
  }
  return answered;
}

std::string finding_of(std::vector<std::string> const& held, std::vector<std::string> const& discussed, i18n::Words const& words) {
  if (discussed.empty()) return words.t("All its readers say yes to every criterion they could answer.");
  if (held.empty()) return words.t("Every criterion is discussed: {}.", {words.enumeration(discussed)});
  return words.tn("{0} criterion is held by all; discussed: {1}.", "{0} criteria are held by all; discussed: {1}.",
                  static_cast<std::int64_t>(held.size()), {words.enumeration(discussed)});
}

html::Safe rendered(std::string const& text, std::string const& id) {
  markdown::Options options;
  options.first_heading_level = 4;
  options.id_prefix = id + "-";
  return markdown::render(text, options).markup;
}

}  // namespace

html::Safe figure_of_review(Review const& review, std::string id, views::Context const& context) {
  auto const& words = context.words;
  charts::BarChart chart;
  std::vector<std::string> held, discussed;
  std::int64_t readers = std::ranges::count_if(review.reviewers, [](Reviewer const& one) { return one.counts(); });
  if (readers == 0) return {};
  for (auto const& criterion : criteria()) {
    auto const [said, yes] = answers_to(review, criterion.code);
    auto const label = words.t(criterion.msgid);
    if (said > 0) (said == yes ? held : discussed).push_back(label);
    charts::Bar bar{label, std::string{criterion.code}, {}, {said}, charts::Amount{yes}};
    bar.says = said == 0 ? words.t("nobody could say") : words.t("{} yes of {}", {yes, said});
    chart.bars.push_back(std::move(bar));
  }
  chart.id = std::move(id);
  chart.finding = finding_of(held, discussed, words);
  chart.reads = words.tn("What one reader answers to seven questions.", "What {} readers answer to seven questions.", readers);
  if (review.decided) chart.source = words.t("Reading of {}", {words.day(base::Day{std::chrono::floor<std::chrono::days>(*review.decided)})});
  chart.label_heading = words.t("Criterion");
  chart.whole_heading = words.t("Answers");
  chart.part_heading = words.t("Yes, or an example");
  chart.rest_heading = words.t("Not yet, or in part");
  return charts::figure(chart, context);
}

std::map<accounts::PersonId, std::string> names_of_readers(db::Session& session, Review const& review) {
  std::vector<accounts::PersonId> people;
  for (auto const& one : review.reviewers)
    if (one.person) people.push_back(*one.person);
  if (review.decided_by) people.push_back(*review.decided_by);
  return people.empty() ? std::map<accounts::PersonId, std::string>{} : accounts::names_of(session, people);
}

std::string name_of(Reviewer const& reviewer, std::map<accounts::PersonId, std::string> const& names, i18n::Words const& words) {
  if (!reviewer.person) return reviewer.who;
  auto const found = names.find(*reviewer.person);
  return found == names.end() ? words.t("someone who left") : found->second;
}

std::string read_by_in_words(Review const& review, std::map<accounts::PersonId, std::string> const& names, i18n::Words const& words) {
  std::vector<std::string> said;
  for (auto const& one : review.reviewers) {
    if (!one.counts()) continue;
    auto const name = name_of(one, names, words);
    said.push_back(one.territory_name.empty() ? name : words.t("{} ({})", {name, short_name(one.territory_name)}));
  }
  if (said.empty() || !review.decided) return {};
  return words.t("Read by {}, {}", {words.enumeration(said), words.day(base::Day{std::chrono::floor<std::chrono::days>(*review.decided)})});
}

std::vector<RemarkLine> remark_lines(Review const& review, Method const& method, std::map<accounts::PersonId, std::string> const& names,
                                     html::Url const& sheet, i18n::Words const& words) {
  auto const blocks = blocks_of(method.content, words);
  std::vector<RemarkLine> lines;
  for (auto const& remark : review.remarks) {
    RemarkLine line;
    line.id = remark.id, line.block = remark.block, line.text = remark.text;
    auto const block = std::ranges::find(blocks, remark.block, &Block::code);
    line.label = block == blocks.end() ? words.t("A part that is no longer there") : block->label;
    line.url = block == blocks.end() || block->anchor.empty() ? sheet : sheet.with_fragment(block->anchor);
    for (auto const& one : review.reviewers)
      if (one.id == remark.reviewer) line.who = name_of(one, names, words);
    line.said = rendered(remark.text, "k" + remark.id);
    line.answer = remark.answer;
    line.answered = rendered(remark.answer, "a" + remark.id);
    line.outcome_code = remark.outcome;
    if (!remark.outcome.empty()) line.outcome = words.t(experiences::msgid_of(outcomes(), remark.outcome));
    if (remark.settled) {
      auto const day = words.day(base::Day{std::chrono::floor<std::chrono::days>(*remark.settled)});
      line.settled = remark.settled_words.empty() ? words.t("Done on {}", {day}) : words.t("Done on {}: {}", {day, remark.settled_words});
    }
    line.to_settle = review.decision == "rework" && remark.outcome == "to_do" && !remark.settled;
    lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace atelier
