namespace Cadre.Query;

/// <summary>How queries are refetched.</summary>
/// <param name="CancelRefetch">Whether a fetch that is running for a query with data is replaced by a new one, rather than joined.</param>
/// <param name="ThrowOnError">Whether a failure is thrown; otherwise it is only in the state.</param>
public readonly record struct RefetchOptions(bool CancelRefetch, bool ThrowOnError)
{
    /// <summary>Replaces running fetches and does not throw.</summary>
    public RefetchOptions() : this(true, false)
    {
    }

    /// <summary>Replaces running fetches and does not throw.</summary>
    public static RefetchOptions Default { get; } = new();
}

/// <summary>How fetches are cancelled.</summary>
/// <param name="Revert">Whether the state from before the fetch comes back.</param>
/// <param name="Silent">Whether the cancellation is kept from the state.</param>
public readonly record struct CancelOptions(bool Revert, bool Silent)
{
    /// <summary>Reverts, and is not silent.</summary>
    public CancelOptions() : this(true, false)
    {
    }

    /// <summary>Reverts, and is not silent.</summary>
    public static CancelOptions Default { get; } = new();
}
