#pragma once

namespace app {

/// `essaim COMMAND…`: what the program does when called. Result: 0, or 1 after a sentence on standard error.
int run_command(int count, char** arguments);

}  // namespace app
