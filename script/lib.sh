# Shared by the commands in this folder: where things are, how to speak. Sourced, never run.
# shellcheck shell=bash

ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)"
VENV="$ROOT/.venv"
PYTHON="$VENV/bin/python"

# Everything said to a person goes to stderr: stdout belongs to the program's own answer.
say() { printf '%s\n' "$*" >&2; }
die() {
    say "$*"
    exit 1
}

# The fingerprint of what bootstrap installed for "run" or "test"; a moved checkout differs too,
# because a virtual environment holds absolute paths.
fingerprint() {
    local files=("$ROOT/requirements.txt")
    if [[ $1 == test ]]; then files+=("$ROOT/requirements-dev.txt"); fi
    { printf '%s\n' "$ROOT"; cat "${files[@]}"; } | sha256sum
}
python_ready() {
    [[ -x $PYTHON && "$(cat "$VENV/.installed-$1" 2>/dev/null)" == "$(fingerprint "$1")" ]]
}

# Relative folders mean the caller's working directory, wherever the command goes later.
# Inherited names are set or removed, so that the demo and the real instance never mix.
use_instance() {
    unset PORTAL_DEMO
    if [[ $1 == demo ]]; then export PORTAL_DEMO=1; fi
    if [[ -n ${PORTAL_INSTANCE:-} ]]; then
        PORTAL_INSTANCE="$(realpath -m "$PORTAL_INSTANCE")"
        export PORTAL_INSTANCE
    fi
    export FLASK_APP="$ROOT/wsgi.py" FLASK_SKIP_DOTENV=1
    umask 077 # databases, keys and backups are for the service's account alone
}
