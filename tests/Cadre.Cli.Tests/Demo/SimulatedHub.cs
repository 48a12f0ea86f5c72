using System.Text.Json;
using Cadre.Cli.Demo;
using Cadre.Cli.Demo.Staging;
using Cadre.Client;
using Cadre.Fleet;
using Cadre.Hub.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Cadre.Cli.Tests.Demo;

/// <summary>A real hub with a simulation in it, both by a clock that the test moves: hours of it take seconds.</summary>
internal sealed class SimulatedHub : IAsyncDisposable
{
    private readonly FakeTime _time = new();
    private readonly WebApplication _hub;
    private readonly HttpClient _http;
    private Director? _director;

    private SimulatedHub(WebApplication hub, FakeTime time)
    {
        (_hub, _time) = (hub, time);
        _http = HubHttp.Create(new Uri(hub.Urls.First()));
        Api = new(_http, Simulation.Workspace);
    }

    public HubApi Api { get; }

    public static async Task<SimulatedHub> StartAsync(int seed = Simulation.DefaultSeed)
    {
        var time = new FakeTime();
        var hub = await HubApplication.BuildAsync(
            new() { Urls = ["http://127.0.0.1:0"], LogLevel = LogLevel.Warning }, builder => builder.Services.AddSingleton<TimeProvider>(time));
        await hub.StartAsync();
        var simulated = new SimulatedHub(hub, time);
        await simulated.BeginAsync(seed);
        return simulated;
    }

    /// <summary>Begins a simulation, in place of one that runs.</summary>
    public async Task BeginAsync(int seed = Simulation.DefaultSeed)
    {
        if (_director is not null) await _director.DisposeAsync();
        _director = await new Simulation(_http, _time, seed).PrepareAsync(CancellationToken.None);
    }

    /// <summary>Lets the simulation run.</summary>
    /// <param name="span">For how long by its clock.</param>
    /// <param name="meanwhile">Called about once a second of that clock; true ends the run early.</param>
    public async Task RunAsync(TimeSpan span, Func<Task<bool>>? meanwhile = null)
    {
        var director = _director.ShouldNotBeNull();
        var end = director.Now + span;
        var look = director.Now;
        while (director.UntilNext is { } pause && director.Now + pause <= end)
        {
            _time.Advance(pause);
            await director.StepAsync().Within("a step of the simulation");
            if (meanwhile is null || director.Now < look) continue;
            look = director.Now + TimeSpan.FromSeconds(1);
            if (await meanwhile()) return;
        }
        (director.UntilNext is null).ShouldBeFalse("the simulation has no end");
    }

    /// <summary>Lets the simulation run until something holds of the fleet.</summary>
    public async Task UntilAsync(Func<FleetState, bool> holds, string what)
    {
        var held = false;
        await RunAsync(TimeSpan.FromMinutes(30), async () => held = holds(await FleetAsync()));
        held.ShouldBeTrue(what);
    }

    public async Task<FleetState> FleetAsync() => (await Api.GetStateAsync()).State;

    /// <summary>Every fact of the log, as text.</summary>
    public async Task<List<string>> LogAsync()
    {
        var page = await Api.GetEventsAsync(limit: 10_000);
        page.More.ShouldBeFalse("one page has to hold all");
        return [.. page.Events.Select(record => $"{record.Cursor.Sequence} {record.Time} {record.Type} {Text(record.Fact!)}")];
    }

    public async ValueTask DisposeAsync()
    {
        if (_director is not null) await _director.DisposeAsync();
        await _hub.DisposeAsync();
        _http.Dispose();
    }

    private static string Text(FleetEvent fact)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream)) FleetJson.WriteEventData(json, fact);
        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }
}
