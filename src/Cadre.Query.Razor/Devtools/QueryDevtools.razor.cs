using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Components;

namespace Cadre.Query.Razor;

/// <summary>What a client knows and does: queries, mutations, a timeline, and actions on queries. For developers: it shows all data of the client.</summary>
/// <remarks>
/// With an interactive renderer it follows the client, at most four times a second. With any other it is a table as of now, whose details open
/// without a script. It has class names and no style of its own.
/// </remarks>
public sealed partial class QueryDevtools
{
    private static readonly TimeSpan BetweenDrawings = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan BetweenAges = TimeSpan.FromSeconds(1);

    private readonly HashSet<CachedQuery> _open = [];
    private QueryClient? _followed;
    private Timeline? _timeline;
    private ITimer? _timer;
    private string _filter = "";
    private int _isSoon;
    private volatile bool _disposed;

    /// <summary>How many events the timeline keeps.</summary>
    /// <value>100.</value>
    [Parameter]
    public int MaxEvents { get; set; } = 100;

    /// <summary>How many queries are listed.</summary>
    /// <value>200.</value>
    [Parameter]
    public int MaxQueries { get; set; } = 200;

    /// <summary>Whether there are no actions.</summary>
    /// <value>False; but without an interactive renderer there are none either.</value>
    [Parameter]
    public bool ReadOnly { get; set; }

    /// <summary>Data as text.</summary>
    /// <value>JSON; where reflection does not serve JSON, <see cref="object.ToString"/>.</value>
    [Parameter]
    public Func<object?, string>? Format { get; set; }

    [CascadingParameter]
    private QueryClient? CascadingClient { get; set; }

    [Inject, NotNull]
    private IServiceProvider? Services { get; set; }

    private QueryClient Client => ClientOf.Component(this, CascadingClient, Services);

    private TimeProvider Time => Services.GetService(typeof(TimeProvider)) as TimeProvider ?? TimeProvider.System;

    private bool HasActions => RendererInfo.IsInteractive && !ReadOnly;

    /// <summary>Follows nothing any more.</summary>
    public void Dispose()
    {
        _disposed = true;
        _timer?.Dispose();
        _timeline?.Dispose();
    }

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        if (!RendererInfo.IsInteractive || ReferenceEquals(_followed, Client)) return;
        _timeline?.Dispose();
        _timer ??= Time.CreateTimer(static devtools => _ = ((QueryDevtools)devtools!).DrawAsync(), this, BetweenAges, Timeout.InfiniteTimeSpan);
        _followed = Client;
        _timeline = new Timeline(Client, Time, MaxEvents, DrawSoon);
    }

    private void DrawSoon()
    {
        if (Interlocked.Exchange(ref _isSoon, 1) == 0) _timer?.Change(BetweenDrawings, Timeout.InfiniteTimeSpan);
    }

    private async Task DrawAsync()
    {
        try
        {
            await InvokeAsync(Draw);
        }
        catch (ObjectDisposedException)
        {
            // The renderer went away.
        }
    }

    private void Draw()
    {
        if (_disposed) return;
        Interlocked.Exchange(ref _isSoon, 0);
        _timer?.Change(BetweenAges, Timeout.InfiniteTimeSpan);
        StateHasChanged();
    }

    private List<QueryRow> Queries() =>
        [.. Client.Queries.FindAll().Select(QueryRow.Of).Where(row => row.Name.Contains(_filter, StringComparison.OrdinalIgnoreCase))];

    private List<MutationRow> Mutations() => [.. Client.Mutations.FindAll().Select(MutationRow.Of).Reverse().Take(MaxQueries)];

    private bool IsOpen(CachedQuery query) => !RendererInfo.IsInteractive || _open.Contains(query);

    private void Toggle(CachedQuery query)
    {
        if (!_open.Remove(query)) _open.Add(query);
        _open.RemoveWhere(open => !ReferenceEquals(Client.Queries.Find(open.Key), open));
    }
}
