#pragma once
#include <map>
#include <string>
#include <vector>

#include "domain/experiences/experience.h"

/// Two sheets that tell one experience become one. Pure rules.
namespace experiences {

enum class Keep { first, second, both };

/// A field in which two sheets differ, and what may be kept of them.
struct Differing {
  std::string field;
  bool may_keep_both = false;   ///< lists, and long texts one after the other
  Keep proposed = Keep::first;  ///< both where that loses nothing, else the one that says something
};
std::vector<Differing> differing(Content const& first, Content const& second);

/// The first sheet with what was chosen of the second. A passage of the second takes a new code: `moved` says which.
struct Blend {
  Content content;
  std::map<std::string, std::string> moved;  ///< code in the second → code in the blend
};
Blend blend(Content const& first, Content const& second, std::map<std::string, Keep> const& choices);

}  // namespace experiences
