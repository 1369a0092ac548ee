#pragma once
#include "domain/experiences/experiences.h"
#include "platform/search/search.h"

namespace experiences {

/// The bits of a content, as kept in columns: bit n stands for the word of the programme's vocabulary at that place.
struct Bits {
  std::int64_t themes = 0, obstacles = 0, overcome = 0, levers = 0;
  std::int64_t roles = 0;                  ///< of catalyst_roles()
};
Bits bits_of(Content const& content, Vocabulary const& vocabulary);
/// The year its story began, 0 when unknown.
std::int64_t year_begun(Content const& content);

/// Writes the passages and themes of a sheet into their tables, those of before taken away first unless it is `fresh`.
/// One statement a table.
enum class Before { none, replaced };
void write_facets(db::Session& session, Experience const& experience, std::string const& typology, Before before,
                  Vocabulary const& vocabulary);

/// What platform/search keeps of a sheet; nobody's audience when nobody may find it.
search::Entry search_entry_of(Experience const& experience, std::string_view programme_slug, std::string const& territory_name);

}  // namespace experiences
