# ./dev fuzz [SECONDS [NAME…]]: every fuzzer, or those named, so many seconds each (20). What they find interesting is kept in
# build/fuzz/corpus; a file that breaks one is kept in build/fuzz/broken and named.
set -euo pipefail
. tools/dev/packages.sh
seconds=${1:-20}
shift $(( $# > 0 ? 1 : 0 ))
mkdir -p build
programs=(fuzzers)
[ $# -eq 0 ] || programs=("${@/%/_fuzz}")
for name in "$@"; do [ -f "tests/fuzz/${name}_fuzz.cpp" ] || stop "No fuzzer is called $name: see tests/fuzz."; done
step "Debian packages" install_packages $build_packages $check_packages
step "Fuzzers" compile fuzz -DCMAKE_BUILD_TYPE=None -DCMAKE_C_COMPILER=clang-14 -DCMAKE_CXX_COMPILER=clang++-14 -DESSAIM_TESTS=OFF -DESSAIM_FUZZ=ON -- "${programs[@]}"

# feed NAME: one fuzzer for its time; its line, or what it broke on, is said when it ends.
feed() {
  local name=$1 program=build/fuzz/tests/fuzz/$1_fuzz corpus=build/fuzz/corpus/$1
  mkdir -p "$corpus" "build/fuzz/broken/$name"
  if timeout $((seconds + 60)) "$program" -max_total_time="$seconds" -timeout=5 -rss_limit_mb=1500 -max_len=20000 -artifact_prefix="build/fuzz/broken/$name/" \
      -print_final_stats=1 "$corpus" "tests/fuzz/seeds/$name" > "build/fuzz/$name.log" 2>&1; then
    say "  $name: $(sed -n 's/^stat::number_of_executed_units: *//p' "build/fuzz/$name.log") inputs in $seconds s"
  else
    touch "build/fuzz/$name.failed"
    grep -E "^==.*ERROR|^SUMMARY|Test unit written|runtime error" "build/fuzz/$name.log" | head -5 >&2 || tail -5 "build/fuzz/$name.log" >&2
  fi
}

rm -f build/fuzz/*.failed
# As many at once as there are processors: a minute each is then minutes, not a quarter of an hour.
for program in build/fuzz/tests/fuzz/*_fuzz; do
  name=$(basename "$program" _fuzz)
  if [ $# -gt 0 ] && [[ " $* " != *" $name "* ]]; then continue; fi
  while [ "$(jobs -rp | wc -l)" -ge "$(nproc)" ]; do wait -n; done
  feed "$name" &
done
wait
broken=$(cd build/fuzz && ls -- *.failed 2>/dev/null | sed 's/\.failed$//' | tr '\n' ' ' || true)
[ -z "$broken" ] || stop "Broken by their fuzzer: $broken(logs and inputs in build/fuzz)."
