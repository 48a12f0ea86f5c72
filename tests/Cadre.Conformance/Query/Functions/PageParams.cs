using Cadre.Query;

namespace Cadre.Conformance.Query;

/// <summary>Which page comes next or before, by name.</summary>
internal static class PageParams
{
    public static PageParamFunction<object?, object?> Next(Spec spec, Flags flags) => Named(spec, flags, "next");

    public static PageParamFunction<object?, object?> Previous(Spec spec, Flags flags) => Named(spec, flags, "prev");

    private static PageParamFunction<object?, object?> Named(Spec spec, Flags flags, string field)
    {
        var answer = Answer(spec, flags, field);
        return (page, pages, param, parameters) => answer(page, pages, param, parameters) is { } next and not Nothing ? Optional.Of<object?>(next) : default;
    }

    private static Func<object?, IReadOnlyList<object?>, object?, IReadOnlyList<object?>, object?> Answer(Spec spec, Flags flags, string field)
    {
        var argument = spec["arg"];
        var of = Spec.Of(argument);
        return spec.Needed("fn") switch
        {
            "up" or "upNull" => (_, _, param, _) => Script.Number(param) + 1 is var next && next < of.Number("below") ? next : null,
            "byCount" => (_, pages, _, _) => pages.Count < of.Number("below") ? (double)pages.Count : null,
            "byParams" => (_, _, _, parameters) => parameters.Count < of.Number("below") ? (double)parameters.Count : null,
            "down" => (_, _, param, _) => Script.Number(param) - 1 is var before && before >= of.Number("from") ? before : null,
            "field" => (page, _, _, _) => Script.Member(page, field),
            "flag" => (_, _, _, _) => flags[Script.Text(argument)],
            "never" => (_, _, _, _) => null,
            var name => throw new ScenarioException($"there is no page function '{name}'"),
        };
    }
}
