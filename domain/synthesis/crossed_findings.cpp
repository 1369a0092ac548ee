#include <algorithm>
#include <map>

#include "domain/synthesis/findings.h"

namespace synthesis {

namespace {

bool known(Amount const& amount) { return !amount.masked && amount.count > 0; }

/// The obstacle most often named under each value; nothing where two are first together.
std::map<std::string, std::string> first_by_value(std::vector<CrossLine> const& lines) {
  std::map<std::string, std::pair<std::int64_t, std::string>> first;
  for (auto const& line : lines) {
    if (!known(line.cited) || line.value.empty()) continue;
    auto& [most, obstacle] = first[line.value];
    if (line.cited.count == most) obstacle.clear();
    if (line.cited.count > most) most = line.cited.count, obstacle = line.obstacle;
  }
  std::map<std::string, std::string> named;
  for (auto const& [value, one] : first) {
    if (!one.second.empty()) named[value] = one.second;
  }
  return named;
}

}  // namespace

std::string network_finding(Reading const& reading, Setting const& setting) {
  auto const& words = setting.words;
  std::int64_t most = 0;
  for (auto const& tie : reading.together) most = std::max(most, tie.sheets.masked ? 0 : tie.sheets.count);
  if (most == 0) return words.t("Too few territories name the same obstacle and lever together for a number to be shown");
  auto const is_first = [&](PairLine const& tie) { return !tie.sheets.masked && tie.sheets.count == most; };
  auto const ties = std::ranges::count_if(reading.together, is_first);
  auto const& first = *std::ranges::find_if(reading.together, is_first);
  auto const told = words.tn("{} sheet", "{} sheets", most);
  if (ties > 1) return words.tn("{} pair goes together most often: {}", "{} pairs go together most often: {} each", ties, {told});
  return words.t("“{}” and “{}” go together most often: {}", {obstacle_label(first.obstacle, setting), lever_label(first.lever, setting), told});
}

std::string crossing_finding(Reading const& reading, Setting const& setting, Facet facet) {
  auto const& words = setting.words;
  auto const first = first_by_value(facet == Facet::typology ? reading.by_typology : reading.by_period);
  if (first.empty())
    return facet == Facet::typology ? words.t("No obstacle stands out in any type of territory") : words.t("No obstacle stands out in any year");
  std::vector<std::string> said;
  auto const say = [&](std::string const& value, std::string const& obstacle) {
    said.push_back(words.t("{}: “{}”", {label_of(facet, value, setting), obstacle_label(obstacle, setting)}));
  };
  if (facet == Facet::period) {
    say(first.begin()->first, first.begin()->second);
    if (first.size() > 1) say(first.rbegin()->first, first.rbegin()->second);
  } else {
    for (auto const* value : {"rural", "intermediate", "urban"}) {
      if (auto const found = first.find(value); found != first.end()) say(found->first, found->second);
    }
  }
  if (said.empty()) return words.t("No obstacle stands out in any type of territory");
  return words.t("Most often named. {}", {words.enumeration(said)});
}

std::string beside_finding(Reading const& mine, Reading const& all, Setting const& setting) {
  auto const& words = setting.words;
  std::int64_t waiting = 0, shown_the_way = 0;
  for (auto const& line : mine.obstacles) {
    if (line.overcome.count > 0) continue;
    ++waiting;
    auto const found = std::ranges::find(all.obstacles, line.code, &ObstacleLine::code);
    if (found != all.obstacles.end() && found->overcome.count > 0) ++shown_the_way;
  }
  if (mine.obstacles.empty()) return words.t("Your territory names no obstacle yet");
  if (waiting == 0) return words.t("Your territory overcame every obstacle it names");
  return words.tn("{} obstacle of your territory is not overcome yet; others overcame {} of them",
                  "{} obstacles of your territory are not overcome yet; others overcame {} of them", waiting, {words.number(shown_the_way)});
}

}  // namespace synthesis
