#pragma once
#include <functional>

#include "app/folder_sheets.h"

/// The kits of a programme folder: the programme's own, and those its territories adapted, with their editions.
namespace app {

/// Loads kit.toml, kit/ and kit/of/. Answers the editions that were public where they come from, in the order they are to be published here.
std::vector<kit::EditionId> import_kits(FolderContext const& context, KitTools const& tools);

/// Where the files of a kit go.
struct KitFolder {
  std::string const& programme_slug;
  std::filesystem::path const& photos;  ///< where pictures of kits are kept
  std::function<void(std::filesystem::path const& name, std::string const& bytes)> const& write;
};
/// Nothing when the programme has no kit; says how many editions it has otherwise.
std::optional<int> export_kits(db::Session& session, accounts::ProgrammeId const& programme, KitFolder const& to);

}  // namespace app
