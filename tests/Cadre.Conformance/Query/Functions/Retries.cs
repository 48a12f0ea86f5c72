namespace Cadre.Conformance.Query;

/// <summary>Whether and when to try again, by name. The count is 0 at the first failure.</summary>
internal static class Retries
{
    public static Func<int, Exception, bool> When(Spec spec, Flags flags)
    {
        var argument = spec["arg"];
        return spec.Needed("fn") switch
        {
            "below" => (count, _) => count < Script.Number(argument),
            "message" => (_, error) => error.Message == Script.Text(argument),
            "notMessage" => (_, error) => error.Message != Script.Text(argument),
            "flag" => (_, _) => flags[Script.Text(argument)] is true,
            var name => throw new ScenarioException($"there is no retry function '{name}'"),
        };
    }

    public static Func<int, Exception, TimeSpan> Delay(Spec spec)
    {
        var milliseconds = Script.Number(spec["arg"]);
        return spec.Needed("fn") switch
        {
            "linear" => (count, _) => TimeSpan.FromMilliseconds(milliseconds * (count + 1)),
            "exponential" => (count, _) => TimeSpan.FromMilliseconds(milliseconds * Math.Pow(2, count)),
            var name => throw new ScenarioException($"there is no retryDelay function '{name}'"),
        };
    }
}
