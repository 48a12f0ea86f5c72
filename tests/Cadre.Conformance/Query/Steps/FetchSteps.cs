namespace Cadre.Conformance.Query;

/// <summary>Steps that fetch, refetch, cancel and remove queries.</summary>
internal static class FetchSteps
{
    public static void AddTo(Dictionary<string, RunStep> table)
    {
        table["fetch"] = table["fetchInfinite"] = static (world, step, _) => Value(world, step, world.KindOf(step["key"]).Fetch(world.ClientOf(step), step));
        table["prefetch"] = table["prefetchInfinite"] = static (world, step, _) => End(world, step, world.KindOf(step["key"]).Prefetch(world.ClientOf(step), step));
        table["ensure"] = table["ensureInfinite"] = static (world, step, _) => Value(world, step, world.KindOf(step["key"]).Ensure(world.ClientOf(step), step));
        table["query"] = table["infiniteQuery"] = Query;
        table["invalidate"] = static (world, step, _) => End(world, step, world.ClientOf(step).Client.InvalidateAsync(
            FilterReader.Queries(world, step), FilterReader.Type(step.Object("filters")["refetchType"]), FilterReader.Refetch(step)));
        table["refetchQueries"] = static (world, step, _) =>
            End(world, step, world.ClientOf(step).Client.RefetchAsync(FilterReader.Queries(world, step), FilterReader.Refetch(step)));
        table["resetQueries"] = static (world, step, _) =>
            End(world, step, world.ClientOf(step).Client.ResetAsync(FilterReader.Queries(world, step), FilterReader.Refetch(step)));
        table["cancelQueries"] = static (world, step, _) =>
            End(world, step, world.ClientOf(step).Client.CancelAsync(FilterReader.Queries(world, step), FilterReader.Cancel(step)));
        table["removeQueries"] = StepTable.Plain(static (world, step) => world.ClientOf(step).Client.Remove(FilterReader.Queries(world, step)));
    }

    private static Task Query(World world, Spec step, CallbackFrame? frame)
    {
        var label = world.LabelOf(step);
        return world.Promises.FollowValue(label, world.KindOf(step["key"]).FetchSelected(world.ClientOf(step), step, label));
    }

    private static Task Value(World world, Spec step, Task<object?> task) => world.Promises.FollowValue(world.LabelOf(step), task);

    private static Task End(World world, Spec step, Task task) => world.Promises.Follow(world.LabelOf(step), task);
}
