#pragma once
// The front door of the atelier: the only header of this folder other capabilities include.
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/accounts/accounts.h"
#include "domain/atelier/licences.h"
#include "domain/atelier/method.h"
#include "domain/atelier/method_pages.h"
#include "domain/atelier/photos.h"
#include "domain/atelier/picture_files.h"
#include "domain/atelier/sheet.h"
#include "domain/experiences/experiences.h"
#include "platform/base/world.h"
#include "platform/db/database.h"
#include "platform/views/html.h"

namespace atelier {

/// What a list or a link needs of a method.
struct Brief {
  MethodId id;
  accounts::ProgrammeId programme;
  std::string slug, title, pitch;
  Status status = Status::draft;
  accounts::Visibility visibility = accounts::Visibility::cohort;
  std::optional<accounts::PersonId> author;
  std::vector<std::string> stages, catalyst_roles;  ///< codes
  std::string mode;
  int duration_min = 0, duration_max = 0, group_min = 0, group_max = 0, difficulty = 0;
  Trust trust;
  base::Instant changed{};
  std::optional<base::Instant> published;
};

/// In the order asked; what is missing or not theirs is left out. One query.
std::vector<Brief> briefs(db::Session& session, accounts::Viewer const& viewer, std::span<MethodId const> ids);
std::vector<Brief> find_by_slugs(db::Session& session, accounts::Viewer const& viewer, accounts::ProgrammeId const& programme,
                                 std::span<std::string const> slugs);
/// Of addresses that name no method (any more), those that lead to one: it moved, or was joined to another. The address of now.
std::map<std::string, std::string> moved_among(db::Session& session, accounts::ProgrammeId const& programme, std::span<std::string const> slugs);
/// Whole methods with their trials, for a kit that prints them. Same rule of reading, order asked; a former address is followed.
/// Two queries.
std::vector<Method> methods_by_slugs(db::Session& session, accounts::Viewer const& viewer, accounts::ProgrammeId const& programme,
                                     std::span<std::string const> slugs);
/// Published methods the viewer may read, the latest first.
std::vector<Brief> published_in(db::Session& session, accounts::Viewer const& viewer, accounts::ProgrammeId const& programme, int limit = 1000);

/// A method that cites a passage.
struct Citing {
  std::string title, slug;
};
/// The listed methods that cite an experience, by passage code ("f1"; "" for the whole sheet). One query.
std::map<std::string, std::vector<Citing>> citing(db::Session& session, accounts::Viewer const& viewer, accounts::ProgrammeId const& programme,
                                                  std::string_view experience_slug);

/// What a person is expected to do about methods: citations that changed, reviews asked of them, remarks to answer.
struct Expected {
  std::string what, detail, action;
  std::string urgency;  ///< "late", "todo" or ""
  html::Url url;
};
/// The most urgent first, for the hub and the weekly letter. Six queries at most.
std::vector<Expected> expected_of(db::Session& session, accounts::Viewer const& viewer, accounts::ProgrammeId const& programme, base::Instant now,
                                  i18n::Words const& words);

/// Address of a method sheet, and of the list.
html::Url address_of(std::string_view programme_slug, std::string_view slug);
html::Url list_address(std::string_view programme_slug);

/// A method from a file, its references already resolved by the importer.
struct Import {
  accounts::ProgrammeId programme;
  std::string programme_slug;
  Sheet sheet;
  std::optional<accounts::PersonId> author;
  std::vector<std::optional<experiences::Place>> trial_places;     ///< of sheet.trials, in their order; may be shorter
  std::vector<std::vector<Photo>> trial_photos{};                  ///< the same, their bytes already kept
  std::vector<std::optional<experiences::Place>> review_places{};  ///< of sheet.reviews, the same way
  std::vector<Picture> pictures{};                                 ///< in its texts, their bytes already kept
};
enum class Imported { created, changed, unchanged };
/// Creates or revises the methods of those programmes and slugs; importing the same twice changes nothing. Trials told
/// here and absent from the file are kept. Announces nothing. Same order.
std::vector<Imported> import_methods(db::Session& session, base::World const& world, std::span<Import const> imports);
/// A method as a file. The caller only adds `sheet.author`.
struct Exported {
  Method method;
  Sheet sheet;
  std::string file_name;            ///< "arpentage-du-bourg.md"
  std::vector<Picture> pictures{};  ///< in its texts
};
/// Every method of a programme, by slug: what `essaim export` writes. Three queries.
std::vector<Exported> export_methods(db::Session& session, accounts::ProgrammeId const& programme, std::string_view programme_slug);
/// Methods at hand as files. One query.
std::vector<Exported> sheets_of(db::Session& session, std::vector<Method> methods, std::string_view programme_slug);

}  // namespace atelier
