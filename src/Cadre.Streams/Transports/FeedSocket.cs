using System.Collections.Concurrent;
using System.Net.WebSockets;

namespace Cadre.Streams;

/// <summary>
/// One WebSocket that carries any number of feed subscriptions, each under a key of the caller's, and the caller's own messages in between.
/// </summary>
/// <remarks>
/// Sends are serialized, so <see cref="SendAsync"/> and <see cref="EndAsync"/> may be called from any thread. Subscribe and unsubscribe
/// before <see cref="RunAsync"/> or
/// from its callback, one at a time. A client that takes nothing for <see cref="FeedSocketOptions.SlowReaderTimeout"/> is cut off.
/// </remarks>
public sealed class FeedSocket : IAsyncDisposable, ITicked
{
    const string InternalError = "internal-error";
    static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(5);

    readonly WebSocket _socket;
    readonly FeedSocketOptions _options;
    readonly TimeProvider _time;
    readonly SocketSender _sender;
    readonly ConcurrentDictionary<string, Subscription> _subscriptions = new(StringComparer.Ordinal);
    readonly CancellationTokenSource _gone = new();
    readonly ReaderWait _heartbeat = new();
    long _nextHeartbeat;
    long _abortAt = long.MaxValue;
    int _ended;
    int _disposed;
    volatile bool _heartbeatDue;

    /// <summary>Wraps an accepted WebSocket, which stays the caller's to dispose of.</summary>
    public FeedSocket(WebSocket socket, FeedSocketOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(socket);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        (_socket, _options, _time) = (socket, options, time);
        _sender = new SocketSender(socket, time);
        _nextHeartbeat = time.GetTimestamp() + Ticks(options.HeartbeatInterval);
    }

    /// <summary>Follows a feed under a key; a subscription with the same key is replaced.</summary>
    /// <param name="key">Names the subscription.</param>
    /// <param name="feed">The feed to follow.</param>
    /// <param name="after">Where the client stands; null to start with the next event.</param>
    /// <param name="acknowledge">Makes a message that is sent before the first frame, from the cursor the subscription starts at.</param>
    /// <param name="cancellationToken">Cancels the sending of that message, and with it the connection.</param>
    public async ValueTask SubscribeAsync(
        string key, Feed feed, Cursor? after, Func<Cursor, ReadOnlyMemory<byte>>? acknowledge, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(feed);
        await UnsubscribeAsync(key);
        var reader = feed.Subscribe(after, _socket.Abort);
        try
        {
            if (acknowledge is not null)
                await _sender.SendAsync(acknowledge(after is { } given && !reader.IsPlaced ? given : reader.Position), cancellationToken);
        }
        catch
        {
            reader.Dispose();
            throw;
        }

        Follow(key, reader);
    }

    /// <summary>Sends what a reader is given, from now on; the reader is disposed of in the end.</summary>
    internal void Follow(string key, FeedReader reader)
    {
        var subscription = new Subscription(reader);
        _subscriptions[key] = subscription;
        subscription.Pump = PumpAsync(key, subscription);
    }

    /// <summary>Stops following; when it returns nothing more of this subscription is sent.</summary>
    /// <returns>Whether there was such a subscription.</returns>
    public async ValueTask<bool> UnsubscribeAsync(string key)
    {
        if (!_subscriptions.TryRemove(key, out var subscription)) return false;
        subscription.IsOver = true;
        subscription.Reader.End(key);
        await subscription.Pump;
        return true;
    }

    /// <summary>Sends a message of the caller's own, after what is being sent now.</summary>
    public ValueTask SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken) =>
        _sender.SendAsync(message, cancellationToken);

    /// <summary>Hands each message of the client to <paramref name="receive"/>, one at a time, until the connection is over.</summary>
    /// <param name="receive">Gets the bytes of a message, valid until it completes.</param>
    /// <param name="cancellationToken">Breaks the connection off; for an orderly end use <see cref="EndAsync"/>.</param>
    /// <remarks>
    /// Returns normally however the connection ends. What the callback throws closes the connection with status 1011 and is thrown again.
    /// </remarks>
    public async Task RunAsync(Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask> receive, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(receive);
        FeedTicker.Of(_time).Add(this);
        var heartbeats = SendHeartbeatsAsync();
        try
        {
            var withinLimits = await SocketReceiver.RunAsync(_socket, _options.MaxMessageBytes, receive, cancellationToken);
            if (withinLimits) await _sender.CloseAsync(WebSocketCloseStatus.NormalClosure, "", lastMessage: null, cancellationToken);
            else await CloseAndDrainAsync(WebSocketCloseStatus.MessageTooBig, $"a message has at most {_options.MaxMessageBytes} bytes");
        }
        catch (Exception fault) when (IsGone(fault))
        {
        }
        catch
        {
            await FailAsync();
            throw;
        }
        finally
        {
            await StopAsync();
            await heartbeats;
        }
    }

    /// <summary>
    /// Tells the client why, then closes: <c>shutdown</c> with status 1001, <c>unavailable</c> with 1011, anything else with 1008.
    /// </summary>
    public Task EndAsync(string reason) => FinishAsync(key: null, reason);

    /// <summary>Ends all subscriptions.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0) return;
        await StopAsync();
        _sender.Dispose();
        _gone.Dispose();
    }

    bool ITicked.WantsTicks => !_gone.IsCancellationRequested;

    void ITicked.Tick(long now)
    {
        if (now >= _abortAt || _sender.IsStuck(now, _options.SlowReaderTimeout)) _socket.Abort();
        if (now >= _nextHeartbeat)
        {
            _nextHeartbeat = now + Ticks(_options.HeartbeatInterval);
            _heartbeatDue = true;
            _heartbeat.WakeLater();
        }
    }

    async Task FinishAsync(string? key, string reason)
    {
        if (Interlocked.Exchange(ref _ended, 1) != 0) return;
        try
        {
            await CloseAsync(StatusOf(reason), reason, _options.End?.Invoke(key, reason));
        }
        catch (Exception fault) when (IsGone(fault))
        {
        }
    }

    static WebSocketCloseStatus StatusOf(string reason) => reason switch
    {
        FeedEndReasons.Shutdown => WebSocketCloseStatus.EndpointUnavailable,
        FeedEndReasons.Unavailable or InternalError => WebSocketCloseStatus.InternalServerError,
        _ => WebSocketCloseStatus.PolicyViolation,
    };

    async Task FailAsync()
    {
        try
        {
            await EndAsync(InternalError);
            await SocketReceiver.DrainAsync(_socket, _gone.Token);
        }
        catch (Exception fault) when (IsGone(fault))
        {
        }
    }

    /// <summary>
    /// Without reading on, the connection would be reset under what the client is still sending, and the reason lost with it.
    /// </summary>
    async Task CloseAndDrainAsync(WebSocketCloseStatus status, string reason)
    {
        await CloseAsync(status, reason, lastMessage: null);
        await SocketReceiver.DrainAsync(_socket, _gone.Token);
    }

    async Task CloseAsync(WebSocketCloseStatus status, string reason, ReadOnlyMemory<byte>? lastMessage)
    {
        // A client that never answers the close is cut off by the ticker.
        Volatile.Write(ref _abortAt, _time.GetTimestamp() + Ticks(CloseTimeout));
        await _sender.CloseAsync(status, reason, lastMessage, _gone.Token);
    }

    async Task PumpAsync(string key, Subscription subscription)
    {
        using var reader = subscription.Reader;
        try
        {
            while (true)
            {
                var batch = await reader.ReadAsync(_gone.Token);
                if (subscription.IsOver) return;
                if (batch.Kind == FeedBatchKind.End)
                {
                    await FinishAsync(key, batch.Reason!);
                    return;
                }

                if (batch.Kind != FeedBatchKind.Heartbeat) await _sender.SendAsync(batch.Frames, _gone.Token);
                subscription.Sent = batch.Cursor.Sequence;
            }
        }
        catch (Exception fault) when (IsGone(fault))
        {
        }
        catch
        {
            _socket.Abort();
            throw;
        }
    }

    async Task SendHeartbeatsAsync()
    {
        if (_options.Heartbeat is not { } heartbeat) return;
        try
        {
            while (!_gone.IsCancellationRequested)
            {
                var woken = _heartbeat.Declare();
                if (!(_heartbeatDue || _gone.IsCancellationRequested) || !_heartbeat.Withdraw()) await woken;
                if (!_heartbeatDue) continue;
                _heartbeatDue = false;
                await _sender.SendAsync(heartbeat(Positions()), _gone.Token);
            }
        }
        catch (Exception fault) when (IsGone(fault))
        {
        }
    }

    Dictionary<string, Cursor> Positions()
    {
        var positions = new Dictionary<string, Cursor>(StringComparer.Ordinal);
        foreach (var (key, subscription) in _subscriptions)
            if (subscription.Sent is >= 0 and var sent) positions[key] = subscription.Reader.Position.At(sent);
        return positions;
    }

    async Task StopAsync()
    {
        await _gone.CancelAsync();
        _heartbeat.Wake();
        foreach (var subscription in _subscriptions.Values) await subscription.Pump;
    }

    long Ticks(TimeSpan span) => (long)(span.TotalSeconds * _time.TimestampFrequency);

    static bool IsGone(Exception fault) =>
        fault is WebSocketException or OperationCanceledException or ObjectDisposedException or IOException;

    sealed class Subscription(FeedReader reader)
    {
        public readonly FeedReader Reader = reader;
        public volatile bool IsOver;
        long _sent = reader.IsPlaced ? reader.Position.Sequence : -1;

        /// <summary>
        /// How far the client has been sent events, which is behind where the reader stands while a batch is on its way; negative before a
        /// reset.
        /// </summary>
        public long Sent
        {
            get => Volatile.Read(ref _sent);
            set => Volatile.Write(ref _sent, value);
        }

        public Task Pump { get; set; } = Task.CompletedTask;
    }
}
