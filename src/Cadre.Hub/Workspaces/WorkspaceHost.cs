using Cadre.Hub.Access;
using Cadre.Hub.Hosting;
using Cadre.Hub.Telemetry;
using Cadre.Streams;
using Microsoft.Extensions.Logging;

namespace Cadre.Hub.Workspaces;

/// <summary>Opens the store and the workspaces when the hub starts, looks after them while it runs, and closes them when it stops.</summary>
internal sealed class WorkspaceHost(HubOptions options, HubMetrics metrics, TimeProvider time, ILogger<WorkspaceHost> logger) : IWorkspaceDirectory, IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private IEventLog? _log;
    private WorkspaceRegistry? _registry;
    private Task _maintenance = Task.CompletedTask;
    private bool _disposed;

    public WorkspaceRegistry Registry => _registry ?? throw new InvalidOperationException("The workspaces are not open yet.");

    public IEventLog Log => _log ?? throw new InvalidOperationException("The store is not open yet.");

    public async Task OpenAsync(CancellationToken cancellation)
    {
        _log = options.DataDirectory is { } folder
            ? await SqliteLog.OpenAsync(new SqliteLogOptions { DataDirectory = folder }, time, logger, cancellation).ConfigureAwait(false)
            : new MemoryLog(time);
        var services = new WorkspaceServices(WorkspaceOptionsOf(options), FeedOptionsOf(options), time, metrics, logger);
        _registry = await WorkspaceRegistry.OpenAsync(_log, services, options.Template, options.Limits.Workspaces, cancellation).ConfigureAwait(false);
        _maintenance = new WorkspaceMaintenance(_registry, time, logger).RunAsync(_stopping.Token);
    }

    /// <summary>Finishes what callers wait for and ends the streams. Reading goes on until the host is disposed.</summary>
    public async Task CloseAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _maintenance.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_registry is not null)
            await _registry.DisposeAsync().ConfigureAwait(false);
    }

    /// <remarks>The container disposes what it hands out under two names twice.</remarks>
    public async ValueTask DisposeAsync()
    {
        if (_disposed)
            return;
        _disposed = true;
        await CloseAsync().ConfigureAwait(false);
        if (_log is not null)
            await _log.DisposeAsync().ConfigureAwait(false);
        _stopping.Dispose();
    }

    public bool Exists(string workspace) => Registry.All.Any(info => info.Id == workspace);

    public string? FindByProject(string? projectId) =>
        int.TryParse(projectId, out var number) ? Registry.InfoOf(number)?.Id : null;

    private static WorkspaceOptions WorkspaceOptionsOf(HubOptions options) => new()
    {
        Limits = options.Limits.ForFleet(),
        SnapshotEvery = options.SnapshotInterval,
        Retention = options.Retention,
    };

    private static FeedOptions FeedOptionsOf(HubOptions options) => new() { HeartbeatInterval = options.Heartbeat };
}
