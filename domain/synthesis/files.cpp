#include "domain/synthesis/files.h"

#include <algorithm>

#include "platform/base/csv.h"
#include "platform/files/drawing.h"

namespace synthesis {

namespace {

constexpr int sharpness = 2;  ///< pixels of a PNG for one of the drawing: it is printed and shown on large screens

}  // namespace

http::Response kept_as(std::string content_type, std::string file_name, std::string body) {
  http::Response response;
  response.content_type = std::move(content_type);
  response.body = std::move(body);
  response.header("Content-Disposition", "attachment; filename=\"" + file_name + "\"");
  return response;
}

bool is_file(std::string_view name) { return name.ends_with(".csv") || name.ends_with(".svg") || name.ends_with(".png") || name.ends_with(".json"); }

std::optional<http::Response> file_of(std::string_view name, std::string_view stem, Reading const& reading, std::vector<NamedPicture> const& pictures,
                                      Setting const& setting, charts::MapShapes const& shapes) {
  auto const file_name = std::string{stem} + "-" + std::string{name};
  if (name == "state-of-play.json") return kept_as("application/json; charset=utf-8", file_name, to_json(reading));
  auto const dot = name.rfind('.');
  auto const found = std::ranges::find(pictures, name.substr(0, dot), &NamedPicture::name);
  if (found == pictures.end()) return std::nullopt;
  if (name.ends_with(".svg")) return kept_as("image/svg+xml; charset=utf-8", file_name, poster(found->picture, shapes, setting.words));
  if (name.ends_with(".png")) {
    auto const drawn = poster(found->picture, shapes, setting.words);
    auto const size = files::size_of_svg(drawn);
    auto png = size ? files::png_of_svg(drawn, sharpness * size->width) : std::nullopt;
    return png ? std::optional{kept_as("image/png", file_name, std::move(*png))} : std::nullopt;
  }
  if (!name.ends_with(".csv")) return std::nullopt;
  return kept_as("text/csv; charset=utf-8", file_name, base::write_csv(table(found->picture, setting.words), base::CsvKind::spreadsheet));
}

}  // namespace synthesis
