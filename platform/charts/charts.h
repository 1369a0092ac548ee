#pragma once
#include <optional>
#include <string>
#include <vector>

#include "platform/views/html.h"

/// Pictures drawn by the server as accessible SVG, each with the same numbers as a table (design/README, "Charts").
/// Classes come from web/components.css; no inline style, so that the Content-Security-Policy stays strict.
namespace charts {

/// A count that may be hidden because too few sources stand behind it.
struct Amount {
  std::int64_t count = 0;
  bool masked = false;        ///< shown hatched, « < 3 »
};

struct Bar {
  std::string label;
  std::string code;           ///< stable name of the row: id of the mark, key in CSV
  html::Url url;              ///< opens the passages behind it; empty: no link
  Amount whole;
  std::optional<Amount> part; ///< the accented share, for instance the obstacles overcome
};

struct BarChart {
  std::string id;             ///< unique in the page
  std::string finding;        ///< the title: a sentence
  std::string reads;          ///< what is counted
  std::string source;         ///< where from, when
  std::string label_heading, whole_heading, part_heading;   ///< of the table and the legend
  std::vector<Bar> bars;      ///< in the order to show
};

struct MatrixCell {
  Amount amount;
  html::Url url;
};
struct Matrix {
  std::string id, finding, reads, source;
  std::string row_heading, column_heading;
  struct Line {
    std::string label;
    html::Url url;
  };
  std::vector<Line> rows, columns;
  std::vector<std::vector<MatrixCell>> cells;   ///< [row][column]; an empty cell is zero
};

struct MapPoint {
  double longitude = 0, latitude = 0;   ///< degrees, WGS84
  std::string label;
  html::Url url;
  std::int64_t count = 1;               ///< disc by area
};
struct Map {
  std::string id, finding, reads, source;
  std::string label_heading, count_heading;
  std::vector<MapPoint> points;         ///< numbered in this order, the list beside bears the same numbers
};

/// Figure with its finding, picture, table and source.
html::Safe figure(BarChart const& chart, views::Context const& context);
html::Safe figure(Matrix const& chart, views::Context const& context);
html::Safe figure(Map const& chart, views::Context const& context);

/// The picture alone, a whole SVG document with its own colours, for download, EPUB and PDF.
std::string svg_document(BarChart const& chart, i18n::Words const& words);
std::string svg_document(Matrix const& chart, i18n::Words const& words);
std::string svg_document(Map const& chart, i18n::Words const& words);

/// The table of a figure, headings first: for CSV, EPUB and PDF.
std::vector<std::vector<std::string>> table(BarChart const& chart, i18n::Words const& words);
std::vector<std::vector<std::string>> table(Matrix const& chart, i18n::Words const& words);
std::vector<std::vector<std::string>> table(Map const& chart, i18n::Words const& words);

}  // namespace charts
