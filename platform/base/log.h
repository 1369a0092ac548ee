#pragma once
#include <string_view>

namespace base::log {

/// One line on standard error, whatever the message holds. Never a personal datum, a secret or a request body: name things by their identifiers.
void info(std::string_view message);
void warning(std::string_view message);
void error(std::string_view message);
/// Tests and the command line silence what is under "error".
void quiet();
void loud();  ///< undoes it

}  // namespace base::log
