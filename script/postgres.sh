# A PostgreSQL of its own for a run of tests or measurements, in $scratch/postgres. Sourced after
# lib.sh, never run.
# shellcheck shell=bash disable=SC2154,SC2034

# PostgreSQL refuses to run as root.
as_postgres() {
    if [[ $(id -u) != 0 ]]; then
        (cd "$scratch/postgres" && "$@")
    else
        (cd "$scratch/postgres" && runuser -u "$(id -nu postgres 2>/dev/null || echo nobody)" -- "$@")
    fi
}

# A cluster of its own, reached by a socket in a private folder, so that no port can clash. It
# sorts as a Chinese institution's would, which is harsher than C: '/A/' and '/a/' stand together.
# Arguments are further settings; sets postgres_url and postgres_data.
start_postgres() {
    local owner
    postgres_data="$scratch/postgres/data"
    bin="$("$ROOT/script/find" postgres)"
    mkdir -m 700 "$scratch/postgres"
    if [[ $(id -u) == 0 ]]; then
        chmod 711 "$scratch"
        owner="$(id -nu postgres 2>/dev/null || echo nobody)"
        chown "$owner" "$scratch/postgres"
    fi
    as_postgres "$bin/initdb" -D "$postgres_data" -U portal --auth=trust --no-sync --encoding=UTF8 \
        --locale=C.UTF-8 --locale-provider=icu --icu-locale=zh-Hans-CN >"$scratch/initdb.log" 2>&1 \
        || { cat "$scratch/initdb.log" >&2; return 1; }
    as_postgres "$bin/pg_ctl" start -D "$postgres_data" -s -w -l "$scratch/postgres/log" -o \
        "-c listen_addresses='' -c unix_socket_directories='$scratch/postgres' \
         -c max_connections=60 $*" \
        || { cat "$scratch/postgres/log" >&2; return 1; }
    postgres_url="postgresql+psycopg://portal@/postgres?host=$scratch/postgres"
}

stop_postgres() {
    if [[ -f $scratch/postgres/data/postmaster.pid ]]; then
        as_postgres "$bin/pg_ctl" stop -D "$scratch/postgres/data" -m immediate -s || true
    fi
}
