#pragma once
#include "domain/experiences/list_maker.h"

/// A question answered: the shelf, its catalogue, the search, the listing.
namespace experiences {

/// What a list is asked, in an address. Bounded: unknown names are left out, values are at most 200 bytes and 40 a facet.
Asked asked_of(http::Fields const& query);
/// "theme=food&q=halle" as question_text() writes it.
Asked asked_of(std::string_view question);

Found find(db::Session& session, Shelf& shelf, accounts::Viewer const& viewer, accounts::ProgrammeId const& programme, Asked const& asked,
           std::string_view after, std::size_t length);

}  // namespace experiences
