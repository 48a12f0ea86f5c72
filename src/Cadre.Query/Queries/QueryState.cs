namespace Cadre.Query;

/// <summary>Everything that is known of a query at one moment, without its data. Immutable.</summary>
/// <remarks>Times are those of the client's clock.</remarks>
public abstract record QueryState
{
    private protected QueryState()
    {
    }

    /// <summary>Whether there is data.</summary>
    public bool HasData { get; init; }

    /// <summary>When data was last fetched or written, to the millisecond; null if never.</summary>
    public DateTimeOffset? DataUpdatedAt => Instants.Public(DataUpdatedMs);

    /// <summary>How often data was fetched or written.</summary>
    public int DataUpdateCount { get; init; }

    /// <summary>Why the last fetch failed, if it did.</summary>
    public Exception? Error { get; init; }

    /// <summary>When a fetch last failed for good, to the millisecond; null if never.</summary>
    public DateTimeOffset? ErrorUpdatedAt => Instants.Public(ErrorUpdatedMs);

    /// <summary>How many fetches failed for good.</summary>
    public int ErrorUpdateCount { get; init; }

    /// <summary>How many attempts of the current fetch failed.</summary>
    public int FailureCount { get; init; }

    /// <summary>Why the last attempt of the current fetch failed.</summary>
    public Exception? FailureReason { get; init; }

    /// <summary>Whether the data was declared stale.</summary>
    public bool IsInvalidated { get; init; }

    /// <summary>What is known.</summary>
    public QueryStatus Status { get; init; }

    /// <summary>What is going on.</summary>
    public FetchStatus FetchStatus { get; init; }

    /// <summary>Which end of an infinite query the last fetch extended.</summary>
    public FetchDirection Direction { get; init; }

    internal long DataUpdatedMs { get; init; }

    internal long ErrorUpdatedMs { get; init; }

    internal abstract object? UntypedData { get; }
}

/// <summary>Everything that is known of a query at one moment. Immutable.</summary>
public sealed record QueryState<TData> : QueryState
{
    /// <summary>Nothing is known.</summary>
    internal static QueryState<TData> Unknown { get; } = new();

    /// <summary>The data; the default of its type if there is none.</summary>
    public TData? Data { get; init; }

    internal override object? UntypedData => Data;

    internal Optional<TData> Current => HasData ? Optional.Of(Data!) : default;
}
