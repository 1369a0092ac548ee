#pragma once
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/mapped_import/mapping.h"
#include "app/mapped_import/rows.h"
#include "domain/experiences/experiences.h"
#include "platform/db/database.h"

/// The territory each row speaks of.
namespace app::mapped {

struct Placed {
  std::optional<experiences::Place> place;
  std::vector<base::Refusal> remarks;      ///< a zero given back, a merged commune followed, a department that was not the row's
  std::optional<base::Refusal> refusal;    ///< nothing found, and the mapping requires it
};

/// Finds the territories of an import's rows, remembering those already found: a hundred thousand rows name a few thousand places.
class Placer {
 public:
  Placer(db::Session& session, Mapping const& mapping, Rows const& rows);
  ~Placer();
  /// In order. A few queries for all the codes not met yet, one for each such name.
  std::vector<Placed> place(std::span<Row const> some);

 private:
  struct Search;
  std::unique_ptr<Search> m_search;
};

}  // namespace app::mapped
