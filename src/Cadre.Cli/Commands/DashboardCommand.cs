using System.CommandLine;
using Cadre.Cli.CommandLine;
using Cadre.Cli.Connections;
using Cadre.Cli.Starting;
using Cadre.Cli.Terminals;
using Cadre.Dashboard;
using Cadre.Hub.Hosting;

namespace Cadre.Cli.Commands;

/// <summary><c>cadre dashboard</c>: the dashboard alone, for a hub that runs elsewhere.</summary>
internal sealed class DashboardCommand : CadreCommand
{
    private const string DefaultAddress = "http://127.0.0.1:7172";

    private readonly CliContext _context;
    private readonly Option<string?> _hub = new("--hub")
    {
        Description = $"Address of the hub. [default: $CADRE_URL or {HubAddress.Default}]",
        HelpName = "URL",
    };

    private readonly Option<string> _urls = new("--urls")
    {
        Description = $"Address to listen on; port 0 takes a free one. [default: {DefaultAddress}]",
        HelpName = "URL",
    };

    private readonly Option<string?> _workspace = new("--workspace", "-w")
    {
        Description = "The workspace that is shown first. [default: $CADRE_WORKSPACE or default]",
        HelpName = "WORKSPACE",
    };

    public DashboardCommand(CliContext context)
        : base("dashboard", "Show the fleet of a hub that runs elsewhere.")
    {
        _context = context;
        Options.Add(_hub);
        Options.Add(_urls);
        Options.Add(_workspace);
        Examples =
        [
            new("cadre dashboard --hub https://hub.example", "for a hub elsewhere; sign in with a link of `cadre link`"),
            new("cadre dashboard --urls http://127.0.0.1:8080", "for the hub on this machine, at another address"),
        ];
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult line, CancellationToken cancellation)
    {
        var hub = HubAddress.Parse(line.GetValue(_hub) ?? Given("CADRE_URL"));
        var listen = new HubOptions { Urls = [line.GetValue(_urls) ?? DefaultAddress] };
        if (hub.Scheme == "http" && !hub.IsLoopback)
            throw new CliException($"The hub is at {hub}: tokens would go there unencrypted.", "Use its https address.");
        try
        {
            var options = new DashboardOptions { HubUrl = () => hub, Workspace = line.GetValue(_workspace) ?? Given("CADRE_WORKSPACE") ?? "default" };
            await using var dashboard = DashboardApplication.Build(options, listen.Urls, ToolHost.Configure);
            await dashboard.StartAsync(cancellation);
            foreach (var address in dashboard.Urls) await _context.Out.WriteLineAsync($"  Dashboard  {address}");
            await _context.Out.FlushAsync(cancellation);
            _context.Say($"It shows the hub at {hub}. Ctrl-C stops it; the hub goes on.");
            await ToolHost.StopRequestedAsync(dashboard, cancellation);
            await dashboard.StopAsync(CancellationToken.None);
            return ExitCode.Success;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return ExitCode.Success;
        }
        catch (Exception e) when (StartFailure.IsKnown(e))
        {
            throw StartFailure.Explain(e, listen, "cadre dashboard");
        }
    }

    private string? Given(string variable) => _context.Variable(variable) is { } value && !string.IsNullOrWhiteSpace(value) ? value : null;
}
