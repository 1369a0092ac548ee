#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "domain/experiences/experience.h"
#include "platform/db/database.h"

namespace experiences {

/// What a sheet copies from its territory when it is written, so that lists join nothing.
struct Copied {
  std::string territory_type;  ///< commune, epci…; "" without territory
  int population_band = 0;     ///< 1 to 8, 0 when unknown
};

/// Reads what sheets copy, each territory once.
class Copier {
 public:
  explicit Copier(db::Session& session) : m_session{session} {}
  /// Reads these territories together: one query for 500.
  void read(std::vector<accounts::TerritoryId> territories);
  Copied of(Experience const& experience);

 private:
  struct OfTerritory {
    std::string type;
    int band = 0;
  };

  db::Session& m_session;
  std::map<accounts::TerritoryId, OfTerritory> m_territories;
};

}  // namespace experiences
