# Brings commands that building or testing needs. Sourced.

# need COMMAND PACKAGE: installs a Debian package that has the command, where that is possible without asking.
need() {
  local command=$1 package=$2 sudo=() log
  command -v "$command" >/dev/null && return
  command -v apt-get >/dev/null || return 1
  [ "$(id -u)" -eq 0 ] || { sudo -n true 2>/dev/null && sudo=(sudo -n); } || return 1
  echo "Installing $package …" >&2
  log=$(mktemp)
  ${sudo[@]+"${sudo[@]}"} env DEBIAN_FRONTEND=noninteractive sh -c "apt-get update -q && apt-get install -q -y --no-install-recommends $package" \
    >"$log" 2>&1 || { tail -5 "$log" >&2; rm -f "$log"; return 1; }
  rm -f "$log"
}

explain_npm() {
  echo "Cadre's dashboard is built with npm, and there is no npm on this machine." >&2
  echo "Install Node.js 20 or newer with npm: https://nodejs.org/en/download, or with your system's packages (Debian: apt-get install nodejs npm)." >&2
}
