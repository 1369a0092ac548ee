#pragma once
#include <string>
#include <vector>

#include "domain/kit/kit.h"
#include "platform/base/refusal.h"
#include "platform/base/world.h"
#include "platform/db/database.h"

namespace app {

/// What an import did, or would do, by kind of thing.
struct FolderReport {
  struct Line {
    std::string what;  ///< "experiences", "methods"…
    int created = 0, changed = 0, unchanged = 0;
  };
  std::vector<Line> lines;
  std::vector<std::string> remarks;  ///< merged communes followed, and such
  std::vector<std::string> unmade;   ///< why files of an edition could not be made: it is here, frozen, to be published from the bench
};

/// What an import needs to freeze and publish the edition a kit.toml names.
struct KitTools {
  kit::Sources const& sources;
  i18n::Words const& words;
  kit::Workshop const& workshop;
  std::string site_address;
  std::string pieces_folder;  ///< where photos and documents of sheets are kept
};

/// Loads a programme folder (docs/programme-folder.md) in one transaction: with a single problem nothing changes.
/// `dry_run`: everything is done, then undone.
tl::expected<FolderReport, std::vector<base::Problem>> import_programme(db::Database& database, base::World const& world, KitTools const& tools,
                                                                        std::string const& folder, bool dry_run);

/// Where the files of a programme are kept: photos and documents of sheets, pictures of the kit's own pages.
struct ExportedFrom {
  std::string pieces, kit_photos;
};
/// Writes a programme as such a folder. Files that are no longer part of it are removed from `experiences`, `methods` and `kit`: they would come
/// back with it. Photos and documents stand beside their sheet, in `experiences/<slug>/`; pictures of the kit in `kit/pictures/`.
base::Outcome<FolderReport> export_programme(db::Database& database, std::string const& slug, std::string const& folder, ExportedFrom const& from);

}  // namespace app
