# ./dev test: what must hold at each change, in about two minutes once built: rules, stores, pages, conformance, the journeys of the
# main job. ./dev test NAME…: the parts named instead: modules that match (domain_kit, platform…), "tools", "security", "crashes",
# "journeys" (all of them, six minutes). ./dev test all: everything there is, as before a change lands.
# What it builds is apart from ./dev start (build/test, lightly optimised, with the tests), so that neither waits for the other.
set -euo pipefail
. tools/dev/packages.sh
mkdir -p build
optimisation="-O1"
failures=()

# wanted NAME: whether it is among those named. What takes long is named, or comes with "all".
wanted() {
  local name
  [ "${names[*]}" = all ] && return 0
  for name in "${names[@]}"; do [[ "$1" == *"$name"* ]] && return 0; done
  return 1
}

# Without PostgreSQL its tests skip; they say so, and so does this.
say_what_is_skipped() {
  ls -d /usr/lib/postgresql/*/bin/initdb > /dev/null 2>&1 || say "Skipped: PostgreSQL is not here, its half of the stores' tests does not run."
  command -v java > /dev/null || say "Skipped: Java is not here, EPUBCheck and vnu do not run."
}

run_modules() {
  local filter=()
  if [ $# -gt 0 ]; then filter=(-R "$(IFS='|'; printf '%s' "$*")"); fi
  bash tools/dev/with_postgresql.sh ctest --test-dir build/test -j3 --output-on-failure --timeout 300 --no-tests=ignore "${filter[@]}" 2>&1 | tee $told
}

# What failed among the modules is said once more where a long log is read first: at its end.
say_modules_again() { [ -s $told ] && grep -E -A16 ': Failure$|^unknown file|\*\*\*(Timeout|Exception)|^terminate called' $told | head -80 || true; }

run_journeys() {
  rm -rf build/journeys
  node tests/journeys/run.mjs build/test/essaim build/journeys "$@"
}

# They were begun beside the modules, which leave room.
tools_are_well() { wait "$1" || { grep -E -A20 '^not ok' $tools; return 1; }; }

run_security() { node tests/security/run.mjs build/test/essaim build/security; }
run_crashes() { bash tools/dev/with_postgresql.sh node tests/crash/run.mjs build/test/essaim build/crash; }

# try WORDS command…: goes on after a failure, so that one run says everything that fails.
try() { step "$@" || failures+=("$1"); }

names=("$@")
enough_room
step "Debian packages" install_packages $build_packages $test_packages
step "npm packages" install_npm
step "Registry, map and styles" generate
step "Program and tests (a few minutes at first)" compile test -DCMAKE_BUILD_TYPE=Release -DCMAKE_CXX_FLAGS_RELEASE="$optimisation" -DESSAIM_TESTS=ON -- all essaim_share
say_what_is_skipped
everyday=$([ ${#names[@]} -eq 0 ] && echo yes || true)
[ "${names[*]}" = all ] && modules=() || modules=("${names[@]}")
tools=build/test/tools.log told=build/test/modules.log
rm -f $told
if [ "$everyday" ] || wanted tools; then node --test tools/ domain/ tests/ > $tools 2>&1 & beside=$!; fi
try "Rules, stores, pages, conformance" run_modules "${modules[@]}"
if [ "${beside:-}" ]; then try "Tools and islands" tools_are_well "$beside"; fi
if [ "$everyday" ]; then try "Journeys of the main job in a browser" run_journeys visitor pioneer lead; fi
if wanted security; then try "Attacks on a running place" run_security; fi
if wanted crashes; then try "Full disk, and killed while people write" run_crashes; fi
if wanted journeys; then try "Journeys in a browser" run_journeys; fi
[ ${#failures[@]} -eq 0 ] || say_modules_again
[ ${#failures[@]} -eq 0 ] || stop "Failed: $(IFS=,; printf '%s' "${failures[*]}")"
say "Every test passed."
