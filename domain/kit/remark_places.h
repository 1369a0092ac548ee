#pragma once
#include "domain/kit/assembly.h"

/// Where in the kit a remark is, so that whoever reads it goes there.
namespace kit {

/// The line of the chapter's own text a remark is about, counted from 1; 0 when it is about more than a line. A remark that
/// names what it is about (an address, a citation) is found by it.
std::size_t line_of(Remark const& remark, std::string_view markdown);

}  // namespace kit
