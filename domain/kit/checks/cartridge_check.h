#pragma once
#include <string>
#include <vector>

#include "platform/files/zip.h"

namespace kit {

/// What Common Cartridge asks of a package, written from its specification (1EdTech CC 1.1 and 1.3, QTI 1.2.1 profile): the
/// schemas themselves may not be passed on. Answers what is wrong, a sentence in English each, for who repairs the program.
std::vector<std::string> wrong_in_cartridge(std::vector<files::Entry> const& entries);

}  // namespace kit
