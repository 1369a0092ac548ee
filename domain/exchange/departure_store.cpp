#include "domain/exchange/departure_store.h"

#include <limits>

namespace exchange {

void DepartureStore::note(base::World const& world, accounts::ProgrammeId const& programme, Departure const& departure) {
  m_session.execute("INSERT INTO exchange_departure (id, programme_id, person_id, at, format, asked, reason, sheets) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    world.new_uuid(), programme, departure.person, base::to_milliseconds(departure.at), departure.format, departure.asked,
                    departure.reason, departure.sheets);
}

std::vector<Departure> DepartureStore::of(accounts::ProgrammeId const& programme, std::optional<base::Instant> before, int limit) {
  std::vector<Departure> departures;
  auto const until = before ? base::to_milliseconds(*before) : std::numeric_limits<std::int64_t>::max();
  auto rows = m_session.query(
      "SELECT person_id, at, format, asked, reason, sheets FROM exchange_departure WHERE programme_id = ? AND at < ? ORDER BY at DESC LIMIT ?",
      programme, until, limit);
  std::int64_t at = 0;
  for (Departure one; rows.next(one.person, at, one.format, one.asked, one.reason, one.sheets);) {
    one.at = base::from_milliseconds(at);
    departures.push_back(one);
  }
  return departures;
}

}  // namespace exchange
