#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "app/folder_lists.h"
#include "app/programme_folder.h"

/// The Markdown sheets of a programme folder, and how the names written in files become territories and people.
namespace app {

/// Where an import stands: what it reads, what it says of it.
struct FolderContext {
  db::Session& session;
  base::World const& world;
  std::filesystem::path const& folder;
  accounts::ProgrammeId programme;
  std::string programme_slug;
  std::string pieces_folder;
  FolderReport& report;
  std::vector<base::Problem>& problems;
};

/// "demonstration/kit.toml": how a problem names a file.
std::string name_in_folder(std::filesystem::path const& folder, std::filesystem::path const& path);
/// Files with that ending, ".md", by name.
std::vector<std::filesystem::path> files_in(std::filesystem::path const& folder, std::string_view ending);
std::vector<std::filesystem::path> markdown_files(std::filesystem::path const& folder);
/// The territories of these keys, in order; a problem for each that is unknown, a remark for each merged commune.
std::vector<std::optional<accounts::TerritoryId>> resolved(FolderContext const& context, std::vector<Named> const& keys, std::string const& file);
/// "adhoc:vallee" of a programme's file, as the territories know it; any other key as it is.
std::string registry_key(std::string const& programme_slug, std::string const& key);
/// The other way.
std::string file_key(std::string const& programme_slug, std::string const& key);

/// Experiences, then methods.
void import_sheets(FolderContext const& context);

}  // namespace app
