#pragma once
#include "domain/privacy/privacy.h"

namespace app {

/// What each capability throws away in time, and does when someone is erased. The same object each time.
privacy::Hooks const& privacy_hooks();

}  // namespace app
