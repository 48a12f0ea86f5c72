namespace Cadre.Conformance.Query;

/// <summary>Finds the keys of a scenario whose data are pages. In C# a key has one type of data, so it must be known beforehand.</summary>
internal static class InfiniteKeys
{
    private static readonly HashSet<string> Calls = ["fetchInfinite", "prefetchInfinite", "ensureInfinite", "infiniteQuery"];

    /// <returns>The keys as canonical JSON.</returns>
    public static IReadOnlySet<string> In(Scenario scenario)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        var observers = new HashSet<string>(StringComparer.Ordinal);
        Collect(scenario.Spec.Members, keys, observers);
        return keys;
    }

    private static void Collect(object? value, HashSet<string> keys, HashSet<string> observers)
    {
        if (value is IReadOnlyDictionary<string, object?> members)
        {
            Look(new Spec(members), keys, observers);
            foreach (var member in members.Values) Collect(member, keys, observers);
        }
        else if (value is IReadOnlyList<object?> items)
        {
            foreach (var item in items) Collect(item, keys, observers);
        }
    }

    private static void Look(Spec step, HashSet<string> keys, HashSet<string> observers)
    {
        if (step.Text("do") is not { } what || step["key"] is Nothing) return;
        if (what == "observe" && step.Says("infinite")) observers.Add(step.Needed("id"));
        else if (!Calls.Contains(what) && !(what is "setOptions" or "optimistic" && observers.Contains(step.Needed("id")))) return;
        keys.Add(CanonicalJson.Of(step["key"]));
    }
}
