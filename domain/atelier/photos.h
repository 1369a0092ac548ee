#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "domain/atelier/method.h"

/// Pictures of a trial, as a column keeps them and as a file of a programme folder names them.
namespace atelier {

inline constexpr std::size_t most_photos = 6;

/// One a line: fingerprint, kind, shape, then its words. What is no such line is left out.
std::vector<Photo> photos_from(std::string_view text);
std::string text_of(std::vector<Photo> const& photos);

/// "arpentage/3f2a9c….jpeg | Vingt-deux croix à la craie", as a sheet names it; `print` and `shape` stay empty.
Photo photo_of_file(std::string_view line);
std::string line_for_file(Photo const& photo);
/// Where its bytes stand beside the sheet of that name.
std::string file_of(Photo const& photo, std::string_view slug);
/// As experiences keep and find their pictures.
experiences::Attachment attachment_of(Photo const& photo);

}  // namespace atelier
