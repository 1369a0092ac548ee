#include "domain/atelier/method.h"

#include <algorithm>
#include <array>
#include <set>

namespace atelier {
namespace {

constexpr std::array<std::string_view, 5> statuses = {"draft", "tested", "to_review", "published", "deprecated"};
// The order is stored as bits (atelier_method.stage_bits): add at the end, never move or remove.
constexpr std::array<Term, 5> all_stages = {
    {{"diagnosis", "Diagnosis"}, {"proposal", "Proposal"}, {"decision", "Decision"}, {"action", "Action"}, {"evaluation", "Evaluation"}}};
constexpr std::array<Term, 3> all_modes = {{{"in_person", "In the same place"}, {"remote", "At a distance"}, {"hybrid", "Both at once"}}};
constexpr std::array<Term, 3> all_results = {{{"yes", "It worked"}, {"partly", "It worked in part"}, {"no", "Not at our place"}}};
constexpr std::array<Term, 3> all_difficulties = {{{"1", "Easy to lead"}, {"2", "Takes some practice"}, {"3", "For experienced leaders"}}};

constexpr std::array<Term, 7> all_adaptable_parts = {{{"materials", "Material"},
                                                      {"room", "Place"},
                                                      {"preparation", "Preparation"},
                                                      {"group", "Size of the group"},
                                                      {"duration", "Duration"},
                                                      {"outputs", "What remains of it"},
                                                      {"evaluation", "How to know whether it worked"}}};
constexpr std::array<Term, 2> all_natures = {{{"invariant", "To keep as it is"}, {"adaptable", "To adapt at will"}}};
constexpr std::array<Term, 6> all_territory_kinds = {{{"rural", "In a rural territory"},
                                                      {"intermediate", "In a territory between town and country"},
                                                      {"urban", "In an urban territory"},
                                                      {"mountain", "In the mountains"},
                                                      {"coast", "By the sea"},
                                                      {"overseas", "Overseas"}}};

std::string one_duration(int minutes, i18n::Words const& words) {
  if (minutes < 60) return words.t("{} min", {minutes});
  if (minutes % 60 == 0) return words.t("{} h", {minutes / 60});
  return words.t("{} h {}", {minutes / 60, (minutes % 60 < 10 ? "0" : "") + std::to_string(minutes % 60)});
}

}  // namespace

std::string_view code(Status status) { return statuses.at(static_cast<std::size_t>(status)); }

std::optional<Status> status_from(std::string_view code) {
  auto const found = std::find(statuses.begin(), statuses.end(), code);
  if (found == statuses.end()) return std::nullopt;
  return static_cast<Status>(found - statuses.begin());
}

std::span<Term const> stages() { return all_stages; }
std::span<Term const> modes() { return all_modes; }
std::span<Term const> results() { return all_results; }
std::span<Term const> difficulties() { return all_difficulties; }
std::span<Term const> adaptable_parts() { return all_adaptable_parts; }
std::span<Term const> natures() { return all_natures; }
std::span<Term const> territory_kinds() { return all_territory_kinds; }

Trust trust_of(std::span<KeptTrial const> trials) {
  Trust trust;
  std::set<accounts::TerritoryId> territories, rural;
  for (auto const& one : trials) {
    ++trust.trials;
    if (one.trial.worked == "no") ++trust.failed;
    if (!one.territory) continue;
    territories.insert(*one.territory);
    if (one.typology == "rural") rural.insert(*one.territory);
  }
  trust.territories = static_cast<int>(territories.size());
  trust.rural = static_cast<int>(rural.size());
  return trust;
}

bool is_trusted(Trust const& trust) { return trust.territories >= 2; }

std::string trust_line(Trust const& trust, i18n::Words const& words) {
  if (trust.trials == 0) return words.t("Not yet tried");
  if (trust.territories == 0) return words.tn("Tried once", "Tried {} times", trust.trials);
  if (trust.territories == 1 && trust.rural == 1) return words.t("Tried by one territory, a rural one");
  auto line = words.tn("Tried by one territory", "Tried by {} territories", trust.territories);
  if (trust.rural == trust.territories) line += words.t(", all of them rural");
  else if (trust.rural > 0) line += words.tn(", one of them rural", ", {} of them rural", trust.rural);
  return line;
}

int minutes_of_steps(Content const& content) {
  int total = 0;
  for (auto const& step : content.steps) total += step.minutes;
  return total;
}

std::string duration_in_words(int least, int most, i18n::Words const& words) {
  if (least == 0 && most == 0) return {};
  if (least == 0 || most == 0 || least == most) return one_duration(std::max(least, most), words);
  return words.t("{} to {}", {one_duration(least, words), one_duration(most, words)});
}

std::string group_in_words(int least, int most, i18n::Words const& words) {
  if (least == 0 && most == 0) return {};
  if (least == most) return words.tn("one person", "{} people", least);
  if (most == 0) return words.tn("at least one person", "at least {} people", least);
  if (least == 0) return words.tn("at most one person", "at most {} people", most);
  return words.t("{} to {} people", {words.number(std::int64_t{least}), words.number(std::int64_t{most})});
}

}  // namespace atelier
