using System.Collections.Concurrent;

namespace Cadre.Query.Testing;

/// <summary>Keeps what is posted to it until somebody runs it, first come first served.</summary>
internal sealed class QueuedContext : SynchronizationContext
{
    private readonly ConcurrentQueue<(SendOrPostCallback Callback, object? State)> _queue = new();

    public override void Post(SendOrPostCallback d, object? state) => _queue.Enqueue((d, state));

    public override void Send(SendOrPostCallback d, object? state)
    {
        if (Current != this) throw new NotSupportedException("The test's thread runs only while the test lets it: Post instead of Send.");
        d(state);
    }

    public override SynchronizationContext CreateCopy() => this;

    public void RunAll()
    {
        for (var guard = new Runaway("continuations"); _queue.TryDequeue(out var posted);)
        {
            guard.Count();
            posted.Callback(posted.State);
        }
    }

    /// <summary>Makes this the context of the calling thread until the answer is disposed.</summary>
    public Entered Enter() => new(this);

    public readonly ref struct Entered
    {
        private readonly SynchronizationContext? _before = Current;

        public Entered(QueuedContext context) => SetSynchronizationContext(context);

        public void Dispose() => SetSynchronizationContext(_before);
    }
}
