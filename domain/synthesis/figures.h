#pragma once
#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "domain/synthesis/reading.h"
#include "platform/charts/charts.h"

/// The pictures of a reading, with the sentence each one says. Nothing here knows a database or HTTP.
namespace synthesis {

/// Where a territory or a region stands and what it is called; asked of the territories' front door.
struct PlaceOnMap {
  std::string name, aside;
  double longitude = 0, latitude = 0;
  bool located = false;
};

/// Everything the pictures need beside the numbers.
struct Setting {
  i18n::Words const& words;
  std::string programme_slug;
  std::string source;                                         ///< under every picture: what, when
  std::map<accounts::TerritoryId, PlaceOnMap> territories{};  ///< of Reading::places
  std::map<std::string, PlaceOnMap> regions{};                ///< by code
  experiences::Vocabulary vocabulary{};                       ///< of the programme, or as it was when frozen
};

using Picture = std::variant<charts::BarChart, charts::Matrix, charts::Map, charts::Network>;

/// "obstacles", "levers", "matrix", "network", "crossing", "evolution", "themes", "types", "roles", "actors", "periods", "map", in that
/// order; those a reading has nothing for are left out.
struct NamedPicture {
  std::string name;
  Picture picture;
};
std::vector<NamedPicture> pictures_of(Reading const& reading, Setting const& setting);

/// French and English names of the values of a facet; the code itself for a region the setting does not know.
std::string label_of(Facet facet, std::string_view value, Setting const& setting);

html::Safe figure(Picture const& picture, charts::MapShapes const& shapes, views::Context const& context);
std::string svg_document(Picture const& picture, charts::MapShapes const& shapes, i18n::Words const& words);
/// The same with its finding, what is counted, its legend and its source written around it: a file that goes alone.
std::string poster(Picture const& picture, charts::MapShapes const& shapes, i18n::Words const& words);
std::vector<std::vector<std::string>> table(Picture const& picture, i18n::Words const& words);
/// The words a picture is known by: its finding, what is counted, its source.
std::string const& finding_of(Picture const& picture);
std::string const& reads_of(Picture const& picture);
std::string const& source_of(Picture const& picture);

}  // namespace synthesis
