namespace Cadre.Query.Razor;

/// <summary>What a hook shows, held still from one rendering to the next.</summary>
/// <remarks>Changes come from any thread; they are only noted, and shown at the next rendering, so that all reads within one rendering agree.</remarks>
internal sealed class Followed<TResult>(QueryHooks owner, Func<QueryClient, Action, IObservation<TResult>> observe) : IHook
    where TResult : class
{
    private IObservation<TResult>? _observation;
    private QueryClient? _client;
    private TResult? _shown;
    private TaskCompletionSource? _loaded;
    private bool _expired = true;
    private bool _disposed;
    private volatile bool _told;

    public bool HasNews => _told && IsBehind;

    public bool IsLoading => _observation is { IsLoading: true };

    /// <summary>Whether there is something newer than what is shown.</summary>
    public bool IsBehind => _observation is { } observation && !ReferenceEquals(observation.Current, _shown);

    /// <summary>What to show in this rendering.</summary>
    public TResult Shown
    {
        get
        {
            Begin();
            return _shown!;
        }
    }

    /// <summary>What is true now, from any thread once it was shown.</summary>
    public TResult Latest => _observation is { } observation ? observation.Current : Shown;

    public IObservation<TResult> Observation
    {
        get
        {
            Begin();
            return _observation!;
        }
    }

    public void Expire() => _expired = !_disposed;

    public void Begin()
    {
        if (_expired) Update();
    }

    public void Update()
    {
        ObjectDisposedException.ThrowIf(_disposed && _observation is null, typeof(QueryHooks));
        if (_disposed) return;
        _expired = false;
        var client = owner.Client;
        if (_observation is not null && ReferenceEquals(client, _client)) _observation.Adjust();
        else
        {
            _observation?.Dispose();
            _observation = null;
            _observation = observe(client, OnChanged);
            _client = client;
        }
        _told = false;
        _shown = _observation.Current;
    }

    /// <summary>Asks for a rendering.</summary>
    public void Tell()
    {
        _told = true;
        owner.AskToRender();
    }

    public Task LoadedAsync()
    {
        if (_disposed || !IsLoading) return Task.CompletedTask;
        var loaded = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref _loaded, loaded);
        _observation!.ListenForLoading();
        if (!IsLoading) loaded.TrySetResult();
        return loaded.Task;
    }

    public void Dispose()
    {
        _disposed = true;
        _expired = _observation is null;
        _observation?.Dispose();
        _loaded?.TrySetResult();
    }

    private void OnChanged()
    {
        if (Volatile.Read(ref _loaded) is { } loaded && !IsLoading) loaded.TrySetResult();
        Tell();
    }
}
