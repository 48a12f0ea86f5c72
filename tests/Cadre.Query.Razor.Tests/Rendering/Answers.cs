using System.Collections.Concurrent;

namespace Cadre.Query.Razor.Tests.Rendering;

/// <summary>A server: its calls wait until the test answers them.</summary>
internal sealed class Answers<T>
{
    private readonly ConcurrentQueue<TaskCompletionSource<T>> _waiting = new();
    private int _calls;

    public int Calls => Volatile.Read(ref _calls);

    public Task<T> CallAsync()
    {
        Interlocked.Increment(ref _calls);
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting.Enqueue(answer);
        return answer.Task;
    }

    /// <summary>Answers the oldest call that waits.</summary>
    public void Answer(T value) => Next().SetResult(value);

    /// <summary>Fails the oldest call that waits.</summary>
    public void Fail(string message) => Next().SetException(new InvalidOperationException(message));

    private TaskCompletionSource<T> Next() => _waiting.TryDequeue(out var answer) ? answer : throw new InvalidOperationException("No call waits for an answer.");
}
