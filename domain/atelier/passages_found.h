#pragma once
#include <string>
#include <vector>

#include "domain/atelier/method_views.h"
#include "domain/programme/programme.h"

namespace atelier {

/// Passages of the programme's experiences that hold these words, those of the sheets found best first. Four queries.
std::vector<FormPage::Found> passages_with(db::Session& session, accounts::Viewer const& viewer, programme::Brief const& programme,
                                           std::string_view words_typed, i18n::Words const& words);

}  // namespace atelier
