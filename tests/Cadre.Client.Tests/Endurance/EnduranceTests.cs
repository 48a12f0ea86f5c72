using System.Globalization;
using Cadre.Fleet;
using Cadre.Live;
using Cadre.Live.Tests.Faults;
using Cadre.TestKit;

namespace Cadre.Client.Tests.Endurance;

/// <summary>Random, with printed seeds. <c>CADRE_CLIENT_SEED</c> runs one of them again, <c>CADRE_CLIENT_MINUTES</c> goes on for as long.</summary>
public sealed class EnduranceTests(ITestOutputHelper output) : IAsyncDisposable
{
    private const int Clients = 20;

    private static readonly string[] Agents = [.. Enumerable.Range(1, 10).Select(number => $"agent-{number}")];
    private static readonly string[] Statuses = ["idle", "running", "blocked", "error", "resolved"];

    private readonly List<FaultProxy> _proxies = [];
    private readonly List<RandomClient> _clients = [];
    private HubHost? _hub;
    private Random _random = new(0);
    private volatile bool _mischief;
    private int _tasks;

    [Fact]
    public async Task Twenty_clients_that_act_through_a_bad_network_all_end_with_the_state_of_the_hub()
    {
        var seed = Number("CADRE_CLIENT_SEED") ?? Environment.TickCount & 0xFFFFFF;
        var minutes = Number("CADRE_CLIENT_MINUTES");
        var began = TimeProvider.System.GetTimestamp();
        do
        {
            output.WriteLine($"CADRE_CLIENT_SEED={seed}");
            if (minutes is not null) await Console.Out.WriteLineAsync($"CADRE_CLIENT_SEED={seed}");
            await RunAsync(seed, TimeSpan.FromSeconds(minutes is null ? 90 : 45));
            await DisposeAsync();
            seed++;
        }
        while (TimeProvider.System.GetElapsedTime(began).TotalMinutes < minutes);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients) await client.DisposeAsync();
        foreach (var proxy in _proxies) await proxy.DisposeAsync();
        if (_hub is not null) await _hub.DisposeAsync();
        _clients.Clear();
        _proxies.Clear();
        _hub = null;
    }

    private async Task RunAsync(int seed, TimeSpan duration)
    {
        (_random, _mischief, _tasks) = (new Random(seed), true, 5);
        _hub = await HubAsync();
        for (var i = 0; i < 3; i++) _proxies.Add(new FaultProxy(_hub.Address.Port, seed + i) { Delay = TimeSpan.FromMilliseconds(10 * i) });
        for (var i = 0; i < Clients; i++) _clients.Add(new RandomClient(i, seed + 100 * i, _proxies[i % _proxies.Count].Address, () => _mischief));
        var (began, restarted) = (TimeProvider.System.GetTimestamp(), false);
        for (TimeSpan now; (now = TimeProvider.System.GetElapsedTime(began)) < duration;)
        {
            if (!restarted && now > duration / 2)
            {
                await RestartAsync();
                restarted = true;
            }
            await _hub.SendAsync(Enumerable.Range(0, _random.Next(1, 30)).Select(_ => Event()).ToList());
            for (var i = 0; i < 3; i++) _clients[_random.Next(Clients)].Act(Agents, _tasks);
            Disturb();
            await Task.Delay(TimeSpan.FromMilliseconds(_random.Next(80)), TimeProvider.System);
        }
        await CalmAsync(seed);
        await CompareAsync(seed);
    }

    private static Task<HubHost> HubAsync() => HubHost.StartAsync(options =>
    {
        options.SnapshotInterval = 100;
        options.Retention.Events = 500;
    });

    private async Task RestartAsync()
    {
        await _hub!.DisposeAsync();
        _hub = await HubAsync();
        foreach (var proxy in _proxies) proxy.Target = _hub.Address.Port;
    }

    private void Disturb()
    {
        var proxy = _proxies[_random.Next(_proxies.Count)];
        switch (_random.Next(30))
        {
            case 0:
                proxy.CutAll();
                break;
            case < 6:
                proxy.CutOne();
                break;
            case < 9:
                proxy.FreezeOne();
                break;
            case < 13:
                proxy.HoldOne(TimeSpan.FromMilliseconds(_random.Next(50, 3_000)));
                break;
            case 13:
                proxy.Refusing = true;
                break;
            case < 20:
                proxy.Refusing = false;
                break;
        }
    }

    private string Event()
    {
        var agent = Agents[_random.Next(Agents.Length)];
        return _random.Next(10) switch
        {
            < 3 => $$"""{"type":"agent.created","data":{"agent":{"id":"{{agent}}","type":"worker"} } }""",
            < 6 => $$"""{"type":"agent.updated","data":{"agentId":"{{agent}}","changes":{"status":"{{Statuses[_random.Next(5)]}}","riskScore":{{_random.Next(100)}}},"timestamp":0} }""",
            < 8 => $$"""{"type":"task.created","data":{"task":{"id":{{++_tasks}},"title":"task {{_tasks}}"} } }""",
            8 => $$"""{"type":"task.status_changed","data":{"taskId":{{1 + _random.Next(_tasks)}},"status":"completed","timestamp":0} }""",
            _ => $$"""{"type":"activity.added","data":{"timestamp":"2026-01-01T00:00:00.000Z","type":"note","agent":"{{agent}}","message":"said {{_random.Next()}}"} }""",
        };
    }

    private async Task CalmAsync(int seed)
    {
        _mischief = false;
        foreach (var proxy in _proxies)
        {
            proxy.Refusing = false;
            proxy.CutAll();
        }
        foreach (var client in _clients) await client.WhenActionsEndAsync().Within($"seed {seed}: the actions of client {client.Number}", TimeSpan.FromSeconds(90));
        // One more event, so that a loss right at the end shows.
        var cursor = await _hub!.SendAsync("""{"type":"activity.added","data":{"timestamp":"2026-01-01T00:00:00.000Z","type":"note","agent":"end","message":"the end"} }""");
        foreach (var client in _clients)
            await client.Store.Stream.WhenAppliedAsync(cursor).Within($"seed {seed}: client {client.Number} at {client.Store.Stream.Position} to reach {cursor} ({client.Store.Stream.State})", TimeSpan.FromSeconds(60));
    }

    private async Task CompareAsync(int seed)
    {
        using var http = HubHttp.Create(_hub!.Address);
        var hub = await new HubApi(http).GetStateAsync();
        foreach (var client in _clients)
        {
            var difference = client.Difference(hub.State);
            try
            {
                await Patience.Until(() => (difference = client.Difference(hub.State)) is null, $"seed {seed}: client {client.Number} to hold what the hub holds");
            }
            catch (Exception error)
            {
                throw new ShouldAssertException($"seed {seed}: client {client.Number} differs from the hub at {hub.Cursor}: {difference}. {error.Message}");
            }
            client.Violations.ShouldBeEmpty($"seed {seed}");
            output.WriteLine(client.Summary);
        }
        output.WriteLine($"seed {seed}: {hub.Cursor} reached by {_clients.Count} clients");
    }

    private static int? Number(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;
}
