#!/usr/bin/env bash
# Makes the C# in the guides of docs/ follow the regions in tests/*/Docs. The same tests check it without this script.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"
. eng/sdk.sh
require_sdk
for test in tests/*/Docs/GuideTests.cs; do
  CADRE_SNIPPETS=write "$dotnet" run -c Release --project "${test%/Docs/*}" -- -noLogo -noColor -class '*.GuideTests'
done
