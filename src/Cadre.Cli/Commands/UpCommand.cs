using System.Collections;
using System.CommandLine;
using Cadre.Cli.CommandLine;
using Cadre.Cli.Connections;
using Cadre.Cli.Demo;
using Cadre.Cli.Starting;
using Cadre.Cli.Terminals;
using Cadre.Hub.Access;
using Cadre.Hub.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Cadre.Cli.Commands;

/// <summary><c>cadre up</c>: runs a hub in this process until it is told to stop.</summary>
internal sealed class UpCommand : CadreCommand
{
    // Ours, not the hub's: it refuses variables with its prefix that it does not know.
    private static readonly string[] ToolVariables = ["CADRE_DATA", "CADRE_DEBUG", "CADRE_COMMAND"];

    private readonly CliContext _context;
    private readonly Option<string[]> _urls = new("--urls")
    {
        Description = $"Addresses to listen on; port 0 takes a free one. Beyond this machine, tokens are required. [default: {HubAddress.Default}]",
        HelpName = "URLS",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string?> _data = DataOption.Create();
    private readonly Option<string> _template = new("--template")
    {
        Description = "What the workspace `default` holds when it is first made: an executive team of seven agents, or nothing. [default: executive]",
    };

    private readonly Option<bool> _verbose = new("--verbose") { Description = "Log what the hub does, not only what goes wrong." };

    private readonly Option<bool> _demo = new("--demo")
    {
        Description = $"Also run a simulated fleet in the workspace `{Simulation.Workspace}`, with the data in memory unless --data is given.",
    };

    public UpCommand(CliContext context)
        : base("up", "Run a hub.")
    {
        _context = context;
        _template.AcceptWords([.. WorkspaceTemplates.All]);
        Options.Add(_urls);
        Options.Add(_data);
        Options.Add(_template);
        Options.Add(_verbose);
        Options.Add(_demo);
        Examples =
        [
            new("cadre up", "on this machine, for this machine"),
            new("cadre up --demo", "with a simulated fleet, to look at; keeps nothing"),
            new("cadre up --data ./night --urls http://127.0.0.1:7272 --template empty", "a second hub beside it"),
            new("cadre up --urls https://0.0.0.0:7171", "for others; asks for a token first"),
        ];
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult line, CancellationToken cancellation)
    {
        var options = new HubOptions();
        try
        {
            ReadOptions(line, options);
            var simulated = line.GetValue(_demo) ? Simulation.Workspace : null;
            var dashboard = new HubDashboard(options, simulated ?? "default");
            await using var hub = await StartAsync(options, dashboard, cancellation);
            new StartScreen(_context).Show(options, dashboard.Addresses(hub), await DescribeWorkspaceAsync(hub, cancellation), SignInLinkOf(hub, options), simulated);
            await using (simulated is null ? null : SimulationRun.Start(HubAddress.Parse(hub.Urls.First()), _context))
                await ToolHost.StopRequestedAsync(hub, cancellation);
            await hub.StopAsync(CancellationToken.None);
            _context.Say(options.DataDirectory is null ? "Stopped; nothing was kept." : "Stopped; everything acknowledged is stored.");
            return ExitCode.Success;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return ExitCode.Success;
        }
        catch (Exception e) when (StartFailure.IsKnown(e))
        {
            throw StartFailure.Explain(e, options);
        }
    }

    private void ReadOptions(ParseResult line, HubOptions options)
    {
        options.LogLevel = LogLevel.Warning;
        options.DataDirectory = DataOption.Resolve(null, _context);
        if (line.GetValue(_demo) && line.GetValue(_data) is null)
            BoundMemory(options.Retention);
        HubConfiguration.Apply(new ConfigurationBuilder().AddCadreEnvironment(HubVariables()).Build(), options);
        if (line.GetValue(_urls) is { Length: > 0 } urls)
            options.Urls = [.. urls.SelectMany(text => text.Split([';', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];
        if (line.GetValue(_demo))
            options.DataDirectory = null;
        if (line.GetValue(_data) is { } data)
            options.DataDirectory = DataOption.Resolve(data, _context);
        if (line.GetValue(_template) is { } template)
            options.Template = template;
        if (line.GetValue(_verbose))
            options.LogLevel = LogLevel.Information;
    }

    /// <summary>A demo may run for days, and its past is in memory: some hours of it are enough.</summary>
    private static void BoundMemory(RetentionOptions retention)
    {
        retention.Events = 50_000;
        retention.Answers = TimeSpan.FromMinutes(10);
    }

    private static IDictionary HubVariables()
    {
        var variables = Environment.GetEnvironmentVariables();
        foreach (var name in ToolVariables)
            variables.Remove(name);
        return variables;
    }

    private static async Task<WebApplication> StartAsync(HubOptions options, HubDashboard dashboard, CancellationToken cancellation)
    {
        var hub = await HubApplication.BuildAsync(options, builder => { ToolHost.Configure(builder); dashboard.Configure(builder); }, cancellation);
        try
        {
            dashboard.Map(hub);
            await hub.StartAsync(cancellation);
            return hub;
        }
        catch
        {
            await hub.DisposeAsync();
            throw;
        }
    }

    /// <summary>The way in for the first admin; null where local callers need none.</summary>
    private static string? SignInLinkOf(WebApplication hub, HubOptions options) =>
        !options.TrustsLocalCallers && hub.Services.GetRequiredService<SignInCodes>().Create(TokenRecord.AnyWorkspace, Role.Admin, name: null) is { } code
            ? SignInLink.To(HubAddress.Parse(hub.Urls.First()), code.Text)
            : null;

    private async Task<string?> DescribeWorkspaceAsync(WebApplication hub, CancellationToken cancellation)
    {
        try
        {
            using var connection = new HubConnection(HubAddress.Parse(hub.Urls.First()), null, _context.Time);
            using var answer = await connection.GetJsonAsync("/api/workspaces/default", cancellation);
            return $"{answer.RootElement.GetProperty("agents")} agents, at {answer.RootElement.GetProperty("cursor").GetString()}";
        }
        catch (CliException)
        {
            // Without a token the hub does not tell even us.
            return null;
        }
    }
}
