using Cadre.Client;
using Cadre.Fleet;
using Cadre.Live;

namespace Cadre.Cli.Demo.Staging;

/// <summary>The fleet as the hub has it, whoever changed it: what is new is asked for, and applied with the hub's own reducer.</summary>
internal sealed class FleetMirror(HubApi hub)
{
    private StreamCursor? _cursor;
    private FleetState _state = FleetState.Empty;

    public async Task<FleetState> ReadAsync(CancellationToken cancellationToken)
    {
        var more = true;
        while (more)
        {
            if (_cursor is not { } after)
            {
                var all = await hub.GetStateAsync(cancellationToken);
                (_cursor, _state) = (all.Cursor, all.State);
                return _state;
            }
            var news = await hub.GetEventsAsync(after, cancellationToken: cancellationToken);
            _cursor = news.Reset is null ? news.Cursor : null;
            more = news.More || news.Reset is not null;
            foreach (var record in news.Events)
                if (record.Fact is { } fact) _state = FleetReducer.Apply(_state, fact);
        }
        return _state;
    }
}
