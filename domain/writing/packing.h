#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/writing/live_document.h"

namespace writing {

/// Changes that follow one another, in a few bytes each; text that any database keeps. What people type goes on where they
/// were, a moment later, under the next name: only what differs from that is written, then everything is compressed.
std::string packed(std::span<Written const> changes);
/// Throws std::runtime_error for what is no such text.
std::vector<Written> unpacked(std::string_view packed);

}  // namespace writing
