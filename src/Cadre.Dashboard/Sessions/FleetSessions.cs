using Cadre.Client;
using Cadre.Dashboard.Components;
using Cadre.Pages;
using Microsoft.Extensions.Logging;

namespace Cadre.Dashboard.Sessions;

/// <summary>The sessions that pages use now, and those that were used a moment ago. Safe for use from any thread.</summary>
internal sealed class FleetSessions(DashboardOptions options, Viewers viewers, Workspaces workspaces, IconSet icons, TimeProvider time, ILogger<FleetSessions> log) : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Workspace, string Principal), Kept> _sessions = [];

    public int Count
    {
        get { lock (_gate) return _sessions.Count; }
    }

    /// <summary>The session of a viewer, connected; it is kept until the use is disposed, and some time longer.</summary>
    public SessionUse Use(string workspace, Viewer viewer)
    {
        lock (_gate)
        {
            var key = (workspace, viewer.Principal);
            if (!_sessions.TryGetValue(key, out var kept)) _sessions.Add(key, kept = new Kept(Make(workspace, viewer)));
            kept.Users++;
            kept.Ending?.Dispose();
            kept.Ending = null;
            return new SessionUse(kept.Session, () => Leave(key, kept));
        }
    }

    public async ValueTask DisposeAsync()
    {
        Kept[] all;
        lock (_gate)
        {
            all = [.. _sessions.Values];
            _sessions.Clear();
        }
        foreach (var kept in all)
        {
            kept.Ending?.Dispose();
            await kept.Session.DisposeAsync();
        }
    }

    private FleetSession Make(string workspace, Viewer viewer) => new(workspace, viewer, new CadreOptions
    {
        Url = options.HubUrl().ToString().TrimEnd('/'),
        Workspace = workspace,
        Tokens = viewer.Token is null ? null : (refused, _) => new(viewers.TokenOf(viewer.Principal, refused)),
        Unhandled = error => log.SessionFailed(error, workspace),
    }, workspaces, icons, time);

    private void Leave((string, string) key, Kept kept)
    {
        lock (_gate)
        {
            if (--kept.Users == 0) kept.Ending = time.CreateTimer(_ => End(key, kept), null, options.SessionLinger, Timeout.InfiniteTimeSpan);
        }
    }

    private void End((string, string) key, Kept kept)
    {
        lock (_gate)
        {
            if (kept.Users > 0 || !_sessions.TryGetValue(key, out var there) || !ReferenceEquals(there, kept)) return;
            _sessions.Remove(key);
        }
        kept.Ending?.Dispose();
        _ = DisposeQuietlyAsync(kept.Session);
    }

    private async Task DisposeQuietlyAsync(FleetSession session)
    {
        try
        {
            await session.DisposeAsync();
        }
        catch (Exception error)
        {
            log.SessionFailed(error, session.Workspace);
        }
    }

    private sealed class Kept(FleetSession session)
    {
        public FleetSession Session => session;

        public int Users { get; set; }

        public ITimer? Ending { get; set; }
    }
}

/// <summary>Keeps a session while it is used.</summary>
internal sealed class SessionUse(FleetSession session, Action leave) : PageLease
{
    private int _left;

    public FleetSession Session => session;

    public override object Context => session;

    public override Task SettledAsync(CancellationToken cancellationToken) => session.SettledAsync(cancellationToken);

    public override ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _left, 1) == 0) leave();
        return ValueTask.CompletedTask;
    }
}
