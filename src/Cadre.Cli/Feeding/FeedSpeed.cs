using System.Globalization;

namespace Cadre.Cli.Feeding;

/// <summary>How fast a feed is replayed: as fast as it can, or a multiple of the pace of its own timestamps.</summary>
internal readonly record struct FeedSpeed
{
    private FeedSpeed(double factor) => Factor = factor;

    /// <summary>How many times faster than it happened; null when time plays no part, which is also the default of the type.</summary>
    public double? Factor { get; }

    public static FeedSpeed Max => default;

    public static FeedSpeed RealTime { get; } = new(1);

    public static FeedSpeed Parse(string text)
    {
        if (text.Equals("max", StringComparison.OrdinalIgnoreCase))
            return Max;
        if (double.TryParse(text.TrimEnd('x', 'X'), NumberStyles.Float, CultureInfo.InvariantCulture, out var factor)
            && double.IsFinite(factor) && factor > 0)
            return new(factor);
        throw new CliException(
            $"'{text}' is not a speed.", "Give a number above 0, such as 60 for a minute a second, or max.", ExitCode.Usage);
    }
}
