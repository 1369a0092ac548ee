#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "platform/search/query.h"

namespace search {

/// Some 200 characters of `text` where most of the terms are, between \x01 and \x02 each word found.
std::string extract_of(std::string_view text, std::vector<Term> const& terms);

}  // namespace search
