using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Cadre.Fleet;
using Cadre.Hub.Hosting;
using Cadre.Live;
using Cadre.Query;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Cadre.Bench.Live;

/// <summary>From a real hub over loopback into a cache that runs the hub's reducer. Hub and client share the machine.</summary>
internal static class HubMeasures
{
    private const int Total = 60_000;
    private const int Behind = 10_000;

    private static readonly QueryDefinition<StateAt<FleetState>> Definition = new(["fleet"]) { Version = at => at.Cursor.Sequence };

    public static async Task RunAsync()
    {
        await using var app = await StartAsync();
        var address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        using var http = new HttpClient { BaseAddress = address };
        var start = await SendAsync(http, Enumerable.Range(0, 100).Select(Create));
        for (var sent = 0; sent < Total; sent += 5_000) await SendAsync(http, Enumerable.Range(sent, 5_000).Select(Change));
        var end = start with { Sequence = start.Sequence + Total };

        var endpoints = EventEndpoints.At(http, new Uri(address, "/api/workspaces/default/events"));
        for (var i = 0; i < endpoints.Transports.Count; i++)
        {
            var options = endpoints with { Transports = [endpoints.Transports[i]] };
            Figures.Print($"{Total:N0} events by {options.Transports[0].Name}", Total / await Figures.MedianAsync(3, () => CatchUpAsync(options, start, end)) * 1_000, "events/s");
            var behind = end with { Sequence = end.Sequence - Behind };
            Figures.Print($"connect and catch up {Behind:N0} events by {options.Transports[0].Name}", await Figures.MedianAsync(5, () => CatchUpAsync(options, behind, end)), "ms");
        }
        await DelayAsync(http, endpoints, end);
        await app.StopAsync();
    }

    private static async Task<TimeSpan> CatchUpAsync(LiveStreamOptions options, StreamCursor from, StreamCursor to)
    {
        using var client = Client(from);
        await using var stream = Follow(client, options, from);
        var began = TimeProvider.System.GetTimestamp();
        stream.Connect();
        await stream.WhenAppliedAsync(to);
        var took = TimeProvider.System.GetElapsedTime(began);
        if (client.GetData(Definition)!.Cursor != to) throw new InvalidOperationException($"The state stands at {client.GetData(Definition)!.Cursor} instead of {to}.");
        return took;
    }

    /// <summary>From before the request that changes something until its answer, and until an observer has heard of it.</summary>
    private static async Task DelayAsync(HttpClient http, LiveStreamOptions options, StreamCursor end)
    {
        using var client = Client(end);
        await using var stream = Follow(client, options, end);
        var heard = 0L;
        var arrived = new SemaphoreSlim(0);
        using var observer = client.Observe(Definition with { Enabled = false });
        using var listening = observer.Subscribe(result =>
        {
            if (result.Data is not { } at || at.Cursor.Sequence <= Interlocked.Read(ref heard)) return;
            Interlocked.Exchange(ref heard, at.Cursor.Sequence);
            arrived.Release();
        });
        stream.Connect();
        await stream.WhenLiveAsync();
        var delays = new List<double>();
        for (var i = 0; i < 500; i++)
        {
            var began = TimeProvider.System.GetTimestamp();
            var sending = SendAsync(http, [Change(i)]);
            await arrived.WaitAsync();
            delays.Add(TimeProvider.System.GetElapsedTime(began).TotalMilliseconds);
            await sending;
        }
        delays.Sort();
        Figures.Print("from sending a change until an observer shows it, median", delays[250], "ms");
        Figures.Print("from sending a change until an observer shows it, 99 of 100", delays[495], "ms");
    }

    private static QueryClient Client(StreamCursor at)
    {
        var client = new QueryClient();
        var state = Enumerable.Range(0, 100).Aggregate(FleetState.Empty, static (state, number) => Apply(state, JsonElement.Parse(Create(number))));
        client.SetData(Definition, new StateAt<FleetState>(at, state));
        return client;
    }

    private static LiveStream Follow(QueryClient client, LiveStreamOptions options, StreamCursor from)
    {
        var table = new BridgeTable().Reduce(Definition, static (state, e) => Apply(state, e.Json));
        return new LiveStream(new LiveBridge(client, table), options with { After = from });
    }

    private static FleetState Apply(FleetState state, JsonElement e) =>
        FleetReducer.Apply(state, FleetJson.ReadEvent(e.GetProperty("type").GetString()!, e.GetProperty("data"), out var problem) ?? throw new JsonException(problem!.Detail));

    private static string Create(int number) => $$"""{"type":"agent.created","data":{"agent":{"id":"agent-{{number}}"} } }""";

    private static string Change(int number) =>
        $$"""{"type":"agent.updated","data":{"agentId":"agent-{{number % 100}}","changes":{"status":"{{(number / 100 % 2 == 0 ? "running" : "idle")}}","riskScore":{{number % 97}}},"timestamp":0} }""";

    private static async Task<StreamCursor> SendAsync(HttpClient http, IEnumerable<string> events)
    {
        using var content = new StringContent($"[{string.Join(',', events)}]", Encoding.UTF8, "application/json");
        using var response = await http.PostAsync("/api/workspaces/default/events", content);
        response.EnsureSuccessStatusCode();
        return StreamCursor.Parse((await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("cursor").GetString()!);
    }

    private static async Task<WebApplication> StartAsync()
    {
        var options = new HubOptions { Urls = ["http://127.0.0.1:0"], LogLevel = LogLevel.None, Template = "empty", ShutdownTimeout = TimeSpan.FromSeconds(1) };
        var app = await HubApplication.BuildAsync(options);
        await app.StartAsync();
        return app;
    }
}
