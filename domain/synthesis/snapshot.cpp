#include "domain/synthesis/snapshot.h"

#include <algorithm>
#include <boost/json.hpp>
#include <charconv>
#include <stdexcept>

#include "domain/synthesis/findings.h"
#include "platform/base/text.h"

namespace synthesis {

namespace {

namespace json = boost::json;

/// A hidden number is written null: not even the file keeps it.
json::value written(Amount const& amount) {
  if (amount.masked) return nullptr;
  return amount.count;
}
Amount amount_from(json::value const& value) { return value.is_null() ? Amount{0, true} : Amount{value.as_int64(), false}; }
std::string text_from(json::object const& object, std::string_view name) { return std::string{json::string_view{object.at(name).as_string()}}; }

json::array written(std::vector<PairLine> const& pairs) {
  json::array array;
  for (auto const& pair : pairs) array.push_back(json::object{{"obstacle", pair.obstacle}, {"lever", pair.lever}, {"sheets", written(pair.sheets)}});
  return array;
}

json::array written(std::vector<CrossLine> const& lines) {
  json::array array;
  for (auto const& line : lines)
    array.push_back(
        json::object{{"obstacle", line.obstacle}, {"value", line.value}, {"sheets", written(line.cited)}, {"overcome", written(line.overcome)}});
  return array;
}

json::array written(std::vector<CodeLine> const& lines) {
  json::array array;
  for (auto const& line : lines) array.push_back(json::object{{"code", line.code}, {"sheets", written(line.sheets)}});
  return array;
}

std::vector<CodeLine> lines_from(json::object const& object, std::string_view name) {
  std::vector<CodeLine> lines;
  for (auto const& value : object.at(name).as_array())
    lines.push_back({text_from(value.as_object(), "code"), amount_from(value.as_object().at("sheets"))});
  return lines;
}

std::vector<PairLine> pairs_from(json::object const& object, std::string_view name) {
  std::vector<PairLine> pairs;
  for (auto const& one : object.at(name).as_array()) {
    auto const& line = one.as_object();
    pairs.push_back({text_from(line, "obstacle"), text_from(line, "lever"), amount_from(line.at("sheets"))});
  }
  return pairs;
}

std::vector<CrossLine> crossing_from(json::object const& object, std::string_view name) {
  std::vector<CrossLine> lines;
  for (auto const& one : object.at(name).as_array()) {
    auto const& line = one.as_object();
    lines.push_back({text_from(line, "obstacle"), text_from(line, "value"), amount_from(line.at("sheets")), amount_from(line.at("overcome"))});
  }
  return lines;
}

/// What format 2 brought; a state of play frozen before has none of it.
void read_format_2(json::object const& object, Reading& reading) {
  reading.roles = lines_from(object, "roles");
  reading.actors = lines_from(object, "actors");
  reading.periods = lines_from(object, "periods");
  reading.together = pairs_from(object, "together");
  reading.by_typology = crossing_from(object, "by_typology");
  reading.by_period = crossing_from(object, "by_period");
}

int minor_of(std::string const& number) {
  int minor = 0;
  auto const dot = number.find('.');
  if (dot != std::string::npos) std::from_chars(number.data() + dot + 1, number.data() + number.size(), minor);
  return minor;
}
int major_of(std::string const& number) {
  int major = 0;
  std::from_chars(number.data(), number.data() + number.size(), major);
  return major;
}

bool both_shown(Amount const& left, Amount const& right) { return !left.masked && !right.masked; }

class Comparison {
 public:
  Comparison(Reading const& older, Reading const& newer, Setting const& setting)
      : m_older{older}, m_newer{newer}, m_setting{setting}, m_words{setting.words} {}

  std::vector<ChangeGroup> groups() {
    begin("");
    if (m_older.sheets != m_newer.sheets) {
      say(m_words.tn("{} sheet, {} before.", "{} sheets, {} before.", m_newer.sheets, {m_words.number(m_older.sheets)}));
    }
    if (m_older.territories != m_newer.territories) {
      say(m_words.tn("{} territory, {} before.", "{} territories, {} before.", m_newer.territories, {m_words.number(m_older.territories)}));
    }
    heaviest();
    begin(m_words.t("Obstacles"));
    for (auto const& line : m_newer.obstacles) obstacle(line);
    for (auto const& line : m_older.obstacles) obstacle_gone(line);
    begin(m_words.t("Levers"));
    codes(m_older.levers, m_newer.levers, [&](auto const& code) { return lever_label(code, m_setting); });
    begin(m_words.t("Themes"));
    codes(m_older.themes, m_newer.themes, [&](auto const& code) { return label_of(Facet::theme, code, m_setting); });
    begin(m_words.t("Types of territory"));
    codes(m_older.typologies, m_newer.typologies, [&](auto const& code) { return label_of(Facet::typology, code, m_setting); });
    begin(m_words.t("Roles of a catalyst"));
    codes(m_older.roles, m_newer.roles, [&](auto const& code) { return label_of(Facet::role, code, m_setting); });
    begin(m_words.t("Who takes part"));
    codes(m_older.actors, m_newer.actors, [&](auto const& code) { return label_of(Facet::actor, code, m_setting); });
    std::erase_if(m_groups, [](ChangeGroup const& one) { return one.sentences.empty(); });
    return std::move(m_groups);
  }

 private:
  void begin(std::string title) { m_groups.push_back({std::move(title), {}}); }
  void say(std::string sentence) { m_groups.back().sentences.push_back(std::move(sentence)); }

  void heaviest() {
    if (m_older.obstacles.empty() || m_newer.obstacles.empty()) return;
    auto const &before = m_older.obstacles.front(), &now = m_newer.obstacles.front();
    if (before.code == now.code || !both_shown(before.cited, now.cited)) return;
    say(m_words.t("“{}” now weighs most, before it “{}” did.", {obstacle_label(now.code, m_setting), obstacle_label(before.code, m_setting)}));
  }

  void obstacle(ObstacleLine const& now) {
    auto const found = std::ranges::find(m_older.obstacles, now.code, &ObstacleLine::code);
    auto const before = found == m_older.obstacles.end() ? ObstacleLine{now.code, {}, {}, 0} : *found;
    auto const name = obstacle_label(now.code, m_setting);
    if (both_shown(before.cited, now.cited) && before.cited.count != now.cited.count) {
      say(m_words.tn("“{1}”: {0} sheet, {2} before.", "“{1}”: {0} sheets, {2} before.", now.cited.count, {name, m_words.number(before.cited.count)}));
    }
    if (both_shown(before.overcome, now.overcome) && !now.cited.masked && before.overcome.count != now.overcome.count) {
      say(m_words.tn("“{1}” overcome in {0} sheet, {2} before.", "“{1}” overcome in {0} sheets, {2} before.", now.overcome.count,
                     {name, m_words.number(before.overcome.count)}));
    }
  }

  /// Members alone are told: to others an obstacle that is not there may be one that is hidden.
  void obstacle_gone(ObstacleLine const& before) {
    bool const there = std::ranges::find(m_newer.obstacles, before.code, &ObstacleLine::code) != m_newer.obstacles.end();
    if (there || !m_older.exact || !m_newer.exact || before.cited.count == 0) return;
    say(m_words.tn("“{1}” is told no more, by {0} sheet before.", "“{1}” is told no more, by {0} sheets before.", before.cited.count,
                   {obstacle_label(before.code, m_setting)}));
  }

  template <class Label>
  void codes(std::vector<CodeLine> const& older, std::vector<CodeLine> const& newer, Label const& label) {
    for (auto const& now : newer) {
      auto const found = std::ranges::find(older, now.code, &CodeLine::code);
      auto const before = found == older.end() ? Amount{} : found->sheets;
      if (now.code.empty() || !both_shown(before, now.sheets) || before.count == now.sheets.count) continue;
      if (before.count == 0)
        say(m_words.tn("“{1}” is told for the first time: {0} sheet.", "“{1}” is told for the first time: {0} sheets.", now.sheets.count,
                       {label(now.code)}));
      else
        say(m_words.tn("“{1}”: {0} sheet, {2} before.", "“{1}”: {0} sheets, {2} before.", now.sheets.count,
                       {label(now.code), m_words.number(before.count)}));
    }
  }

  Reading const& m_older;
  Reading const& m_newer;
  Setting const& m_setting;
  i18n::Words const& m_words;
  std::vector<ChangeGroup> m_groups;
};

}  // namespace

std::string next_number(std::optional<std::string> const& last, bool major) {
  if (!last) return "1.0";
  if (major) return std::to_string(major_of(*last) + 1) + ".0";
  return std::to_string(major_of(*last)) + "." + std::to_string(minor_of(*last) + 1);
}

std::string to_json(Reading const& reading) {
  json::object object{{"format", 2}, {"exact", reading.exact}, {"sheets", reading.sheets}, {"territories", reading.territories}};
  json::array obstacles, places;
  for (auto const& line : reading.obstacles) {
    obstacles.push_back(
        json::object{{"code", line.code}, {"sheets", written(line.cited)}, {"overcome", written(line.overcome)}, {"weight", line.weight}});
  }
  for (auto const& place : reading.places) {
    places.push_back(json::object{{"territory", place.territory.text()}, {"region", place.region}, {"sheets", written(place.sheets)}});
  }
  object["obstacles"] = std::move(obstacles);
  object["levers"] = written(reading.levers);
  object["pairs"] = written(reading.pairs);
  object["together"] = written(reading.together);
  object["themes"] = written(reading.themes);
  object["typologies"] = written(reading.typologies);
  object["regions"] = written(reading.regions);
  object["roles"] = written(reading.roles);
  object["actors"] = written(reading.actors);
  object["periods"] = written(reading.periods);
  object["by_typology"] = written(reading.by_typology);
  object["by_period"] = written(reading.by_period);
  object["places"] = std::move(places);
  return json::serialize(object);
}

Reading reading_from_json(std::string_view text) {
  try {
    auto const value = json::parse(text);
    auto const& object = value.as_object();
    Reading reading;
    reading.exact = object.at("exact").as_bool();
    reading.sheets = object.at("sheets").as_int64();
    reading.territories = object.at("territories").as_int64();
    for (auto const& one : object.at("obstacles").as_array()) {
      auto const& line = one.as_object();
      reading.obstacles.push_back(
          {text_from(line, "code"), amount_from(line.at("sheets")), amount_from(line.at("overcome")), line.at("weight").as_int64()});
    }
    reading.pairs = pairs_from(object, "pairs");
    if (object.at("format").as_int64() >= 2) read_format_2(object, reading);
    for (auto const& one : object.at("places").as_array()) {
      auto const& line = one.as_object();
      reading.places.push_back(
          {accounts::TerritoryId::trusted(text_from(line, "territory")), text_from(line, "region"), amount_from(line.at("sheets"))});
    }
    reading.levers = lines_from(object, "levers");
    reading.themes = lines_from(object, "themes");
    reading.typologies = lines_from(object, "typologies");
    reading.regions = lines_from(object, "regions");
    return reading;
  } catch (std::exception const& broken) {
    throw std::runtime_error{std::string{"a state of play that cannot be read: "} + broken.what()};
  }
}

std::string to_json(experiences::Vocabulary const& vocabulary) {
  json::array array;
  for (auto list : experiences::all_lists) {
    for (auto const& word : vocabulary.words(list)) {
      array.push_back(json::object{{"list", std::string{experiences::code(list)}},
                                   {"code", word.code},
                                   {"label", word.label},
                                   {"place", word.place},
                                   {"renamed", word.renamed},
                                   {"retired", word.retired},
                                   {"merged_into", word.merged_into}});
    }
  }
  return json::serialize(json::object{{"version", vocabulary.version}, {"words", std::move(array)}});
}

experiences::Vocabulary vocabulary_from_json(std::string_view text) {
  experiences::Vocabulary vocabulary;
  if (text.empty()) return vocabulary;
  try {
    auto const value = json::parse(text);
    vocabulary.version = value.as_object().at("version").as_int64();
    for (auto list : experiences::all_lists) vocabulary.words(list).clear();
    for (auto const& one : value.as_object().at("words").as_array()) {
      auto const& word = one.as_object();
      auto const list = experiences::list_from(text_from(word, "list"));
      if (!list) continue;
      vocabulary.words(*list).push_back({text_from(word, "code"), text_from(word, "label"), static_cast<std::size_t>(word.at("place").as_int64()),
                                         word.at("renamed").as_bool(), word.at("retired").as_bool(), text_from(word, "merged_into")});
    }
    return vocabulary;
  } catch (std::exception const& broken) {
    throw std::runtime_error{std::string{"a vocabulary that cannot be read: "} + broken.what()};
  }
}

std::vector<ChangeGroup> changes_between(Reading const& older, Reading const& newer, Setting const& setting) {
  return Comparison{older, newer, setting}.groups();
}

}  // namespace synthesis
