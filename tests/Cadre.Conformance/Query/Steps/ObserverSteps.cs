using Cadre.Query;
using static Cadre.Conformance.Query.StepTable;

namespace Cadre.Conformance.Query;

/// <summary>Steps about observers of queries.</summary>
internal static class ObserverSteps
{
    public static void AddTo(Dictionary<string, RunStep> table)
    {
        table["observe"] = Plain(static (world, step) => world.Observers[step.Needed("id")] = world.KindOf(step["key"]).Observe(world.ClientOf(step), step));
        table["observeMany"] = Plain(static (world, step) => world.Observers[step.Needed("id")] = new ListObserver(world, world.ClientOf(step), step));
        table["setQueries"] = Plain(static (world, step) => Many(world, step).SetQueries(step));
        table["subscribe"] = Plain(Subscribe);
        table["unsubscribe"] = Plain(static (world, step) => world.ObserverOf(step).Unsubscribe(Listener(step)));
        table["destroy"] = Plain(static (world, step) => world.ObserverOf(step).Destroy());
        table["setOptions"] = Plain(static (world, step) => Single(world, step).SetOptions(step));
        table["current"] = Plain(static (world, step) => Probe(world, step, "current", world.ObserverOf(step).Current()));
        table["combined"] = Plain(static (world, step) => Probe(world, step, "combined", Many(world, step).Combined()));
        table["optimistic"] = Plain(static (world, step) => Probe(world, step, "optimistic", Result(Single(world, step).Optimistic(step))));
        table["refetch"] = static (world, step, _) => Follow(world, step, Single(world, step).Refetch(FilterReader.Refetch(step)));
        table["fetchNext"] = static (world, step, _) => Follow(world, step, Single(world, step).FetchNext(FilterReader.Refetch(step)));
        table["fetchPrevious"] = static (world, step, _) => Follow(world, step, Single(world, step).FetchPrevious(FilterReader.Refetch(step)));
        table["fetchOptimistic"] = static (world, step, _) => Follow(world, step, Single(world, step).FetchOptimistic(step));
    }

    private static void Subscribe(World world, Spec step)
    {
        if (step.Says("batched")) throw new ScenarioException("listeners cannot be wrapped for batching");
        world.ObserverOf(step).Subscribe(Listener(step));
    }

    private static string Listener(Spec step) => step.Text("listener") ?? step.Needed("id");

    private static SingleObserver Single(World world, Spec step) =>
        world.ObserverOf(step) as SingleObserver ?? throw new ScenarioException($"'{step["id"]}' observes a list");

    private static ListObserver Many(World world, Spec step) =>
        world.ObserverOf(step) as ListObserver ?? throw new ScenarioException($"'{step["id"]}' observes no list");

    private static void Probe(World world, Spec step, string kind, Dictionary<string, object?> fields)
    {
        fields["id"] = step["id"];
        world.Probe(kind, fields);
    }

    private static Task Follow(World world, Spec step, Task<QueryResult<object?>> task) => world.Promises.Follow(world.LabelOf(step), task, Result);

    private static Dictionary<string, object?> Result(QueryResult<object?> result) => Shown.Result(result, Nothing.Value);
}
