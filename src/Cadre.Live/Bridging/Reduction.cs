using Cadre.Query;

namespace Cadre.Live;

/// <summary>State that events move on, whatever its type.</summary>
internal interface IReduction
{
    /// <summary>Moves it on.</summary>
    /// <param name="client">The cache.</param>
    /// <param name="events">In order.</param>
    /// <param name="failed">Told of what a step threw.</param>
    /// <returns>The query, if it has to be fetched again: events are missing before these, or a step failed.</returns>
    QueryKey? Apply(QueryClient client, IReadOnlyList<LiveEvent> events, Action<Exception> failed);

    bool Takes(string type);

    /// <summary>Where the cached state stands.</summary>
    StreamCursor? Cursor(QueryClient client);
}

internal sealed class Reduction<TState>(QueryDefinition<StateAt<TState>> query, Func<TState, LiveEvent, TState> step, HashSet<string>? types) : IReduction
{
    public bool Takes(string type) => types?.Contains(type) ?? true;

    public StreamCursor? Cursor(QueryClient client) => client.GetData(query)?.Cursor;

    public QueryKey? Apply(QueryClient client, IReadOnlyList<LiveEvent> events, Action<Exception> failed)
    {
        Exception? failure = null;
        var now = client.Push(query, state => Move(state, events, error => failure = error));
        if (failure is not null) failed(failure);
        return now.HasValue && !events[^1].Cursor.IsReachedBy(now.Value.Cursor) ? query.Key : null;
    }

    /// <summary>It may be called again, for an answer that is older than the events.</summary>
    private StateAt<TState> Move(StateAt<TState> at, IReadOnlyList<LiveEvent> events, Action<Exception> failed)
    {
        var (cursor, state) = at;
        try
        {
            foreach (var e in events)
            {
                if (e.Cursor.IsReachedBy(cursor)) continue;
                if (e.Cursor.Epoch != cursor.Epoch || e.Cursor.Sequence != cursor.Sequence + 1) break;
                if (Takes(e.Type)) state = step(state, e);
                cursor = e.Cursor;
            }
        }
        catch (Exception error)
        {
            failed(error);
        }
        return cursor == at.Cursor ? at : new StateAt<TState>(cursor, state);
    }
}
