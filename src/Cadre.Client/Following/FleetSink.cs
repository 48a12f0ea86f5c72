using Cadre.Live;
using Cadre.Query;

namespace Cadre.Client;

/// <summary>Leads the stream through the table and on into the queries of parts, in one round of notifications.</summary>
internal sealed class FleetSink(QueryClient client, LiveBridge bridge, FleetProjection projection) : ILiveSink
{
    public void Apply(IReadOnlyList<LiveEvent> events) => client.Batch(() =>
    {
        bridge.Apply(events);
        projection.Project();
    });

    public async Task<StreamCursor?> ResyncAsync(LiveReset reset, CancellationToken cancellationToken)
    {
        var cursor = await bridge.ResyncAsync(reset, cancellationToken);
        client.Batch(projection.Project);
        return cursor;
    }

    public void OnDropped(string reason, StreamCursor? cursor) => bridge.OnDropped(reason, cursor);
}
