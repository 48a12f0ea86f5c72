using Cadre.Live;
using Cadre.Query;

namespace Cadre.Bench.Live;

/// <summary>Without a network: order, bridge, cache, observers.</summary>
internal static class ProcessMeasures
{
    public static async Task FollowAsync()
    {
        const int events = 200_000;
        foreach (var observers in (int[])[0, 1, 10])
        {
            var milliseconds = await Figures.MedianAsync(5, () => RunAsync(events, agents: 200, observers * 200));
            Figures.Print($"in one process, 200 agents with {observers} observers each", events / milliseconds * 1_000, "events/s");
        }
    }

    public static async Task BurstAsync()
    {
        Figures.Print("burst of 10,000 events for 1,000 agents, one observer each", await Figures.MedianAsync(9, () => RunAsync(10_000, 1_000, 1_000)), "ms");
        Figures.Print("burst of 10,000 events for one agent, 1,000 observers", await Figures.MedianAsync(5, () => RunAsync(10_000, 1, 1_000)), "ms");
    }

    private static async Task<TimeSpan> RunAsync(int events, int agents, int observers)
    {
        using var client = new QueryClient();
        var told = 0L;
        for (var i = 0; i < observers; i++)
            client.Observe(Fleet.Detail($"agent-{i % agents}") with { Enabled = false }).Subscribe(_ => told++);
        var options = new LiveStreamOptions { Transports = [PreparedTransport.Of(events, agents)], After = new StreamCursor("e", 0) };
        await using var stream = new LiveStream(new LiveBridge(client, Fleet.Table), options);
        var began = TimeProvider.System.GetTimestamp();
        stream.Connect();
        await stream.WhenAppliedAsync(new StreamCursor("e", events));
        return TimeProvider.System.GetElapsedTime(began);
    }
}
