using System.Collections.Concurrent;
using System.Collections.Immutable;
using Cadre.Hub.Hosting;
using Cadre.Streams;

namespace Cadre.Hub.Workspaces;

/// <summary>All workspaces of a hub. A workspace is opened when it is first asked for. Safe from any thread.</summary>
internal sealed class WorkspaceRegistry : IAsyncDisposable
{
    private readonly IEventLog _log;
    private readonly WorkspaceDirectory _directory;
    private readonly WorkspaceServices _services;
    private readonly int _mostWorkspaces;
    private readonly ConcurrentDictionary<string, Workspace> _open = [];
    private readonly SemaphoreSlim _gate = new(1);
    private bool _closed;

    private WorkspaceRegistry(IEventLog log, WorkspaceDirectory directory, WorkspaceServices services, int mostWorkspaces) =>
        (_log, _directory, _services, _mostWorkspaces) = (log, directory, services, mostWorkspaces);

    /// <summary>The names of all workspaces, in the order they were created.</summary>
    public ImmutableArray<WorkspaceInfo> All => _directory.All;

    /// <summary>Those that are open now.</summary>
    public IEnumerable<Workspace> Open => _open.Values;

    /// <summary>Opens the registry on a log and makes sure that the workspace <c>default</c> exists and can be read.</summary>
    /// <param name="log">The log; the caller owns it and disposes it after the registry.</param>
    /// <param name="services">What all workspaces share.</param>
    /// <param name="defaultTemplate">What <c>default</c> begins with if it does not exist yet; see <see cref="WorkspaceTemplates"/>.</param>
    /// <param name="mostWorkspaces">How many workspaces there may be.</param>
    /// <param name="cancellation">Stops the opening.</param>
    public static async ValueTask<WorkspaceRegistry> OpenAsync(
        IEventLog log, WorkspaceServices services, string defaultTemplate, int mostWorkspaces, CancellationToken cancellation)
    {
        var directory = await WorkspaceDirectory.OpenAsync(log, services.Time, cancellation).ConfigureAwait(false);
        var registry = new WorkspaceRegistry(log, directory, services, mostWorkspaces);
        await directory.AddAsync(WorkspaceInfo.DefaultId, defaultTemplate, mostWorkspaces, cancellation).ConfigureAwait(false);
        await registry.FindAsync(WorkspaceInfo.DefaultId, cancellation).ConfigureAwait(false);
        return registry;
    }

    /// <summary>What the workspace with the project number <paramref name="projectId"/> is called; null when there is none.</summary>
    public WorkspaceInfo? InfoOf(int projectId) => _directory.Find(projectId);

    /// <summary>The workspace <paramref name="id"/>, opened if need be; null when there is none.</summary>
    public ValueTask<Workspace?> FindAsync(string id, CancellationToken cancellation) =>
        _open.TryGetValue(id, out var workspace) ? ValueTask.FromResult<Workspace?>(workspace) : OpenKnownAsync(_directory.Find(id), cancellation);

    /// <summary>The workspace with the project number <paramref name="projectId"/>, opened if need be; null when there is none.</summary>
    public ValueTask<Workspace?> FindAsync(int projectId, CancellationToken cancellation) =>
        _directory.Find(projectId) is not { } info ? ValueTask.FromResult<Workspace?>(null)
        : _open.TryGetValue(info.Id, out var workspace) ? ValueTask.FromResult<Workspace?>(workspace)
        : OpenKnownAsync(info, cancellation);

    /// <summary>Creates a workspace.</summary>
    /// <param name="id">Its name; see <see cref="WorkspaceInfo.IsValidId"/>.</param>
    /// <param name="template">What it begins with; see <see cref="WorkspaceTemplates"/>.</param>
    /// <param name="cancellation">Stops the wait.</param>
    /// <returns>What came of it: the workspace, or that the name is taken or the limit is reached.</returns>
    public async ValueTask<(WorkspaceAddition Addition, Workspace? Workspace)> CreateAsync(string id, string template, CancellationToken cancellation)
    {
        var addition = await _directory.AddAsync(id, template, _mostWorkspaces, cancellation).ConfigureAwait(false);
        return (addition, addition == WorkspaceAddition.LimitReached ? null : await FindAsync(id, cancellation).ConfigureAwait(false));
    }

    /// <summary>Finishes what callers wait for in every workspace and ends the feeds. Nothing accepted is lost.</summary>
    public async ValueTask DisposeAsync()
    {
        await _gate.WaitAsync().ConfigureAwait(false);
        try
        {
            if (_closed)
                return;

            _closed = true;
            await Task.WhenAll(_open.Values.Select(workspace => workspace.DisposeAsync().AsTask())).ConfigureAwait(false);
        }
        finally
        {
            _gate.Release();
        }
    }

    private async ValueTask<Workspace?> OpenKnownAsync(WorkspaceInfo? info, CancellationToken cancellation)
    {
        if (info is null)
            return null;

        await _gate.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (_open.TryGetValue(info.Id, out var opened))
                return opened;
            if (_closed)
                throw new WorkspaceUnavailableException("shutting-down", "The hub is shutting down. Send the request again once it is back.");

            var workspace = await Workspace.OpenAsync(info, _log, _services, cancellation).ConfigureAwait(false);
            _open[info.Id] = workspace;
            return workspace;
        }
        finally
        {
            _gate.Release();
        }
    }
}
