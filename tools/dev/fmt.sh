# ./dev fmt: every C++ file as .clang-format says.
set -euo pipefail
git ls-files '*.cpp' '*.h' '*.ipp' | xargs clang-format-14 -i
