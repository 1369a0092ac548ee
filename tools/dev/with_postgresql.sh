# tools/dev/with_postgresql.sh COMMAND…: runs COMMAND with ESSAIM_TEST_POSTGRESQL naming a private, throw-away server.
# Without PostgreSQL on the machine the command runs all the same, and the tests that need it say they are skipped.
# The server's files and those of the tests are in memory where there is room for them: each test has a database of its own,
# and making five hundred on a disk takes longer than all the tests.
set -euo pipefail
memory=""
if [ -w /dev/shm ] && [ "$(df --output=avail -k /dev/shm | tail -n 1)" -gt 2000000 ]; then memory=/dev/shm; fi
TMPDIR=$(mktemp -d -p "${memory:-${TMPDIR:-/tmp}}" essaim-tests-XXXXXX)
export TMPDIR
folder=$TMPDIR/postgresql
bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1 || true)
as() { "$@"; }
stop() {
  [ ! -d "$folder/data" ] || as "$bin/pg_ctl" -D "$folder/data" -m immediate stop > /dev/null 2>&1 || true
  rm -rf "$TMPDIR"
}
trap stop EXIT
if [ -n "$bin" ] && [ -z "${ESSAIM_TEST_POSTGRESQL:-}" ]; then
  mkdir "$folder"
  if [ "$(id -u)" = 0 ]; then
    chmod 755 "$TMPDIR"
    chown postgres "$folder"
    as() { setpriv --reuid postgres --regid postgres --clear-groups "$@"; }
  fi
  (
    cd "$folder"
    as "$bin/initdb" -D "$folder/data" -U essaim -A trust -E UTF8 --locale=C --no-sync > "$folder/initdb.log" 2>&1 || { cat "$folder/initdb.log"; exit 1; }
    as "$bin/pg_ctl" -D "$folder/data" -w -l "$folder/server.log" -o "-k $folder -c listen_addresses='' -c fsync=off -c full_page_writes=off -c synchronous_commit=off -c max_connections=200" start > /dev/null
  )
  export ESSAIM_TEST_POSTGRESQL="postgresql://essaim@/postgres?host=$folder"
fi
"$@"
