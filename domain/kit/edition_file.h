#pragma once
#include <functional>

#include "domain/kit/errata/errata.h"
#include "platform/base/front_matter.h"

namespace kit {

enum class Imported;

/// A frozen edition as two files of the programme's folder (docs/programme-folder.md): kit/editions/1.0.json is what it says, for ever;
/// 1.0.toml what became of it.
struct EditionFile {
  EditionState state = EditionState::frozen;
  std::string note;
  std::optional<base::Instant> published;  ///< first made public; nothing while frozen
  std::vector<Erratum> errata;             ///< those taken out too; without ids
  Document document;
};
/// `document`: bytes of the JSON beside it, `file_name` the TOML's. Every problem names the file, the line and the field.
tl::expected<EditionFile, std::vector<base::Problem>> read_edition(base::Node const& toml, std::string_view document, std::string const& file_name);
/// The same edition gives the same bytes.
struct EditionBytes {
  std::string about, document;  ///< TOML; JSON
};
EditionBytes write_edition(EditionFile const& file);
/// "1.0.json" beside "1.0.toml".
std::string document_beside(std::string_view file_name);

/// Every edition of every kit of a programme, one at a time: its own kit's first, each kit's in the order they were frozen. `territory`: key
/// ("commune:88304") of who adapted the kit; "" for the programme's own.
void export_editions(db::Session& session, accounts::ProgrammeId const& programme,
                     std::function<void(std::string const& territory, EditionFile const& edition)> const& each);

/// What an import made of an edition.
struct ImportedEdition {
  Imported imported;
  std::optional<EditionId> to_publish{};  ///< it was public, and is not here yet: its files are to be made (publish)
};
/// Freezes an edition of the programme's kit, or of a territory's, as it was, with its errata; importing twice changes nothing. Refused when
/// that edition is here with other texts or in another kit, when its number does not follow, or it is not that territory's.
base::Outcome<ImportedEdition> import_edition(db::Session& session, accounts::ProgrammeId const& programme,
                                              std::optional<accounts::TerritoryId> const& territory, EditionFile const& file);

}  // namespace kit
