#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "domain/synthesis/setting.h"

/// The figures as files to take away.
namespace synthesis {

/// "obstacles.csv", "map.svg", "network.png", "state-of-play.json": whether a name could be one of these.
bool is_file(std::string_view name);
/// A file kept under its name by who asks for it.
http::Response kept_as(std::string content_type, std::string file_name, std::string body);
/// That file, to be kept by who asks for it; nothing when there is no such figure.
std::optional<http::Response> file_of(std::string_view name, std::string_view stem, Reading const& reading, std::vector<NamedPicture> const& pictures,
                                      Setting const& setting, charts::MapShapes const& shapes);

}  // namespace synthesis
