#pragma once
#include <string>
#include <string_view>

#include "platform/i18n/words.h"

namespace territories {

/// The legal form of a group as people say it: « communauté de communes » for CC, as the national register of groups (Banatic) codes it.
/// Another code, or words, is said as it stands.
std::string legal_form(std::string_view nature, i18n::Words const& words);

}  // namespace territories
