namespace Cadre.Query;

/// <summary>What a fetch or a mutation does while there is no network.</summary>
public enum NetworkMode
{
    /// <summary>Waits before the first attempt and before every retry.</summary>
    Online,

    /// <summary>Never waits for the network.</summary>
    Always,

    /// <summary>Makes the first attempt in any case, and waits before retries.</summary>
    OfflineFirst,
}
