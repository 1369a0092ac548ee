#pragma once
#include <array>

#include "platform/i18n/words.h"

namespace exchange {

/// What the readers of platform refuse, named here so that it has its French: they know no language.
inline constexpr std::array reader_words = {
    i18n::msgid("A cell holds more than {} bytes."),
    i18n::msgid("A cell holds characters that cannot be kept."),
    i18n::msgid("A line has more than {} columns."),
    i18n::msgid("A quotation mark is opened here and never closed."),
    i18n::msgid("The column “{}” stands twice in the first line."),
    i18n::msgid("The file is larger than {} bytes."),
    i18n::msgid("The file is not text: it holds a NUL byte."),
    i18n::msgid("The first line must name the columns; this file is empty."),
    i18n::msgid("The sheet has more than {} lines: cut it in several files."),
    i18n::msgid("The sheet has more than {} cells: cut it in several files."),
    i18n::msgid("This file is empty."),
    i18n::msgid("This archive holds no Markdown file (.md)."),
    i18n::msgid("This file is none of CSV, XLSX and ODS. An old Excel file (.xls) is to be saved as .xlsx first."),
    i18n::msgid("This line has {} cells where the first line names {} columns."),
    i18n::msgid("This line is not CSV: {}."),
    i18n::msgid("This workbook is broken: open it in your spreadsheet and save it again."),
    i18n::msgid("An object was expected here."),
};

}  // namespace exchange
