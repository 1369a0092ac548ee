#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "domain/exchange/intake_store.h"
#include "domain/exchange/row_check.h"

/// The writes of an import: a step in, a step back, each within a transaction of the caller. When the intake is no longer as it was seen,
/// another step came first, and nothing is written.
namespace exchange {

/// A step of such a file, in the queue; the payload is its id.
inline constexpr std::string_view step_event = "exchange.step";

IntakeNote note_of(Rows const& rows, Row const& row, base::Refusal const& refusal, bool left_out);
/// What could not be read of the file.
std::vector<IntakeNote> unread(Rows const& rows);
/// By file, then by line.
void put_in_order(std::vector<IntakeNote>& notes);

/// The next rows of a file, from seen.rows_done on, and what they do.
struct StepIn {
  Intake const& seen;
  Rows const& rows;
  std::string const& programme_slug;
  std::vector<Verdict> const& verdicts;
  experiences::Shown shown = experiences::Shown::at_once;
};
void write_in(db::Session& session, base::World const& world, StepIn const& step);
/// `last`: no sheet of the file is left after these.
void write_back(db::Session& session, base::World const& world, Intake const& seen, std::vector<TakenSheet> const& sheets, bool last);

}  // namespace exchange
