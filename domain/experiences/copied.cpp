#include "domain/experiences/copied.h"

#include <algorithm>
#include <span>

#include "domain/experiences/experience_row_write.h"
#include "domain/experiences/experience_rows.h"
#include "domain/experiences/facets.h"
#include "domain/experiences/readers.h"
#include "domain/programme/programme.h"
#include "domain/territories/territories.h"

namespace experiences {
namespace {

constexpr std::size_t territories_a_query = 500;
constexpr int sheets_a_round = 256;

std::vector<Experience> not_copied(db::Session& session) {
  std::vector<Experience> sheets;
  auto rows = session.query(std::string{"SELECT "} + whole_columns + " FROM experiences_experience e WHERE e.copied = 0 ORDER BY e.id LIMIT ?",
                            sheets_a_round);
  for (WholeRow row; row.next(rows);) sheets.push_back(row.experience());
  return sheets;
}

void copy(db::Session& session, Copier& copier, std::vector<Experience> const& sheets) {
  std::vector<accounts::TerritoryId> places;
  for (auto const& one : sheets)
    if (one.territory) places.push_back(*one.territory);
  copier.read(std::move(places));
  std::map<accounts::ProgrammeId, std::pair<std::int64_t, std::string>> programmes;  // change number and slug
  std::vector<search::Entry> entries;
  for (auto const& one : sheets) {
    auto const [programme, fresh] = programmes.try_emplace(one.programme);
    if (fresh) {
      auto const brief = programme::brief_of(session, one.programme);
      programme->second = {next_change(session, one.programme), brief ? brief->slug : ""};
    }
    auto const copied = copier.of(one);
    auto const open = read_by_all_its_readers(one);
    session.execute(
        "UPDATE experiences_experience SET territory_type = ?, population_band = ?, period_start = ?, period_end = ?, "
        "copied = 1, change_number = ? WHERE id = ?",
        copied.territory_type, copied.population_band, open.period_start, open.period_end, programme->second.first, one.id);
    entries.push_back(search_entry_of(one, programme->second.second, one.territory_name));
  }
  search::put(session, entries);
}

}  // namespace

void Copier::read(std::vector<accounts::TerritoryId> wanted) {
  std::erase_if(wanted, [&](accounts::TerritoryId const& id) { return m_territories.contains(id); });
  std::sort(wanted.begin(), wanted.end());
  wanted.erase(std::unique(wanted.begin(), wanted.end()), wanted.end());
  for (std::span<accounts::TerritoryId const> left{wanted}; !left.empty();) {
    auto const some = left.first(std::min(left.size(), territories_a_query));
    for (auto const& one : territories::briefs_of(m_session, some)) m_territories[one.id] = {std::string{territories::code(one.type)}, one.band};
    left = left.subspan(some.size());
  }
}

Copied Copier::of(Experience const& experience) {
  Copied copied;
  if (experience.territory) {
    if (!m_territories.contains(*experience.territory)) read({*experience.territory});
    auto const& place = m_territories[*experience.territory];
    copied.territory_type = place.type;
    copied.population_band = place.band;
  }
  return copied;
}

void bring_up_to_date(db::Database& database) {
  auto const something_to_do = [](db::Session& session) {
    std::string id;
    return session.query("SELECT id FROM experiences_experience WHERE copied = 0 LIMIT 1").next(id);
  };
  // A few at a time: people may already be reading.
  while (database.read(something_to_do))
    database.write([](db::Session& session) {
      Copier copier{session};
      copy(session, copier, not_copied(session));
    });
}

}  // namespace experiences
