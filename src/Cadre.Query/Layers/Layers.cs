namespace Cadre.Query;

/// <summary>The server's data of one query, and the optimistic changes over it in the order in which their mutations were submitted.</summary>
/// <remarks>Its members belong to the client's turns.</remarks>
internal sealed class Layers<TData>(Optional<TData> data)
{
    private readonly List<PendingLayer<TData>> _layers = [];

    /// <summary>The server's data.</summary>
    public Optional<TData> Base { get; private set; } = data;

    public bool IsEmpty => _layers.Count == 0;

    public void Add_NeedsLock(PendingLayer<TData> layer) => _layers.Add(layer);

    public void Remove_NeedsLock(PendingLayer<TData> layer) => _layers.Remove(layer);

    /// <summary>Data that a mutation itself writes has what it did.</summary>
    public void RemoveOf_NeedsLock(CachedMutation? mutation) => _layers.RemoveAll(layer => layer.Mutation == mutation);

    /// <summary>Data that was asked for when the functions of mutations had ended has what they did.</summary>
    public void RemoveAnswered_NeedsLock(long askedAt) => _layers.RemoveAll(layer => layer.AnsweredAt > 0 && layer.AnsweredAt <= askedAt);

    /// <summary>Stores the server's data.</summary>
    /// <param name="data">The data.</param>
    /// <param name="shown">What is shown now.</param>
    /// <returns>What is to be shown: what is shown now, if that is equal.</returns>
    public Optional<TData> Show_NeedsLock(Optional<TData> data, Optional<TData> shown)
    {
        Base = data;
        if (!data.TryGet(out var visible)) return default;
        foreach (var layer in _layers) visible = layer.Over_NeedsLock(visible);
        return shown.TryGet(out var before) && EqualityComparer<TData>.Default.Equals(before, visible) ? shown : visible;
    }
}
