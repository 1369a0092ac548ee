# ./dev bench [--anew] [NAME…]: speed, memory and growth, each figure beside its reference of the same run; kept in build/bench.json.
# NAMEs choose among pages, experiences, kit, kit.formats, kit.readers, territories, holding, entering, import, memory, start. The
# 100,000 sheets are loaded once and kept in build/bench-data; --anew loads them again and times it.
set -euo pipefail
. tools/dev/packages.sh
mkdir -p build
enough_room
step "Debian packages" install_packages $build_packages $bench_packages
step "npm packages" install_npm
step "Registry, map and styles" generate
step "Program (a few minutes the first time)" compile release -DCMAKE_BUILD_TYPE=Release -DESSAIM_TESTS=OFF -- essaim essaim_words essaim_share
exec node tests/bench/run.mjs build/release/essaim "$@"
