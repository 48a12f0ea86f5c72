using System.CommandLine;
using System.Runtime.InteropServices;
using System.Text;
using Cadre.Cli.CommandLine;
using Cadre.Cli.States;
using Cadre.Cli.Terminals;

namespace Cadre.Cli.Commands;

/// <summary><c>cadre state</c>: shows a workspace as it is, or as it was.</summary>
internal sealed class StateCommand : CadreCommand
{
    private const int RowsUnlessAll = 25;

    private readonly CliContext _context;
    private readonly CommonOptions _common = new();
    private readonly Option<string?> _at = new("--at")
    {
        Description = "Show the past: a cursor, a time (2026-01-31T12:00:00Z or Unix milliseconds), or how long ago (90s, 10m, 2h, 3d).",
        HelpName = "CURSOR|TIME|AGE",
    };

    private readonly Option<bool> _all = new("--all") { Description = "Show all rows; otherwise the first 25 of each table." };
    private readonly Option<bool> _json = new("--json") { Description = "The answer of the hub as it is." };

    public StateCommand(CliContext context)
        : base("state", "Show agents, tasks, progress and claims of a workspace.")
    {
        _context = context;
        Options.Add(_at);
        Options.Add(_all);
        Options.Add(_json);
        _common.AddTo(this);
        Examples =
        [
            new("cadre state", "who needs attention, who works on what"),
            new("cadre state --at 10m", "as it was ten minutes ago"),
            new("cadre state --json | jq '.state.agents[] | select(.status == \"blocked\").id'", "for scripts"),
        ];
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult line, CancellationToken cancellation)
    {
        using var hub = _common.Connect(line, _context);
        var at = line.GetValue(_at) is { } text ? $"?at={Uri.EscapeDataString(Moment.Resolve(text, _context.Time.GetUtcNow()))}" : "";
        using var answer = await hub.GetJsonAsync($"{_common.WorkspacePath(line, _context)}/state{at}", cancellation);
        if (line.GetValue(_json))
        {
            await _context.Out.WriteLineAsync(Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8Value(answer.RootElement)).AsMemory(), cancellation);
            return ExitCode.Success;
        }

        var snapshot = StateSnapshot.Read(answer.RootElement);
        new StateScreen(_context.Screen, line.GetValue(_all) ? int.MaxValue : RowsUnlessAll)
            .Show(_common.WorkspaceName(line, _context), snapshot, at.Length > 0 ? snapshot.Time : _context.Time.GetUtcNow());
        return ExitCode.Success;
    }
}
