using Cadre.Query;

namespace Cadre.Conformance.Query;

/// <summary>What a list observer makes of all results, by name.</summary>
internal static class Combines
{
    public static Func<IReadOnlyList<QueryResult<object?>>, object?> Named(Spec spec) => spec.Needed("fn") switch
    {
        "data" => Data,
        "sum" => static results => Object("sum", results.Sum(result => Script.IsNothing(Shown.Data(result)) ? 0 : Script.Number(result.Data))),
        "pending" => static results => Object("pending", IsAnyPending(results)),
        "both" => static results => Script.With(Object("pending", IsAnyPending(results)), [new("data", Data(results))]),
        "statuses" => static results => results.Select(object? (result) => Shown.Name(result.Status)).ToList(),
        var name => throw new ScenarioException($"there is no combine function '{name}'"),
    };

    /// <summary>A value that never equals another: every change of a result is told.</summary>
    public static object? Everything(IReadOnlyList<QueryResult<object?>> results) => new();

    private static List<object?> Data(IReadOnlyList<QueryResult<object?>> results) => [.. results.Select(Shown.Data)];

    private static bool IsAnyPending(IReadOnlyList<QueryResult<object?>> results) => results.Any(result => result.IsPending);

    private static Dictionary<string, object?> Object(string name, object? value) => new(StringComparer.Ordinal) { [name] = value };
}
