using Microsoft.Extensions.Logging;

namespace Cadre.Hub.Workspaces;

/// <summary>Looks after all open workspaces once a second: claims that ran out, events that need not be kept.</summary>
internal sealed class WorkspaceMaintenance(WorkspaceRegistry registry, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    public async Task RunAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stopping).ConfigureAwait(false))
            foreach (var workspace in registry.Open)
                await MaintainAsync(workspace, stopping).ConfigureAwait(false);
    }

    private async ValueTask MaintainAsync(Workspace workspace, CancellationToken stopping)
    {
        try
        {
            await workspace.MaintainAsync(stopping).ConfigureAwait(false);
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested)
        {
            Log.MaintenanceFailed(logger, workspace.Id, exception);
        }
    }
}
