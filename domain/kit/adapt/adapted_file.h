#pragma once
#include "domain/kit/adapt/upstream.h"
#include "domain/kit/edition.h"
#include "platform/base/front_matter.h"
#include "platform/base/world.h"

namespace kit {

enum class Imported;

/// What a territory decided of a newer edition, before it moves to it.
struct FileDecision {
  std::string edition;  ///< number of the newer one
  Decision decision;    ///< without revision
};

/// The kit of a territory as a file of the programme's folder (docs/programme-folder.md): kit/of/commune-88304.toml.
struct AdaptedFile {
  std::string territory;  ///< key: "commune:88304"
  std::string edition;    ///< number of the one it stands on
  Outline about;
  std::vector<Change> changes;  ///< without revisions
  std::vector<FileDecision> decisions;
};
/// Every problem names the file, the line and the field.
tl::expected<AdaptedFile, std::vector<base::Problem>> read_adapted(base::Node const& toml, std::string const& file_name);
/// The same kit gives the same bytes, and read_adapted gives it back.
std::string write_adapted(AdaptedFile const& file);

/// The kits territories adapted in a programme, by key.
std::vector<AdaptedFile> export_adapted(db::Session& session, accounts::ProgrammeId const& programme);
/// Creates or replaces the kit of a territory; importing twice changes nothing. Refused when the edition it stands on, or one it decides of, is
/// not here.
base::Outcome<Imported> import_adapted(db::Session& session, base::World const& world, accounts::ProgrammeId const& programme,
                                       accounts::TerritoryId const& territory, AdaptedFile const& file);

}  // namespace kit
