using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Cadre.Pages.Views;

/// <summary>All pages that somebody looks at or looked at a moment ago. Safe for use from any thread.</summary>
internal sealed class LiveViews : IPageStatistics, IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<ViewKey, Kept> _views = [];
    private readonly HashSet<Task> _ending = [];
    private readonly IServiceScopeFactory _scopes;
    private readonly PagesOptions _options;
    private readonly TimeProvider _time;
    private readonly ILoggerFactory _logs;
    private readonly ILogger _log;
    private readonly ITimer _sweep;
    private long _rendersOfEnded;
    private bool _disposed;

    public LiveViews(IServiceScopeFactory scopes, PagesOptions options, TimeProvider time, ILoggerFactory logs)
    {
        (_scopes, _options, _time, _logs, _log) = (scopes, options, time, logs, logs.CreateLogger<LiveViews>());
        var every = TimeSpan.FromTicks(Math.Max(options.Linger.Ticks / 4, TimeSpan.TicksPerMillisecond * 100));
        _sweep = time.CreateTimer(static views => ((LiveViews)views!).Sweep(), this, every, every);
    }

    public int Views
    {
        get { lock (_gate) return _views.Count; }
    }

    public int Viewers
    {
        get { lock (_gate) return _views.Values.Sum(static kept => kept.Users); }
    }

    public long Renders
    {
        get { lock (_gate) return _rendersOfEnded + _views.Values.Sum(static kept => kept.View.Renders); }
    }

    /// <summary>The page of that key, made if there is none, kept at least until the use is disposed; null if there are too many.</summary>
    public async Task<ViewUse?> UseAsync(ViewRequest request, PageAdmission admission, CancellationToken cancellationToken)
    {
        var kept = Find(request.Key);
        if (kept is null)
        {
            var lease = await admission.Enter!(cancellationToken);
            try
            {
                kept = Add(request, lease);
            }
            finally
            {
                if (!ReferenceEquals(kept?.Lease, lease)) await lease.DisposeAsync();
            }
            if (kept is null) return null;
        }
        var use = new ViewUse(this, kept);
        try
        {
            await kept.Started.WaitAsync(cancellationToken);
            return use;
        }
        catch
        {
            use.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Kept[] all;
        lock (_gate)
        {
            _disposed = true;
            all = [.. _views.Values];
            _views.Clear();
        }
        await _sweep.DisposeAsync();
        await Task.WhenAll(all.Select(EndAsync));
        Task[] ending;
        lock (_gate) ending = [.. _ending];
        await Task.WhenAll(ending);
    }

    internal void Leave(Kept kept)
    {
        lock (_gate)
        {
            kept.Users--;
            kept.LeftAt = _time.GetTimestamp();
        }
    }

    private Kept? Find(ViewKey key)
    {
        lock (_gate)
        {
            if (!_views.TryGetValue(key, out var kept)) return null;
            kept.Users++;
            return kept;
        }
    }

    private Kept? Add(ViewRequest request, PageLease lease)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_views.TryGetValue(request.Key, out var there))
            {
                there.Users++;
                return there;
            }
            if (_views.Count >= _options.MaxViews && !MakeRoom()) return null;
            var view = new LiveView(request, lease, _scopes, _options, _time, _logs);
            view.Failed += failed => TakeOut(failed);
            var kept = new Kept(view, lease) { Users = 1 };
            _views.Add(request.Key, kept);
            kept.Started = view.StartAsync();
            return kept;
        }
    }

    private bool MakeRoom()
    {
        if (_views.Values.Where(static kept => kept.Users == 0).MinBy(static kept => kept.LeftAt) is not { } oldest) return false;
        Remove(oldest);
        return true;
    }

    private void Sweep()
    {
        lock (_gate)
        {
            foreach (var kept in _views.Values.Where(kept => kept.Users == 0 && _time.GetElapsedTime(kept.LeftAt) >= _options.Linger).ToList()) Remove(kept);
            _ending.RemoveWhere(static task => task.IsCompleted);
        }
    }

    private void TakeOut(LiveView view)
    {
        lock (_gate)
        {
            if (_views.TryGetValue(view.Key, out var kept) && ReferenceEquals(kept.View, view)) Remove(kept);
        }
    }

    // Under the gate. Ending a page waits for its renderer, which may wait for us: on another thread.
    private void Remove(Kept kept)
    {
        _views.Remove(kept.View.Key);
        _rendersOfEnded += kept.View.Renders;
        _ending.Add(Task.Run(() => EndAsync(kept)));
    }

    private async Task EndAsync(Kept kept)
    {
        try
        {
            await kept.View.DisposeAsync();
        }
        catch (Exception error)
        {
            _log.EndingFailed(error, kept.View.Key.Path);
        }
    }

    internal sealed class Kept(LiveView view, PageLease lease)
    {
        public LiveView View => view;

        public PageLease Lease => lease;

        public Task Started { get; set; } = Task.CompletedTask;

        public int Users { get; set; }

        public long LeftAt { get; set; }
    }
}

/// <summary>Keeps a page while somebody looks at it.</summary>
internal sealed class ViewUse(LiveViews views, LiveViews.Kept kept) : IDisposable
{
    private int _disposed;

    public LiveView View => kept.View;

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0) views.Leave(kept);
    }
}
