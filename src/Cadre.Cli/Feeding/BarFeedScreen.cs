using System.Globalization;
using Cadre.Cli.Terminals;
using Spectre.Console;

namespace Cadre.Cli.Feeding;

internal sealed class BarFeedScreen : IFeedScreen
{
    private readonly CliContext _context;
    private readonly ProgressTask _bar;
    private readonly long _startedAt;

    public BarFeedScreen(CliContext context, ProgressContext progress, long? inputLength)
    {
        _context = context;
        _startedAt = context.Time.GetTimestamp();
        _bar = progress.AddTask("reading", maxValue: inputLength ?? 1);
        _bar.IsIndeterminate = inputLength is null;
    }

    public void Advance(FeedTally tally, long inputPosition)
    {
        if (!_bar.IsIndeterminate)
            _bar.Value = inputPosition;
        var perSecond = tally.Total / Math.Max(_context.Time.GetElapsedTime(_startedAt).TotalSeconds, 0.001);
        _bar.Description = string.Create(CultureInfo.InvariantCulture, $"{tally.Total:N0} messages, {perSecond:N0}/s")
            + (tally.Rejected > 0 ? string.Create(CultureInfo.InvariantCulture, $", [red]{tally.Rejected:N0} rejected[/]") : "");
    }

    // Padded to full lines: the bar that stood there is written over, not erased.
    public void Warn(string text)
    {
        var width = _context.Notes.Profile.Width;
        _context.Notes.MarkupLineInterpolated($"[yellow]{text.PadRight((text.Length / width * width) + width - 1)}[/]");
    }
}
