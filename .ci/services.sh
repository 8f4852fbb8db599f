# What the checks need from the machine: packages, one PostgreSQL, one Redis, each on loopback only.
# Sets POSTGRES_URL and REDIS_TEST_URL. Servers found running and open to us are used; others are started here, on
# free ports with data in a temporary folder, and stopped at the end.

PACKAGES=(python3 python3-venv make git gettext chromium fonts-noto-cjk postgresql redis-server procps ca-certificates)
SCRATCH=$(mktemp -d "${TMPDIR:-/tmp}/zhicai-ci.XXXXXX")
chmod 755 "$SCRATCH"

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi; }

# PostgreSQL refuses to run as root: borrow the account that its package made.
as_postgres() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }

missing_packages() {
  local each
  for each in "${PACKAGES[@]}"; do
    dpkg-query -W -f '${Status}' "$each" 2>/dev/null | grep -q 'install ok installed' || echo "$each"
  done
}

install_packages() {
  local wanted
  wanted=$(missing_packages)
  if [ -z "$wanted" ]; then echo "all there"; return 0; fi
  echo "installing:" $wanted
  as_root apt-get update -q || echo "apt-get update failed; trying with the lists that are here"
  # shellcheck disable=SC2086 -- a list of words
  as_root apt-get install -q -y --no-install-recommends $wanted
}

free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }

start_services() { start_postgres && start_redis; }

# A cluster of our own: nobody's data is touched, a second run on the same machine starts afresh.
start_postgres() {
  local bin port
  bin=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
  port=$(free_port)
  PG_CTL=$bin/pg_ctl
  PG_DATA=$SCRATCH/postgres
  mkdir "$PG_DATA"
  [ "$(id -u)" != 0 ] || chown postgres "$PG_DATA"
  as_postgres "$bin/initdb" -D "$PG_DATA" -U zhicai -A trust -E UTF8 --locale=C.UTF-8 >"$SCRATCH/initdb.log" || return 1
  as_postgres "$PG_CTL" -D "$PG_DATA" -w -t 60 -l "$PG_DATA/server.log" \
    -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$PG_DATA -c fsync=off -c max_connections=200" \
    start || return 1
  "$bin/createdb" -h 127.0.0.1 -p "$port" -U zhicai zhicai || return 1
  POSTGRES_URL=postgres://zhicai@127.0.0.1:$port/zhicai
  echo "PostgreSQL on port $port"
}

start_redis() {
  local port
  port=$(free_port)
  redis-server --port "$port" --bind 127.0.0.1 --save '' --appendonly no --daemonize yes \
    --dir "$SCRATCH" --pidfile "$SCRATCH/redis.pid" --logfile "$SCRATCH/redis.log" || return 1
  REDIS_PORT=$port
  REDIS_TEST_URL=redis://127.0.0.1:$port/0
  echo "Redis on port $port"
}

stop_services() {
  [ -z "${PG_CTL:-}" ] || as_postgres "$PG_CTL" -D "$PG_DATA" -m immediate stop >/dev/null 2>&1 || true
  [ -z "${REDIS_PORT:-}" ] || redis-cli -p "$REDIS_PORT" shutdown nosave >/dev/null 2>&1 || true
  rm -rf "$SCRATCH"
}
