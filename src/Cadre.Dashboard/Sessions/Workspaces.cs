using System.Collections.Concurrent;
using Cadre.Client;

namespace Cadre.Dashboard.Sessions;

/// <summary>Knows which workspaces there are. A workspace that was seen once is there for good. Safe for use from any thread.</summary>
internal sealed class Workspaces(DashboardOptions options, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, bool> _seen = new();

    public async ValueTask<bool> ExistsAsync(string id, Viewer viewer, CancellationToken cancellationToken)
    {
        if (_seen.ContainsKey(id)) return true;
        try
        {
            using var http = Http(viewer);
            await new HubAdmin(http).GetWorkspaceAsync(id, cancellationToken);
            _seen.TryAdd(id, true);
            return true;
        }
        catch (Exception error) when (error is HubNotFoundException or HubInvalidException or ArgumentException)
        {
            return false;
        }
    }

    /// <summary>The ids of the workspaces that a viewer may see, in order.</summary>
    public async Task<IReadOnlyList<string>> OfAsync(Viewer viewer, CancellationToken cancellationToken)
    {
        using var http = Http(viewer);
        return [.. (await new HubAdmin(http).GetWorkspacesAsync(cancellationToken)).Select(static workspace => workspace.Id).Order(StringComparer.Ordinal)];
    }

    private HttpClient Http(Viewer viewer) =>
        HubHttp.Create(options.HubUrl(), viewer.Token is { } token ? (refused, _) => new(refused is null ? token : null) : null, new RetryOptions { Attempts = 1 }, time: time);
}
