namespace Cadre.Conformance.Query;

/// <summary>What a scripted function is called with.</summary>
/// <param name="Number">The number of the call, from 1.</param>
/// <param name="Now">The time, in Unix milliseconds.</param>
internal sealed record Call(int Number, long Now)
{
    public object? Key { get; init; } = Nothing.Value;

    public object? PageParam { get; init; } = Nothing.Value;

    public object? Variables { get; init; } = Nothing.Value;
}

/// <summary>Values that a scripted function computes, by name.</summary>
internal static class Answers
{
    private const double ItemsPerPage = 10;

    public static object? Named(string name, object? argument, Call call, Flags flags) => name switch
    {
        "count" => (double)call.Number,
        "param" => call.PageParam,
        "page" => Page(Script.Number(call.PageParam), Spec.Of(argument)),
        "pagePerCall" => new Dictionary<string, object?>
        {
            ["items"] = new List<object?> { (Script.Number(call.PageParam) * ItemsPerPage) + call.Number },
            ["param"] = call.PageParam,
            ["call"] = (double)call.Number,
        },
        "key" => Json.Copy(call.Key),
        "now" => (double)call.Now,
        "flag" => Json.Copy(flags[Script.Text(argument)]),
        "vars" => Json.Copy(call.Variables),
        "varsPlus" => Script.Plus(call.Variables, argument),
        _ => throw new ScenarioException($"there is no make function '{name}'"),
    };

    private static Dictionary<string, object?> Page(double number, Spec limits) => new()
    {
        ["items"] = new List<object?> { (number * ItemsPerPage) + 1, (number * ItemsPerPage) + 2 },
        ["param"] = number,
        ["next"] = number + 1 <= (limits.Number("last") ?? 3) ? number + 1 : null,
        ["prev"] = number - 1 >= (limits.Number("first") ?? 0) ? number - 1 : null,
    };
}
