#pragma once
#include <chrono>
#include <cstddef>
#include <functional>

namespace base {

/// The thread that asks gives way to those with a smaller `niceness` (0 to 19) when there are more of them than processors.
/// A thread that holds what others wait for, a lock or a transaction, should not ask for more than 5: it would keep them waiting.
void let_others_go_first(int niceness);

/// How long a processor has been busy for the thread that asks, since it began: by itself, and by others it handed work to.
std::chrono::nanoseconds busy_time_of_this_thread();
/// A library did work for this thread on threads of its own, which the clock of this one does not see.
void count_as_busy(std::chrono::nanoseconds elsewhere);

/// Does this work here and, at the same time, on one thread more. Both have ended when it answers; what one of them throws is thrown here.
void on_two_threads(std::function<void()> const& work);
/// The same for each place from 0 to `count` - 1, one after the other, shared between both.
void each_on_two_threads(std::size_t count, std::function<void(std::size_t place)> const& work);

}  // namespace base
