set -euo pipefail
git ls-files '*.cpp' '*.h' | xargs clang-format-14 -i
