#pragma once
// The front door of kit: the only header of this folder other capabilities and the command line include.
#include "domain/kit/adapt/adaptations.h"
#include "domain/kit/adapt/adapted_file.h"
#include "domain/kit/assembly.h"
#include "domain/kit/bring/bring_command.h"
#include "domain/kit/bundle.h"
#include "domain/kit/document.h"
#include "domain/kit/edition.h"
#include "domain/kit/edition_file.h"
#include "domain/kit/kit_pages.h"
#include "domain/kit/licence.h"
#include "domain/kit/live_chapters.h"
#include "domain/kit/making.h"
#include "domain/kit/naming/naming.h"
#include "domain/kit/page_pictures.h"
#include "domain/kit/photographs.h"
#include "domain/kit/press.h"
#include "domain/kit/sources.h"
#include "domain/kit/workshop.h"
#include "platform/base/front_matter.h"
#include "platform/base/world.h"

namespace kit {

/// What a member answered to being named in the kit, as kit.toml writes it.
struct NamedLine {
  std::string person;  ///< e-mail, of people.csv
  std::string said;    ///< day
  bool email = false;  ///< made public
  std::string phone;
  bool agrees = true;
  bool operator==(NamedLine const&) const = default;
};

/// Reads kit.toml (docs/programme-folder.md). Every problem names the file, the line and the field.
struct OutlineFile {
  Outline outline;
  std::string edition, frozen_on;      ///< of one to freeze from this outline; "" when the file names none
  std::vector<NamedLine> named;        ///< what members answered
  std::optional<KitState> state{};     ///< of the working copy; nothing when the file does not say
  std::vector<std::string> proofread;  ///< pages somebody read as they stand
};
tl::expected<OutlineFile, std::vector<base::Problem>> read_outline(base::Node const& toml, std::string const& file_name);
/// The canonical text of kit.toml: the same outline gives the same bytes, and read_outline gives it back.
std::string write_outline(OutlineFile const& file);

enum class Imported { created, changed, unchanged };
/// Creates or replaces the working copy and its pages; importing twice changes nothing.
Imported import_outline(db::Session& session, base::World const& world, accounts::ProgrammeId const& programme, std::string_view programme_slug,
                        Outline const& outline, Pages const& pages);
/// Where the work stands: what the file says of it; of the rest nothing changes. Whether anything did.
bool import_progress(db::Session& session, accounts::ProgrammeId const& programme, OutlineFile const& file);
/// Keeps the answers of members who said nothing here yet: an import speaks over nobody. Every problem names a person who is no member of the
/// programme; then nothing is kept.
std::vector<base::Refusal> import_named(db::Session& session, accounts::ProgrammeId const& programme, std::span<NamedLine const> named);
/// What members answered, those who declined too, as files say it; in the order of members.
std::vector<NamedLine> named_lines(db::Session& session, accounts::ProgrammeId const& programme);
/// Those who agree, of the members of a programme, in their order there: who, and what they made public.
struct NamedMember {
  accounts::Member member;
  Naming naming;
};
std::vector<NamedMember> named_members(db::Session& session, accounts::ProgrammeId const& programme);
/// Whether the kit of a programme prints the list of people and this member has not said yet whether they are named.
bool is_asked_to_be_named(db::Session& session, accounts::ProgrammeId const& programme, accounts::PersonId const& person);

/// The working copy as files: nothing when the programme has no kit. Its editions are files of their own (edition_file.h).
struct ExportedKit {
  OutlineFile file;
  Pages pages;
};
std::optional<ExportedKit> export_outline(db::Session& session, accounts::ProgrammeId const& programme);

/// What freezing needs to know beside the sources. `site_address`: "https://host", "" when there is none.
struct Freezing {
  std::string number, note, site_address;
  std::optional<base::Day> day;  ///< today when absent
};
/// Freezes the working copy into an edition that never changes. Refused when a remark blocks, or the number does not follow.
/// An edition of that number already frozen with the same texts is given back as it is.
base::Outcome<Document> freeze(Sources const& sources, Asking const& lead, base::World const& world, Freezing const& freezing);

/// Takes an edition that came from another Essaim (bundle.h): frozen here as it was there, to be published or not. A programme
/// without a kit gets its chapters and texts to write on from. Refused when the number does not follow, or the kit is another.
base::Outcome<Document> adopt(db::Session& session, base::World const& world, accounts::ProgrammeId const& programme, Unbundled const& taken);

/// Every format of a document into `folder` (replaced whole): the files offered, then site/ open as it is. A format that
/// could not be made is left out, the cause in the log. In this process.
std::vector<File> write_files(Document const& document, i18n::Words const& words, Workshop const& workshop, std::filesystem::path const& folder);
/// Makes the files of a frozen edition and makes it the public one. Twice is harmless. Refused when there is none of that number.
base::Outcome<std::vector<File>> publish(db::Database& database, base::World const& world, i18n::Words const& words,
                                         accounts::ProgrammeId const& programme, std::string_view number, Workshop const& workshop);
base::Outcome<std::vector<File>> publish(db::Database& database, base::World const& world, i18n::Words const& words, EditionId const& edition,
                                         Workshop const& workshop);

/// The frozen text of an edition, the one people read when `number` is empty; nothing when there is none.
std::optional<Document> edition_document(db::Session& session, accounts::ProgrammeId const& programme, std::string_view number);

/// Whether people read, or have read, the edition of that number.
bool is_public(db::Session& session, accounts::ProgrammeId const& programme, std::string_view number);

/// The edition people read; nothing when none is published.
struct PublicEdition {
  std::string programme_slug, number, title, subtitle, description;
  base::Day frozen_on{};
  html::Url url;
};
std::optional<PublicEdition> latest_public(db::Session& session, accounts::ProgrammeId const& programme);
/// Public addresses of the kit's pages, for the sitemap.
std::vector<std::string> public_addresses(db::Session& session, accounts::ProgrammeId const& programme);

/// Told in the transaction that publishes (jobs): payload is the edition's id.
inline constexpr std::string_view published_event = "kit.published";

}  // namespace kit
