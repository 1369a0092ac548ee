#include "domain/atelier/photos.h"

#include "platform/base/text.h"

namespace atelier {

std::vector<Photo> photos_from(std::string_view text) {
  std::vector<Photo> photos;
  for (auto const line : base::lines(text)) {
    auto const first = line.find(' '), second = first == std::string_view::npos ? first : line.find(' ', first + 1);
    auto const third = second == std::string_view::npos ? second : line.find(' ', second + 1);
    if (third == std::string_view::npos) continue;
    photos.push_back({std::string{line.substr(0, first)}, std::string{line.substr(first + 1, second - first - 1)},
                      std::string{line.substr(second + 1, third - second - 1)}, "", std::string{line.substr(third + 1)}});
  }
  return photos;
}

std::string text_of(std::vector<Photo> const& photos) {
  std::string text;
  for (auto const& one : photos) text += (text.empty() ? "" : "\n") + one.print + " " + one.kind + " " + one.shape + " " + one.alternative;
  return text;
}

Photo photo_of_file(std::string_view line) {
  auto const bar = line.find('|');
  Photo photo;
  photo.file = base::trimmed(line.substr(0, bar));
  if (bar != std::string_view::npos) photo.alternative = base::trimmed(line.substr(bar + 1));
  return photo;
}

std::string line_for_file(Photo const& photo) {
  auto const file = photo.file.empty() ? photo.print + "." + photo.kind : photo.file;
  return photo.alternative.empty() ? file : file + " | " + photo.alternative;
}

std::string file_of(Photo const& photo, std::string_view slug) { return std::string{slug} + "/" + photo.print.substr(0, 16) + "." + photo.kind; }

experiences::Attachment attachment_of(Photo const& photo) {
  experiences::Attachment attachment;
  attachment.print = photo.print, attachment.kind = photo.kind, attachment.shape = photo.shape, attachment.alternative = photo.alternative;
  return attachment;
}

}  // namespace atelier
