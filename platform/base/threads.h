#pragma once
#include <chrono>

namespace base {

/// The thread that asks gives way to those with a smaller `niceness` (0 to 19) when there are more of them than processors.
/// A thread that holds what others wait for, a lock or a transaction, should not ask for more than 5: it would keep them waiting.
void let_others_go_first(int niceness);

/// How long a processor has been busy for the thread that asks, since it began: by itself, and by others it handed work to.
std::chrono::nanoseconds busy_time_of_this_thread();
/// A library did work for this thread on threads of its own, which the clock of this one does not see.
void count_as_busy(std::chrono::nanoseconds elsewhere);

}  // namespace base
