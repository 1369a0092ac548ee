#pragma once
#include "domain/experiences/experiences.h"

namespace experiences {

/// The bits of a content, as kept in columns: bit n stands for the n-th word of the vocabulary.
struct Bits {
  std::int64_t themes = 0, obstacles = 0, overcome = 0, levers = 0;
};
Bits bits_of(Content const& content);

/// Writes the passages and themes of a sheet into their tables, those of before taken away first unless it is `fresh`.
/// One statement a table.
enum class Before { none, replaced };
void write_facets(db::Session& session, Experience const& experience, std::string const& typology, Before before);

/// What platform/search keeps of a sheet; removed when nobody may find it.
void write_search(db::Session& session, Experience const& experience, std::string_view programme_slug, std::string const& territory_name);

}  // namespace experiences
