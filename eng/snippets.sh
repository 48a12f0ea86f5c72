#!/usr/bin/env bash
# Makes the C# in docs/query.md follow the regions in tests/Cadre.Query.Tests/Docs. The same test checks it without this script.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"
. eng/sdk.sh
require_sdk
CADRE_SNIPPETS=write "$dotnet" run -c Release --project tests/Cadre.Query.Tests -- -noLogo -class '*SnippetTests'
