using Cadre.Query;

namespace Cadre.Conformance.Query;

/// <summary>Initial data and placeholders by name: what shows before the first fetch.</summary>
internal static class Beginnings
{
    public static Func<object?> Initial(Spec spec, Flags flags)
    {
        var argument = spec["arg"];
        return spec.Needed("fn") switch
        {
            "const" => () => Json.Copy(argument),
            "flag" => () => Json.Copy(flags[Script.Text(argument)]),
            "nothing" => () => Nothing.Value,
            var name => throw new ScenarioException($"there is no initial function '{name}'"),
        };
    }

    /// <summary>Takes the previous data (or nothing) and the previous query. Keeping the previous data is no function but the library's own.</summary>
    public static Func<object?, CachedQuery?, object?> Placeholder(Spec spec)
    {
        var argument = spec["arg"];
        return spec.Needed("fn") switch
        {
            "const" => (_, _) => Json.Copy(argument),
            "previousPlus" => (previous, _) => previous is Nothing ? previous : Script.Plus(previous, argument),
            "previousKey" => (_, query) => query is null ? Nothing.Value : new Dictionary<string, object?> { ["from"] = Json.Copy(query.Key) },
            "nothing" => (_, _) => Nothing.Value,
            var name => throw new ScenarioException($"there is no placeholder function '{name}'"),
        };
    }

    public static Func<object?, object?, object?> Sharing(Spec spec)
    {
        var argument = spec["arg"];
        return spec.Needed("fn") switch
        {
            "keepOld" => (previous, next) => previous is Nothing ? next : previous,
            "takeNew" => (_, next) => next,
            "tag" => (previous, next) => new Dictionary<string, object?> { ["by"] = argument, ["had"] = previous is not Nothing, ["v"] = next },
            var name => throw new ScenarioException($"there is no sharing function '{name}'"),
        };
    }
}
