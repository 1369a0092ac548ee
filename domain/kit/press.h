#pragma once
#include "domain/kit/edition.h"
#include "domain/kit/workshop.h"
#include "platform/base/refusal.h"
#include "platform/db/database.h"

/// Where the formats of an edition are made: off the request, each on its own and bounded, checked, then made public together.
namespace kit {

/// Told in the transaction of who publishes; a job makes the formats then. Payload: the edition's id.
inline constexpr std::string_view make_event = "kit.make";

/// Told when an edition becomes public: its files are then checked. Payload: the edition's id.
inline constexpr std::string_view check_event = "kit.check";

/// Every format of the edition waits to be made, and a job will. Twice is harmless.
void ask_for_formats(db::Session& session, base::World const& world, EditionId const& edition);

/// Makes the formats that wait or failed, and the edition public once every one is there, or absent for want of a tool on this
/// place. When one fails its reason is kept and answered; the others are kept, the edition stays as it was.
base::Outcome<std::vector<File>> press(db::Database& database, base::World const& world, i18n::Words const& words, Workshop const& workshop,
                                       EditionId const& edition);

/// Runs the validators installed on the files of a public edition and keeps what they say: its conformance report.
void check_edition(db::Database& database, base::World const& world, Workshop const& workshop, EditionId const& edition);

/// In a transaction: the edition becomes the public one, is searched, and others are told (publication.cpp).
void make_public(db::Session& session, base::World const& world, EditionId const& edition, std::vector<File> const& files);

}  // namespace kit
