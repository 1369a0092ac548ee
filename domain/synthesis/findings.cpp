#include "domain/synthesis/findings.h"

#include <algorithm>
#include <set>

namespace synthesis {

namespace {

bool known(Amount const& amount) { return !amount.masked && amount.count > 0; }

std::vector<ObstacleLine> known_obstacles(Reading const& reading) {
  std::vector<ObstacleLine> lines;
  std::ranges::copy_if(reading.obstacles, std::back_inserter(lines), [](auto const& line) { return known(line.cited); });
  return lines;
}

/// The first lines when they have the same number: naming one alone would be a choice nobody made.
std::vector<CodeLine> leaders(std::vector<CodeLine> const& lines) {
  std::vector<CodeLine> first;
  for (auto const& line : lines) {
    if (known(line.sheets) && !line.code.empty() && (first.empty() || line.sheets.count == first.front().sheets.count)) first.push_back(line);
  }
  return first;
}

/// Of those told often enough to be compared, the one least often overcome; nothing when all are alike.
ObstacleLine const* least_overcome(std::vector<ObstacleLine> const& lines) {
  ObstacleLine const* least = nullptr;
  auto const share = [](ObstacleLine const& line) { return static_cast<double>(line.overcome.count) / static_cast<double>(line.cited.count); };
  double most = 0;
  for (auto const& line : lines) {
    if (line.overcome.masked || line.cited.count < 3) continue;
    most = std::max(most, share(line));
    if (!least || share(line) < share(*least)) least = &line;
  }
  return least && share(*least) < most ? least : nullptr;
}

std::string in_words(std::vector<CodeLine> const& lines, auto const& label, i18n::Words const& words) {
  std::vector<std::string> names;
  for (auto const& line : lines) names.push_back(words.t("“{}”", {label(line.code)}));
  return words.enumeration(names);
}

}  // namespace

std::string obstacle_label(std::string_view code, Setting const& setting) {
  return setting.words.t(setting.vocabulary.label(experiences::List::obstacle, code));
}
std::string lever_label(std::string_view code, Setting const& setting) {
  return setting.words.t(setting.vocabulary.label(experiences::List::lever, code));
}

std::string ground_of(Reading const& reading, i18n::Words const& words) {
  auto ground = words.tn("{} sheet", "{} sheets", reading.sheets);
  if (reading.territories > 0) ground += ", " + words.tn("{} territory", "{} territories", reading.territories);
  if (reading.sheets < 10) ground += ". " + words.t("So few sheets give a landmark, not a measure");
  return ground + ".";
}

std::string obstacles_finding(Reading const& reading, Setting const& setting) {
  auto const& words = setting.words;
  auto const lines = known_obstacles(reading);
  if (reading.obstacles.empty()) return words.t("No sheet names an obstacle yet");
  if (lines.empty()) return words.t("Too few territories name the same obstacle for a number to be shown");
  auto const& first = lines.front();
  auto const heaviest = words.t("“{}” weighs most", {obstacle_label(first.code, setting)});
  auto const told = words.tn("{} sheet of {}", "{} sheets of {}", first.cited.count, {words.number(reading.sheets)});
  auto const* least = least_overcome(lines);
  if (!least || least->code == first.code) {
    if (first.overcome.masked) return words.t("{}: {}", {heaviest, told});
    return words.t("{}: {}, overcome in {}", {heaviest, told, words.number(first.overcome.count)});
  }
  auto const rarely = words.t("“{}” is least often overcome", {obstacle_label(least->code, setting)});
  return words.t("{} ({}), {} ({} of {})", {heaviest, told, rarely, words.number(least->overcome.count), words.number(least->cited.count)});
}

std::string levers_finding(Reading const& reading, Setting const& setting) {
  auto const& words = setting.words;
  if (reading.levers.empty()) return words.t("No sheet names a lever yet");
  auto const first = leaders(reading.levers);
  if (first.empty()) return words.t("Too few territories name the same lever for a number to be shown");
  auto const names = in_words(
      first, [&](auto const& code) { return lever_label(code, setting); }, words);
  auto const told = words.tn("{} sheet of {}", "{} sheets of {}", first.front().sheets.count, {words.number(reading.sheets)});
  return first.size() == 1 ? words.t("{} is the lever most often named: {}", {names, told})
                           : words.t("{} are the levers most often named: {} each", {names, told});
}

std::string matrix_finding(Reading const& reading, Setting const& setting) {
  auto const& words = setting.words;
  if (reading.pairs.empty()) return words.t("No sheet says yet which lever overcame which obstacle");
  std::int64_t most = 0;
  for (auto const& pair : reading.pairs) most = std::max(most, pair.sheets.masked ? 0 : pair.sheets.count);
  if (most == 0) return words.t("Too few territories met the same pair of obstacle and lever for a number to be shown");
  auto const first = std::ranges::find_if(reading.pairs, [&](auto const& pair) { return !pair.sheets.masked && pair.sheets.count == most; });
  auto const ties = std::ranges::count_if(reading.pairs, [&](auto const& pair) { return !pair.sheets.masked && pair.sheets.count == most; });
  if (ties > 1)
    return words.tn("{} pair of lever and obstacle comes first, {} sheets each", "{} pairs of lever and obstacle come first, {} sheets each", ties,
                    {words.number(most)});
  return words.tn("Against “{1}”, “{2}” helped most: {0} sheet", "Against “{1}”, “{2}” helped most: {0} sheets", most,
                  {obstacle_label(first->obstacle, setting), lever_label(first->lever, setting)});
}

std::string themes_finding(Reading const& reading, Setting const& setting) {
  auto const& words = setting.words;
  auto const first = leaders(reading.themes);
  auto const blank = static_cast<std::int64_t>(reading.blank_themes().size());
  auto const silence =
      blank == 0 ? words.t("every theme has its sheets") : words.tn("{} theme has no sheet yet", "{} themes have no sheet yet", blank);
  if (first.empty()) return words.t("Too few territories tell of the same theme for a number to be shown");
  auto const names = in_words(
      first, [&](auto const& code) { return label_of(Facet::theme, code, setting); }, words);
  return words.tn("{1} most often: {0} sheet; {2}", "{1} most often: {0} sheets; {2}", first.front().sheets.count, {names, silence});
}

std::string types_finding(Reading const& reading, Setting const& setting) {
  auto const& words = setting.words;
  auto const first = leaders(reading.typologies);
  if (first.empty()) return words.t("Too few territories of the same type for a number to be shown");
  auto const names = in_words(
      first, [&](auto const& code) { return label_of(Facet::typology, code, setting); }, words);
  auto const blank = reading.blank_typologies();
  auto const told = words.tn("{1}: {0} sheet of {2}", "{1}: {0} sheets of {2}", first.front().sheets.count, {names, words.number(reading.sheets)});
  if (blank.empty()) return told;
  std::vector<std::string> silent;
  for (auto const& code : blank) silent.push_back(words.t("“{}”", {label_of(Facet::typology, code, setting)}));
  return words.t("{}; nobody has told of {}", {told, words.enumeration(silent)});
}

std::string map_finding(Reading const& reading, Setting const& setting) {
  auto const& words = setting.words;
  std::set<std::string> regions;
  for (auto const& place : reading.places) regions.insert(place.region);
  for (auto const& line : reading.regions) {
    if (reading.by_region() && !line.code.empty() && (line.sheets.masked || line.sheets.count > 0)) regions.insert(line.code);
  }
  auto const of_regions = words.tn("{} region", "{} regions", static_cast<std::int64_t>(regions.size()));
  return words.tn("Sheets from {0} territory, {1}", "Sheets from {0} territories, {1}", reading.territories, {of_regions});
}

std::string parts_finding(Reading const& reading, Setting const& setting, Facet facet) {
  if (facet == Facet::theme) return themes_finding(reading, setting);
  if (facet == Facet::typology) return types_finding(reading, setting);
  auto const& words = setting.words;
  auto lines = facet == Facet::role ? reading.roles : facet == Facet::actor ? reading.actors : reading.periods;
  // Years stand in their order, not by number.
  std::ranges::stable_sort(lines, std::ranges::greater{}, [](CodeLine const& line) { return line.sheets.masked ? -1 : line.sheets.count; });
  auto const first = leaders(lines);
  if (first.empty()) return words.t("Too few territories for a number to be shown");
  auto const names = in_words(
      first, [&](auto const& code) { return label_of(facet, code, setting); }, words);
  return words.tn("{1}: {0} sheet of {2}", "{1}: {0} sheets of {2}", first.front().sheets.count, {names, words.number(reading.sheets)});
}

}  // namespace synthesis
