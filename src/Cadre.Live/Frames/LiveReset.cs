using System.Text.Json;

namespace Cadre.Live;

/// <summary>The stream cannot be continued where the reader stands: it has to start over from a snapshot.</summary>
/// <param name="Reason">Why: see <see cref="LiveResetReasons"/>, or a word of the server's.</param>
/// <param name="Cursor">Where the server's snapshot stands, if it sent one or said so.</param>
/// <param name="State">The server's snapshot, if it sent one.</param>
/// <param name="Previous">Where the reader stood; null at the very first start.</param>
public sealed record LiveReset(string Reason, StreamCursor? Cursor = null, JsonElement? State = null, StreamCursor? Previous = null);

/// <summary>Why a reader starts over.</summary>
public static class LiveResetReasons
{
    /// <summary>It has never read anything.</summary>
    public const string Start = "start";

    /// <summary>The server left out events, also when they were asked for again.</summary>
    public const string Gap = "gap";

    /// <summary>The server could not read the cursor.</summary>
    public const string BadCursor = "bad-cursor";

    /// <summary>The stream was made anew: the cursor is of another epoch.</summary>
    public const string UnknownEpoch = "unknown-epoch";

    /// <summary>The cursor is older than what the server keeps.</summary>
    public const string Compacted = "compacted";

    /// <summary>The cursor is ahead of the server, which may have been restored from a backup.</summary>
    public const string Ahead = "ahead";
}
