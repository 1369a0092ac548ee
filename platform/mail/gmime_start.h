#pragma once

namespace mail {

/// GMime is ready after this; to be called before its first use, from any thread, as often as one likes.
void start_gmime();

}  // namespace mail
