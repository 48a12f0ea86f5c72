namespace Cadre.Streams;

/// <summary>Why a reader cannot continue at its cursor and gets a snapshot instead.</summary>
public enum ResetReason
{
    /// <summary>The cursor belongs to another incarnation of the stream.</summary>
    UnknownEpoch,

    /// <summary>Events after the cursor are no longer retained.</summary>
    Compacted,

    /// <summary>The cursor is ahead of the stream.</summary>
    Ahead,
}
