# ./dev build [targets…]: builds build/dev without optimisation (everything when no target is named). One build at a time.
set -euo pipefail
mkdir -p build/dev
exec 9>build/dev/.lock
flock 9
[ -f build/dev/build.ninja ] || cmake -S . -B build/dev -G Ninja -DCMAKE_BUILD_TYPE=Debug -DCMAKE_CXX_FLAGS_DEBUG="-O0" > build/dev/configure.log || { cat build/dev/configure.log; exit 1; }
ninja -C build/dev -k 0 "$@"
