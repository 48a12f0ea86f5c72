namespace Cadre.Conformance.Query;

/// <summary>Executes one step.</summary>
/// <returns>What a callback can wait for, if the step starts something asynchronous.</returns>
internal delegate Task? RunStep(World world, Spec step, CallbackFrame? frame);

/// <summary>All steps of the language but <c>advance</c>, which only the top level knows.</summary>
internal static class StepTable
{
    private static readonly Dictionary<string, RunStep> Table = new(StringComparer.Ordinal);

    static StepTable()
    {
        WorldSteps.AddTo(Table);
        ObserverSteps.AddTo(Table);
        DataSteps.AddTo(Table);
        FetchSteps.AddTo(Table);
        MutationSteps.AddTo(Table);
        HydrationSteps.AddTo(Table);
        PureSteps.AddTo(Table);
    }

    public static RunStep Named(string name) => Table.TryGetValue(name, out var step) ? step : throw new ScenarioException($"there is no step '{name}' here");

    /// <summary>A step that starts nothing.</summary>
    public static RunStep Plain(Action<World, Spec> run) => (world, step, _) =>
    {
        run(world, step);
        return default;
    };
}
