# Finds the .NET SDK for the scripts in the root, or says how to get it. Sourced; expects $root.

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1 MSBUILDTERMINALLOGGER=off

# A build is no reason to put a developer certificate into somebody's profile.
export DOTNET_GENERATE_ASPNET_CERTIFICATE=false

# Build servers that outlive a script would keep its output open.
export MSBUILDDISABLENODEREUSE=1

# Containers start programs without a home; the SDK wants a place for its caches.
if [ ! -w "${HOME:-/nonexistent}" ]; then
  export HOME="$root/artifacts/home"
  mkdir -p "$HOME"
fi

explain_sdk() {
  echo "$1"
  case "$(uname -s)" in
    Linux)
      . /etc/os-release 2>/dev/null || true
      case "${ID:-} ${ID_LIKE:-}" in
        *ubuntu*) echo "Install it with:  sudo apt-get update && sudo apt-get install -y dotnet-sdk-10.0" ;;
        *debian*)
          echo "Install it with:"
          echo "  curl -fsSLO https://packages.microsoft.com/config/debian/${VERSION_ID:-12}/packages-microsoft-prod.deb"
          echo "  sudo dpkg -i packages-microsoft-prod.deb && sudo apt-get update && sudo apt-get install -y dotnet-sdk-10.0" ;;
        *fedora* | *rhel*) echo "Install it with:  sudo dnf install dotnet-sdk-10.0" ;;
        *alpine*) echo "Install it with:  sudo apk add dotnet10-sdk" ;;
        *arch*) echo "Install it with:  sudo pacman -S dotnet-sdk aspnet-runtime" ;;
      esac
      echo "Without root, for you alone:"
      echo "  curl -fsSL https://dot.net/v1/dotnet-install.sh | bash -s -- --channel 10.0    # goes to ~/.dotnet, where this script looks" ;;
    Darwin) echo "Install it with:  brew install --cask dotnet-sdk" ;;
    *) echo "Install it with:  winget install Microsoft.DotNet.SDK.10" ;;
  esac
  echo "Other ways: https://dotnet.microsoft.com/download/dotnet/10.0"
}

# Sets $dotnet, or ends the script.
require_sdk() {
  local candidate found=""
  for candidate in "$(command -v dotnet || true)" "${DOTNET_ROOT:-}/dotnet" "$HOME/.dotnet/dotnet" /usr/local/share/dotnet/dotnet /usr/lib/dotnet/dotnet /usr/share/dotnet/dotnet; do
    [ -x "$candidate" ] || continue
    found=$candidate
    # Asked in the root, the SDK answers for the version that global.json demands.
    if (cd "$root" && "$candidate" --version) >/dev/null 2>&1; then
      dotnet=$candidate
      return
    fi
  done
  if [ -n "$found" ]; then
    explain_sdk "Cadre needs the .NET SDK 10, but $found has only: $("$found" --list-sdks 2>/dev/null | cut -d' ' -f1 | tr '\n' ' ')" >&2
  else
    explain_sdk "Cadre needs the .NET SDK 10, and there is no dotnet on this machine." >&2
  fi
  exit 1
}
