#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "domain/programme/calendar.h"
#include "platform/base/refusal.h"

namespace programme {

/// Reads programme.toml. Problems name the line and the field; an unknown field is one of them.
tl::expected<Programme, std::vector<base::Problem>> parse_programme(std::string_view bytes, std::string const& file_name);

/// Writes programme.toml in its one canonical form.
std::string format_programme(Programme const& programme);

/// The identifier of a programme that comes from files.
ProgrammeId id_from_slug(std::string_view slug);

}  // namespace programme
