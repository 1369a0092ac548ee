#include <algorithm>
#include <map>
#include <mutex>
#include <unordered_map>

#include "domain/experiences/content_check.h"
#include "domain/experiences/experiences.h"
#include "platform/base/text.h"

namespace experiences {
namespace {

/// What one programme's sheets said when last looked at. Never changed once shared: a refresh makes another.
struct Volume {
  std::int64_t change_number = 0, epoch = 0;
  std::shared_ptr<Counted const> counted = std::make_shared<Counted>();
};

struct Tally {
  std::int64_t change_number = 0, epoch = 0;
};

Tally tally_of(db::Session& session, accounts::ProgrammeId const& programme) {
  Tally tally;
  auto rows = session.query("SELECT change_number, epoch FROM experiences_tally WHERE programme_id = ?", programme);
  rows.next(tally.change_number, tally.epoch);
  return tally;
}

/// Reads the facts of what changed after a number into the facts known before.
class Refresh {
 public:
  explicit Refresh(Counted const& before) : m_counted{std::make_shared<Counted>(before)} {
    if (m_counted->typologies.empty()) m_counted->typologies.emplace_back();
    if (m_counted->regions.empty()) m_counted->regions.emplace_back();
    for (std::size_t at = 0; at < m_counted->sheets.size(); ++at) m_places.emplace(m_counted->sheets[at].id, at);
  }

  void read(db::Session& session, accounts::ProgrammeId const& programme, std::int64_t after) {
    read_rows(session, programme, after);
    read_severities(session, programme, after);
    read_pairs(session, programme, after);
  }
  std::shared_ptr<Counted const> take() { return std::move(m_counted); }

 private:
  void read_rows(db::Session& session, accounts::ProgrammeId const& programme, std::int64_t after) {
    auto rows = session.query(
        "SELECT id, title, territory_id, author_id, typology, region, status, size, step, circle, counted, theme_bits, obstacle_bits, "
        "overcome_bits, lever_bits, changed_at, published_at FROM experiences_experience WHERE programme_id = ? AND change_number > ?",
        programme, after);
    std::string title, typology, region, status, size, step, circle;
    std::optional<std::string> territory, author;
    std::int64_t theme_bits = 0, obstacle_bits = 0, overcome_bits = 0, lever_bits = 0;
    Facts facts;
    while (rows.next(facts.id, title, territory, author, typology, region, status, size, step, circle, facts.counted, theme_bits, obstacle_bits,
                     overcome_bits, lever_bits, facts.changed, facts.published)) {
      facts.sort_title = base::fold(title);
      facts.territory = territory ? std::optional{accounts::TerritoryId::trusted(*territory)} : std::nullopt;
      facts.author = author ? std::optional{accounts::PersonId::trusted(*author)} : std::nullopt;
      facts.typology = place_among(m_counted->typologies, typology);
      facts.region = place_among(m_counted->regions, region);
      facts.status = static_cast<std::uint8_t>(status_from(status).value_or(Status::draft));
      facts.size = static_cast<std::uint8_t>(place_of(sizes(), size).value_or(255));
      facts.step = static_cast<std::uint8_t>(place_of(steps(), step).value_or(255));
      facts.circle = accounts::visibility_from(circle).value_or(accounts::Visibility::private_);
      facts.themes = static_cast<std::uint32_t>(theme_bits);
      facts.obstacles = static_cast<std::uint32_t>(obstacle_bits);
      facts.overcome = static_cast<std::uint32_t>(overcome_bits);
      facts.levers = static_cast<std::uint32_t>(lever_bits);
      put(facts);
    }
  }
  void read_severities(db::Session& session, accounts::ProgrammeId const& programme, std::int64_t after) {
    auto rows = session.query(
        "SELECT o.experience_id, o.type, o.severity FROM experiences_obstacle o JOIN experiences_experience e ON e.id = o.experience_id WHERE "
        "e.programme_id = ? AND e.change_number > ?",
        programme, after);
    ExperienceId id;
    std::string type;
    std::int64_t severity = 0;
    while (rows.next(id, type, severity)) {
      auto const place = place_of(obstacle_types(), type);
      auto const sheet = m_places.find(id);
      if (!place || sheet == m_places.end()) continue;
      auto& severities = m_counted->sheets[sheet->second].severities;
      auto const shift = 2 * *place;
      auto const gravest = std::max<std::uint64_t>((severities >> shift) & 3, static_cast<std::uint64_t>(severity) & 3);
      severities = (severities & ~(std::uint64_t{3} << shift)) | (gravest << shift);
    }
  }
  void read_pairs(db::Session& session, accounts::ProgrammeId const& programme, std::int64_t after) {
    auto rows = session.query(
        "SELECT o.experience_id, o.obstacle_type, o.lever_type FROM experiences_overcame o JOIN experiences_experience e ON e.id = "
        "o.experience_id WHERE e.programme_id = ? AND e.change_number > ? AND o.first_of_pair = 1",
        programme, after);
    ExperienceId id;
    std::string obstacle, lever;
    while (rows.next(id, obstacle, lever)) {
      auto const row = place_of(obstacle_types(), obstacle), column = place_of(lever_types(), lever);
      auto const sheet = m_places.find(id);
      if (row && column && sheet != m_places.end())
        m_counted->sheets[sheet->second].pairs.push_back(static_cast<std::uint16_t>(*row * 32 + *column));
    }
  }
  void put(Facts const& facts) {
    auto const [place, fresh] = m_places.try_emplace(facts.id, m_counted->sheets.size());
    if (fresh) m_counted->sheets.push_back(facts);
    else m_counted->sheets[place->second] = facts;
  }
  static std::uint16_t place_among(std::vector<std::string>& names, std::string const& name) {
    auto const found = std::find(names.begin(), names.end(), name);
    if (found != names.end()) return static_cast<std::uint16_t>(found - names.begin());
    names.push_back(name);
    return static_cast<std::uint16_t>(names.size() - 1);
  }

  std::shared_ptr<Counted> m_counted;
  std::unordered_map<ExperienceId, std::size_t> m_places;
};

}  // namespace

struct Shelf::Kept {
  std::mutex mutex;
  std::map<accounts::ProgrammeId, Volume> volumes;
};

Shelf::Shelf() : m_kept{std::make_unique<Kept>()} {}
Shelf::~Shelf() = default;

std::shared_ptr<Counted const> Shelf::of(db::Session& session, accounts::ProgrammeId const& programme) {
  auto const tally = tally_of(session, programme);
  Volume volume;
  {
    std::lock_guard const guard{m_kept->mutex};
    volume = m_kept->volumes[programme];
  }
  if (volume.change_number == tally.change_number && volume.epoch == tally.epoch) return volume.counted;
  // An older look than what is kept (another thread saw a later write) starts from nothing and is not kept.
  bool const goes_on = volume.epoch == tally.epoch && volume.change_number < tally.change_number;
  Refresh refresh{goes_on ? *volume.counted : Counted{}};
  refresh.read(session, programme, goes_on ? volume.change_number : 0);
  Volume const fresh{tally.change_number, tally.epoch, refresh.take()};
  std::lock_guard const guard{m_kept->mutex};
  auto& kept = m_kept->volumes[programme];
  if (kept.epoch < fresh.epoch || (kept.epoch == fresh.epoch && kept.change_number <= fresh.change_number)) kept = fresh;
  return fresh.counted;
}

}  // namespace experiences
