using System.Diagnostics.Metrics;

namespace Cadre.Streams;

/// <summary>The meter of this library. Names, units and tags of its instruments are a contract; see <c>docs/streams.md</c>.</summary>
public static class StreamsMeter
{
    /// <summary>What to pass to a listener or exporter: <c>Cadre.Streams</c>.</summary>
    public const string Name = "Cadre.Streams";

    static readonly Meter Meter = new(Name);

    static readonly Histogram<double> CommitDuration = Meter.CreateHistogram(
        "cadre.log.commit.duration", "s", "Time from beginning a commit until it is durable.", null,
        new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1, 5],
        });

    static readonly Histogram<long> CommitCalls = Meter.CreateHistogram(
        "cadre.log.commit.calls", "{call}", "Calls that shared a commit.", null,
        new InstrumentAdvice<long> { HistogramBucketBoundaries = [1, 2, 5, 10, 20, 50, 100, 250] });

    static readonly Counter<long> CommitFailures = Meter.CreateCounter<long>(
        "cadre.log.commit.failures", "{commit}", "Commits that failed and left nothing.");

    static readonly Counter<long> Resets = Meter.CreateCounter<long>(
        "cadre.feed.resets", "{reset}", "Readers that had to start over from a snapshot, by reason: unknown-epoch, compacted, ahead.");

    static readonly Counter<long> SlowReaders = Meter.CreateCounter<long>(
        "cadre.feed.slow_readers", "{reader}", "Readers that were cut off because they did not keep up.");

    static readonly Counter<long> Deliveries = Meter.CreateCounter<long>(
        "cadre.feed.deliveries", "{event}", "Events handed to watchers, one for each watcher, by transport: sse, websocket.");

    static readonly KeyValuePair<string, object?> Sse = new("transport", "sse");

    static readonly KeyValuePair<string, object?> WebSocket = new("transport", "websocket");

    internal static void Committed(int calls, TimeSpan duration)
    {
        CommitCalls.Record(calls);
        CommitDuration.Record(duration.TotalSeconds);
    }

    internal static void CommitFailed() => CommitFailures.Add(1);

    internal static void Reset(ResetReason reason) => Resets.Add(1, new KeyValuePair<string, object?>("reason", reason switch
    {
        ResetReason.UnknownEpoch => "unknown-epoch",
        ResetReason.Compacted => "compacted",
        _ => "ahead",
    }));

    internal static void SlowReader() => SlowReaders.Add(1);

    internal static void DeliveredOverSse(int events) => Deliveries.Add(events, Sse);

    internal static void DeliveredOverWebSocket(int events) => Deliveries.Add(events, WebSocket);
}
