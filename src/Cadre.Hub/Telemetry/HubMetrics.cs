using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Cadre.Hub.Telemetry;

/// <summary>The instruments of the meter <c>Cadre.Hub</c>. Names and tags are a contract: <c>docs/operations.md</c>.</summary>
/// <remarks>Tags have a fixed, small set of values; no id ever becomes one. Thread safe.</remarks>
internal sealed class HubMetrics
{
    public const string MeterName = "Cadre.Hub";

    private readonly Counter<long> _commands;
    private readonly Counter<long> _events;
    private readonly Histogram<long> _commitEvents;
    private readonly Histogram<double> _commitDuration;
    private readonly UpDownCounter<long> _queueLength;
    private readonly UpDownCounter<long> _watchers;
    private readonly Counter<long> _refusals;
    private readonly Histogram<double> _predictionDuration;

    public HubMetrics(IMeterFactory factory)
    {
        var meter = factory.Create(MeterName);
        _commands = meter.CreateCounter<long>("cadre.commands", "{command}", "Commands decided, by outcome.");
        _events = meter.CreateCounter<long>("cadre.events", "{event}", "Events appended to a log, by type.");
        _commitEvents = meter.CreateHistogram("cadre.commit.events", "{event}", "Events in one commit.", null,
            new InstrumentAdvice<long> { HistogramBucketBoundaries = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000] });
        var seconds = new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
        };
        _commitDuration = meter.CreateHistogram("cadre.commit.duration", "s", "Time to decide a batch and make it durable.", null, seconds);
        _queueLength = meter.CreateUpDownCounter<long>("cadre.queue.length", "{command}", "Commands that wait for their writer.");
        _watchers = meter.CreateUpDownCounter<long>("cadre.watchers", "{watcher}", "Open streams, by transport.");
        _refusals = meter.CreateCounter<long>("cadre.refusals", "{request}", "Requests that were answered with an error, by status.");
        _predictionDuration = meter.CreateHistogram("cadre.predictions.duration", "s", "Time to predict the conflicts of a workspace.", null, seconds);
    }

    public void CommandsDecided(CommandResultKind outcome, int count = 1) =>
        _commands.Add(count, new KeyValuePair<string, object?>("outcome", Name(outcome)));

    public void EventAppended(string type) => _events.Add(1, new KeyValuePair<string, object?>("type", type));

    public void Committed(int events, TimeSpan duration)
    {
        _commitEvents.Record(events);
        _commitDuration.Record(duration.TotalSeconds);
    }

    public void Queued(int commands) => _queueLength.Add(commands);

    public void Dequeued(int commands) => _queueLength.Add(-commands);

    public void WatcherJoined(StreamTransport transport) => _watchers.Add(1, Tag(transport));

    public void WatcherLeft(StreamTransport transport) => _watchers.Add(-1, Tag(transport));

    public void RequestRefused(int status) => _refusals.Add(1, new KeyValuePair<string, object?>("status", status));

    public void Predicted(TimeSpan duration) => _predictionDuration.Record(duration.TotalSeconds);

    private static string Name(CommandResultKind outcome) => outcome switch
    {
        CommandResultKind.Accepted => "accepted",
        CommandResultKind.Ignored => "ignored",
        CommandResultKind.Refused => "refused",
        CommandResultKind.Replayed => "replayed",
        CommandResultKind.Failed => "failed",
        _ => throw new UnreachableException(),
    };

    private static KeyValuePair<string, object?> Tag(StreamTransport transport) => new("transport", transport switch
    {
        StreamTransport.Sse => "sse",
        StreamTransport.WebSocket => "websocket",
        StreamTransport.LongPoll => "longpoll",
        _ => throw new UnreachableException(),
    });
}
