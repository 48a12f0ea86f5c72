using Cadre.Query;

namespace Cadre.Conformance.Query;

/// <summary>The kind of keys whose data are pages.</summary>
internal sealed class PagesKind(World world) : DataKind<InfiniteData<object?, object?>>(world, Pages)
{
    public override ObserverInWorld Observe(ClientInWorld client, Spec step) => step.Says("infinite")
        ? new SingleObserver<InfiniteData<object?, object?>>(World, client, step, this, (definition, select) =>
            new InfiniteQueryObserver<object?, object?, object?>(client.Client, (InfiniteQueryDefinition<object?, object?>)definition, select))
        : base.Observe(client, step);

    public override QueryDefinition<InfiniteData<object?, object?>> Definition(object? key, Spec options, string client)
    {
        if (!options.Has("getNextPageParam")) return base.Definition(key, options, client);
        var fetch = options.Text("fn") is { } name ? World.Functions.Page(name, client) : null;
        var next = PageParam("getNextPageParam", options, PageParams.Next);
        var definition = new InfiniteQueryDefinition<object?, object?>(World.Keys.Of(key), Json.Copy(options["initialPageParam"]), fetch, next)
        {
            PreviousPageParam = options.Has("getPreviousPageParam") ? PageParam("getPreviousPageParam", options, PageParams.Previous) : null,
            MaxPages = (int?)options.Number("maxPages"),
            Pages = (int?)options.Number("pages"),
        };
        return World.QueryOptions.Apply(definition, options, client, TypedAs);
    }

    private PageParamFunction<object?, object?> PageParam(string name, Spec options, Func<Spec, Flags, PageParamFunction<object?, object?>> make)
    {
        var spec = Spec.OfFunction(options[name]);
        return World.Function($"{name}|{CanonicalJson.Of(spec.Members)}", () => make(spec, World.Flags));
    }

    private static InfiniteData<object?, object?> Pages(object? value)
    {
        if (value is InfiniteData<object?, object?> pages) return pages;
        var spec = Spec.Of(value);
        return new(spec.List("pages"), spec.List("pageParams"));
    }
}
