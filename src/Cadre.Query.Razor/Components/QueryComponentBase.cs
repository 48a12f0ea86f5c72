using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Components;

namespace Cadre.Query.Razor;

/// <summary>A component with hooks: <see cref="UseQuery{T}(QueryDefinition{T})"/> and its kin.</summary>
/// <remarks>
/// <para>Make each hook once, in the constructor or in <c>OnInitialized</c>, and read it in the markup. The component is rendered when something
/// changes that it read; a burst of changes is one rendering. What a hook is given as a function is asked again when parameters are set and
/// before each rendering.</para>
/// <para>The client is the cascading one if there is one, else that of the services (<c>AddCadreQuery</c>).</para>
/// <para>With a renderer that is not interactive, the first loading is waited for: a page that is rendered once has its data in it.</para>
/// <para>Who overrides <see cref="ShouldRender"/> or <see cref="SetParametersAsync"/> calls the base. To clean up, override <see cref="Dispose(bool)"/>
/// or <see cref="DisposeAsyncCore"/>.</para>
/// </remarks>
public abstract class QueryComponentBase : ComponentBase, IDisposable, IAsyncDisposable
{
    // A page may show thousands of components that have none.
    private QueryHooks? _hooks;
    private bool _disposed;

    /// <summary>The client that the component follows.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    protected QueryClient Client => ClientOf.Component(this, CascadingClient, Services);

    /// <summary>Whether the renderer shows what there is when loading ends, and no more. The component then waits for its queries, and does not retry them.</summary>
    /// <value>True if the renderer is not interactive.</value>
    protected virtual bool RendersOnce => !RendererInfo.IsInteractive;

    private QueryHooks Hooks => _hooks ??= MakeHooks();

    [CascadingParameter]
    private QueryClient? CascadingClient { get; set; }

    [Inject, NotNull]
    private IServiceProvider? Services { get; set; }

    /// <inheritdoc/>
    public override Task SetParametersAsync(ParameterView parameters)
    {
        _hooks?.Expire();
        var set = base.SetParametersAsync(parameters);
        if (set.IsFaulted) return set;
        _hooks?.Begin();
        // What still runs may make hooks.
        return RendersOnce && (_hooks is not null || !set.IsCompleted) ? Hooks.LoadAsync(set) : set;
    }

    /// <summary>Follows nothing any more.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Follows nothing any more.</summary>
    public async ValueTask DisposeAsync()
    {
        await DisposeAsyncCore();
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    protected override bool ShouldRender()
    {
        _hooks?.Update();
        return true;
    }

    /// <inheritdoc cref="QueryHooks.UseQuery{T}(QueryDefinition{T})"/>
    protected QueryHook<T> UseQuery<T>(QueryDefinition<T> query) => Hooks.UseQuery(query);

    /// <inheritdoc cref="QueryHooks.UseQuery{T}(Func{QueryDefinition{T}})"/>
    protected QueryHook<T> UseQuery<T>(Func<QueryDefinition<T>> query) => Hooks.UseQuery(query);

    /// <inheritdoc cref="QueryHooks.UseQuery{TData, TSelected}(QueryDefinition{TData}, Func{TData, TSelected})"/>
    protected QueryHook<TSelected> UseQuery<TData, TSelected>(QueryDefinition<TData> query, Func<TData, TSelected> select) => Hooks.UseQuery(query, select);

    /// <inheritdoc cref="QueryHooks.UseQuery{TData, TSelected}(Func{QueryDefinition{TData}}, Func{TData, TSelected})"/>
    protected QueryHook<TSelected> UseQuery<TData, TSelected>(Func<QueryDefinition<TData>> query, Func<TData, TSelected> select) =>
        Hooks.UseQuery(query, select);

    /// <inheritdoc cref="QueryHooks.UseInfiniteQuery{TPage, TParam}(InfiniteQueryDefinition{TPage, TParam})"/>
    protected InfiniteQueryHook<InfiniteData<TPage, TParam>> UseInfiniteQuery<TPage, TParam>(InfiniteQueryDefinition<TPage, TParam> query) =>
        Hooks.UseInfiniteQuery(query);

    /// <inheritdoc cref="QueryHooks.UseInfiniteQuery{TPage, TParam}(Func{InfiniteQueryDefinition{TPage, TParam}})"/>
    protected InfiniteQueryHook<InfiniteData<TPage, TParam>> UseInfiniteQuery<TPage, TParam>(Func<InfiniteQueryDefinition<TPage, TParam>> query) =>
        Hooks.UseInfiniteQuery(query);

    /// <inheritdoc cref="QueryHooks.UseInfiniteQuery{TPage, TParam, TSelected}(InfiniteQueryDefinition{TPage, TParam}, Func{InfiniteData{TPage, TParam}, TSelected})"/>
    protected InfiniteQueryHook<TSelected> UseInfiniteQuery<TPage, TParam, TSelected>(
        InfiniteQueryDefinition<TPage, TParam> query, Func<InfiniteData<TPage, TParam>, TSelected> select) => Hooks.UseInfiniteQuery(query, select);

    /// <inheritdoc cref="QueryHooks.UseInfiniteQuery{TPage, TParam, TSelected}(Func{InfiniteQueryDefinition{TPage, TParam}}, Func{InfiniteData{TPage, TParam}, TSelected})"/>
    protected InfiniteQueryHook<TSelected> UseInfiniteQuery<TPage, TParam, TSelected>(
        Func<InfiniteQueryDefinition<TPage, TParam>> query, Func<InfiniteData<TPage, TParam>, TSelected> select) => Hooks.UseInfiniteQuery(query, select);

    /// <inheritdoc cref="QueryHooks.UseQueries{T}(Func{IEnumerable{QueryDefinition{T}}})"/>
    protected QueriesHook<T> UseQueries<T>(Func<IEnumerable<QueryDefinition<T>>> queries) => Hooks.UseQueries(queries);

    /// <inheritdoc cref="QueryHooks.UseQueries{TData, TSelected}(Func{IEnumerable{QueryDefinition{TData}}}, Func{TData, TSelected})"/>
    protected QueriesHook<TSelected> UseQueries<TData, TSelected>(Func<IEnumerable<QueryDefinition<TData>>> queries, Func<TData, TSelected> select) =>
        Hooks.UseQueries(queries, select);

    /// <inheritdoc cref="QueryHooks.UseMutation{TVariables, TData, TContext}(MutationDefinition{TVariables, TData, TContext})"/>
    protected MutationHook<TVariables, TData> UseMutation<TVariables, TData, TContext>(MutationDefinition<TVariables, TData, TContext> mutation) =>
        Hooks.UseMutation(mutation);

    /// <inheritdoc cref="QueryHooks.UseMutation{TVariables, TData, TContext}(Func{MutationDefinition{TVariables, TData, TContext}})"/>
    protected MutationHook<TVariables, TData> UseMutation<TVariables, TData, TContext>(Func<MutationDefinition<TVariables, TData, TContext>> mutation) =>
        Hooks.UseMutation(mutation);

    /// <inheritdoc cref="QueryHooks.UseFetchingCount"/>
    protected CountHook UseFetchingCount(QueryFilter? filter = null) => Hooks.UseFetchingCount(filter);

    /// <inheritdoc cref="QueryHooks.UseMutatingCount"/>
    protected CountHook UseMutatingCount(MutationFilter? filter = null) => Hooks.UseMutatingCount(filter);

    /// <summary>To be overridden for what is to be cleaned up; call the base.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (!disposing) return;
        _disposed = true;
        _hooks?.Dispose();
    }

    /// <summary>To be overridden for what is to be cleaned up and awaited.</summary>
    protected virtual ValueTask DisposeAsyncCore() => default;

    private QueryHooks MakeHooks()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return new QueryHooks(new QueryHost
        {
            Client = () => Client,
            InvokeAsync = InvokeAsync,
            StateHasChanged = StateHasChanged,
            DispatchExceptionAsync = DispatchExceptionAsync,
            RendersOnce = () => RendersOnce,
        });
    }
}
