#include "domain/experiences/facets.h"

#include <algorithm>
#include <charconv>
#include <set>

#include "domain/experiences/content_check.h"
#include "domain/experiences/content_fields.h"
#include "domain/experiences/life_cycle.h"
#include "domain/experiences/passage_codes.h"
#include "domain/experiences/readers.h"
#include "platform/markdown/markdown.h"

namespace experiences {
namespace {

std::int64_t bit(std::optional<std::size_t> place) { return place ? std::int64_t{1} << *place : 0; }

std::vector<db::Value> shared_values(Experience const& experience, std::string const& typology, Bits const& bits) {
  return {db::value(experience.programme),
          db::value(is_counted(experience.status)),
          db::value(accounts::code(circle_of(experience.status, experience.visibility))),
          db::value(code(experience.status)),
          db::value(accounts::code(experience.visibility)),
          db::value(experience.territory),
          db::value(typology),
          db::value(bits.themes)};
}

std::vector<db::Value> with(std::vector<db::Value> own, std::vector<db::Value> const& shared) {
  own.insert(own.end(), shared.begin(), shared.end());
  return own;
}

/// Every text of a sheet, for search.
struct Teller {
  std::string out;
  void operator()(std::string_view name, std::string const& text) {
    if (name == "type" || name == "code" || name == "date" || name == "licence" || name == "language" || name == "size" || name == "step" ||
        name == "part" || name == "circle" || name == "print" || name == "file" || name == "kind" || name == "shape")
      return;
    if (!text.empty()) out.append(markdown::plain_text(text)).append("\n");
  }
  void operator()(std::string_view, bool) {}
  void operator()(std::string_view, int) {}
  void operator()(std::string_view name, std::vector<std::string> const& texts) {
    if (name != "keywords" && name != "skills" && name != "funding") return;
    for (auto const& text : texts) out.append(text).append("\n");
  }
  template <Compound T>
  void operator()(std::string_view, T const& thing) {
    each_field(thing, *this);
  }
  template <Compound T>
  void operator()(std::string_view, std::vector<T> const& things) {
    for (auto const& thing : things) each_field(thing, *this);
  }
};

}  // namespace

Bits bits_of(Content const& content, Vocabulary const& vocabulary) {
  Bits bits;
  for (auto const& theme : content.themes) bits.themes |= bit(vocabulary.place_of(List::theme, theme));
  for (auto const& obstacle : content.obstacles) {
    auto const its = bit(vocabulary.place_of(List::obstacle, obstacle.type));
    bits.obstacles |= its;
    if (obstacle.overcome) bits.overcome |= its;
  }
  for (auto const& lever : content.levers) bits.levers |= bit(vocabulary.place_of(List::lever, lever.type));
  for (auto const& role : content.catalyst_roles) bits.roles |= bit(place_of(catalyst_roles(), role));
  return bits;
}

std::int64_t year_begun(Content const& content) {
  std::int64_t year = 0;
  auto const text = std::string_view{content.period_start}.substr(0, 4);
  std::from_chars(text.data(), text.data() + text.size(), year);
  return year;
}

void Facets::add_obstacles(Experience const& experience, std::vector<db::Value> const& shared, Bits const& bits, Vocabulary const& vocabulary) {
  std::set<std::string> seen;
  std::int64_t place = 0;
  for (auto const& obstacle : experience.content.obstacles) {
    bool const first = seen.insert(obstacle.type).second;
    bool const overcome = (bits.overcome & bit(vocabulary.place_of(List::obstacle, obstacle.type))) != 0;
    m_obstacles.add(
        with({db::value(experience.id), db::value(++place), db::value(obstacle.type), db::value(obstacle.severity), db::value(obstacle.overcome),
              db::value(first), db::value(first && overcome), db::value(obstacle.text), db::value(obstacle.how)},
             shared));
  }
}

void Facets::add_levers(Experience const& experience, std::vector<db::Value> const& shared) {
  std::set<std::string> seen;
  std::int64_t place = 0;
  for (auto const& lever : experience.content.levers)
    m_levers.add(with({db::value(experience.id), db::value(++place), db::value(lever.type), db::value(seen.insert(lever.type).second),
                       db::value(lever.text), db::value(lever.effect)},
                      shared));
}

void Facets::add_overcame(Experience const& experience, std::vector<db::Value> const& shared) {
  auto const& content = experience.content;
  std::set<std::pair<std::string, std::string>> seen;
  for (std::size_t lever = 0; lever < content.levers.size(); ++lever)
    for (auto const& code : content.levers[lever].overcame) {
      auto const place = place_of_obstacle(content, code);
      if (!place) continue;
      auto const& obstacle_type = content.obstacles[*place].type;
      bool const first = seen.emplace(content.levers[lever].type, obstacle_type).second;
      m_overcame.add(with({db::value(experience.id), db::value(lever + 1), db::value(*place + 1), db::value(content.levers[lever].type),
                           db::value(obstacle_type), db::value(first)},
                          shared));
    }
}

void Facets::add(Experience const& as_written, std::string const& typology, Vocabulary const& vocabulary) {
  Experience experience = as_written;
  experience.content = read_by_all_its_readers(as_written);
  auto const bits = bits_of(experience.content, vocabulary);
  auto const shared = shared_values(experience, typology, bits);
  add_obstacles(experience, shared, bits, vocabulary);
  add_levers(experience, shared);
  add_overcame(experience, shared);
  for (auto const& theme : experience.content.themes) m_themes.add(with({db::value(experience.id), db::value(theme)}, shared));
}

void Facets::write(db::Session& session) {
  for (auto* table : {&m_obstacles, &m_levers, &m_overcame, &m_themes}) table->write(session);
}

void drop_facets(db::Session& session, ExperienceId const& experience) {
  for (auto const* table : {"experiences_overcame", "experiences_obstacle", "experiences_lever", "experiences_theme"})
    session.execute(std::string{"DELETE FROM "} + table + " WHERE experience_id = ?", experience);
}

void write_facets(db::Session& session, Experience const& experience, std::string const& typology, Before before, Vocabulary const& vocabulary) {
  if (before == Before::replaced) drop_facets(session, experience.id);
  Facets facets;
  facets.add(experience, typology, vocabulary);
  facets.write(session);
}

search::Entry search_entry_of(Experience const& experience, std::string_view programme_slug, std::string const& territory_name) {
  search::Entry entry;
  entry.kind = "experience";
  entry.id = experience.id.text();
  if (experience.status != Status::archived)
    entry.audience = accounts::audience_of(circle_of(experience.status, experience.visibility), experience.programme);
  if (entry.audience.empty()) return entry;
  Teller teller;
  auto const open = read_by_all_its_readers(experience);
  each_field(open, teller);
  entry.programme = experience.programme.text();
  entry.address = address_of(programme_slug, experience.slug).text();
  entry.title = experience.content.title;
  entry.text = std::move(teller.out);
  entry.context = territory_name;
  entry.also = words_behind_codes(open) + territory_name;
  return entry;
}

}  // namespace experiences
