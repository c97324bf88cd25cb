# Sourced by the other scripts: where things are, and which tools build them.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

TARGET=${CARGO_TARGET_DIR:-target}
LOGS=$TARGET/log
mkdir -p "$LOGS"

# Written by setup; names the toolchain and the linker where they are not the usual ones.
if [ -f "$TARGET/toolchain.env" ]; then
  set -a
  # shellcheck disable=SC1091
  . "$TARGET/toolchain.env"
  set +a
fi

say() { printf '%s\n' "$*" >&2; }

# step NAME COMMAND…: one line on success; on failure the end of the output and where the rest is.
step() {
  local name=$1 log started status=0
  shift
  log=$LOGS/$(printf '%s' "$name" | tr -cs 'a-zA-Z0-9\n' '-').log
  started=$SECONDS
  printf '%-44s' "$name" >&2
  "$@" >"$log" 2>&1 </dev/null || status=$?
  if [ "$status" -eq 0 ]; then
    say "$((SECONDS - started)) s"
  else
    say "failed after $((SECONDS - started)) s"
    tail -n 60 "$log" >&2
    say "all of it: $log"
    return "$status"
  fi
}
