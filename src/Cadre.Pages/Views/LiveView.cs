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
    private bool _failed;
    private bool _warned;
    private long _renders;
    private (DocumentText Text, long Revision)? _document;
    private (byte[] Message, long Revision)? _everything;

    public LiveView(ViewRequest request, PageLease lease, IServiceScopeFactory scopes, PagesOptions options, TimeProvider time, ILoggerFactory logs)
    {
        (_request, _lease, _options, _time, _log) = (request, lease, options, time, logs.CreateLogger<LiveView>());
        _scope = scopes.CreateAsyncScope();
        ((ViewNavigation)_scope.ServiceProvider.GetRequiredService<NavigationManager>()).Begin(request.Key);
        _renderer = new PageRenderer(_scope.ServiceProvider, logs, OnChanged, OnFailed);
        _tree = new FragmentTree(_renderer);
        _ring = new MessageRing(options.KeptMessages, options.KeptBytes);
        Status = new PageStatus();
        Ended = _ended.Token;
    }

    /// <summary>Names this view among all that ever were: places in one say nothing about another.</summary>
    public string Id { get; } = Guid.NewGuid().ToString("n")[..12];

    public ViewKey Key => _request.Key;

    public PageStatus Status { get; }

    /// <summary>Cancelled when the view has ended; who still looks connects anew and gets another one.</summary>
    public CancellationToken Ended { get; }

    public MessageRing Messages => _ring;

    /// <summary>How often fragments were written, however many look.</summary>
    public long Renders => Interlocked.Read(ref _renders);

    /// <summary>Told when the page cannot go on: it is to be taken out of use.</summary>
    public event Action<LiveView>? Failed;

    /// <summary>Renders the page on another thread, and ends when it has what a first look needs.</summary>
    public Task StartAsync()
    {
        // The page outlives the request that came first, whose trace and context are none of its business.
        using (ExecutionContext.SuppressFlow()) _running = Task.Run(RunAsync);
        return _ready.Task;
    }

    /// <summary>The document as it is now, and its place among the messages.</summary>
    /// <exception cref="OperationCanceledException">The view has ended.</exception>
    public Task<(DocumentText Text, long Place)> DocumentAsync() => _renderer.Dispatcher.InvokeAsync(() =>
    {
        Flush();
        if (_document?.Revision != _tree.Revision) _document = (_tree.Document(), _tree.Revision);
        return (_document.Value.Text, _ring.Newest);
    });

    /// <summary>A message that brings any browser to what is true now.</summary>
    /// <exception cref="OperationCanceledException">The view has ended.</exception>
    public Task<(byte[] Message, long Place)> EverythingAsync() => _renderer.Dispatcher.InvokeAsync(() =>
    {
        Flush();
        if (_everything?.Revision != _tree.Revision) _everything = (SseMessage.Of(PlaceId(_ring.Newest), _tree.Everything()), _tree.Revision);
        return (_everything.Value.Message, _ring.Newest);
    });

    public string PlaceId(long place) => string.Create(CultureInfo.InvariantCulture, $"{_options.Version}.{Id}.{place}");

    public async ValueTask DisposeAsync()
    {
        // From the last line to the first, whatever fails on the way.
        using (_ended)
        await using (_lease)
        await using (_scope)
        await using (_renderer)
        {
            await _ended.CancelAsync();
            await _running;
        }
    }

    private async Task RunAsync()
    {
        try
        {
            var document = await _renderer.Dispatcher.InvokeAsync(Start);
            if (_ready.Task.IsCompleted) return;
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
        Ended.ThrowIfCancellationRequested();
        if (!_ready.Task.IsCompletedSuccessfully) return;
        try
        {
            var partials = _tree.Update();
            Interlocked.Exchange(ref _renders, _tree.Renders);
            if (_document?.Revision != _tree.Revision) (_document, _everything) = (null, null);
            if (partials.Length > 0) _ring.Add(SseMessage.Of(PlaceId(_ring.Newest + 1), partials));
        }
        catch (Exception error)
        {
            // Whoever asked, the fragments are not what the components show any more.
            OnFailed(error);
            throw;
        }
        if (!_tree.HasUnseenChange || _warned) return;
        _warned = true;
        _log.ChangedOutsideOfFragments(Key.Path);
    }

    private void OnChanged() => _changed.Writer.TryWrite(true);

    private void OnFailed(Exception error)
    {
        if (Interlocked.Exchange(ref _failed, true)) return;
        _log.PageFailed(error, Key.Path);
        _ready.TrySetException(error);
        Failed?.Invoke(this);
    }
}
