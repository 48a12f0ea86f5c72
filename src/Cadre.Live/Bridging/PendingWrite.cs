using Cadre.Query;

namespace Cadre.Live;

/// <summary>What the events of one go do to one query.</summary>
internal abstract class PendingWrite
{
    public abstract void Write(QueryClient client);
}

/// <summary>Its data: the last of what the events bring, or that of the highest version.</summary>
internal sealed class PendingSet<TData>(QueryDefinition<TData> query, TData first) : PendingWrite
{
    private TData _data = first;

    public void Add(TData data)
    {
        if (query.Version is not { } version || version(data) >= version(_data)) _data = data;
    }

    public override void Write(QueryClient client) => client.Push(query, _data);
}

/// <summary>Changes of it, one after the other.</summary>
internal sealed class PendingPatch<TData>(QueryDefinition<TData> query, Func<TData, TData> first, Action<Exception> failed) : PendingWrite
{
    private readonly List<Func<TData, TData>> _changes = [first];

    public void Add(Func<TData, TData> change) => _changes.Add(change);

    public override void Write(QueryClient client) => client.Push(query, Change);

    /// <summary>It may be called again, for an answer that is older than the events.</summary>
    private TData Change(TData data)
    {
        foreach (var change in _changes)
        {
            try
            {
                data = change(data);
            }
            catch (Exception error)
            {
                failed(error);
            }
        }
        return data;
    }
}
