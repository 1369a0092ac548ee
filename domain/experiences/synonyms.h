#pragma once
#include <span>
#include <string>
#include <vector>

#include "domain/experiences/experience.h"

namespace experiences {

/// Expressions of the field that mean the same: who searches for one finds the others ("bénévole", "bénévolat").
std::span<std::vector<std::string> const> synonyms();

/// The words people use for what a sheet says in codes: its themes, its obstacles, its levers. For search, never shown.
std::string words_behind_codes(Content const& content);

}  // namespace experiences
