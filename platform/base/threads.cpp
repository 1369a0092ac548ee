#include "platform/base/threads.h"

#include <sys/resource.h>

namespace base {

// Linux keeps a niceness for each thread, and takes 0 for the one that asks.
void let_others_go_first(int niceness) { setpriority(PRIO_PROCESS, 0, niceness); }

}  // namespace base
