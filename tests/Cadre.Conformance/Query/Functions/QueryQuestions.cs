using Cadre.Query;

namespace Cadre.Conformance.Query;

/// <summary>Settings and predicates by name that are asked of a query.</summary>
internal static class QueryQuestions
{
    public static Func<CachedQuery, object?> Setting(Spec spec, Flags flags)
    {
        var argument = spec["arg"];
        var of = Spec.Of(argument);
        return spec.Needed("fn") switch
        {
            "const" => _ => argument,
            "flag" => _ => flags[Script.Text(argument)],
            "hasData" => query => query.State.HasData,
            "noData" => query => !query.State.HasData,
            "isError" => query => query.State.Status == QueryStatus.Error,
            "untilCount" => query => query.State.DataUpdateCount < of.Number("count") ? of["every"] : false,
            "whileBelow" => query => !query.TryGetData(out var data) || Script.Number(data) < of.Number("limit") ? of["every"] : false,
            "byData" => query => query.State.HasData ? of["with"] : of["without"],
            var name => throw new ScenarioException($"there is no ofQuery function '{name}'"),
        };
    }

    public static Func<CachedQuery, bool> Predicate(Spec spec)
    {
        var argument = spec["arg"];
        return spec.Needed("fn") switch
        {
            "hasData" => query => query.State.HasData,
            "isError" => query => query.State.Status == QueryStatus.Error,
            "keyHas" => query => query.Key.Any(part => Json.Same(part, argument)),
            "dataIs" => query => query.TryGetData(out var data) && Json.Same(data, argument),
            var name => throw new ScenarioException($"there is no queryPredicate function '{name}'"),
        };
    }

    public static Func<CachedMutation, bool> MutationPredicate(Spec spec)
    {
        var argument = spec["arg"];
        return spec.Needed("fn") switch
        {
            "varsIs" => mutation => mutation.State.UntypedVariables.TryGet(out var variables) && Json.Same(variables, argument),
            "isPaused" => mutation => mutation.State.IsPaused,
            var name => throw new ScenarioException($"there is no mutationPredicate function '{name}'"),
        };
    }
}
