namespace Cadre.Fleet;

/// <summary>How far the whole project is.</summary>
/// <param name="CompletedTasks">Finished tasks.</param>
/// <param name="TotalTasks">All tasks.</param>
/// <param name="Percentage">Completion in percent, unrounded when Cadre computed it.</param>
public sealed record ProjectProgress(long CompletedTasks, long TotalTasks, double Percentage)
{
    /// <summary>The progress of so many tasks, with the percentage computed; 0 % of no tasks.</summary>
    public static ProjectProgress Of(long completed, long total) => new(completed, total, PercentageOf(completed, total));

    internal static double PercentageOf(long completed, long total) => total == 0 ? 0 : (double)completed / total * 100;
}
