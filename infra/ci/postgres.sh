#!/usr/bin/env bash
# A real PostgreSQL 17 with pgvector for tests, on a bare Debian 12 (which has 15 and no pgvector): it lives
# in a Debian 13 chroot. As root:
#   postgres.sh [DIR]         brings it up (again); stdout carries only its URL
#   postgres.sh stop [DIR]    stops it and unmounts; deleting DIR afterwards forgets everything
# PORT chooses the port. It trusts everyone on 127.0.0.1 and does not survive a power cut: for tests only.
set -euo pipefail

action=start
if [ "${1:-}" = stop ]; then action=stop; shift; fi
dir=${1:-/var/lib/vek1-ci-pg}
port=${PORT:-54317}
release=17/main
mounts=(/proc /dev /dev/shm)

[ "$(id -u)" = 0 ] || { echo "postgres.sh: chroot and mount need root" >&2; exit 1; }
exec 3>&1 1>&2
# One at a time; both descriptors are closed for what outlives this script.
mkdir -p "$(dirname "$dir")"
exec 9>"$dir.lock"
flock 9

inside() {
  chroot "$dir" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 "$@" 3>&- 9>&-
}
cluster() {
  inside pg_ctlcluster "${release%/*}" "${release#*/}" "$@"
}

# The mirror this machine's apt already uses for its own release; empty where debootstrap's default will do.
mirror() {
  # shellcheck disable=SC2016 # apt expands these, not the shell
  apt-get indextargets --format '$(RELEASE) $(COMPONENT) $(SITE)' 'Identifier: Packages' |
    awk -v release="$(. /etc/os-release && echo "$VERSION_CODENAME")" '$1 == release && $2 == "main" && !seen++ { print $3 }'
}

build() {
  command -v debootstrap >/dev/null || { apt-get update && apt-get install -y --no-install-recommends debootstrap; }
  rm -rf --one-file-system "$dir.partial"
  local from
  from=$(mirror)
  debootstrap --variant=minbase --include=postgresql-17,postgresql-17-pgvector trixie "$dir.partial" ${from:+"$from"}
  mv "$dir.partial" "$dir"
}

stop() {
  [ -d "$dir" ] || return 0
  if cluster status; then cluster stop -m fast; fi
  local index
  for ((index = ${#mounts[@]} - 1; index >= 0; index--)); do
    if mountpoint -q "$dir${mounts[index]}"; then umount "$dir${mounts[index]}"; fi
  done
}

start() {
  [ -d "$dir" ] || build
  local mount settings="$dir/etc/postgresql/$release/conf.d/tests.conf"
  for mount in "${mounts[@]}"; do
    mountpoint -q "$dir$mount" || { mkdir -p "$dir$mount" && mount --bind "$mount" "$dir$mount"; }
  done
  # The package made a cluster of its own, with passwords.
  if [ ! -f "$settings" ]; then
    inside pg_dropcluster --stop "${release%/*}" "${release#*/}" || true
    inside pg_createcluster --port "$port" --locale C.UTF-8 --encoding UTF8 "${release%/*}" "${release#*/}" -- --auth=trust
  fi
  cat >"$settings" <<CONF
listen_addresses = '127.0.0.1'
port = $port
timezone = 'UTC'
max_connections = 200
shared_buffers = 256MB
fsync = off
synchronous_commit = off
full_page_writes = off
jit = off
CONF
  ready || cluster restart
  until ready; do sleep 0.1; done
}

# `restart` above fails when the server cannot start, so waiting here ends.
ready() {
  cluster status && inside pg_isready -q -h 127.0.0.1 -p "$port"
}

"$action"
if [ "$action" = start ]; then echo "postgres://postgres@127.0.0.1:$port/postgres" >&3; fi
