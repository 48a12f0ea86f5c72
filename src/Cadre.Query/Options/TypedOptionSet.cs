namespace Cadre.Query;

/// <summary>The options that depend on the type of the data. Immutable, compared by value.</summary>
internal sealed record TypedOptionSet<TData>
{
    public static TypedOptionSet<TData> Empty { get; } = new();

    public InitialData<TData>? InitialData { get; init; }

    public Func<DateTimeOffset?>? InitialDataUpdatedAt { get; init; }

    public Placeholder<TData>? PlaceholderData { get; init; }

    public ShareFunction<TData>? Share { get; init; }

    public Persister<TData>? Persister { get; init; }

    public Func<TData, long>? Version { get; init; }

    /// <summary>These options, with what they leave open taken from <paramref name="defaults"/>.</summary>
    public TypedOptionSet<TData> Over(TypedOptionSet<TData> defaults)
    {
        if (ReferenceEquals(defaults, Empty)) return this;
        if (ReferenceEquals(this, Empty)) return defaults;
        return new TypedOptionSet<TData>
        {
            InitialData = InitialData ?? defaults.InitialData,
            InitialDataUpdatedAt = InitialDataUpdatedAt ?? defaults.InitialDataUpdatedAt,
            PlaceholderData = PlaceholderData ?? defaults.PlaceholderData,
            Share = Share ?? defaults.Share,
            Persister = Persister ?? defaults.Persister,
            Version = Version ?? defaults.Version,
        };
    }
}
