#pragma once
// The front door of programme: the only header of this folder other capabilities include.
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/accounts/accounts.h"
#include "platform/db/database.h"
#include "platform/views/html.h"

namespace programme {

using accounts::ProgrammeId;

/// What every page of a programme says of it.
struct Brief {
  ProgrammeId id;
  std::string slug, name, subtitle;
  bool fictional = false;
};

std::optional<Brief> brief_of(db::Session& session, ProgrammeId const& programme);
std::optional<ProgrammeId> id_of_slug(db::Session& session, std::string_view slug);
std::vector<Brief> all_briefs(db::Session& session);
/// For views::Frame: the masthead of a page of this programme.
views::Frame::Where where_of(Brief const& brief);

/// A territory that takes part, with the role it has there: pioneer, learner, host.
struct Participant {
  accounts::TerritoryId territory;
  std::string role, kind, note;
};
/// Territories that take part in any programme.
std::vector<accounts::TerritoryId> all_territories(db::Session& session);
std::vector<Participant> participants(db::Session& session, ProgrammeId const& programme);

}  // namespace programme
