using Cadre.Cli.Terminals;
using Cadre.Client;
using Cadre.Live;

namespace Cadre.Cli.Demo;

/// <summary>A simulation beside a hub: it ends before the hub does, and the hub lives on if it fails.</summary>
internal sealed class SimulationRun : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly CliContext _context;
    private readonly HttpClient _http;
    private readonly Task _running;

    private SimulationRun(Uri hub, CliContext context)
    {
        _context = context;
        _http = HubHttp.Create(hub, context.Variable("CADRE_TOKEN") is { Length: > 0 } token ? Once(token) : null);
        _running = RunAsync();
    }

    public static SimulationRun Start(Uri hub, CliContext context) => new(hub, context);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _http.Dispose();
        _stop.Dispose();
    }

    private static TokenSource Once(string token) => (refused, _) => new(refused == token ? null : token);

    private async Task RunAsync()
    {
        try
        {
            await new Simulation(_http, _context.Time).RunAsync(_stop.Token);
        }
        catch (Exception) when (_stop.IsCancellationRequested)
        {
            // As it should end.
        }
        catch (HubAccessException refused)
        {
            Report($"{refused.Message} Set CADRE_TOKEN to a token with the role admin for all workspaces");
        }
#pragma warning disable CA1031 // Whatever it is, the hub lives on.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            Report($"{failure.GetType().Name}: {failure.Message}");
            if (_context.Debug) _context.Say(failure.ToString());
        }
    }

    private void Report(string why) => _context.Say($"cadre: the simulation has stopped, the hub runs on. {SafeText.OneLine(why, 1_000)}");
}
