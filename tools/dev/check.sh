# ./dev check [--quick]: what the compiler and the tests do not see. Everything is tried, then what failed is named.
# --quick leaves out what builds the program again: sanitizers, fuzzers and kills.
set -euo pipefail
. tools/dev/packages.sh
mkdir -p build
failures=()
# What is built with the sanitizers: whatever reads bytes from elsewhere, and the rules.
sanitized="platform_base_tests platform_views_tests platform_i18n_tests platform_markdown_tests platform_files_tests platform_http_tests platform_audit_tests platform_backup_tests platform_spreadsheets_tests platform_pdf_tests domain_privacy_tests domain_experiences_tests domain_atelier_tests domain_exchange_tests"

# try WORDS command…: goes on after a failure, so that one run says everything that fails.
try() { step "$@" || failures+=("$1"); }

sanitize() (
  ccache --version > /dev/null 2>&1 && export CCACHE_SLOPPINESS=time_macros
  compile sanitize -DCMAKE_BUILD_TYPE=None -DCMAKE_CXX_FLAGS="-O1 -g1" -DESSAIM_SANITIZE=ON -DESSAIM_TESTS=ON -- $sanitized essaim_words
  local program failed=0
  for program in $sanitized; do
    [ -x "build/sanitize/$program" ] || continue
    # The servers of the tests stop by exit: what they still hold then is no leak.
    ASAN_OPTIONS=detect_leaks=0:abort_on_error=1 UBSAN_OPTIONS=print_stacktrace=1 timeout 600 bash tools/dev/with_postgresql.sh "build/sanitize/$program" --gtest_brief=1 > "build/sanitize/$program.log" 2>&1 || {
      failed=1
      say "  $program: see build/sanitize/$program.log"
      grep -E "ERROR: AddressSanitizer|runtime error|^\[  FAILED" "build/sanitize/$program.log" | head -8
    }
  done
  return $failed
)

killed() (
  compile test -DCMAKE_BUILD_TYPE=Release -DCMAKE_CXX_FLAGS_RELEASE="-O1" -DESSAIM_TESTS=ON -- tests_crash_tests
  ESSAIM_KILLS=500 bash tools/dev/with_postgresql.sh build/test/tests_crash_tests --gtest_brief=1 > build/test/killed.log 2>&1 || { tail -20 build/test/killed.log; return 1; }
  grep "kills," build/test/killed.log
)

formatted() { git ls-files '*.cpp' '*.h' '*.ipp' | xargs clang-format-14 --dry-run --Werror 2>&1 | grep -m 8 'error:' && say "  ./dev fmt puts it right" && return 1; return 0; }

quick=${1:-}
enough_room
[ "$quick" = --quick ] || step "Debian packages" install_packages $build_packages $test_packages $check_packages
step "npm packages" install_npm
step "Registry, map and styles" generate
try "Arrows" node tools/check_arrows.mjs
try "Words" node tools/check_words.mjs
try "Links and places" node tools/check_texts.mjs
try "Security, line by line" node tools/check_asvs.mjs
if command -v clang-format-14 > /dev/null; then try "Format" formatted; fi
try "Tools and islands" node --test --test-reporter=dot tools/ domain/ tests/
if [ "$quick" != --quick ]; then
  try "Sanitizers (minutes the first time)" sanitize
  try "Fuzzers, a minute each" bash tools/dev/fuzz.sh 60
  try "Killed 500 times on each engine" killed
fi
node tools/longest.mjs
[ ${#failures[@]} -eq 0 ] || stop "To put right: $(IFS=,; printf '%s' "${failures[*]}")"
say "Everything is in order."
