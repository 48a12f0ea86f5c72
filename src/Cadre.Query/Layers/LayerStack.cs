namespace Cadre.Query;

/// <summary>The optimistic changes of all pending mutations of a client, in the order of their submission. Its members belong to the client's turns.</summary>
internal sealed class LayerStack
{
    private readonly LinkedList<PendingLayer> _layers = [];

    /// <summary>Puts the layers of a mutation over the queries that they mean.</summary>
    /// <returns>What to give to <see cref="Remove_NeedsLock"/>.</returns>
    public IReadOnlyList<PendingLayer> Add_NeedsLock<TVariables>(CachedMutation mutation, IReadOnlyList<Layer<TVariables>> layers, TVariables variables)
    {
        if (layers.Count == 0) return [];
        var added = new List<PendingLayer>(layers.Count);
        foreach (var layer in layers)
        {
            try
            {
                var pending = layer.Bind(mutation, variables);
                added.Add(pending);
                _layers.AddLast(pending);
                pending.Cover_NeedsLock();
            }
            catch (Exception error)
            {
                mutation.Client.Turns.Report_NeedsLock(error);
            }
        }
        return added;
    }

    public void Remove_NeedsLock(IReadOnlyList<PendingLayer> layers)
    {
        foreach (var layer in layers)
        {
            _layers.Remove(layer);
            layer.Uncover_NeedsLock();
        }
    }

    /// <summary>Puts over a new query all layers that mean it.</summary>
    public void Cover_NeedsLock(CachedQuery query)
    {
        foreach (var layer in _layers)
        {
            try
            {
                layer.Cover_NeedsLock(query);
            }
            catch (Exception error)
            {
                // A predicate that throws is the mutation's fault, not that of whoever makes the query.
                query.Client.Turns.Report_NeedsLock(error);
            }
        }
    }
}
