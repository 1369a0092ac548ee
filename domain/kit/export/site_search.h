#pragma once
#include <string>
#include <string_view>

#include "domain/kit/document.h"

namespace kit {

/// A script that lays the words of each part in a variable: a page opened from a disk may load a script, not a file.
std::string search_index(Document const& document);
/// The script that looks in it.
std::string_view search_script();

}  // namespace kit
