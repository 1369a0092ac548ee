# ./dev start [--port N] [--data DIR]
set -euo pipefail
. tools/dev/packages.sh
port=8080 data=essaim-data
while [ $# -gt 0 ]; do
  case "$1" in
    --port) port=${2:?"--port needs a number"}; shift 2 ;;
    --data) data=${2:?"--data needs a folder"}; shift 2 ;;
    *) stop "Unknown: $1. Usage: ./dev start [--port N] [--data DIR]" ;;
  esac
done
mkdir -p build
program=build/release/essaim
# A second start serves in a moment: the build is only looked at again when a source is newer than the program.
newest() { find ARROWS CMakeLists.txt cmake app domain platform tools web package-lock.json -newer "$program" -type f -print -quit 2>/dev/null; }
if [ ! -x "$program" ] || [ -n "$(newest)" ]; then
  enough_room
  step "Debian packages" install_packages $build_packages
  step "npm packages" install_npm
  step "Registry, map and styles" generate
  step "Program (a few minutes the first time)" compile release -DCMAKE_BUILD_TYPE=Release -DESSAIM_TESTS=OFF -- essaim essaim_words essaim_share
  touch "$program"
fi
(exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null && stop "The port $port is already in use: choose another with ./dev start --port N."
loaded="$data/.loaded"
if [ ! -e "$loaded" ] || [ -n "$(find programmes "$program" -newer "$loaded" -type f -print -quit)" ]; then
  mkdir -p "$data" || stop "The data folder $data cannot be made: choose another with --data."
  step "Territories of France" "$program" registry --data "$data"
  for file in programmes/*/programme.toml; do step "Programme ${file%/programme.toml}" "$program" import "${file%/programme.toml}" --data "$data" --port "$port"; done
  touch "$loaded"
fi
say ""
say "Essaim: http://127.0.0.1:$port/"
say "  as a visitor: open it"
say "  as a pioneer: $("$program" link lucile.ravoux@essaim.example --data "$data" --port "$port" 2>/dev/null || true)"
say "  as a programme lead: $("$program" link claire.vasseur@essaim.example --data "$data" --port "$port" 2>/dev/null || true)"
say "  (links work once, for fifteen minutes; others come on http://127.0.0.1:$port/sign-in and are read on /outbox)"
exec "$program" serve --data "$data" --port "$port" --development
