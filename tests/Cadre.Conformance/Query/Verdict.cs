namespace Cadre.Conformance.Query;

/// <summary>What came of comparing one scenario with its trace.</summary>
/// <param name="Scenario">Its name.</param>
/// <param name="Difference">The first difference; null if there is none.</param>
/// <param name="Reason">Why it may differ; null if it may not.</param>
internal sealed record Verdict(string Scenario, string? Difference, string? Reason)
{
    public bool IsSkipped => Difference is not null && Reason is not null;

    /// <summary>An exception that is none any more fails, so that the list stays true.</summary>
    public string? Failure => (Difference, Reason) switch
    {
        (null, null) or ({ }, { }) => null,
        ({ } difference, null) => difference,
        (null, { }) => "it is listed in exceptions.md, but passes",
    };

    public static Verdict On(RecordedScenario recorded, TraceLevel level, Exceptions exceptions) =>
        new(recorded.Name, Compare(recorded, level), exceptions.ReasonFor(recorded.Name, level));

    private static string? Compare(RecordedScenario recorded, TraceLevel level)
    {
        try
        {
            var (scenario, trace) = recorded.Read();
            return trace is null ? "there is no trace beside it" : TraceDifference.First(trace, ScenarioRunner.Run(scenario), level);
        }
        catch (Exception e)
        {
            return $"it cannot be run: {e.Message}";
        }
    }
}
