#pragma once
#include <string>
#include <vector>

#include "platform/spreadsheets/spreadsheets.h"

/// What writing XLSX and ODS have in common.
namespace spreadsheets {

/// The workbook with no text longer than Excel takes: what is over goes on in columns of their own.
Workbook laid_out(Workbook const& workbook);

}  // namespace spreadsheets
