#pragma once
#include <string>
#include <vector>

#include "platform/charts/drawing.h"

namespace charts {

/// A cell of the table that says what the picture shows.
struct TableCell {
  std::string text;
  html::Url url;
  std::string link_name;  ///< what a screen reader says of the link: "19, Lack of time"
  bool masked = false;
  bool number = true;
};
struct TableRow {
  std::string heading;
  html::Url url;
  std::vector<TableCell> cells;
};
struct NumbersTable {
  std::vector<std::string> headings;  ///< the first is that of the rows
  std::vector<TableRow> rows;
};

/// What a figure is made of once its picture is drawn.
struct Frame {
  std::string id, finding, reads, source;
  std::string legend, picture;  ///< markup
  NumbersTable numbers;
};

/// What is counted, then what a reader may do with the picture.
std::string read_on_screen(std::string_view reads, std::string_view on_screen);
html::Safe framed(Frame const& frame, i18n::Words const& words);
/// `body` inside a whole SVG file, white ground, generic fonts. Sizes in pixels.
std::string whole_document(std::string_view finding, std::string_view reads, double width, double height, std::string_view body);
/// One entry of a legend in a page: a small swatch and its words.
std::string legend_entry(std::string_view swatch_attributes, std::string_view words);
/// The words of a hidden number.
std::string masked_word(i18n::Words const& words);
std::string number_cell(Amount const& amount, i18n::Words const& words);
/// The rows as plain texts, headings first.
std::vector<std::vector<std::string>> plain(NumbersTable const& numbers);

}  // namespace charts
