#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "platform/base/world.h"

/// Codes of six digits that change every thirty seconds (RFC 6238), as the apps of phones make them.
namespace secrets {

/// The step of thirty seconds an instant belongs to.
std::int64_t step_of(base::Instant now);
/// "492039". `secret`: raw bytes.
std::string code_at(std::string_view secret, std::int64_t step);
/// The step whose code was typed: this one, the one before or the one after, and later than `last` so that no code serves twice.
std::optional<std::int64_t> step_matching(std::string_view secret, std::string_view typed, base::Instant now, std::int64_t last);

/// As apps take a secret by hand: "JBSWY3DPEHPK3PXP".
std::string to_base32(std::string_view bytes);
/// otpauth://totp/Essaim:claire%40essaim.example?secret=…&issuer=Essaim
std::string app_address(std::string_view secret, std::string_view issuer, std::string_view account);

}  // namespace secrets
