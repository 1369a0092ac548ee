#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "platform/views/html.h"

/// Pictures drawn by the server as accessible SVG, each with the same numbers as a table (design/README, "Charts").
/// Classes come from web/components.css; no inline style, so that the Content-Security-Policy stays strict.
namespace charts {

/// A count that may be hidden because too few sources stand behind it.
struct Amount {
  std::int64_t count = 0;
  bool masked = false;  ///< shown hatched, « < 3 »
};

struct Bar {
  std::string label;
  std::string code;  ///< stable name of the row: id of the mark, key in CSV
  html::Url url;     ///< opens the passages behind it; empty: no link
  Amount whole;
  std::optional<Amount> part;  ///< the accented share, for instance the obstacles overcome
  std::string says{};          ///< words beside the bar ("19 sheets, 58 % overcome"); empty: made of the numbers
  std::string interval{};      ///< in the table: between what the share may be, "21–79 %"
};

struct BarChart {
  std::string id;                                          ///< unique in the page
  std::string finding;                                     ///< the title: a sentence
  std::string reads;                                       ///< what is counted
  std::string source;                                      ///< where from, when
  std::string label_heading, whole_heading, part_heading;  ///< of the table and the legend
  std::vector<Bar> bars;                                   ///< in the order to show
  std::string share_heading{};                             ///< of the table's last column, part over whole; empty: no such column
  std::string rest_heading{};                              ///< of the part that is not accented, in the legend; empty: no legend
  bool upright = false;                                    ///< columns side by side, for what follows in time; labels stay short
  std::string interval_heading{};                          ///< of the table's last column, Bar::interval; empty: no such column
  std::string on_screen{};                                 ///< after `reads`, what a reader may do with it; a document does not say it
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
  std::vector<std::vector<MatrixCell>> cells;  ///< [row][column]; an empty cell is zero
  std::string masked_mark{};                   ///< in a hatched cell; empty: "< 3"
  std::string masked_words{};                  ///< of the legend: why a cell is hatched; empty: "fewer than 3, hidden"
  std::string on_screen{};                     ///< as of a BarChart
};

struct MapPoint {
  double longitude = 0, latitude = 0;  ///< degrees, WGS84
  std::string label;
  html::Url url;
  std::int64_t count = 1;              ///< disc by area
  bool masked = false;                 ///< hatched, smallest disc, no number
  std::string aside{};                 ///< beside the name in the list: the region
  std::string says{};                  ///< words of the count in the list ("4 sheets"); empty: the number
  std::string group{}, group_label{};  ///< beyond 60 points, those of a group become one (department code and name)
  html::Url group_url{};
};
struct Map {
  std::string id, finding, reads, source;
  std::string label_heading, count_heading;
  std::vector<MapPoint> points;  ///< numbered in this order, the list beside bears the same numbers
  bool close = false;            ///< drawn around its points rather than all of France, the first one ringed
};

/// Things of two kinds and what ties them: drawn in two columns, a line each tie, the thicker the more often.
struct NetworkNode {
  std::string label;
  html::Url url;
  Amount amount;
};
struct NetworkLink {
  std::size_t left = 0, right = 0;  ///< places in Network::left, right
  Amount amount;
  bool strong = false;  ///< drawn full and accented; the others dashed
  html::Url url;
};
struct Network {
  std::string id, finding, reads, source;
  std::string left_heading, right_heading, count_heading, strong_heading;
  std::string strong_words, weak_words, masked_words;  ///< of the legend
  std::vector<NetworkNode> left, right;                ///< left: kept in this order; right: put where lines cross least
  std::vector<NetworkLink> links;
  std::string on_screen{};  ///< as of a BarChart
};

/// A row of time: phases as bars, events as marks, one line each. Dates in days since 1970-01-01.
struct TimelineSpan {
  std::string label, when;  ///< when: the dates in words
  html::Url url;
  std::int64_t first_day = 0, last_day = 0;
  bool current = false;
};
struct Timeline {
  std::string id, finding, reads, source;
  std::string label_heading, when_heading;
  std::vector<TimelineSpan> spans;
  std::optional<std::int64_t> today;
};

/// The outlines of France, read once from build/registry/france_map.txt (its first lines say how it is written).
class MapShapes {
 public:
  struct Path {
    std::string code, d;
  };
  struct Box {
    double x = 0, y = 0, width = 0, height = 0;
  };
  struct Place {
    double x = 0, y = 0;
  };
  /// No outline: discs stand where they should, on nothing.
  MapShapes();
  /// Throws std::runtime_error naming the file and the line it cannot read.
  static MapShapes load(std::string const& path);
  /// Where a point of the Earth falls in the drawing; nothing when it is on none of its parts.
  std::optional<Place> place(double longitude, double latitude) const;
  double width() const { return m_width; }
  double height() const { return m_height; }
  std::vector<Path> const& departments() const { return m_departments; }
  std::vector<Path> const& regions() const { return m_regions; }
  std::vector<Box> const& frames() const { return m_frames; }
  bool empty() const { return m_departments.empty(); }

 private:
  struct Inset {
    double k = 1, a = 0, b = 0, west = 0, south = 0, east = 0, north = 0;
  };
  void read_line(std::string const& line);
  double m_width = 1000, m_height = 1001;
  double m_margin = 8, m_west = -5.25, m_north = 51.2, m_scale_x = 65.819398, m_scale_y = 95.618451;
  std::vector<Inset> m_insets;  ///< the mainland last, with k = 1
  std::vector<Box> m_frames;
  std::vector<Path> m_departments, m_regions;
};
MapShapes load_map(std::string const& path);

/// Beyond this many points a map shows one disc a group.
inline constexpr std::size_t most_map_points = 60;
/// The map as it is drawn: its points, or its groups when there are more than `most_map_points`.
Map grouped(Map const& chart);

/// Figure with its finding, picture, table and source.
html::Safe figure(BarChart const& chart, views::Context const& context);
html::Safe figure(Matrix const& chart, views::Context const& context);
html::Safe figure(Map const& chart, views::Context const& context);
html::Safe figure(Map const& chart, MapShapes const& shapes, views::Context const& context);
html::Safe figure(Timeline const& chart, views::Context const& context);
html::Safe figure(Network const& chart, views::Context const& context);

/// The picture alone, a whole SVG document with its own colours, for download, EPUB and PDF.
std::string svg_document(BarChart const& chart, i18n::Words const& words);
std::string svg_document(Matrix const& chart, i18n::Words const& words);
std::string svg_document(Map const& chart, i18n::Words const& words);
std::string svg_document(Map const& chart, MapShapes const& shapes, i18n::Words const& words);
std::string svg_document(Timeline const& chart, i18n::Words const& words);
std::string svg_document(Network const& chart, i18n::Words const& words);

/// The table of a figure, headings first: for CSV, EPUB and PDF.
std::vector<std::vector<std::string>> table(BarChart const& chart, i18n::Words const& words);
std::vector<std::vector<std::string>> table(Matrix const& chart, i18n::Words const& words);
std::vector<std::vector<std::string>> table(Map const& chart, i18n::Words const& words);
std::vector<std::vector<std::string>> table(Timeline const& chart, i18n::Words const& words);
std::vector<std::vector<std::string>> table(Network const& chart, i18n::Words const& words);

/// A picture that goes alone: its finding, what is counted, its legend and its source written around it.
/// `svg`: what svg_document gave. `legend`: first the accented mark, then the other; may be empty.
std::string poster(std::string const& svg, std::string_view finding, std::string_view reads, std::string_view source,
                   std::vector<std::string> const& legend = {});

}  // namespace charts
