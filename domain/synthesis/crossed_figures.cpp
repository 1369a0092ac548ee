#include "domain/synthesis/crossed_figures.h"

#include <algorithm>
#include <cstdlib>
#include <set>

#include "domain/synthesis/findings.h"
#include "domain/synthesis/marks.h"

namespace synthesis {

namespace {

/// Beyond, a picture is a knot: the table has them all.
constexpr std::size_t most_nodes = 9, most_ties = 26, most_rows = 12, most_years = 8;

std::vector<PairLine> strongest(std::vector<PairLine> ties, std::set<std::string> const& obstacles, std::set<std::string> const& levers) {
  std::erase_if(ties, [&](PairLine const& tie) { return !obstacles.contains(tie.obstacle) || !levers.contains(tie.lever); });
  std::ranges::stable_sort(ties, [](auto const& one, auto const& other) {
    return std::pair{!one.sheets.masked, one.sheets.count} > std::pair{!other.sheets.masked, other.sheets.count};
  });
  if (ties.size() > most_ties) ties.resize(most_ties);
  return ties;
}

bool overcame(Reading const& reading, PairLine const& tie) {
  return std::ranges::any_of(reading.pairs, [&](PairLine const& pair) {
    return pair.obstacle == tie.obstacle && pair.lever == tie.lever && !pair.sheets.masked && pair.sheets.count > 0;
  });
}

std::size_t place_in(std::vector<std::string> const& codes, std::string const& code) {
  return static_cast<std::size_t>(std::ranges::find(codes, code) - codes.begin());
}

/// Nodes whose every tie was left out are left out too.
std::vector<std::string> tied(std::vector<std::string> codes, std::vector<PairLine> const& ties, std::string PairLine::*end) {
  std::erase_if(codes, [&](std::string const& code) { return std::ranges::none_of(ties, [&](PairLine const& tie) { return tie.*end == code; }); });
  return codes;
}

template <class Line>
std::vector<std::string> first_codes(std::vector<Line> const& lines, std::size_t most) {
  std::vector<std::string> codes;
  for (auto const& line : lines) {
    if (codes.size() < most) codes.push_back(line.code);
  }
  return codes;
}

std::vector<std::string> values_of(std::vector<CrossLine> const& lines, Facet facet) {
  std::set<std::string> met;
  for (auto const& line : lines) met.insert(line.value);
  if (facet == Facet::typology) {
    std::vector<std::string> ordered;
    for (auto const* known : {"rural", "intermediate", "urban", ""}) {
      if (met.erase(known) > 0) ordered.emplace_back(known);
    }
    ordered.insert(ordered.end(), met.begin(), met.end());
    return ordered;
  }
  bool const unknown = met.erase("") > 0;
  std::vector<std::string> years{met.begin(), met.end()};
  if (years.size() > most_years) years.erase(years.begin(), years.end() - static_cast<std::ptrdiff_t>(most_years));
  if (unknown && years.size() < most_years) years.emplace_back();
  return years;
}

struct Pair {
  std::string label;
  Amount before, now;
  bool changed() const { return before.masked != now.masked || before.count != now.count; }
  std::int64_t step() const { return before.masked || now.masked ? 0 : std::abs(now.count - before.count); }
};

/// Every code of either state with both its numbers; a code one of them lacks counts zero there.
template <class Line, class Label>
void add_pairs(std::vector<Pair>& pairs, std::vector<Line> const& older, std::vector<Line> const& newer, Amount Line::*amount, Label const& label) {
  auto const in = [&](std::vector<Line> const& lines, std::string const& code) {
    auto const found = std::ranges::find(lines, code, &Line::code);
    return found == lines.end() ? Amount{} : (*found).*amount;
  };
  for (auto const& line : newer) pairs.push_back({label(line.code), in(older, line.code), line.*amount});
  for (auto const& line : older) {
    if (std::ranges::find(newer, line.code, &Line::code) == newer.end()) pairs.push_back({label(line.code), line.*amount, {}});
  }
}

}  // namespace

charts::Matrix before_and_after(Reading const& older, Reading const& newer, std::string const& older_number, std::string const& newer_number,
                                Setting const& setting) {
  auto const& words = setting.words;
  std::vector<Pair> pairs;
  add_pairs(pairs, older.obstacles, newer.obstacles, &ObstacleLine::cited,
            [&](auto const& code) { return words.t("Obstacle: {}", {obstacle_label(code, setting)}); });
  add_pairs(pairs, older.levers, newer.levers, &CodeLine::sheets,
            [&](auto const& code) { return words.t("Lever: {}", {lever_label(code, setting)}); });
  std::erase_if(pairs, [](Pair const& pair) { return !pair.changed(); });
  std::ranges::stable_sort(pairs, std::ranges::greater{}, &Pair::step);
  Marks const marks{newer, setting};
  auto const changed = static_cast<std::int64_t>(pairs.size());
  auto chart =
      marks.matrix("before-after", words.tn("{} obstacle or lever changed its number", "{} obstacles and levers changed their number", changed),
                   words.t("State of play"));
  chart.reads = words.t("Sheets that name each, in both states of play; what changed most comes first.");
  chart.row_heading = words.t("Obstacle or lever");
  chart.columns = {{older_number, {}}, {newer_number, {}}};
  for (auto const& pair : pairs) {
    chart.rows.push_back({pair.label, {}});
    chart.cells.push_back({{pair.before, {}}, {pair.now, {}}});
  }
  return chart;
}

charts::Network network_of(Reading const& reading, Setting const& setting) {
  auto const& words = setting.words;
  Marks const marks{reading, setting};
  auto obstacles = first_codes(reading.obstacles, most_nodes), levers = first_codes(reading.levers, most_nodes);
  auto const ties = strongest(reading.together, {obstacles.begin(), obstacles.end()}, {levers.begin(), levers.end()});
  obstacles = tied(obstacles, ties, &PairLine::obstacle);
  levers = tied(levers, ties, &PairLine::lever);
  charts::Network chart{"network",
                        network_finding(reading, setting),
                        "",
                        setting.source,
                        words.t("Obstacles"),
                        words.t("Levers"),
                        words.t("Sheets naming both"),
                        words.t("Overcame it"),
                        {},
                        {},
                        {},
                        {},
                        {},
                        {}};
  chart.reads = words.t("A line ties an obstacle and a lever the same sheets name; the thicker, the more sheets.");
  if (ties.size() < reading.together.size()) {
    chart.reads += " " + words.t("Only the strongest ties are drawn.");
    chart.on_screen = words.t("The JSON file has them all.");
  }
  chart.strong_words = words.t("the lever overcame the obstacle in some of them");
  chart.weak_words = words.t("named together, no more");
  chart.masked_words = words.t("hidden");
  for (auto const& line : reading.obstacles) {
    if (std::ranges::count(obstacles, line.code))
      chart.left.push_back({obstacle_label(line.code, setting), marks.passages({.obstacle = line.code}), line.cited});
  }
  for (auto const& line : reading.levers) {
    if (std::ranges::count(levers, line.code))
      chart.right.push_back({lever_label(line.code, setting), marks.passages({.lever = line.code}), line.sheets});
  }
  for (auto const& tie : ties) {
    chart.links.push_back({place_in(obstacles, tie.obstacle), place_in(levers, tie.lever), tie.sheets, overcame(reading, tie),
                           marks.passages({.obstacle = tie.obstacle, .lever = tie.lever})});
  }
  return chart;
}

charts::Matrix crossing_of(Reading const& reading, Setting const& setting, Facet facet) {
  auto const& words = setting.words;
  Marks const marks{reading, setting};
  bool const by_type = facet == Facet::typology;
  auto const& lines = by_type ? reading.by_typology : reading.by_period;
  auto const values = values_of(lines, facet);
  auto chart = marks.matrix(by_type ? "crossing" : "evolution", crossing_finding(reading, setting, facet),
                            by_type ? words.t("Type of territory") : words.t("Year"));
  chart.reads = by_type ? words.t("Sheets that name each obstacle, by type of territory. An empty cell: nobody has told it.")
                        : words.t("Sheets that name each obstacle, by the year their story began. An empty cell: nobody has told it.");
  auto const obstacles = first_codes(reading.obstacles, most_rows);
  for (auto const& code : obstacles) chart.rows.push_back({obstacle_label(code, setting), marks.passages({.obstacle = code})});
  for (auto const& value : values) chart.columns.push_back({label_of(facet, value, setting), {}});
  chart.cells.assign(obstacles.size(), std::vector<charts::MatrixCell>(values.size()));
  for (auto const& line : lines) {
    auto const row = place_in(obstacles, line.obstacle), column = place_in(values, line.value);
    if (row == obstacles.size() || column == values.size()) continue;
    chart.cells[row][column] = {line.cited, line.value.empty() ? html::Url{} : marks.passages({.obstacle = line.obstacle}, facet, line.value)};
  }
  return chart;
}

charts::BarChart periods_of(Reading const& reading, Setting const& setting) {
  Marks const marks{reading, setting};
  auto chart = marks.bars("periods", parts_finding(reading, setting, Facet::period), setting.words.t("Year"));
  chart.upright = true;
  chart.reads = setting.words.t("Sheets by the year their story began.") + marks.hatching(hides(reading.periods));
  for (auto const& line : reading.periods) {
    bool const is_zero = !line.sheets.masked && line.sheets.count == 0;
    if (line.code.empty() && is_zero) continue;
    chart.bars.push_back(marks.bar(line, line.code.empty() ? setting.words.t("unknown") : line.code, marks.sheets_of(Facet::period, line.code)));
  }
  return chart;
}

charts::BarChart beside_of(Reading const& mine, Reading const& all, Setting const& setting) {
  auto const& words = setting.words;
  Marks const marks{all, setting};
  auto chart = marks.bars("beside", beside_finding(mine, all, setting), words.t("Obstacle"));
  chart.reads = words.t("The obstacles your territory names, and the sheets of the others that name them too.");
  chart.on_screen = words.t("Each bar opens how they overcame it.");
  chart.whole_heading = words.t("Sheets elsewhere");
  chart.part_heading = words.t("Overcome elsewhere");
  chart.rest_heading = words.t("Not overcome yet");
  chart.share_heading = words.t("Share overcome");
  for (auto const& line : mine.obstacles) {
    auto const found = std::ranges::find(all.obstacles, line.code, &ObstacleLine::code);
    if (found == all.obstacles.end()) continue;
    Amount const elsewhere{found->cited.count - line.cited.count}, overcome{found->overcome.count - line.overcome.count};
    auto const here = line.overcome.count > 0 ? words.t("{}: overcome here", {obstacle_label(line.code, setting)})
                                              : words.t("{}: not overcome here yet", {obstacle_label(line.code, setting)});
    auto const says = elsewhere.count == 0
        ? words.t("nobody else names it")
        : words.tn("{} sheet elsewhere", "{} sheets elsewhere", elsewhere.count) + ", " + words.tn("{} overcome", "{} overcome", overcome.count);
    chart.bars.push_back({here, line.code,
                          elsewhere.count > 0 ? marks.passages({.obstacle = line.code, .only_overcome = overcome.count > 0}) : html::Url{}, elsewhere,
                          overcome, says});
  }
  return chart;
}

}  // namespace synthesis
