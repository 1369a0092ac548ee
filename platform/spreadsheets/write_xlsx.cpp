#include <xlsxwriter.h>

#include <algorithm>
#include <cctype>
#include <stdexcept>

#include "platform/files/disk.h"
#include "platform/spreadsheets/laid_out.h"

namespace spreadsheets {
namespace {

void must(lxw_error error) {
  if (error != LXW_NO_ERROR) throw std::runtime_error{std::string{"workbook: "} + lxw_strerror(error)};
}

/// A text that looks like the writing of a character ("_x0041_") must come back as it was typed.
std::string escaped(std::string const& text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    bool const looks = text.compare(at, 2, "_x") == 0 && at + 6 < text.size() && text[at + 6] == '_' &&
        std::all_of(text.begin() + static_cast<std::ptrdiff_t>(at) + 2, text.begin() + static_cast<std::ptrdiff_t>(at) + 6,
                    [](unsigned char c) { return std::isxdigit(c) != 0; });
    out += looks ? "_x005F_" : std::string(1, text[at]);
  }
  return out;
}

void write_rows(lxw_worksheet* sheet, std::vector<std::vector<std::string>> const& rows, lxw_row_t from, lxw_format* format) {
  for (auto const& row : rows) {
    for (std::size_t column = 0; column < row.size(); ++column)
      if (!row[column].empty()) must(worksheet_write_string(sheet, from, static_cast<lxw_col_t>(column), escaped(row[column]).c_str(), format));
    ++from;
  }
}

void write_table(lxw_workbook* book, Workbook const& workbook) {
  auto* sheet = workbook_add_worksheet(book, workbook.name.c_str());
  auto* bold = workbook_add_format(book);
  auto* text = workbook_add_format(book);
  format_set_bold(bold);
  format_set_text_wrap(bold);
  format_set_align(bold, LXW_ALIGN_VERTICAL_TOP);
  format_set_num_format(text, "@");
  format_set_align(text, LXW_ALIGN_VERTICAL_TOP);
  auto const last = static_cast<lxw_col_t>(std::max<std::size_t>(workbook.columns.size(), 1) - 1);
  for (std::size_t at = 0; at < workbook.columns.size(); ++at) {
    auto const column = static_cast<lxw_col_t>(at);
    must(worksheet_set_column(sheet, column, column, workbook.columns[at].width, text));
    must(worksheet_write_string(sheet, 0, column, escaped(workbook.columns[at].name).c_str(), bold));
  }
  worksheet_freeze_panes(sheet, 1, 0);
  must(worksheet_autofilter(sheet, 0, 0, static_cast<lxw_row_t>(workbook.rows.size()), last));
  write_rows(sheet, workbook.rows, 1, text);
}

void write_about(lxw_workbook* book, Workbook const& workbook) {
  auto* sheet = workbook_add_worksheet(book, workbook.about_name.c_str());
  auto* text = workbook_add_format(book);
  format_set_text_wrap(text);
  format_set_align(text, LXW_ALIGN_VERTICAL_TOP);
  must(worksheet_set_column(sheet, 0, 0, 26, text));
  must(worksheet_set_column(sheet, 1, 1, 90, text));
  write_rows(sheet, workbook.about, 0, text);
}

}  // namespace

std::string write_xlsx(Workbook const& given) {
  auto const workbook = laid_out(given);
  files::TemporaryFolder folder;
  auto const path = (folder.path() / "workbook.xlsx").string();
  auto const temporary = folder.path().string();
  // Row after row, each written once: the memory is that of one row.
  lxw_workbook_options options{};
  options.constant_memory = LXW_TRUE;
  options.tmpdir = const_cast<char*>(temporary.c_str());
  auto* book = workbook_new_opt(path.c_str(), &options);
  if (!book) throw std::runtime_error{"workbook: cannot be made"};
  try {
    write_table(book, workbook);
    if (!workbook.about.empty()) write_about(book, workbook);
  } catch (...) {
    workbook_close(book);
    throw;
  }
  must(workbook_close(book));
  auto bytes = files::read_file(path);
  if (!bytes) throw std::runtime_error{"workbook: cannot be read back"};
  return std::move(*bytes);
}

}  // namespace spreadsheets
