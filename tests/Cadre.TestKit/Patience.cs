namespace Cadre.TestKit;

/// <summary>Waits with a deadline, so that a test which would hang fails and says what it waited for.</summary>
public static class Patience
{
    /// <summary>Long enough for a busy machine; a test that passes never comes near it.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    public static async Task<T> Within<T>(this Task<T> task, string what, TimeSpan? deadline = null)
    {
        await Within((Task)task, what, deadline);
        return await task;
    }

    public static async Task Within(this Task task, string what, TimeSpan? deadline = null)
    {
        try
        {
            await task.WaitAsync(deadline ?? Deadline, TimeProvider.System);
        }
        catch (TimeoutException) when (!task.IsCompleted)
        {
            throw new TimeoutException($"{what}: still waiting after {(deadline ?? Deadline).TotalSeconds:0} s");
        }
    }

    public static Task<T> Within<T>(this ValueTask<T> task, string what, TimeSpan? deadline = null) => task.AsTask().Within(what, deadline);

    public static Task Within(this ValueTask task, string what, TimeSpan? deadline = null) => task.AsTask().Within(what, deadline);

    /// <summary>Looks again and again until a condition holds that nothing signals.</summary>
    public static Task Until(Func<bool> condition, string what, TimeSpan? deadline = null) => Until(() => Task.FromResult(condition()), what, deadline);

    /// <summary>Asks again and again until a condition holds that nothing signals.</summary>
    public static async Task Until(Func<Task<bool>> condition, string what, TimeSpan? deadline = null)
    {
        using var timeout = new CancellationTokenSource(deadline ?? Deadline, TimeProvider.System);
        while (!await condition())
        {
            if (timeout.IsCancellationRequested) throw new TimeoutException($"{what}: still waiting after {(deadline ?? Deadline).TotalSeconds:0} s");
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, CancellationToken.None);
        }
    }
}
