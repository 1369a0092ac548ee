# tools/dev/with_postgresql.sh COMMAND…: runs COMMAND with ESSAIM_TEST_POSTGRESQL naming a private, throw-away server.
# Without PostgreSQL on the machine the command runs all the same, and the tests that need it say they are skipped.
set -euo pipefail
bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1 || true)
if [ -z "$bin" ] || [ -n "${ESSAIM_TEST_POSTGRESQL:-}" ]; then exec "$@"; fi
folder=$(mktemp -d)
as() { "$@"; }
if [ "$(id -u)" = 0 ]; then
  chown postgres "$folder"
  as() { setpriv --reuid postgres --regid postgres --clear-groups "$@"; }
fi
cd "$folder"
as "$bin/initdb" -D "$folder/data" -U essaim -A trust -E UTF8 --locale=C --no-sync > "$folder/initdb.log" 2>&1 || { cat "$folder/initdb.log"; exit 1; }
as "$bin/pg_ctl" -D "$folder/data" -w -l "$folder/server.log" -o "-k $folder -c listen_addresses='' -c fsync=off -c full_page_writes=off -c synchronous_commit=off -c max_connections=200" start > /dev/null
stop() { as "$bin/pg_ctl" -D "$folder/data" -m immediate stop > /dev/null 2>&1 || true; rm -rf "$folder"; }
trap stop EXIT
cd "$OLDPWD"
ESSAIM_TEST_POSTGRESQL="postgresql://essaim@/postgres?host=$folder" "$@"
