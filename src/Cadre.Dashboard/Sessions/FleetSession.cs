using Cadre.Client;
using Cadre.Dashboard.Actions;
using Cadre.Dashboard.Components;
using Cadre.Live;
using Cadre.Query;

namespace Cadre.Dashboard.Sessions;

/// <summary>One workspace as one principal sees it: the cache all their pages read, and the stream that keeps it true.</summary>
internal sealed class FleetSession : IAsyncDisposable
{
    private static readonly QueryFilter FirstLoads = new() { Type = QueryType.Active, Predicate = static query => query.State.Status == QueryStatus.Pending };

    private readonly IDisposable _watching;

    public FleetSession(string workspace, Viewer viewer, CadreOptions options, Workspaces workspaces, IconSet icons, TimeProvider time)
    {
        (Workspace, Viewer, Icons, Time) = (workspace, viewer, icons, time);
        Store = new FleetStore(options, time);
        WorkspaceIds = new(["dashboard", "workspaces"], context => workspaces.OfAsync(viewer, context.CancellationToken)) { StaleTime = TimeSpan.FromSeconds(30), RefetchInterval = TimeSpan.FromMinutes(1) };
        Connection = new(["dashboard", "connection"], _ => Task.FromResult(Store.Stream.State)) { StaleTime = StaleTime.Infinite, GcTime = Timeout.InfiniteTimeSpan, StructuralSharing = false };
        Pending = new PendingActions(Client);
        Undos = new UndoList(time);
        _watching = Store.Stream.Subscribe(state => Client.SetData(Connection, state));
        Client.SetData(Connection, Store.Stream.State);
        Store.Connect();
    }

    public string Workspace { get; }

    public Viewer Viewer { get; }

    public IconSet Icons { get; }

    public TimeProvider Time { get; }

    public FleetStore Store { get; }

    public QueryClient Client => Store.Client;

    /// <summary>The workspaces that the viewer may see.</summary>
    public QueryDefinition<IReadOnlyList<string>> WorkspaceIds { get; }

    /// <summary>What can still be taken back.</summary>
    public UndoList Undos { get; }

    /// <summary>What is being done, and what was refused.</summary>
    public PendingActions Pending { get; }

    /// <summary>How the hub is heard.</summary>
    public QueryDefinition<LiveState> Connection { get; }

    /// <summary>Ends when the first state is there.</summary>
    public Task ReadyAsync(CancellationToken cancellationToken) => Client.EnsureAsync(Store.Queries.State, cancellationToken: cancellationToken);

    /// <summary>Ends when the first state is there and nothing that somebody looks at is loading for the first time.</summary>
    public async Task SettledAsync(CancellationToken cancellationToken)
    {
        await ReadyAsync(cancellationToken);
        while (Client.CountFetching(FirstLoads) > 0) await Task.Delay(TimeSpan.FromMilliseconds(5), Time, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        _watching.Dispose();
        await Store.DisposeAsync();
    }
}
