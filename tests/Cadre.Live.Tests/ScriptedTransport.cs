using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Cadre.TestKit;

namespace Cadre.Live.Tests;

/// <summary>A transport whose connections a test plays: it says what comes, and when.</summary>
internal sealed class ScriptedTransport(string name = "scripted") : ITransport
{
    private readonly Channel<ScriptedConnection> _connections = Channel.CreateUnbounded<ScriptedConnection>();
    private readonly Queue<Exception> _refusals = new();
    private int _opened;
    private int _open;

    public string Name => name;

    /// <summary>How often somebody asked, refused or not.</summary>
    public int Opened => Volatile.Read(ref _opened);

    /// <summary>How many connections are open now.</summary>
    public int Open => Volatile.Read(ref _open);

    /// <summary>Lets the next attempts fail at once.</summary>
    public void Refuse(Exception error, int times = 1)
    {
        lock (_refusals)
            for (var i = 0; i < times; i++) _refusals.Enqueue(error);
    }

    /// <summary>The next connection that is made.</summary>
    public Task<ScriptedConnection> ConnectedAsync() => _connections.Reader.ReadAsync().Within($"a connection by {name}");

    public async IAsyncEnumerable<StreamFrame> OpenAsync(StreamRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _opened);
        lock (_refusals)
            if (_refusals.TryDequeue(out var refusal)) throw refusal;
        var connection = new ScriptedConnection(request);
        Interlocked.Increment(ref _open);
        try
        {
            _connections.Writer.TryWrite(connection);
            await foreach (var frame in connection.Frames.Reader.ReadAllAsync(cancellationToken)) yield return frame;
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }
}

/// <summary>A connection that a test plays.</summary>
internal sealed class ScriptedConnection(StreamRequest request)
{
    public StreamRequest Request => request;

    public Channel<StreamFrame> Frames { get; } = Channel.CreateUnbounded<StreamFrame>();

    public void Send(params ReadOnlySpan<StreamFrame> frames)
    {
        foreach (var frame in frames) Frames.Writer.TryWrite(frame).ShouldBeTrue("the connection is closed");
    }

    public ScriptedConnection Accept()
    {
        Send(StreamFrame.Opened());
        return this;
    }

    /// <summary>Breaks it.</summary>
    public void Cut(Exception? error = null) => Frames.Writer.TryComplete(error ?? new IOException("The connection was reset."));

    /// <summary>Ends it in good order.</summary>
    public void Close() => Frames.Writer.TryComplete();
}
