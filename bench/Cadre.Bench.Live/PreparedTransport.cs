using System.Runtime.CompilerServices;
using System.Text.Json;
using Cadre.Live;

namespace Cadre.Bench.Live;

/// <summary>A transport whose frames are in memory already.</summary>
internal sealed class PreparedTransport(IReadOnlyList<StreamFrame> frames) : ITransport
{
    public string Name => "prepared";

    /// <summary>Frames with events that change some agents in turn.</summary>
    public static PreparedTransport Of(int events, int agents) =>
        new([StreamFrame.Opened(), .. Enumerable.Range(1, events).Select(number => StreamFrame.Of(Event(number, agents)))]);

    public async IAsyncEnumerable<StreamFrame> OpenAsync(StreamRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var frame in frames) yield return frame;
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
    }

    private static LiveEvent Event(int number, int agents)
    {
        var data = JsonElement.Parse($$"""{"id":"agent-{{number % agents}}","status":"running","version":{{number}}}""");
        return new LiveEvent(new StreamCursor("e", number), "agent.changed", DateTimeOffset.UnixEpoch, data, data);
    }
}
