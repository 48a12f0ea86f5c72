using Cadre.Query;

namespace Cadre.Conformance.Query;

/// <summary>Filters of scenarios as filters of the library.</summary>
internal static class FilterReader
{
    /// <returns>Null where the scenario gives none.</returns>
    public static QueryFilter? Queries(World world, Spec step)
    {
        if (!step.Has("filters")) return null;
        var filter = step.Object("filters");
        return new()
        {
            Key = filter.Has("key") ? world.Keys.Of(filter["key"]) : null,
            Exact = filter.Says("exact"),
            Type = Type(filter["type"]) ?? QueryType.All,
            Stale = filter["stale"] as bool?,
            FetchStatus = filter.Text("fetchStatus") is { } status ? Enum.Parse<FetchStatus>(status, ignoreCase: true) : null,
            Predicate = filter.Has("predicate") ? QueryQuestions.Predicate(filter.Object("predicate")) : null,
        };
    }

    /// <inheritdoc cref="Queries"/>
    public static MutationFilter? Mutations(World world, Spec step)
    {
        if (!step.Has("filters")) return null;
        var filter = step.Object("filters");
        return new()
        {
            Key = filter.Has("key") ? world.Keys.Of(filter["key"]) : null,
            Exact = filter.Says("exact"),
            Status = filter.Text("status") is { } status ? Enum.Parse<MutationStatus>(status, ignoreCase: true) : null,
            Predicate = filter.Has("predicate") ? QueryQuestions.MutationPredicate(filter.Object("predicate")) : null,
        };
    }

    public static QueryType? Type(object? value) => value is string name ? Enum.Parse<QueryType>(name, ignoreCase: true) : null;

    public static RefetchOptions Refetch(Spec step) => new(!step.Has("cancelRefetch") || step.Says("cancelRefetch"), step.Says("throwOnError"));

    public static CancelOptions Cancel(Spec step) => new(!step.Has("revert") || step.Says("revert"), step.Says("silent"));
}
