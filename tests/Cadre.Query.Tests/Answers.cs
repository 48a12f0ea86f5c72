namespace Cadre.Query.Tests;

internal static class Answers
{
    /// <summary>The answer of a task that has ended: on the deterministic scheduler it has, or it never will.</summary>
    public static T Answer<T>(this Task<T> task)
    {
        task.IsCompleted.ShouldBeTrue("the task has not ended");
        return task.GetAwaiter().GetResult();
    }
}
