using System.CommandLine;
using Cadre.Cli.CommandLine;
using Cadre.Cli.Terminals;
using Cadre.Cli.Watching;
using Cadre.Fleet;
using Cadre.Streams;

namespace Cadre.Cli.Commands;

/// <summary><c>cadre events</c>: prints what happened, and on request what happens.</summary>
internal sealed class EventsCommand : CadreCommand
{
    private const string Oldest = "oldest";
    private const string Now = "now";

    private readonly CliContext _context;
    private readonly CommonOptions _common = new();
    private readonly Option<string> _after = new("--after")
    {
        Description = "Where to begin: a cursor such as k3f9x0a2bc:42, the oldest event that is kept, or now.",
        HelpName = $"CURSOR|{Oldest}|{Now}",
        DefaultValueFactory = _ => Oldest,
    };

    private readonly Option<bool> _follow = new("--follow", "-f") { Description = "Go on with events as they happen, also over restarts of the hub." };
    private readonly Option<bool> _json = new("--json") { Description = "One event a line, exactly as received." };
    private readonly Option<string[]> _types = new("--type")
    {
        Description = "Show only events of these types: agent.updated, or task for all of tasks.",
        HelpName = "TYPE",
        AllowMultipleArgumentsPerToken = true,
    };

    public EventsCommand(CliContext context)
        : base("events", "Print the events of a workspace, each once and in order.")
    {
        _context = context;
        Options.Add(_after);
        Options.Add(_follow);
        Options.Add(_json);
        Options.Add(_types);
        _common.AddTo(this);
        _types.Validators.Add(result =>
        {
            foreach (var type in (result.GetValueOrDefault<string[]>() ?? []).Where(type => !EventTypes.All.Any(known => Matches(known, type))))
                result.AddError($"'{type}' is not a type of event.{DidYouMean.Phrase(type, EventTypes.All)}");
        });
        Examples =
        [
            new("cadre events --follow", "everything so far, then what happens"),
            new("cadre events --follow --after now --type task claim", "from now on, only what concerns tasks and claims"),
            new("cadre events --json > log.ndjson", "save the log"),
        ];
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult line, CancellationToken cancellation)
    {
        using var hub = _common.Connect(line, _context);
        var follow = line.GetValue(_follow);
        var patience = follow ? TimeSpan.MaxValue : TimeSpan.Zero;
        IEventScreen screen = line.GetValue(_json) ? new JsonEventScreen(_context) : new TableEventScreen(_context);
        if (line.GetValue(_types) is { Length: > 0 } types)
            screen = new FilteredEventScreen(screen, type => types.Any(wanted => Matches(type, wanted)));
        var reader = new EventReader(hub, _common.WorkspacePath(line, _context), screen, _context);
        switch (line.GetRequiredValue(_after))
        {
            case Oldest:
                break;
            case Now:
                reader.StartAt(await reader.FindEndAsync(patience, cancellation));
                break;
            case var text:
                reader.StartAt(ReadCursor(text));
                break;
        }

        await reader.ReadToEndAsync(patience, cancellation);
        if (follow)
            await FollowAsync(reader, cancellation);
        return ExitCode.Success;
    }

    private async Task FollowAsync(EventReader reader, CancellationToken cancellation)
    {
        await using var output = new OutputWatch(_context, cancellation);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, output.Closed);
        try
        {
            await reader.FollowAsync(either.Token);
        }
        catch (OperationCanceledException) when (output.Closed.IsCancellationRequested)
        {
            // Whoever read the events has enough.
        }
    }

    private static bool Matches(string type, string wanted) =>
        type == wanted || (type.StartsWith(wanted, StringComparison.Ordinal) && type[wanted.Length] == '.');

    private static Cursor ReadCursor(string text) =>
        Cursor.TryParse(text, out var cursor, out var fault)
            ? cursor
            : throw new CliException($"--after: {fault}.", $"Give a cursor, {Oldest} or {Now}.", ExitCode.Usage);
}
