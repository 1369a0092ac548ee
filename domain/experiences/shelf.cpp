#include <algorithm>
#include <atomic>
#include <map>
#include <mutex>
#include <unordered_map>

#include "domain/experiences/content_check.h"
#include "domain/experiences/catalogue.h"
#include "domain/experiences/experiences.h"
#include "domain/experiences/vocabulary_store.h"
#include "domain/territories/territories.h"
#include "platform/base/text.h"
#include "platform/search/search.h"

namespace experiences {
namespace {

/// Where each name stands in its list.
class Places {
 public:
  /// Joins `names` when it is new; "" stands first.
  std::size_t place(std::vector<std::string>& names, std::string const& name) {
    if (names.empty() && !name.empty()) place(names, "");
    auto const [found, fresh] = m_places.try_emplace(name, names.size());
    if (fresh) names.push_back(name);
    return found->second;
  }

 private:
  std::unordered_map<std::string, std::size_t> m_places;
};

/// "2024-03" → 2024; 0 when there is none.
std::uint16_t year_of(std::string_view date) {
  if (!is_date(date)) return 0;
  return static_cast<std::uint16_t>((date[0] - '0') * 1000 + (date[1] - '0') * 100 + (date[2] - '0') * 10 + (date[3] - '0'));
}

struct Tally {
  std::int64_t change_number = 0, epoch = 0;
};

Tally tally_of(db::Session& session, accounts::ProgrammeId const& programme) {
  Tally tally;
  auto rows = session.query("SELECT change_number, epoch FROM experiences_tally WHERE programme_id = ?", programme);
  rows.next(tally.change_number, tally.epoch);
  return tally;
}

std::map<std::string, std::uint32_t, std::less<>> kinds_of_organisations(db::Session& session, accounts::ProgrammeId const& programme) {
  std::map<std::string, std::uint32_t, std::less<>> kinds;
  auto const known = territories::organisation_kinds();
  for (auto const& organisation : territories::organisations_of(session, programme)) {
    auto const kind = std::ranges::find(known, organisation.kind, &territories::OrganisationKind::code);
    if (kind != known.end()) kinds[organisation.key] = std::uint32_t{1} << (kind - known.begin());
  }
  return kinds;
}

/// The facts of one programme, and where each stands. Reads what changed after a number into what was known before.
class Volume {
 public:
  Tally tally;
  std::shared_ptr<Counted const> counted() const { return m_counted; }
  /// What follows may not change under the eyes of those who are still reading.
  void leave_to_readers() { m_counted = std::make_shared<Counted>(*m_counted); }
  void call_it(std::uint64_t version) { m_counted->version = version; }
  void read(db::Session& session, accounts::ProgrammeId const& programme, std::int64_t after) {
    if (after == 0) m_counted->vocabulary = VocabularyStore{session}.of(programme);
    m_kinds = kinds_of_organisations(session, programme);
    m_goes_on = after != 0;
    read_rows(session, programme, after);
    read_severities(session, programme, after);
    read_pairs(session, programme, after);
    read_numbers(session, programme, after);
  }

 private:
  void read_rows(db::Session& session, accounts::ProgrammeId const& programme, std::int64_t after) {
    auto rows = session.query(
        "SELECT id, title, territory_id, author_id, typology, region, status, size, step, circle, counted, theme_bits, obstacle_bits, "
        "overcome_bits, lever_bits, changed_at, published_at, role_bits, began, organisations, territory_type, population_band, period_start, "
        "period_end FROM experiences_experience "
        "WHERE programme_id = ? AND change_number > ?",
        programme, after);
    std::string title, typology, region, status, size, step, circle, organisations, territory_type, period_start, period_end;
    std::optional<std::string> territory, author;
    std::int64_t theme_bits = 0, obstacle_bits = 0, overcome_bits = 0, lever_bits = 0, role_bits = 0, began = 0, band = 0;
    Facts facts;
    while (rows.next(facts.id, title, territory, author, typology, region, status, size, step, circle, facts.counted, theme_bits, obstacle_bits,
                     overcome_bits, lever_bits, facts.changed, facts.published, role_bits, began, organisations, territory_type, band, period_start,
                     period_end)) {
      facts.sort_title = base::fold(title);
      facts.typology = static_cast<std::uint16_t>(m_typologies.place(m_counted->typologies, typology));
      facts.region = static_cast<std::uint16_t>(m_regions.place(m_counted->regions, region));
      facts.territory_place = static_cast<std::uint32_t>(m_territories.place(m_counted->territories, territory.value_or("")));
      facts.author_place = static_cast<std::uint32_t>(m_authors.place(m_counted->authors, author.value_or("")));
      facts.status = static_cast<std::uint8_t>(status_from(status).value_or(Status::draft));
      facts.size = static_cast<std::uint8_t>(place_of(sizes(), size).value_or(255));
      facts.step = static_cast<std::uint8_t>(place_of(steps(), step).value_or(255));
      facts.circle = accounts::visibility_from(circle).value_or(accounts::Visibility::private_);
      auto const& words = m_counted->vocabulary;
      facts.themes = words.counted(List::theme, static_cast<std::uint32_t>(theme_bits));
      facts.obstacles = words.counted(List::obstacle, static_cast<std::uint32_t>(obstacle_bits));
      facts.overcome = words.counted(List::obstacle, static_cast<std::uint32_t>(overcome_bits));
      facts.levers = words.counted(List::lever, static_cast<std::uint32_t>(lever_bits));
      facts.roles = static_cast<std::uint8_t>(role_bits);
      facts.began = static_cast<std::uint16_t>(began);
      facts.actor_kinds = kinds_among(organisations);
      facts.territory_type = static_cast<std::uint8_t>(m_territory_types.place(m_counted->territory_types, territory_type));
      facts.population_band = static_cast<std::uint8_t>(band);
      facts.first_year = year_of(period_start);
      facts.last_year = std::max(facts.first_year, year_of(period_end));
      put(facts);
    }
  }
  /// Of the sheets that changed; of all of them, without looking each sheet up, the first time.
  static db::Rows passages(db::Session& session, std::string const& what, accounts::ProgrammeId const& programme, std::int64_t after) {
    if (after == 0) return session.query("SELECT " + what + " WHERE o.programme_id = ?", programme);
    return session.query(
        "SELECT " + what + " JOIN experiences_experience e ON e.id = o.experience_id WHERE e.programme_id = ? AND e.change_number > ?", programme,
        after);
  }
  void read_severities(db::Session& session, accounts::ProgrammeId const& programme, std::int64_t after) {
    auto rows = passages(session, "o.experience_id, o.type, o.severity FROM experiences_obstacle o", programme, after);
    ExperienceId id;
    std::string type;
    std::int64_t severity = 0;
    while (rows.next(id, type, severity)) {
      auto const place = m_counted->vocabulary.counted_at(List::obstacle, type);
      auto const sheet = m_places.find(id);
      if (!place || sheet == m_places.end()) continue;
      auto& severities = m_counted->sheets.change(sheet->second).severities;
      auto const shift = 2 * *place;
      auto const gravest = std::max<std::uint64_t>((severities >> shift) & 3, static_cast<std::uint64_t>(severity) & 3);
      severities = (severities & ~(std::uint64_t{3} << shift)) | (gravest << shift);
    }
  }
  void read_pairs(db::Session& session, accounts::ProgrammeId const& programme, std::int64_t after) {
    auto rows = passages(session, "o.experience_id, o.obstacle_type, o.lever_type FROM experiences_overcame o", programme, after);
    ExperienceId id;
    std::string obstacle, lever;
    while (rows.next(id, obstacle, lever)) {
      auto const& words = m_counted->vocabulary;
      auto const row = words.counted_at(List::obstacle, obstacle), column = words.counted_at(List::lever, lever);
      auto const sheet = m_places.find(id);
      if (!row || !column || sheet == m_places.end()) continue;
      auto& pairs = m_counted->sheets.change(sheet->second).pairs;
      auto const pair = static_cast<std::uint16_t>(*row * 32 + *column);
      if (std::find(pairs.begin(), pairs.end(), pair) == pairs.end()) pairs.push_back(pair);
    }
  }
  /// Under what numbers search finds the sheets that changed, or all of them the first time.
  void read_numbers(db::Session& session, accounts::ProgrammeId const& programme, std::int64_t after) {
    auto const numbers =
        after == 0 ? search::numbers_of(session, "experience", programme.text()) : search::numbers_of(session, "experience", m_changed);
    for (auto const& [number, id] : numbers)
      if (auto const sheet = m_places.find(ExperienceId::trusted(id)); sheet != m_places.end())
        m_counted->sheets.change(sheet->second).search_number = number;
    m_changed.clear();
  }
  void put(Facts const& facts) {
    if (m_goes_on) m_changed.push_back(facts.id.text());
    auto const [place, fresh] = m_places.try_emplace(facts.id, m_counted->sheets.size());
    if (fresh) m_counted->sheets.push_back(facts);
    else m_counted->sheets.change(place->second) = facts;
  }
  std::uint32_t kinds_among(std::string const& organisations) const {
    std::uint32_t kinds = 0;
    for (auto const& key : base::split(organisations, '|'))
      if (auto const kind = m_kinds.find(key); kind != m_kinds.end()) kinds |= kind->second;
    return kinds;
  }
  std::shared_ptr<Counted> m_counted = std::make_shared<Counted>();
  std::map<std::string, std::uint32_t, std::less<>> m_kinds;  // bit of each organisation's kind, by key
  Places m_typologies, m_regions, m_territory_types, m_territories, m_authors;
  std::unordered_map<ExperienceId, std::size_t> m_places;
  std::vector<std::string> m_changed;
  bool m_goes_on = false;
};

}  // namespace

Facts& SheetFacts::change(std::size_t at) {
  auto& facts = m_all[at];
  if (facts.use_count() > 1) facts = std::make_shared<Facts>(*facts);
  // What the last reader did with them comes before what we do to them.
  else std::atomic_thread_fence(std::memory_order_acquire);
  return *facts;
}

struct Shelf::Kept {
  std::mutex mutex;
  std::map<accounts::ProgrammeId, std::unique_ptr<Volume>> volumes;
  std::uint64_t version = 0;
};

Shelf::Shelf() : m_kept{std::make_unique<Kept>()}, m_catalogues{std::make_unique<CatalogueRoom>()} {}
Shelf::~Shelf() = default;

std::shared_ptr<Counted const> Shelf::of(db::Session& session, accounts::ProgrammeId const& programme) {
  auto const tally = tally_of(session, programme);
  // One refresh at a time: the others need its result anyway.
  std::lock_guard const guard{m_kept->mutex};
  auto& kept = m_kept->volumes[programme];
  bool const goes_on = kept && kept->tally.epoch == tally.epoch;
  // A look a little older than what is kept is answered with what is kept.
  if (goes_on && kept->tally.change_number >= tally.change_number) return kept->counted();
  auto volume = std::move(kept);  // an exception below leaves nothing half read
  if (!goes_on) volume = std::make_unique<Volume>();
  auto const known = goes_on ? volume->tally.change_number : 0;
  if (goes_on) volume->leave_to_readers();
  volume->read(session, programme, known);
  volume->tally = tally;
  volume->call_it(++m_kept->version);
  kept = std::move(volume);
  return kept->counted();
}

}  // namespace experiences
