#pragma once
#include <memory>
#include <vector>

#include "domain/synthesis/reading.h"

namespace synthesis {

/// From where a state of play is read: the circles counted, and whether small numbers are hidden.
struct Standpoint {
  std::vector<accounts::Visibility> circles;
  bool exact = false;
  bool operator==(Standpoint const&) const = default;
};
/// Members of the programme, its leads and companions see exact numbers; everybody else, those of the sheets they may read
/// with the small ones hidden.
Standpoint standpoint_of(accounts::Viewer const& viewer, accounts::ProgrammeId const& programme);
/// Whoever comes by: public sheets, small numbers hidden. What a kit or a newsletter publishes.
Standpoint outside();
/// The cohort together: what a frozen state of play keeps for its members.
Standpoint cohort();

/// Names what is counted; two that differ in anything have two names.
std::string name_of(accounts::ProgrammeId const& programme, Standpoint const& standpoint, Filter const& filter);

/// A programme counted from one standpoint. Never changed once shared.
struct Taken {
  std::shared_ptr<experiences::Counted const> counted;
  Cube cube;
  Protection protection;
  Reading reading;  ///< of the whole
};

/// Counts, and keeps what it counted until a sheet changes. Safe between threads; one for the program.
class Counter {
 public:
  explicit Counter(experiences::Shelf& shelf);
  ~Counter();
  /// From outside the filter must be empty: one value at a time is read from the whole, where its protection is.
  std::shared_ptr<Taken const> of(db::Session& session, accounts::ProgrammeId const& programme, Standpoint const& standpoint,
                                  Filter const& filter = {});

 private:
  struct Kept;
  experiences::Shelf& m_shelf;
  std::unique_ptr<Kept> m_kept;
};

/// What was asked and may be answered. `refused`: why the whole is shown instead, a msgid, "" when it is not.
struct Answer {
  Reading reading;
  std::string refused;
};
Answer answer(db::Session& session, Counter& counter, accounts::ProgrammeId const& programme, Standpoint const& standpoint, Filter const& filter);

}  // namespace synthesis
