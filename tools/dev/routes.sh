set -euo pipefail
. tools/dev/packages.sh
[ -x build/release/essaim ] || stop "Build first: ./dev start"
exec build/release/essaim routes --data "$(mktemp -d)"
