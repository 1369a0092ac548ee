#pragma once
#include "domain/experiences/experiences.h"
#include "domain/programme/programme_pages.h"
#include "platform/db/kept.h"

namespace app {

/// What the sheets a viewer may read amount to.
struct Totals {
  std::int64_t sheets = 0, territories = 0;
  std::int64_t obstacles = 0, overcome = 0;  ///< a sheet counts once for each type
};

/// The totals of each programme, kept until anyone commits. Safe between threads.
class Counts {
 public:
  explicit Counts(experiences::Shelf& shelf) : m_shelf{shelf} {}
  Totals of(db::Session& session, accounts::Viewer const& viewer, accounts::ProgrammeId const& programme);

 private:
  experiences::Shelf& m_shelf;
  db::Kept<Totals> m_totals{200};
};

/// What the hub of a programme shows of the capabilities above it: tasks, news, papers, key numbers.
programme::HubSources hub_sources(Counts& counts);

/// Sheets told, obstacles met, share overcome: of what this viewer may read.
std::vector<programme::KeyNumber> key_numbers(db::Session& session, accounts::Viewer const& viewer, i18n::Words const& words, Counts& counts,
                                              programme::Brief const& brief);

}  // namespace app
