#pragma once
#include <vector>

#include "domain/experiences/experience.h"

namespace experiences {

/// As it is kept: texts trimmed, Unix lines, no control character, every passage given a code, empty items dropped,
/// headings of the long texts at level 3 or below so that a sheet's own headings stay its own.
Content normalised(Content content);

/// Size of fields, words of the programme's vocabulary and of the compiled lists, days, codes of obstacles. Every refusal names its field ("obstacles.2.type",
/// counting from 1). Empty: all is well.
std::vector<base::Refusal> check(Content const& content, Vocabulary const& vocabulary = {});

/// "2024", "2024-03" or "2024-03-18".
bool is_date(std::string_view text);

}  // namespace experiences
