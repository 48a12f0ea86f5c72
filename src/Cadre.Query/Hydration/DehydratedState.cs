namespace Cadre.Query;

/// <summary>What a client knew at one moment, to be taken over by another client or by another life of this one. Immutable.</summary>
/// <param name="Queries">Queries, oldest first.</param>
/// <param name="Mutations">Mutations, oldest first.</param>
public sealed record DehydratedState(IReadOnlyList<DehydratedQuery> Queries, IReadOnlyList<DehydratedMutation> Mutations)
{
    /// <summary>What could not be read when this came from JSON, and why: data of unknown types, or that does not fit its type any more.</summary>
    public IReadOnlyList<Exception> Skipped { get; init; } = [];

    /// <summary>The state as JSON. Running fetches stay behind; of errors only the message is kept.</summary>
    /// <param name="types">How to write the data.</param>
    /// <exception cref="InvalidOperationException">The type of some data is not among <paramref name="types"/>, or a key has parts that JSON cannot hold.</exception>
    public string ToJson(DataTypes types)
    {
        ArgumentNullException.ThrowIfNull(types);
        return HydrationJson.Write(this, types);
    }

    /// <summary>Reads what <see cref="ToJson"/> wrote. What does not fit is left out: see <see cref="Skipped"/>.</summary>
    /// <exception cref="System.Text.Json.JsonException">It is no such JSON at all.</exception>
    public static DehydratedState FromJson(string json, DataTypes types)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(types);
        return HydrationJson.Read(json, types);
    }
}

/// <summary>A mutation as it was at one moment. Immutable.</summary>
/// <param name="Key">Its key, by which its function is found again among the defaults.</param>
/// <param name="State">What was known of it.</param>
/// <param name="Scope">Its scope.</param>
/// <param name="Meta">What its options say under the same name.</param>
public sealed record DehydratedMutation(QueryKey? Key, MutationState State, string? Scope, IReadOnlyDictionary<string, object?>? Meta);
