using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Cadre.Query.Razor;

/// <summary>Carries what the client knows from pre-rendering to the interactive page, so that nothing is fetched twice.</summary>
/// <remarks>
/// Put it around the interactive part of the page, inside its render mode: what is inside finds the data there at its first rendering. Data
/// that are stale by then are fetched again all the same: give queries a <see cref="QueryOptions.StaleTime"/> longer than the journey takes.
/// </remarks>
public sealed partial class QueryHydration : ComponentBase, IDisposable
{
    private PersistingComponentStateSubscription _persisting;

    /// <summary>What needs the data.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    /// <summary>How to write and read the data.</summary>
    /// <value>Those of the services (<see cref="CadreQueryOptions.Types"/>).</value>
    [Parameter]
    public DataTypes? Types { get; set; }

    /// <summary>What is taken along.</summary>
    /// <value>Successful queries whose type is known, and no mutations.</value>
    [Parameter]
    public DehydrateOptions? Options { get; set; }

    /// <summary>The name of the state in the page; another one for each client, if there are several.</summary>
    /// <value><c>cadre-query</c>.</value>
    [Parameter]
    public string Name { get; set; } = "cadre-query";

    [CascadingParameter]
    private QueryClient? CascadingClient { get; set; }

    [Inject, NotNull]
    private IServiceProvider? Services { get; set; }

    private QueryClient Client => ClientOf.Component(this, CascadingClient, Services);

    private DataTypes Known() => Types ?? Services.GetService<DataTypes>() ?? throw new InvalidOperationException(
        $"{nameof(QueryHydration)} does not know how to write data: give it {nameof(Types)}, or set {nameof(CadreQueryOptions)}.{nameof(CadreQueryOptions.Types)} in AddCadreQuery.");

    /// <summary>Takes nothing along any more.</summary>
    public void Dispose() => _persisting.Dispose();

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        // A renderer without pages that live on has no such state.
        if (Services.GetService<PersistentComponentState>() is not { } state) return;
        // Now: an exception while the page is persisted would only be logged.
        var types = Known();
        if (state.TryTakeFromJson<string>(Name, out var json) && json is not null) Hydrate(json, types);
        _persisting = state.RegisterOnPersisting(PersistAsync);
    }

    /// <inheritdoc/>
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddContent(0, ChildContent);
    }

    // An instance method of a component: the state asks the target of the delegate for its render mode.
    private Task PersistAsync()
    {
        var types = Known();
        var options = Options ?? new DehydrateOptions
        {
            ShouldDehydrateQuery = query => query.State.Status == QueryStatus.Success && types.Knows(query.DataType),
            ShouldDehydrateMutation = static _ => false,
        };
        Services.GetRequiredService<PersistentComponentState>().PersistAsJson(Name, Client.Dehydrate(options).ToJson(types));
        return Task.CompletedTask;
    }

    /// <summary>A page that cannot be taken over is fetched again, as if there had been none.</summary>
    private void Hydrate(string json, DataTypes types)
    {
        try
        {
            var state = DehydratedState.FromJson(json, types);
            foreach (var skipped in state.Skipped) Report(skipped);
            Client.Hydrate(state);
        }
        catch (Exception error) when (error is JsonException or QueryTypeMismatchException or AggregateException)
        {
            Report(error);
        }
    }

    private void Report(Exception error)
    {
        if (Services.GetService<ILoggerFactory>() is { } logs) NotTakenOver(logs.CreateLogger<QueryHydration>(), error);
    }

    [LoggerMessage(2, LogLevel.Warning, "Something of the pre-rendered page was not taken over.")]
    private static partial void NotTakenOver(ILogger logger, Exception error);
}
