#pragma once
#include <string>
#include <vector>

#include "domain/experiences/experience_views.h"

namespace experiences {

/// Photos and documents of a sheet, for those who write it.
struct PiecesPage {
  std::string title, finding;
  html::Url action, sheet;
  int base_revision = 0;
  std::vector<std::pair<std::string, std::string>> refusals;  ///< name of the file, why it was not taken
  struct Line {
    Attachment piece;
    html::Safe picture;  ///< empty for a document
    html::Url url;
    bool waits = false;  ///< someone pictured has not agreed
  };
  std::vector<Line> lines;
};

/// <img> with its lighter copies. `sizes`: as in CSS.
html::Safe picture_of(Attachment const& attachment, std::string_view programme_slug, std::string_view slug, std::string_view sizes);
html::Url piece_address(std::string_view programme_slug, std::string_view slug, std::string_view code);
/// Photos and documents of a sheet, put in its body.
void add_pieces(SheetBody& body, Experience const& experience, std::string_view programme_slug);

}  // namespace experiences
