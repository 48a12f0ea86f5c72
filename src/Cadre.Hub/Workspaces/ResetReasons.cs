using System.Diagnostics;
using Cadre.Streams;

namespace Cadre.Hub.Workspaces;

/// <summary>The names of <see cref="ResetReason"/> on the wire.</summary>
internal static class ResetReasons
{
    public static string NameOf(ResetReason reason) => reason switch
    {
        ResetReason.UnknownEpoch => "unknown-epoch",
        ResetReason.Compacted => "compacted",
        ResetReason.Ahead => "ahead",
        _ => throw new UnreachableException(),
    };
}
