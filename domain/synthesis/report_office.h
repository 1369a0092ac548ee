#pragma once
#include "domain/synthesis/report.h"
#include "platform/office/office.h"

namespace synthesis {

/// A frozen state of play as a text to complete in an office suite: figures, the same numbers as tables, sentences, method.
office::Text office_text(Report const& report, i18n::Words const& words);
/// The same as slides for the evening: each figure cut as the room shows it, what was written under
/// it, its numbers in the notes.
office::Slides office_slides(Report const& report, i18n::Words const& words);

}  // namespace synthesis
