#pragma once
#include <string>
#include <vector>

#include "domain/kit/checks/check.h"
#include "domain/kit/kit_views.h"
#include "platform/i18n/words.h"

namespace kit {

/// The conformance report of an edition, a format a line with its checks inside, in the order of the page of formats.
std::vector<CheckedFormat> check_report(std::vector<Check> const& checks, i18n::Words const& words);
/// « 9 vérifications passées. Une n’a pas pu être exécutée sur ce lieu. »; that nothing is checked yet when there are none.
std::string checked_words(std::vector<Check> const& checks, i18n::Words const& words);

}  // namespace kit
