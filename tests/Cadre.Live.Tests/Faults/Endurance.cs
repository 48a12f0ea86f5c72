using System.Globalization;
using Cadre.TestKit;

namespace Cadre.Live.Tests.Faults;

/// <summary>A hub, a network that misbehaves, clients on all transports, and random events: in the end everybody must hold the hub's state.</summary>
internal sealed class Endurance(int seed, int clients, TimeSpan duration, Action<string> print) : IAsyncDisposable
{
    private static readonly string[] Agents = [.. Enumerable.Range(1, 12).Select(number => $"agent-{number}")];
    private static readonly string[] Statuses = ["idle", "running", "blocked", "error", "resolved"];

    private readonly Random _random = new(seed);
    private readonly List<FleetWatcher> _watchers = [];
    private readonly List<FaultProxy> _proxies = [];
    private readonly List<Task> _changing = [];
    private HubHost _hub = null!;
    private volatile bool _mischief = true;
    private int _nextTask;
    private long _sent;

    public async Task RunAsync()
    {
        var began = TimeProvider.System.GetTimestamp();
        _hub = await StartHubAsync();
        for (var i = 0; i < 3; i++) _proxies.Add(new FaultProxy(_hub.Address.Port, seed + i) { Delay = TimeSpan.FromMilliseconds(10 * i) });
        while (_watchers.Count < clients / 2) Join();
        var restart = duration / 2;
        for (TimeSpan now; (now = TimeProvider.System.GetElapsedTime(began)) < duration;)
        {
            if (restart > TimeSpan.Zero && now > restart)
            {
                await RestartAsync();
                restart = TimeSpan.Zero;
            }
            if (_watchers.Count < clients && _random.Next(5) == 0) Join();
            await _hub.SendAsync(Enumerable.Range(0, _random.Next(1, 40)).Select(_ => Event()).ToList());
            if (_random.Next(3) == 0) _changing.Add(_watchers[_random.Next(_watchers.Count)].ChangeAsync(Agents[_random.Next(Agents.Length)], Statuses[_random.Next(5)]));
            Disturb();
            await Task.Delay(TimeSpan.FromMilliseconds(_random.Next(60)), TimeProvider.System);
        }
        while (_watchers.Count < clients) Join();
        await CalmAsync();
        await CompareAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var watcher in _watchers) await watcher.DisposeAsync();
        foreach (var proxy in _proxies) await proxy.DisposeAsync();
        if (_hub is not null) await _hub.DisposeAsync();
    }

    private static Task<HubHost> StartHubAsync() => HubHost.StartAsync(options =>
    {
        options.SnapshotInterval = 100;
        options.Retention.Events = 500;
    });

    private void Join()
    {
        var (number, proxy) = (_watchers.Count, _proxies[_watchers.Count % _proxies.Count]);
        _watchers.Add(new FleetWatcher($"client {number}", proxy.Address, Agents.Where((_, index) => index % 4 == number % 4), options =>
        {
            var transports = options.Transports.Select((transport, index) => new MischievousTransport(transport, seed + 100 * number + index, () => _mischief)).ToArray();
            return options with { Transports = (number % 4) switch { 0 => transports, var only => [transports[only - 1]] } };
        }));
    }

    private async Task RestartAsync()
    {
        await _hub.DisposeAsync();
        _hub = await StartHubAsync();
        foreach (var proxy in _proxies) proxy.Target = _hub.Address.Port;
    }

    private void Disturb()
    {
        var proxy = _proxies[_random.Next(_proxies.Count)];
        switch (_random.Next(24))
        {
            case 0:
                proxy.CutAll();
                break;
            case < 5:
                proxy.CutOne();
                break;
            case < 8:
                proxy.FreezeOne();
                break;
            case < 12:
                proxy.HoldOne(TimeSpan.FromMilliseconds(_random.Next(50, 3_000)));
                break;
            case 12:
                proxy.Refusing = true;
                break;
            case < 18:
                proxy.Refusing = false;
                break;
        }
    }

    private string Event()
    {
        _sent++;
        var agent = Agents[_random.Next(Agents.Length)];
        return _random.Next(20) switch
        {
            < 3 => $$"""{"type":"agent.created","data":{"agent":{"id":"{{agent}}","type":"worker"} } }""",
            3 => $$"""{"type":"agent.retired","data":{"agentId":"{{agent}}","timestamp":0} }""",
            < 10 => $$"""{"type":"agent.updated","data":{"agentId":"{{agent}}","changes":{"status":"{{Statuses[_random.Next(5)]}}","riskScore":{{_random.Next(100)}}},"timestamp":0} }""",
            < 13 => $$"""{"type":"task.created","data":{"task":{"id":{{++_nextTask}},"title":"task {{_nextTask}}"} } }""",
            < 15 => $$"""{"type":"task.assigned","data":{"taskId":{{SomeTask()}},"agentId":"{{agent}}","timestamp":0} }""",
            < 17 => $$"""{"type":"task.status_changed","data":{"taskId":{{SomeTask()}},"status":"completed","timestamp":0} }""",
            _ => $$"""{"type":"activity.added","data":{"timestamp":"2026-01-01T00:00:00.000Z","type":"note","agent":"{{agent}}","message":"said {{_random.Next()}}"} }""",
        };
    }

    private string SomeTask() => (1 + _random.Next(_nextTask + 1)).ToString(CultureInfo.InvariantCulture);

    private async Task CalmAsync()
    {
        _mischief = false;
        foreach (var proxy in _proxies)
        {
            proxy.Refusing = false;
            proxy.CutAll();
        }
        await Task.WhenAll(_changing).Within($"seed {seed}: the changes of all clients");
        // One more event, so that a loss right at the end shows.
        var cursor = await _hub.SendAsync("""{"type":"activity.added","data":{"timestamp":"2026-01-01T00:00:00.000Z","type":"note","agent":"end","message":"the end"} }""");
        foreach (var watcher in _watchers)
        {
            await watcher.Stream.WhenAppliedAsync(cursor).Within($"seed {seed}: {watcher.Name} at {watcher.Stream.Position} to reach {cursor} ({watcher.Stream.State})");
            await watcher.Bridge.WhenIdleAsync().Within($"seed {seed}: the fetches of {watcher.Name}");
        }
    }

    private async Task CompareAsync()
    {
        var (cursor, state) = await _hub.StateAsync();
        var fleet = FleetWatcher.Parse(state);
        foreach (var watcher in _watchers)
        {
            await Patience.Until(() => watcher.StateText() == state, $"seed {seed}: {watcher.Name} to hold the state of the hub");
            foreach (var agent in fleet.Agents)
                if (watcher.Client.Queries.Find(watcher.Agent(agent.Id.Value).Key) is { ObserverCount: > 0, State.HasData: true })
                    await Patience.Until(() => watcher.AgentText(agent.Id.Value) == FleetWatcher.Text(agent), $"seed {seed}: {watcher.Name} to hold {agent.Id} of the hub");
            watcher.Violations.ShouldBeEmpty($"seed {seed}");
            print($"{watcher.Name} ({watcher.Stream.State.Transport}): {watcher.Stream.Counts} {watcher.Bridge.Counts}");
        }
        print($"seed {seed}: {_sent} events sent, {_watchers.Sum(watcher => watcher.Changes)} of {_changing.Count} changes by clients accepted, {cursor} reached by {_watchers.Count} clients");
    }
}
