using System.Net.WebSockets;
using System.Text;

namespace Cadre.Live;

/// <summary>Makes the message that subscribes, for a connection that resumes behind a cursor.</summary>
public delegate string SubscribeMessage(StreamCursor? after);

/// <summary>What a client has subscribed to over a WebSocket: sent again whenever a connection is made. Safe for use from any thread.</summary>
public sealed class SocketSubscriptions
{
    private readonly Lock _gate = new();
    private readonly List<Subscription> _all = [];
    private Attached? _attached;

    /// <summary>Subscribes now, if there is a connection, and with every later one. Dispose what it returns to leave.</summary>
    /// <param name="subscribe">The message to send.</param>
    /// <param name="unsubscribe">The message to send on leaving; null: none.</param>
    public IDisposable Add(SubscribeMessage subscribe, string? unsubscribe = null)
    {
        ArgumentNullException.ThrowIfNull(subscribe);
        var subscription = new Subscription(this, subscribe, unsubscribe);
        lock (_gate)
        {
            _all.Add(subscription);
            // Behind no cursor: whoever joins a running connection begins now.
            _attached?.Send(subscribe(null));
        }
        return subscription;
    }

    internal async Task<IAsyncDisposable> AttachAsync(WebSocket socket, StreamCursor? after, CancellationToken cancellationToken)
    {
        var attached = new Attached(this, socket, cancellationToken);
        lock (_gate)
        {
            _attached = attached;
            foreach (var subscription in _all) attached.Send(subscription.Subscribe(after));
        }
        await attached.Sent;
        return attached;
    }

    private sealed class Subscription(SocketSubscriptions owner, SubscribeMessage subscribe, string? unsubscribe) : IDisposable
    {
        public SubscribeMessage Subscribe { get; } = subscribe;

        public void Dispose()
        {
            lock (owner._gate)
            {
                if (owner._all.Remove(this) && unsubscribe is not null) owner._attached?.Send(unsubscribe);
            }
        }
    }

    /// <summary>A connection: it sends one message after the other.</summary>
    private sealed class Attached(SocketSubscriptions owner, WebSocket socket, CancellationToken cancellationToken) : IAsyncDisposable
    {
        public Task Sent { get; private set; } = Task.CompletedTask;

        public void Send(string message) => Sent = SendAfterAsync(Sent, Encoding.UTF8.GetBytes(message));

        public async ValueTask DisposeAsync()
        {
            Task last;
            lock (owner._gate)
            {
                if (owner._attached == this) owner._attached = null;
                last = Sent;
            }
            // The reader notices a connection that is gone; nobody waits for what could not be sent.
            await last.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        private async Task SendAfterAsync(Task before, byte[] message)
        {
            await before;
            await socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
        }
    }
}
