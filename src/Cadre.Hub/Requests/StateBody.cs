using System.Text.Json;
using Cadre.Fleet;

namespace Cadre.Hub.Requests;

/// <summary>A body that depends on the state alone: written once a state, however many ask for it.</summary>
internal sealed class StateBody(Action<Utf8JsonWriter, FleetState> write)
{
    private volatile Cached? _cached;

    public byte[] Of(FleetState state)
    {
        var cached = _cached;
        if (cached is null || !ReferenceEquals(cached.State, state))
            _cached = cached = new Cached(state, JsonBytes.Of(state, write));
        return cached.Body;
    }

    private sealed record Cached(FleetState State, byte[] Body);
}
