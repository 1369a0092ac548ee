# Sourced. install_packages GROUP…: installs what a fresh Debian 12 lacks, or says in one sentence what is missing.
build_packages="g++ cmake ninja-build ccache pkg-config gettext git ca-certificates libboost1.81-dev libboost-locale1.81-dev libboost-json1.81-dev libboost-url1.81-dev libpoco-dev libsoci-dev libsqlite3-dev libpq-dev libcmark-gfm-dev libcmark-gfm-extensions-dev libstemmer-dev libutf8proc-dev libicu-dev libsodium-dev libcurl4-openssl-dev libssl-dev libgmime-3.0-dev libzip-dev libpugixml-dev libxml2-dev libvips-dev libzim-dev libqpdf-dev libqrcodegencpp-dev libcsv-dev libxlsxwriter-dev libdeflate-dev libfmt-dev libspdlog-dev libcli11-dev libtomlplusplus-dev libyaml-cpp-dev libexpected-dev libarchive-dev libzxcvbn-dev"
test_packages="libgtest-dev libgmock-dev librapidcheck-dev postgresql-15 postgresql-client-15 sqlite3 openssl libxml2-utils chromium default-jre-headless poppler-utils qpdf zbar-tools libhttp-oai-perl libreoffice-writer-nogui libreoffice-impress-nogui zim-tools kiwix-tools"
check_packages="clang-14 libclang-rt-14-dev clang-tidy-14 clang-format-14"
bench_packages="nginx-light sqlite3 wrk"

say() { printf '%s\n' "$*"; }
stop() { printf '%s\n' "$*" >&2; exit 1; }

install_packages() {
  local missing=() name
  for name in "$@"; do
    [ "$(dpkg-query -W -f='${Status}' "$name" 2>/dev/null)" = "install ok installed" ] || missing+=("$name")
  done
  # Node comes from Debian unless the machine has its own.
  command -v node > /dev/null || missing+=(nodejs)
  command -v npm > /dev/null || missing+=(npm)
  [ ${#missing[@]} -eq 0 ] && return
  local as_root=()
  if [ "$(id -u)" != 0 ]; then
    command -v sudo > /dev/null || stop "These packages are missing and need root to be installed; ask an administrator for: apt-get install ${missing[*]}"
    as_root=(sudo)
  fi
  say "Installing ${#missing[@]} Debian packages…"
  "${as_root[@]}" apt-get update -qq || stop "The list of Debian packages could not be fetched: check the network, then run this again."
  DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" > build/apt.log 2>&1 ||
    stop "Debian packages could not be installed (see build/apt.log): ${missing[*]}"
}

# Debian 12 has Node 18; what plays the journeys and the courses wants 20. A newer one is then kept beside the build, for us alone.
recent_node() {
  [ "$(node --version | tr -dc '0-9.' | cut -d. -f1)" -lt 20 ] || return 0
  local machine=x64
  [ "$(uname -m)" != aarch64 ] || machine=arm64
  local bin=$PWD/build/node/node_modules/node-linux-$machine/bin
  if [ ! -x "$bin/node" ]; then
    say "Installing a newer Node beside the build…"
    mkdir -p build/node
    npm install --prefix build/node --no-save --ignore-scripts --no-progress "node-linux-$machine@$node_version" > build/node.log 2>&1 ||
      stop "Node $node_version could not be installed (see build/node.log): check the network, then run this again."
  fi
  export PATH="$bin:$PATH"
}
node_version=20.20.2

install_npm() {
  local stamp=node_modules/.essaim-lock
  recent_node
  cmp -s package-lock.json "$stamp" 2>/dev/null && return
  say "Installing the npm packages…"
  # Not npm ci: it refuses the lock because Typst names builds for other machines that were never published.
  npm install --no-save --ignore-scripts --no-progress > build/npm.log 2>&1 || stop "The npm packages could not be installed (see build/npm.log): check the network, then run this again."
  cp package-lock.json "$stamp"
}

enough_room() {
  local free
  free=$(df -Pk . | awk 'NR == 2 { print $4 }')
  [ "$free" -gt 2000000 ] || stop "Less than 2 GB are free here: free some room, then run this again."
}

# step "What is done" command…: says how long it took.
step() {
  local words=$1 from; shift
  from=$(date +%s%N)
  "$@" || return 1
  printf '%-42s %6.1f s\n' "$words" "$(( ($(date +%s%N) - from) / 100000000 ))e-1"
}

generate() {
  [ -s build/registry/territories.csv ] || node tools/build_registry.mjs build/registry > build/registry.log 2>&1 || { cat build/registry.log >&2; stop "The official registry could not be built (see above)."; }
  [ -s build/registry/france_map.txt ] || node tools/build_map.mjs build/registry > build/map.log 2>&1 || { cat build/map.log >&2; stop "The map of France could not be built (see above)."; }
  [ -s build/passwords/leaked.bin ] || node tools/build_passwords.mjs > build/passwords.log 2>&1 || { cat build/passwords.log >&2; stop "The list of leaked passwords could not be built (see above)."; }
  node tools/build_web.mjs build/web > build/web.log 2>&1 || { cat build/web.log >&2; stop "The pages' styles could not be built (see above)."; }
}

# compile PRESET CMAKE_OPTIONS… -- TARGETS…
compile() {
  local preset=$1; shift
  local options=()
  while [ "$1" != -- ]; do options+=("$1"); shift; done
  shift
  mkdir -p "build/$preset"
  exec 9> "build/$preset/.lock"
  flock 9
  cmake -S . -B "build/$preset" -G Ninja "${options[@]}" > "build/$preset/configure.log" 2>&1 || { tail -n 20 "build/$preset/configure.log" >&2; stop "The build could not be configured (see above)."; }
  ninja -C "build/$preset" "$@" > "build/$preset/build.log" 2>&1 || { grep -A12 -E 'FAILED|error' "build/$preset/build.log" | head -n 60 >&2; stop "The program could not be built (see above)."; }
  flock -u 9
}
