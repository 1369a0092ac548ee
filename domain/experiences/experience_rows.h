#pragma once
#include <string>
#include <vector>

#include "domain/experiences/experiences.h"

/// How rows of experiences_experience become sheets and briefs; shared by the parts of the store.
namespace experiences {

extern char const* const whole_columns;
extern char const* const brief_columns;

/// A row of `whole_columns`.
struct WholeRow {
  ExperienceId id;
  accounts::ProgrammeId programme;
  std::string slug, organisations, status, visibility, content, territory_name, typology, agreement;
  std::optional<std::string> territory, author;
  std::int64_t revision = 0, created = 0, changed = 0, verified = 0;
  std::optional<std::int64_t> published;

  bool next(db::Rows& rows) {
    return rows.next(id, programme, slug, organisations, status, visibility, territory, author, revision, created, changed, published, content,
                     territory_name, typology, agreement, verified);
  }
  Experience experience() const;
};

/// A row of `brief_columns`.
struct BriefRow {
  ExperienceId id;
  accounts::ProgrammeId programme;
  std::string slug, title, summary, size, status, visibility, territory_name, typology, step, period_start, period_end;
  std::optional<std::string> territory, author;
  std::int64_t themes = 0, changed = 0;
  std::optional<std::int64_t> published;

  bool next(db::Rows& rows) {
    return rows.next(id, programme, slug, title, summary, size, status, visibility, territory, territory_name, typology, step, author, themes,
                     changed, published, period_start, period_end);
  }
  Brief brief() const;
};

bool may_read(accounts::Viewer const& viewer, Brief const& brief);
std::vector<std::string> codes_of_bits(std::span<Term const> vocabulary, std::int64_t bits);
/// `"?,?"` and the circles the viewer reads in a programme, as values.
std::vector<db::Value> circle_values(accounts::Viewer const& viewer, accounts::ProgrammeId const& programme);

}  // namespace experiences
