#pragma once
#include <filesystem>

#include "domain/kit/assembly.h"
#include "platform/files/zip.h"

/// The pictures of the kit's own pages, as files beside them: a programme is taken away and brought back with them.
namespace kit {

/// Those the pages name, by file name ("3f2a….jpg", in the order of names); one that is lost is left out. `photos`: where the pictures
/// of kits are kept.
std::vector<files::Entry> pictures_of(Pages const& pages, std::filesystem::path const& photos);

/// Pages whose pictures stand in a folder beside them.
struct PagesBeside {
  struct Lost {
    std::string page, name;
  };
  Pages pages;                        ///< pictures of any other name have that of their print by now
  std::vector<std::string> pictures;  ///< bytes to keep
  std::vector<Lost> lost;             ///< named by a page, and neither there nor kept before, or no picture
};
/// `folder`: where "pictures/…" of the pages is looked for; `photos`: where those of kits are kept. Nothing is kept yet.
PagesBeside with_pictures_beside(Pages pages, std::filesystem::path const& folder, std::filesystem::path const& photos);
/// The pictures a frozen edition names, that stand in such a folder and are not kept yet. One that is not there is said in words by every
/// format; `lost` names what is there and is no picture, or another than its name says.
PagesBeside pictures_beside(Document const& edition, std::filesystem::path const& folder, std::filesystem::path const& photos);
void keep_pictures(std::vector<std::string> const& pictures, std::filesystem::path const& photos);

}  // namespace kit
