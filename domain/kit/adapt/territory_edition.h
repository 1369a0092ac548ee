#pragma once
#include <memory>

#include "domain/kit/frozen_documents.h"
#include "domain/kit/adapt/adapt_store.h"
#include "domain/kit/sources.h"

namespace kit {

/// The kit of a territory, on the edition it adapts.
struct Standing {
  Kit kit;
  Edition edition;                           ///< the one it stands on
  std::shared_ptr<Document const> document;  ///< of that edition; never null
  std::vector<Change> changes;

  Document const& source() const { return *document; }
};
/// Nothing for a programme's own kit.
std::optional<Standing> standing_of(db::Session& session, Kit const& kit, FrozenDocuments& frozen);
/// The public edition of the programme's own kit when it is another than the one stood on.
std::optional<Edition> newer_edition(db::Session& session, Standing const& standing);

/// Opens the kit of a territory on the public edition of its programme's; the same again gives it back. Refused when no edition is public.
base::Outcome<Kit> open_adapted(db::Session& session, base::World const& world, accounts::ProgrammeId const& programme, Adapter const& adapter);

/// What its next edition would be, and what is to be seen to first.
struct Draft {
  Document document;
  std::vector<Remark> remarks;
};
struct Drafting {
  std::string number, site_address;
  base::Day day{};
};
Draft draft_of(Sources const& sources, Asking const& asking, Standing const& standing, Drafting const& drafting);
/// Freezes it. Refused as other editions are (freezing.h), and when a remark blocks.
base::Outcome<Document> freeze_adapted(Sources const& sources, Asking const& asking, Standing const& standing, Drafting const& drafting,
                                       std::string const& note);

/// Puts the kit on the newer edition, every change with it. Refused while something is to be decided, or when it is no longer newer.
base::Outcome<Edition> move_to_newer(db::Session& session, Standing const& standing, accounts::PersonId const& by, base::Instant now);

}  // namespace kit
