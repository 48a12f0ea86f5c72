using Cadre.Query;

namespace Cadre.Conformance.Query;

/// <summary>How the data of a key are typed, and all that needs to know it.</summary>
internal abstract class DataKind
{
    /// <summary>Default options; what in them is typed applies to queries of this kind.</summary>
    public abstract QueryOptions Defaults(Spec options, string client);

    public abstract ObserverInWorld Observe(ClientInWorld client, Spec step);

    /// <summary>Writes data; nothing changes nothing.</summary>
    public abstract Optional<object?> Write(QueryClient client, QueryKey key, object? value, DateTimeOffset? updatedAt);

    public abstract Optional<object?> Update(QueryClient client, QueryKey key, Func<object?, object?> update, DateTimeOffset? updatedAt);

    public abstract IEnumerable<(QueryKey Key, Optional<object?> Data)> UpdateMany(QueryClient client, QueryFilter filter, Func<object?, object?> update, DateTimeOffset? updatedAt);

    public abstract Task<object?> Fetch(ClientInWorld client, Spec step);

    /// <summary>As a fetch, with the selector of the step's options.</summary>
    /// <param name="client">The client.</param>
    /// <param name="step">The step.</param>
    /// <param name="scope">Where calls of the selector are noted.</param>
    public abstract Task<object?> FetchSelected(ClientInWorld client, Spec step, string scope);

    public abstract Task<object?> Ensure(ClientInWorld client, Spec step);

    public abstract Task Prefetch(ClientInWorld client, Spec step);
}

/// <inheritdoc/>
internal class DataKind<TData>(World world, Func<object?, TData> typed) : DataKind
{
    /// <summary>The library's own selector of everything, so that taking a selector away means what it means there.</summary>
    private static readonly Func<TData, object?> Everything = (Func<TData, object?>)(object)Selectors<TData>.Whole;

    protected World World => world;

    protected Func<object?, TData> TypedAs => typed;

    public override QueryOptions Defaults(Spec options, string client) => world.QueryOptions.Apply(new QueryDefinition<TData>(QueryKey.Empty), options, client, typed);

    public override ObserverInWorld Observe(ClientInWorld client, Spec step) => new SingleObserver<TData>(
        world, client, step, this, (definition, select) => new QueryObserver<TData, object?>(client.Client, definition, select));

    /// <summary>What a step says of one query.</summary>
    public virtual QueryDefinition<TData> Definition(object? key, Spec options, string client) =>
        world.QueryOptions.Apply(new QueryDefinition<TData>(world.Keys.Of(key)), options, client, typed);

    public Func<TData, object?> Select(Spec options, string scope)
    {
        if (!options.Has("select")) return Everything;
        var spec = Spec.OfFunction(options["select"]);
        return world.Function<Func<TData, object?>>($"select|{typeof(TData)}|{scope}|{CanonicalJson.Of(spec.Members)}", () =>
        {
            var select = Selects.Named(spec);
            return data =>
            {
                world.Emit($"sel:{scope}", "select", ("fn", spec["fn"]), ("in", data));
                return select(data);
            };
        });
    }

    public override Optional<object?> Write(QueryClient client, QueryKey key, object? value, DateTimeOffset? updatedAt) =>
        value is Nothing ? default : Optional.Of<object?>(client.SetData(new QueryDefinition<TData>(key), typed(value), updatedAt));

    public override Optional<object?> Update(QueryClient client, QueryKey key, Func<object?, object?> update, DateTimeOffset? updatedAt) =>
        Untyped(client.UpdateData(new QueryDefinition<TData>(key), Typed(update), updatedAt));

    public override IEnumerable<(QueryKey Key, Optional<object?> Data)> UpdateMany(
        QueryClient client, QueryFilter filter, Func<object?, object?> update, DateTimeOffset? updatedAt) =>
        client.UpdateQueriesData(filter, Typed(update), updatedAt).Select(changed => (changed.Key, Untyped(changed.Data)));

    public override async Task<object?> Fetch(ClientInWorld client, Spec step) => await client.Client.FetchAsync(Definition(client, step));

    public override Task<object?> FetchSelected(ClientInWorld client, Spec step, string scope)
    {
        var definition = Definition(client, step);
        return step.Object("opt").Has("select") ? client.Client.FetchAsync(definition, Select(step.Object("opt"), scope)) : Fetch(client, step);
    }

    public override async Task<object?> Ensure(ClientInWorld client, Spec step) =>
        await client.Client.EnsureAsync(Definition(client, step), step.Object("opt").Says("revalidateIfStale"));

    public override Task Prefetch(ClientInWorld client, Spec step) => client.Client.PrefetchAsync(Definition(client, step));

    private QueryDefinition<TData> Definition(ClientInWorld client, Spec step) => Definition(step["key"], step.Object("opt"), client.Name);

    private Func<Optional<TData>, Optional<TData>> Typed(Func<object?, object?> update) =>
        previous => update(previous.TryGet(out var data) ? data : Nothing.Value) is var next and not Nothing ? Optional.Of(typed(next)) : default;

    private static Optional<object?> Untyped(Optional<TData> data) => data.TryGet(out var value) ? Optional.Of<object?>(value) : default;
}
