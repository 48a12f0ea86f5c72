namespace Cadre.Query.Razor;

/// <summary>The queries and mutations of one component. <see cref="QueryComponentBase"/> owns one; other components may.</summary>
/// <remarks>
/// <para>Make each hook once, in the constructor or in <c>OnInitialized</c>, and read it in the markup. What is given as a function is asked again
/// whenever parameters are set and before each rendering, so that a changed parameter switches the query, in the same observer.</para>
/// <para>For the renderer's thread, except that changes may come from any thread. Dispose it with the component: nothing is followed then.</para>
/// </remarks>
public sealed partial class QueryHooks : IDisposable
{
    private readonly List<IHook> _hooks = [];
    private readonly QueryHost _host;
    private readonly RenderQueue _queue;
    private bool _disposed;

    /// <summary>Makes an empty set of hooks.</summary>
    /// <param name="host">The component that owns it.</param>
    public QueryHooks(QueryHost host)
    {
        ArgumentNullException.ThrowIfNull(host);
        _host = host;
        _queue = new RenderQueue(host, RenderIfChanged);
    }

    /// <summary>The client that the component follows.</summary>
    public QueryClient Client => _host.Client();

    /// <summary>To call before parameters are set: what the hooks show is looked at anew when it is read next.</summary>
    public void Expire()
    {
        foreach (var hook in _hooks) hook.Expire();
    }

    /// <summary>To call after parameters were set: asks the functions of hooks that no rendering has read since.</summary>
    /// <remarks>What a rendering has read stays as it is: what came later has its own rendering to come.</remarks>
    public void Begin()
    {
        for (var i = 0; i < _hooks.Count; i++) _hooks[i].Begin();
    }

    /// <summary>To call right before a rendering, in <c>ShouldRender</c>: asks the functions again, and shows what is true now.</summary>
    public void Update()
    {
        // By index: a function may make a hook.
        for (var i = 0; i < _hooks.Count; i++) _hooks[i].Update();
    }

    /// <summary>Ends when no query is loading for the first time, those included that begin when others have ended; the component is rendered with them.</summary>
    /// <param name="before">What to wait for first, such as the setting of the parameters.</param>
    public async Task LoadAsync(Task? before = null)
    {
        if (before is not null) await before;
        Begin();
        while (!_disposed && _hooks.Exists(static hook => hook.IsLoading))
        {
            await Task.WhenAll(_hooks.ConvertAll(static hook => hook.LoadedAsync()));
            if (_disposed) return;
            Update();
            _host.StateHasChanged();
        }
    }

    /// <summary>Follows nothing any more, and renders no more.</summary>
    public void Dispose()
    {
        _disposed = true;
        _queue.Close();
        foreach (var hook in _hooks) hook.Dispose();
    }

    internal void AskToRender() => _queue.Ask();

    /// <summary>The definition, with what the hook has to say where neither it nor the defaults say anything.</summary>
    internal QueryDefinition<TData> Completed<TData>(QueryClient client, QueryDefinition<TData> definition, ReadFields fields)
    {
        var once = _host.RendersOnce();
        if (definition.NotifyOn is not null && (definition.Retry is not null || !once)) return definition;
        var (byKey, forAll) = (client.GetQueryDefaults(definition.Key), client.DefaultQueryOptions);
        // Each "with" makes a set of options, and a page has thousands of hooks.
        if (definition.NotifyOn is null) definition = definition with { NotifyOn = byKey.NotifyOn ?? forAll.NotifyOn ?? fields.AsSetting };
        if (once && definition.Retry is null) definition = definition with { Retry = byKey.Retry ?? forAll.Retry ?? Retry.Never };
        return definition;
    }

    private void RenderIfChanged()
    {
        if (_hooks.Exists(static hook => hook.HasNews)) _host.StateHasChanged();
    }

    private void Keep(IHook hook)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        _hooks.Add(hook);
    }
}
