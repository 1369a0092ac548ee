#pragma once
#include <optional>

#include "domain/experiences/bulk_rows.h"
#include "domain/experiences/experiences.h"
#include "platform/search/search.h"

namespace experiences {

/// The bits of a content, as kept in columns: bit n stands for the word of the programme's vocabulary at that place.
struct Bits {
  std::int64_t themes = 0, obstacles = 0, overcome = 0, levers = 0;
  std::int64_t roles = 0;  ///< of catalyst_roles()
};
Bits bits_of(Content const& content, Vocabulary const& vocabulary);
/// The year its story began, 0 when unknown.
std::int64_t year_begun(Content const& content);

/// The passages and themes of sheets, gathered to be written together.
class Facets {
 public:
  void add(Experience const& experience, std::string const& typology, Vocabulary const& vocabulary);
  /// Four statements for a few sheets; the sheets themselves must be written already.
  void write(db::Session& session);

 private:
  void add_obstacles(Experience const& experience, std::vector<db::Value> const& shared, Bits const& bits, Vocabulary const& vocabulary);
  void add_levers(Experience const& experience, std::vector<db::Value> const& shared);
  void add_overcame(Experience const& experience, std::vector<db::Value> const& shared);

  BulkRows m_obstacles{"experiences_obstacle",
                       "experience_id, place, type, severity, overcome, first_of_type, type_overcome, text, how, "
                       "programme_id, counted, circle, status, visibility, territory_id, typology, theme_bits"};
  BulkRows m_levers{"experiences_lever",
                    "experience_id, place, type, first_of_type, text, effect, "
                    "programme_id, counted, circle, status, visibility, territory_id, typology, theme_bits"};
  BulkRows m_overcame{"experiences_overcame",
                      "experience_id, lever_place, obstacle_place, lever_type, obstacle_type, first_of_pair, "
                      "programme_id, counted, circle, status, visibility, territory_id, typology, theme_bits"};
  BulkRows m_themes{"experiences_theme",
                    "experience_id, theme, programme_id, counted, circle, status, visibility, territory_id, typology, theme_bits"};
};
/// Takes away the passages and themes of a sheet about to be rewritten.
void drop_facets(db::Session& session, ExperienceId const& experience);
/// Writes those of one sheet, those of before taken away first unless it is `none`.
enum class Before { none, replaced };
void write_facets(db::Session& session, Experience const& experience, std::string const& typology, Before before, Vocabulary const& vocabulary);

/// What platform/search keeps of a sheet; nobody's audience when nobody may find it.
search::Entry search_entry_of(Experience const& experience, std::string_view programme_slug, std::string const& territory_name);

}  // namespace experiences
