#pragma once
#include <string>
#include <string_view>

#include "domain/writing/change_set.h"

namespace boost::json {
class value;
}

namespace writing {

/// CodeMirror's JSON: `5` keeps, `[5]` removes, `[5,"a","b"]` replaces by the lines "a" and "b". Refused: anything else,
/// line ends inside a line, NUL, and more than a text may hold.
base::Outcome<ChangeSet> change_set_of(boost::json::value const& sections);
/// The same from its text; nothing but trusted text of our own store is read by this one: it throws.
ChangeSet change_set_of_text(std::string_view json);
std::string to_json(ChangeSet const& changes);

}  // namespace writing
