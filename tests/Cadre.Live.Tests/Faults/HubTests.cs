using Cadre.TestKit;

namespace Cadre.Live.Tests.Faults;

/// <summary>Streams of a real hub over loopback, by each transport.</summary>
public sealed class HubTests : IAsyncLifetime
{
    private HubHost _hub = null!;
    private FaultProxy _proxy = null!;
    private FleetWatcher? _watcher;

    public async ValueTask InitializeAsync()
    {
        _hub = await HubHost.StartAsync();
        _proxy = new FaultProxy(_hub.Address.Port, 1);
    }

    public async ValueTask DisposeAsync()
    {
        if (_watcher is not null) await _watcher.DisposeAsync();
        await _proxy.DisposeAsync();
        await _hub.DisposeAsync();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Late_joiners_and_returning_users_see_everything(int transport)
    {
        await _hub.SendAsync(Create("a"), Create("b"));
        await StartAsync(transport);
        await CaughtUpAsync(await _hub.SendAsync(Status("a", "running"), Status("b", "blocked")));

        _proxy.Refusing = true;
        _proxy.CutAll();
        var meanwhile = await _hub.SendAsync(Status("a", "idle"), Create("c"));
        await Patience.Until(() => !_watcher!.Stream.State.IsLive, "the loss of the connection");
        _proxy.Refusing = false;
        await CaughtUpAsync(meanwhile);

        _watcher!.StateRequests.ShouldBeLessThanOrEqualTo(2, "the cursor was resumed");
        _watcher.Stream.Counts.Resyncs.ShouldBe(1);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_half_open_connection_is_left_for_a_new_one(int transport)
    {
        await _hub.SendAsync(Create("a"));
        await StartAsync(transport);

        _proxy.FreezeAll();
        var cursor = await _hub.SendAsync(Status("a", "running"));

        await CaughtUpAsync(cursor);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_server_that_comes_back_with_a_new_epoch_is_followed_from_its_beginning(int transport)
    {
        await _hub.SendAsync([Create("a"), .. Enumerable.Range(0, 20).Select(number => Status("a", number % 2 == 0 ? "running" : "idle"))]);
        await StartAsync(transport);

        await using var second = await HubHost.StartAsync();
        await second.SendAsync(Create("a"), Create("z"));
        await _hub.DisposeAsync();
        _hub = second;
        _proxy.Target = second.Address.Port;

        await CaughtUpAsync(await second.SendAsync(Status("z", "blocked")));
        await Patience.Until(() => _watcher!.Client.GetData(_watcher.Agent("a"))?.State.Version == 1, "the agent of the new epoch, with its low version");
        _hub = await HubHost.StartAsync();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_token_that_is_revoked_in_the_middle_is_renewed(int transport)
    {
        await _hub.SendAsync(Create("a"));
        var (id, token) = await _hub.TokenAsync();
        await StartAsync(transport, async (refused, _) => refused == token ? token = (await _hub.TokenAsync()).Text : token);

        await _hub.RevokeAsync(id);

        await CaughtUpAsync(await _hub.SendAsync(Status("a", "running")));
        await Patience.Until(() => _watcher!.Stream.State.IsLive, "live again");
    }

    private static string Create(string id) => $$"""{"type":"agent.created","data":{"agent":{"id":"{{id}}"} } }""";

    private static string Status(string id, string status) =>
        $$"""{"type":"agent.updated","data":{"agentId":"{{id}}","changes":{"status":"{{status}}"},"timestamp":0} }""";

    private async Task StartAsync(int transport, TokenSource? tokens = null)
    {
        _watcher = new FleetWatcher("watcher", _proxy.Address, ["a"], options => options with { Transports = [options.Transports[transport]], Tokens = tokens });
        await _watcher.Stream.WhenLiveAsync().Within("live");
    }

    private async Task CaughtUpAsync(StreamCursor cursor)
    {
        await _watcher!.Stream.WhenAppliedAsync(cursor).Within($"the cursor {cursor}");
        await _watcher.Bridge.WhenIdleAsync().Within("the fetches");
        var (_, state) = await _hub.StateAsync();
        await Patience.Until(() => _watcher.StateText() == state, "the same state as the hub's");
        _watcher.Violations.ShouldBeEmpty();
    }
}
