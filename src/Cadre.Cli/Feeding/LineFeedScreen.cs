using System.Globalization;
using Cadre.Cli.Terminals;

namespace Cadre.Cli.Feeding;

internal sealed class LineFeedScreen(CliContext context, long? inputLength) : IFeedScreen
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private long _lastLineAt = context.Time.GetTimestamp();

    public void Advance(FeedTally tally, long inputPosition)
    {
        if (context.Time.GetElapsedTime(_lastLineAt) < Interval)
            return;
        _lastLineAt = context.Time.GetTimestamp();
        var share = inputLength is > 0 and var length
            ? string.Create(CultureInfo.InvariantCulture, $" ({100.0 * inputPosition / length:N0} %)")
            : "";
        context.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{tally.Total:N0} messages{share}"));
    }

    public void Warn(string text) => context.Error.WriteLine(text);
}
