using Cadre.Query;

namespace Cadre.Conformance.Query;

/// <summary>Values of options that queries and mutations share.</summary>
internal static class OptionValues
{
    public static Retry Retry(World world, object? value) => value switch
    {
        true => Cadre.Query.Retry.Forever,
        false => Cadre.Query.Retry.Never,
        double times => Cadre.Query.Retry.Times((int)times),
        _ => Cadre.Query.Retry.When(world.Function($"retry|{CanonicalJson.Of(value)}", () => Retries.When(Spec.Of(value), world.Flags))),
    };

    public static RetryDelay RetryDelay(World world, object? value) => value is double
        ? Time(value)
        : Cadre.Query.RetryDelay.Of(world.Function($"retryDelay|{CanonicalJson.Of(value)}", () => Retries.Delay(Spec.Of(value))));

    public static NetworkMode NetworkMode(object? value) => value switch
    {
        "online" => Cadre.Query.NetworkMode.Online,
        "always" => Cadre.Query.NetworkMode.Always,
        "offlineFirst" => Cadre.Query.NetworkMode.OfflineFirst,
        _ => throw new ScenarioException($"there is no network mode {CanonicalJson.Of(value)}"),
    };

    public static TimeSpan Time(object? value) => value switch
    {
        "infinite" => Timeout.InfiniteTimeSpan,
        double milliseconds => TimeSpan.FromMilliseconds(milliseconds),
        _ => throw new ScenarioException($"{CanonicalJson.Of(value)} is no time"),
    };

    public static StaleTime StaleTime(object? value) => value switch
    {
        "static" => Cadre.Query.StaleTime.Static,
        "infinite" => Cadre.Query.StaleTime.Infinite,
        double milliseconds => TimeSpan.FromMilliseconds(milliseconds),
        _ => default,
    };

    /// <summary>An interval; false, 0 and nothing are none.</summary>
    public static TimeSpan Interval(object? value) => value is double milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : TimeSpan.Zero;

    public static RefetchTrigger Trigger(object? value) => value switch
    {
        "always" => RefetchTrigger.Always,
        false => RefetchTrigger.Never,
        _ => RefetchTrigger.IfStale,
    };

    /// <summary>Only false is false.</summary>
    public static bool NotFalse(object? value) => value is not false;

    public static ResultFields Fields(object? value) => value is IReadOnlyList<object?> names
        ? names.Aggregate(ResultFields.None, (fields, name) => fields | Field(Script.Text(name)))
        : ResultFields.All;

    private static ResultFields Field(string name) =>
        Enum.TryParse<ResultFields>(name, ignoreCase: true, out var field) ? field : throw new ScenarioException($"results have no field '{name}'");
}
