#pragma once

namespace base {

/// The thread that asks gives way to those with a smaller `niceness` (0 to 19) when there are more of them than processors.
/// A thread that holds what others wait for, a lock or a transaction, should not ask for more than 5: it would keep them waiting.
void let_others_go_first(int niceness);

}  // namespace base
