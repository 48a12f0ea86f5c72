using System.Globalization;
using System.Threading.Channels;
using Cadre.Pages.Rendering;
using Cadre.Pages.Streaming;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Cadre.Pages.Views;

/// <summary>One page, rendered once and kept up to date for everybody who looks at it. Safe for use from any thread.</summary>
internal sealed class LiveView : IAsyncDisposable
{
    private readonly Channel<bool> _changed = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });
    private readonly CancellationTokenSource _ended = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly PagesOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly ViewRequest _request;
    private readonly PageLease _lease;
    private readonly AsyncServiceScope _scope;
    private readonly PageRenderer _renderer;
    private readonly FragmentTree _tree;
    private readonly MessageRing _ring;
    private Task _running = Task.CompletedTask;
    private long _renders;
    private (string Html, long Place)? _document;
    private (byte[] Message, long Place)? _everything;

    public LiveView(ViewRequest request, PageLease lease, IServiceScopeFactory scopes, PagesOptions options, TimeProvider time, ILoggerFactory logs)
    {
        (_request, _lease, _options, _time, _log) = (request, lease, options, time, logs.CreateLogger<LiveView>());
        _scope = scopes.CreateAsyncScope();
        ((ViewNavigation)_scope.ServiceProvider.GetRequiredService<NavigationManager>()).Begin(request.Key);
        _renderer = new PageRenderer(_scope.ServiceProvider, logs, OnChanged, OnFailed);
        _tree = new FragmentTree(_renderer);
        _ring = new MessageRing(options.KeptMessages, options.KeptBytes);
        Status = new PageStatus();
    }

    /// <summary>Names this view among all that ever were: places in one say nothing about another.</summary>
    public string Id { get; } = Guid.NewGuid().ToString("n")[..12];

    public ViewKey Key => _request.Key;

    public PageStatus Status { get; }

    /// <summary>Cancelled when the view has ended; who still looks connects anew and gets another one.</summary>
    public CancellationToken Ended => _ended.Token;

    public MessageRing Messages => _ring;

    /// <summary>How often fragments were written, however many look.</summary>
    public long Renders => Interlocked.Read(ref _renders);

    /// <summary>Told when the page cannot go on: it is to be taken out of use.</summary>
    public event Action<LiveView>? Failed;

    /// <summary>Renders the page, and ends when it has what a first look needs.</summary>
    public Task StartAsync()
    {
        _running = RunAsync();
        return _ready.Task;
    }

    /// <summary>The document as it is now, and its place among the messages.</summary>
    public Task<(string Html, long Place)> DocumentAsync() => _renderer.Dispatcher.InvokeAsync(() =>
    {
        Flush();
        if (_document is { } known && known.Place == _ring.Newest) return known;
        _document = (_tree.Document(), _ring.Newest);
        return _document.Value;
    });

    /// <summary>A message that brings any browser to what is true now.</summary>
    public Task<(byte[] Message, long Place)> EverythingAsync() => _renderer.Dispatcher.InvokeAsync(() =>
    {
        Flush();
        if (_everything is { } known && known.Place == _ring.Newest) return known;
        var place = _ring.Newest;
        _everything = (SseMessage.Of(PlaceId(place), _tree.Everything()), place);
        return _everything.Value;
    });

    public string PlaceId(long place) => string.Create(CultureInfo.InvariantCulture, $"{_options.Version}.{Id}.{place}");

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        _ring.Wake();
        await _running;
        await _renderer.DisposeAsync();
        await _scope.DisposeAsync();
        await _lease.DisposeAsync();
        _ended.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            var document = await _renderer.Dispatcher.InvokeAsync(Start);
            await FirstLookAsync();
            await _renderer.Dispatcher.InvokeAsync(() =>
            {
                _renderer.Take();
                _tree.Begin(document);
                Interlocked.Exchange(ref _renders, _tree.Renders);
            });
            _ready.TrySetResult();
            await PushAsync();
        }
        catch (OperationCanceledException) when (Ended.IsCancellationRequested)
        {
            _ready.TrySetCanceled(Ended);
        }
        catch (Exception error)
        {
            OnFailed(error);
        }
    }

    private async Task FirstLookAsync()
    {
        try
        {
            await _lease.SettledAsync(Ended).WaitAsync(_options.FirstLook, _time, Ended);
        }
        catch (TimeoutException)
        {
            // The page shows what there is; the rest is pushed when it comes.
        }
    }

    private int Start() => _renderer.Start(_options.Document, ParameterView.FromDictionary(new Dictionary<string, object?>
    {
        [nameof(PageDocument.Page)] = _request.Page,
        [nameof(PageDocument.Parameters)] = _request.Parameters,
        [nameof(PageDocument.Query)] = _request.Query,
        [nameof(PageDocument.Status)] = Status,
        [nameof(PageDocument.Context)] = _lease.Context,
    }));

    // What changes within one interval is one message: a browser that gets a hundred a second has no time for its user.
    private async Task PushAsync()
    {
        while (true)
        {
            await _changed.Reader.ReadAsync(Ended);
            await Task.Delay(_options.PushInterval, _time, Ended);
            await _renderer.Dispatcher.InvokeAsync(Flush);
        }
    }

    private void Flush()
    {
        if (!_ready.Task.IsCompletedSuccessfully) return;
        var partials = _tree.Update();
        Interlocked.Exchange(ref _renders, _tree.Renders);
        if (partials.Length > 0) _ring.Add(SseMessage.Of(PlaceId(_ring.Newest + 1), partials));
    }

    private void OnChanged() => _changed.Writer.TryWrite(true);

    private void OnFailed(Exception error)
    {
        if (_ended.IsCancellationRequested) return;
        _log.PageFailed(error, Key.Path);
        _ready.TrySetException(error);
        Failed?.Invoke(this);
    }
}
