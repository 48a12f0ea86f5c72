using Cadre.Hub.Telemetry;
using Cadre.Hub.Tests.Native;
using Microsoft.Extensions.Configuration;

namespace Cadre.Hub.Tests.Telemetry;

public sealed class TelemetryExportTests
{
    [Fact]
    public async Task Metrics_traces_and_logs_reach_a_collector_by_the_end()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using (var hub = await StartAsync(("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.Endpoint), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")))
        {
            await using var stream = await EventStream.OpenAsync(hub.Http, NativeHub.Root + "/events/stream");
            await hub.AddAgentAsync("a");
            await stream.NextAsync();
            (await hub.GetAsync("/api/nothing")).ShouldBeProblem(404, "unknown-route");
            (await hub.GetAsync("/api/conflicts/predictions")).ShouldBeOk();
        }

        receiver.Exports.ShouldAllBe(e => e.ContentType == "application/x-protobuf");
        foreach (var name in new[] { "cadre.commands", "cadre.events", "cadre.commit.events", "cadre.commit.duration", "cadre.queue.length", "cadre.refusals", "cadre.watchers", "cadre.feed.deliveries", "cadre.predictions.duration", "http.server.request.duration" })
            receiver.Has("metrics", name).ShouldBeTrue(name);
        receiver.Has("metrics", "agent.created").ShouldBeTrue("the type of the event");
        receiver.Has("metrics", "accepted").ShouldBeTrue("the outcome of the command");
        foreach (var name in new[] { "cadre.commit", "cadre.predict", "default", "url.path", NativeHub.Root + "/agents" })
            receiver.Has("traces", name).ShouldBeTrue(name);
        receiver.Has("logs", "Stopping").ShouldBeTrue("the log of the stop");
        receiver.Has("metrics", "service.name").ShouldBeTrue();
        receiver.Has("metrics", "cadre").ShouldBeTrue();
    }

    [Fact]
    public async Task Token_in_a_query_reaches_no_collector()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        string token;
        await using (var hub = await StartAsync(("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.Endpoint), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")))
        {
            token = await hub.TokenAsync("viewer");
            (await hub.GetAsync($"{NativeHub.Root}/events/stream?after=x&access_token={token}")).ShouldBeProblem(400, "bad-cursor");
        }

        receiver.Has("traces", "/events/stream").ShouldBeTrue();
        foreach (var signal in new[] { "traces", "logs", "metrics" })
            receiver.Has(signal, token.Split('_', 3)[2]).ShouldBeFalse(signal);
    }

    [Fact]
    public async Task Nothing_is_sent_unless_the_environment_asks_for_it()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using (var hub = await StartAsync(("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.Endpoint), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"), ("OTEL_SDK_DISABLED", "true")))
            await hub.AddAgentAsync("a");

        receiver.Exports.ShouldBeEmpty();
    }

    [Fact]
    public async Task One_signal_can_be_sent_alone()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using (var hub = await StartAsync(("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", receiver.Endpoint + "/v1/traces"), ("OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "http/protobuf")))
            await hub.AddAgentAsync("a");

        receiver.Exports.Select(e => e.Path).Distinct().ShouldBe(["/v1/traces"]);
    }

    [Fact]
    public async Task Collector_that_is_away_does_not_keep_the_hub_from_stopping()
    {
        await using var hub = await StartAsync(("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:9"), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"));
        await hub.AddAgentAsync("a");
    }

    [Theory]
    [InlineData(null, null, null, false)]
    [InlineData("http://c", null, null, true)]
    [InlineData(null, "http://c", null, true)]
    [InlineData("http://c", null, "none", false)]
    [InlineData("", null, null, false)]
    public void Signal_is_on_when_an_endpoint_is_set(string? all, string? own, string? exporter, bool expected)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = all,
            ["OTEL_EXPORTER_OTLP_METRICS_ENDPOINT"] = own,
            ["OTEL_METRICS_EXPORTER"] = exporter,
        }).Build();

        new OtlpSettings(configuration, "METRICS").IsOn.ShouldBe(expected);
    }

    private static Task<TestHub> StartAsync(params (string Name, string Value)[] environment) => TestHub.StartAsync(
        o => (o.Template, o.LogLevel) = ("empty", Microsoft.Extensions.Logging.LogLevel.Information),
        builder => builder.Configuration.AddInMemoryCollection(environment.Select(e => KeyValuePair.Create(e.Name, (string?)e.Value))));
}
