namespace Cadre.Conformance.Query;

/// <summary>Selectors by name: data in, what is shown out.</summary>
internal static class Selects
{
    public static Func<object?, object?> Named(Spec spec)
    {
        var argument = spec["arg"];
        return spec.Needed("fn") switch
        {
            "length" => data => Script.Member(data, "length"),
            "double" => data => Script.Number(data) * 2,
            "plus" => data => Script.Plus(data, argument),
            "pick" => data => Script.Member(data, argument),
            "map" => data => Script.List(data).Select(item => Script.Member(item, argument)).ToList(),
            "sum" => data => Script.List(data).Sum(Script.Number),
            "first" => data => Script.Member(data, "0"),
            "wrap" => data => new Dictionary<string, object?> { ["v"] = data },
            "copy" => Json.Copy,
            "const" => _ => Json.Copy(argument),
            "nothing" => _ => Nothing.Value,
            "even" => data => Script.List(data).Where(item => Script.Number(item) % 2 == 0).ToList(),
            "pages" => data => Script.Member(data, "pages"),
            "pageCount" => data => Script.Member(Script.Member(data, "pages"), "length"),
            "flat" => data => Script.List(Script.Member(data, "pages")).SelectMany(page => Script.List(Script.Member(page, "items"))).ToList(),
            "throw" => _ => throw new ScriptedException(Script.Text(argument)),
            "throwIf" => data => ThrowIf(Spec.Of(argument), data),
            var name => throw new ScenarioException($"there is no select function '{name}'"),
        };
    }

    private static object? ThrowIf(Spec when, object? data) => Json.Same(data, when["is"]) ? throw new ScriptedException(when.Needed("message")) : data;
}
