#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "domain/exchange/intake_store.h"
#include "domain/exchange/row_check.h"

/// What a look at a brought file found, kept with it so that the page needs not look again. Pure.
namespace exchange {

struct Found {
  std::int64_t created = 0, changed = 0, same = 0, left_out = 0, noted = 0;
  struct Line {
    std::int64_t place = 0, line = 0;
    std::string file, title, slug;  ///< slug: of the sheet it changes or looks like
    Outcome outcome = Outcome::leave;
    std::vector<std::string> fields;  ///< that would change
    std::string chosen;               ///< of a look-alike: code(Alike)
  };
  std::vector<Line> lines;        ///< the first hundred that do something
  std::vector<Line> alike;        ///< the first hundred that look like a sheet
  std::vector<IntakeNote> notes;  ///< the first five hundred
  std::string problem;            ///< JSON of why the whole file cannot be read; "" when it can
};
std::string to_json(Found const& found);
/// Empty for what we did not write.
Found found_from_json(std::string_view text);
std::string refusal_json(base::Refusal const& refusal);
base::Refusal refusal_from_json(std::string_view text);

/// A sheet as it stood before an import, and back.
std::string kept_json(experiences::Sheet const& sheet);
experiences::Sheet kept_from_json(std::string_view text);

}  // namespace exchange
