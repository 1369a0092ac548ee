#pragma once
#include "domain/kit/document.h"
#include "domain/kit/edition.h"
#include "domain/kit/kit_address.h"
#include "domain/programme/programme.h"
#include "platform/base/refusal.h"

namespace kit {

struct Heading {
  Kit const& kit;
  programme::Brief const& programme;
  KitAddress const& address;
  std::string number, site_address;  ///< site_address: "https://host", "" when there is none
  base::Day day;
};
/// An edition before it has its parts: names, number, licence, identifier, address.
Document headed(Heading const& heading);

/// A document as it was kept, written as one is today: an edition frozen before a field was added says the same with that field empty.
/// "" for what is none.
std::string as_written_today(std::optional<std::string> const& kept);

/// What lists say of an edition, taken from its document.
Edition edition_of(Document const& document, std::string note);

/// Keeps an edition of a kit that never changes. Refused when its number does not follow, or nothing says what changed since the last one.
/// An edition of that number already frozen with the same texts is given back as it is.
base::Outcome<Document> keep_frozen(db::Session& session, Kit const& kit, Document document, std::string const& note,
                                    std::optional<accounts::PersonId> const& by);

}  // namespace kit
