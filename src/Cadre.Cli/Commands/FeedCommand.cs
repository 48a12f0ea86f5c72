using System.CommandLine;
using System.Globalization;
using Cadre.Cli.CommandLine;
using Cadre.Cli.Connections;
using Cadre.Cli.Feeding;
using Cadre.Cli.Terminals;
using Spectre.Console;

namespace Cadre.Cli.Commands;

/// <summary><c>cadre feed</c>: sends recorded or live messages to a hub.</summary>
internal sealed class FeedCommand : CadreCommand
{
    // Enough to see what is wrong with a feed without burying it; the summary counts all.
    private const int MostRejectionsShown = 20;

    private readonly CliContext _context;
    private readonly CommonOptions _common = new();
    private readonly Argument<string> _file = new("file") { Description = "Messages as NDJSON or as one JSON array; - reads standard input.", HelpName = "FILE" };
    private readonly Option<string> _dialect = new("--dialect")
    {
        Description = "How the messages are written: flat fleet messages, or events as `cadre events --json` prints them.",
        DefaultValueFactory = _ => "fleet",
    };

    private readonly Option<string?> _speed = new("--speed")
    {
        Description = "Replay X times as fast as the timestamps say, or as fast as the hub takes them. [default: max]",
        HelpName = "X|max",
    };

    private readonly Option<bool> _followTime = new("--follow-time") { Description = "Keep the pace of the timestamps; the same as --speed 1." };
    private readonly Option<int> _batch = new("--batch")
    {
        Description = "Most messages in one request, 1 to 10000.",
        HelpName = "N",
        DefaultValueFactory = _ => 500,
    };

    private readonly Option<bool> _strict = new("--strict") { Description = "Stop at the first message that is refused; all before it are applied, none after it." };
    private readonly Option<int> _wait = new("--wait")
    {
        Description = "How long to keep trying while the hub is away, in seconds.",
        HelpName = "SECONDS",
        DefaultValueFactory = _ => 300,
    };

    public FeedCommand(CliContext context)
        : base("feed", "Send messages from a file or a pipe to a hub.")
    {
        _context = context;
        _dialect.AcceptWords("fleet", "native");
        _batch.AcceptRange(1, 10_000);
        _wait.AcceptRange(0, int.MaxValue);
        Arguments.Add(_file);
        Options.Add(_dialect);
        Options.Add(_speed);
        Options.Add(_followTime);
        Options.Add(_batch);
        Options.Add(_strict);
        Options.Add(_wait);
        _common.AddTo(this);
        Examples =
        [
            new("cadre feed fleet.ndjson", "everything, as fast as the hub takes it"),
            new("cadre feed fleet.ndjson --speed 3600", "replay an hour of it each second"),
            new("tail -f agent.log | cadre feed - --workspace night", "what another program writes, as it writes it"),
            new("cadre events --json | cadre feed - --dialect native --url http://127.0.0.1:7272", "copy one hub's log to another"),
        ];
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult line, CancellationToken cancellation)
    {
        var speed = ReadSpeed(line);
        var file = line.GetRequiredValue(_file);
        using var hub = _common.Connect(line, _context);
        await using var input = OpenInput(file);
        var path = $"{_common.WorkspacePath(line, _context)}/events?dialect={line.GetRequiredValue(_dialect)}";
        var startedAt = _context.Time.GetTimestamp();
        FeedSender? sender = null;
        try
        {
            await FeedScreens.ShowAsync(_context, input is FileStream { CanSeek: true } ? input.Length : null, async screen =>
            {
                var retries = new RetryPolicy(
                    TimeSpan.FromSeconds(line.GetRequiredValue(_wait)),
                    _context.Time,
                    away => screen.Warn($"The hub is away ({away.Reason}); trying again until it is back."),
                    () => screen.Warn("The hub is back."));
                sender = new FeedSender(hub, path, retries, (item, problem) => ShowRejection(screen, sender!.Tally, item, problem));
                var run = new FeedRun(sender, new FeedPacer(speed, _context.Time), screen, line.GetRequiredValue(_batch), line.GetValue(_strict));
                await run.RunAsync(input, cancellation);
            });
        }
        finally
        {
            if (sender is { Tally: { Total: > 0 } tally })
                ShowSummary(tally, file, _common.WorkspaceName(line, _context), _context.Time.GetElapsedTime(startedAt));
            if (cancellation.IsCancellationRequested && sender is { OnTheWay: > 0 and var onTheWay })
                _context.Say($"Messages that were still on their way: {onTheWay}. Whether the hub has taken them is not known.");
        }

        if (sender is { Tally.Total: 0 })
            _context.Say($"{file} holds no messages.");
        return sender is { Tally.Rejected: > 0 } ? ExitCode.SomeRejected : ExitCode.Success;
    }

    private FeedSpeed ReadSpeed(ParseResult line)
    {
        var speed = line.GetValue(_speed) is { } text ? FeedSpeed.Parse(text) : (FeedSpeed?)null;
        if (!line.GetValue(_followTime))
            return speed ?? FeedSpeed.Max;
        return speed == FeedSpeed.Max
            ? throw new CliException("--follow-time and --speed max contradict each other.", "Give one of them.", ExitCode.Usage)
            : speed ?? FeedSpeed.RealTime;
    }

    private Stream OpenInput(string file)
    {
        if (file == "-")
            return _context.Input;
        try
        {
            return new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 64 * 1024, useAsync: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            var reason = e is FileNotFoundException or DirectoryNotFoundException ? "it does not exist"
                : Directory.Exists(file) ? "it is a folder"
                : e.Message.TrimEnd('.');
            throw new CliException($"Cannot read '{file}': {reason}.", "Give a file, or - for standard input.", inner: e);
        }
    }

    private static void ShowRejection(IFeedScreen screen, FeedTally tally, FeedItem item, HubProblem problem)
    {
        if (tally.Rejected <= MostRejectionsShown)
            screen.Warn($"{item.Place}: {problem}");
        if (tally.Rejected == MostRejectionsShown)
            screen.Warn("More rejections are counted, but not shown.");
    }

    private void ShowSummary(FeedTally tally, string file, string workspace, TimeSpan elapsed)
    {
        var source = file == "-" ? "standard input" : Path.GetFileName(file);
        var rate = tally.Total / Math.Max(elapsed.TotalSeconds, 0.001);
        var console = _context.Screen;
        console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"Fed {tally.Total:N0} messages from {source} to workspace {workspace} in {elapsed.TotalSeconds:N1} s ({rate:N0}/s).");
        console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"  accepted [green]{tally.Accepted:N0}[/]");
        console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"  ignored  {tally.Ignored:N0}{Because(tally.IgnoredBecause)}");
        console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"  rejected [{(tally.Rejected > 0 ? "red" : "default")}]{tally.Rejected:N0}[/]{Because(tally.RejectedBecause)}");
        if (tally.Cursor is { } cursor)
            console.MarkupLineInterpolated($"  the log now stands at {cursor}");
    }

    private static string Because(IEnumerable<KeyValuePair<string, long>> counts)
    {
        var parts = counts.OrderByDescending(count => count.Value).Take(5)
            .Select(count => string.Create(CultureInfo.InvariantCulture, $"{count.Value:N0} × {SafeText.OneLine(count.Key, 100)}"));
        return string.Join(", ", parts) is { Length: > 0 } text ? $" ({text})" : "";
    }
}
