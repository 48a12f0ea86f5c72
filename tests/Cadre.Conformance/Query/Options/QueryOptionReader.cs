using Cadre.Query;

namespace Cadre.Conformance.Query;

/// <summary>Query options of scenarios as definitions of the library.</summary>
internal sealed class QueryOptionReader(World world)
{
    /// <summary>Options that are read elsewhere: by observers, by calls, and where pages are defined.</summary>
    private static readonly HashSet<string> Elsewhere =
        ["select", "revalidateIfStale", "initialPageParam", "getNextPageParam", "getPreviousPageParam", "maxPages", "pages"];

    private readonly Dictionary<StaleTime, object?> _staleTimes = [];

    /// <summary>What the scenario said of a stale time.</summary>
    public object? Said(StaleTime? time) => time is { } known ? _staleTimes[known] : Nothing.Value;

    /// <summary>The definition with these options.</summary>
    public QueryDefinition<TData> Apply<TData>(QueryDefinition<TData> definition, Spec options, string client, Func<object?, TData> typed)
    {
        foreach (var (name, value) in options.Members)
        {
            if (!Elsewhere.Contains(name)) definition = Typed(definition, name, value, client, typed) ?? (QueryDefinition<TData>)Untyped(definition, name, value);
        }
        return definition;
    }

    /// <returns>Null if it is not one of the options that know the type of the data.</returns>
    private QueryDefinition<TData>? Typed<TData>(QueryDefinition<TData> definition, string name, object? value, string client, Func<object?, TData> typed) => name switch
    {
        "fn" when definition is InfiniteQueryDefinition<object?, object?> => definition,
        "fn" => definition with { Fetch = world.Functions.Query(Script.Text(value), client, typed) },
        "placeholderData" => definition with { PlaceholderData = Placeholder(value, typed) },
        "initialData" => definition with { InitialData = Initial(value, typed) },
        "initialDataUpdatedAt" => definition with { InitialDataUpdatedAt = InitialTime(value) },
        "structuralSharing" when Spec.IsFunction(value) => definition with { Share = Share(value, typed) },
        "persister" => definition with { Persister = Persister(Spec.Of(value), client, typed) },
        _ => null,
    };

    private QueryOptions Untyped(QueryOptions options, string name, object? value) => name switch
    {
        "staleTime" => options with { StaleTime = Stale(value) },
        "gcTime" => options with { GcTime = OptionValues.Time(value) },
        "retry" => options with { Retry = OptionValues.Retry(world, value) },
        "retryDelay" => options with { RetryDelay = OptionValues.RetryDelay(world, value) },
        "networkMode" => options with { NetworkMode = OptionValues.NetworkMode(value) },
        "enabled" => options with { Enabled = Setting(name, value, OptionValues.NotFalse) },
        "retryOnMount" => options with { RetryOnMount = Setting(name, value, OptionValues.NotFalse) },
        "refetchOnMount" => options with { RefetchOnMount = Setting(name, value, OptionValues.Trigger) },
        "refetchOnWindowFocus" => options with { RefetchOnFocus = Setting(name, value, OptionValues.Trigger) },
        "refetchOnReconnect" => options with { RefetchOnReconnect = Setting(name, value, OptionValues.Trigger) },
        "refetchInterval" => options with { RefetchInterval = Setting(name, value, OptionValues.Interval) },
        "refetchIntervalInBackground" => options with { RefetchIntervalInBackground = value is true },
        "structuralSharing" => options with { StructuralSharing = value is true },
        "notifyOnChangeProps" => options with { NotifyOn = Notify(value) },
        "throwOnError" => options with { ThrowOnError = value is true },
        "meta" => options with { Meta = Spec.Of(Json.Copy(value)).Members },
        _ => throw new ScenarioException($"the query option '{name}' has no counterpart"),
    };

    private Setting<T> Setting<T>(string option, object? value, Func<object?, T> read)
    {
        if (value is string and not "always") throw new ScenarioException($"{CanonicalJson.Of(value)} cannot be said as {option}");
        return Spec.IsFunction(value) ? Cadre.Query.Setting.Of(Question($"{option}|", value, answer => read(answer))) : read(value);
    }

    private StaleTime Stale(object? value)
    {
        if (Spec.IsFunction(value)) return StaleTime.Of(Question("staleTime|", value, OptionValues.StaleTime));
        var time = OptionValues.StaleTime(value);
        _staleTimes[time] = value;
        return time;
    }

    private Setting<ResultFields> Notify(object? value)
    {
        if (!Spec.IsFunction(value)) return OptionValues.Fields(value);
        return Cadre.Query.Setting.Of(Question("props|", value, OptionValues.Fields));
    }

    private Func<CachedQuery, T> Question<T>(string kind, object? spec, Func<object?, T> read) => world.Function<Func<CachedQuery, T>>(kind + CanonicalJson.Of(spec), () =>
    {
        var ask = QueryQuestions.Setting(Spec.Of(spec), world.Flags);
        return query => read(ask(query));
    });

    private Placeholder<TData> Placeholder<TData>(object? value, Func<object?, TData> typed)
    {
        if (!Spec.IsFunction(value)) return Cadre.Query.Placeholder.Of(Literal(value, typed));
        if (Spec.Of(value).Text("fn") == "keepPrevious") return Cadre.Query.Placeholder.KeepPrevious<TData>();
        return Cadre.Query.Placeholder.From(world.Function<Func<Optional<TData>, CachedQuery?, Optional<TData>>>($"placeholder|{typeof(TData)}|{CanonicalJson.Of(value)}", () =>
        {
            var make = Beginnings.Placeholder(Spec.Of(value));
            return (previous, query) => Something(make(previous.TryGet(out var data) ? data : Nothing.Value, query), typed);
        }));
    }

    private InitialData<TData> Initial<TData>(object? value, Func<object?, TData> typed)
    {
        if (!Spec.IsFunction(value)) return InitialData.Of(Literal(value, typed));
        return InitialData.From(world.Function<Func<Optional<TData>>>($"initial|{typeof(TData)}|{CanonicalJson.Of(value)}", () =>
        {
            var make = Beginnings.Initial(Spec.Of(value), world.Flags);
            return () => Something(make(), typed);
        }));
    }

    private Func<DateTimeOffset?> InitialTime(object? value) => world.Function<Func<DateTimeOffset?>>($"initialTime|{CanonicalJson.Of(value)}", () =>
    {
        var make = Spec.IsFunction(value) ? Beginnings.Initial(Spec.Of(value), world.Flags) : () => value;
        return () => make() is double milliseconds ? DateTimeOffset.FromUnixTimeMilliseconds((long)milliseconds) : null;
    });

    private ShareFunction<TData> Share<TData>(object? value, Func<object?, TData> typed) => world.Function<ShareFunction<TData>>($"sharing|{typeof(TData)}|{CanonicalJson.Of(value)}", () =>
    {
        var share = Beginnings.Sharing(Spec.Of(value));
        return (previous, next) => typed(share(previous.TryGet(out var data) ? data : Nothing.Value, next));
    });

    private Persister<TData> Persister<TData>(Spec spec, string client, Func<object?, TData> typed) => world.Function<Persister<TData>>($"persister|{typeof(TData)}|{client}|{CanonicalJson.Of(spec.Members)}", () => (fetch, context, _) =>
    {
        world.Emit($"fn:{world.KeyName(context.Key, client)}", "persister");
        return spec.Has("value") ? Task.FromResult(typed(Json.Copy(spec["value"]))) : fetch(context);
    });

    /// <summary>A literal is the same object for equal specs.</summary>
    private TData Literal<TData>(object? spec, Func<object?, TData> typed) => world.Function<Func<TData>>($"literal|{typeof(TData)}|{CanonicalJson.Of(spec)}", () =>
    {
        var value = typed(Json.Copy(Spec.Of(spec)["value"]));
        return () => value;
    })();

    private static Optional<TData> Something<TData>(object? value, Func<object?, TData> typed) => value is Nothing ? default : Optional.Of(typed(value));
}
