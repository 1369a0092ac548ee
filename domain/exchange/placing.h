#pragma once
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "domain/exchange/mapping.h"
#include "domain/exchange/rows.h"
#include "domain/experiences/experiences.h"
#include "platform/db/database.h"

/// The territory each row speaks of.
namespace exchange {

struct Placed {
  std::optional<experiences::Place> place;
  std::vector<base::Refusal> remarks;    ///< a zero given back, a merged commune followed, a department that was not the row's
  std::optional<base::Refusal> refusal;  ///< nothing found, and the mapping requires it
};

/// The territories of rows, in order: a few queries for all the codes, one for each distinct name that no code settles.
std::vector<Placed> place_all(db::Session& session, Mapping const& mapping, Rows const& rows, std::span<Row const> some);

}  // namespace exchange
