using Cadre.Bench.Loading;
using Cadre.Bench.Reporting;
using Cadre.Bench.Servers;

namespace Cadre.Bench.Suites;

/// <summary>What every suite works with.</summary>
internal sealed record Bench(Options Options, Report Report, Epoll Epoll)
{
    public const int Connections = 64;
    public const double WarmUpSeconds = 0.5;

    /// <summary>Whether the hub failed in some cell.</summary>
    public bool HubFailed { get; private set; }

    /// <summary>Runs one cell; a server that breaks under it is reported and costs this cell only.</summary>
    public void Attempt(Target target, string cell, Action measure)
    {
        try
        {
            measure();
        }
        catch (Exception e) when (e is IOException or TimeoutException or InvalidDataException)
        {
            HubFailed |= target.Name.StartsWith(HubServer.Name, StringComparison.Ordinal);
            Console.WriteLine($"  failed: {target.Name}, {cell}: {e.Message}");
        }
    }

    /// <summary>Runs a cell for every number of watchers and every server, in rounds; the first warms the servers up and does not count.</summary>
    public async Task WatchAsync(string cell, Action<Target, int, bool> measure)
    {
        foreach (var watchers in Options.Watchers)
        {
            await using var fleet = await StartAsync("express", "nchan", "signalr");
            for (var round = -1; round < Options.Rounds; round++)
            {
                var counts = round >= 0;
                foreach (var target in fleet.Watched) Attempt(target, $"{watchers} {cell}", () => measure(target, watchers, counts));
            }
        }
    }

    /// <summary>The hub and those of <paramref name="peers"/> that were asked for, all running; they take turns under load.</summary>
    public async Task<Fleet> StartAsync(params string[] peers)
    {
        var fleet = new Fleet();
        try
        {
            fleet.Add(await HubServer.StartAsync());
            foreach (var peer in peers.Where(Options.Beside))
            {
                fleet.Add(peer switch
                {
                    "express" => await ExpressServer.StartAsync(),
                    "nchan" => await NchanServer.StartAsync(),
                    "signalr" => await SignalRServer.StartAsync(),
                    _ => throw new ArgumentException($"unknown peer {peer}"),
                });
            }

            return fleet;
        }
        catch
        {
            await fleet.DisposeAsync();
            throw;
        }
    }
}

/// <summary>Running servers; all are stopped together.</summary>
internal sealed class Fleet : IAsyncDisposable
{
    private readonly List<Target> _targets = [];

    public IReadOnlyList<Target> Targets => _targets;

    public Target Hub => _targets[0];

    /// <summary>All servers, the hub on both of its streams.</summary>
    public IEnumerable<Target> Watched => [.. _targets, HubServer.OnNativeStream(Hub)];

    public void Add(Target target) => _targets.Add(target);

    public async ValueTask DisposeAsync()
    {
        foreach (var target in _targets) await target.DisposeAsync();
    }
}
