using Cadre.Query;
using static Cadre.Conformance.Query.StepTable;

namespace Cadre.Conformance.Query;

/// <summary>Steps about mutations.</summary>
internal static class MutationSteps
{
    public static void AddTo(Dictionary<string, RunStep> table)
    {
        table["mutation"] = Plain(static (world, step) => world.Mutations[step.Needed("id")] = new(world, world.ClientOf(step), step));
        table["mutSubscribe"] = Plain(static (world, step) => world.MutationOf(step).Subscribe(step.Text("listener") ?? step.Needed("id")));
        table["mutUnsubscribe"] = Plain(static (world, step) => world.MutationOf(step).Unsubscribe(step.Text("listener") ?? step.Needed("id")));
        table["mutate"] = static (world, step, _) => world.Promises.FollowValue(world.LabelOf(step), world.MutationOf(step).Mutate(step));
        table["mutReset"] = Plain(static (world, step) => world.MutationOf(step).Observer.Reset());
        table["mutSetOptions"] = Plain(static (world, step) => world.MutationOf(step).SetOptions(step));
        table["mutCurrent"] = Plain(Current);
        table["mutations"] = Plain(All);
        table["findMutation"] = Plain(Find);
        table["isMutating"] = Plain(static (world, step) =>
            world.Probe("isMutating", ("count", (double)world.ClientOf(step).Client.CountMutating(FilterReader.Mutations(world, step)))));
        table["resumePaused"] = static (world, step, _) => world.Promises.Follow(world.LabelOf(step), world.ClientOf(step).Client.ResumePausedMutationsAsync());
        table["continueMutation"] = Continue;
    }

    private static void Current(World world, Spec step)
    {
        var fields = Shown.Mutation(world.MutationOf(step).Observer.CurrentResult);
        fields["id"] = step["id"];
        world.Probe("mutCurrent", fields);
    }

    private static void All(World world, Spec step) => world.Probe(
        "mutations", ("list", world.ClientOf(step).Client.Mutations.FindAll(FilterReader.Mutations(world, step)).Select(Entry).ToList<object?>()));

    private static Dictionary<string, object?> Entry(CachedMutation mutation)
    {
        var fields = Shown.Mutation(mutation.State);
        fields["id"] = (double)mutation.Id;
        return fields;
    }

    private static void Find(World world, Spec step)
    {
        var (mutations, filter) = (world.ClientOf(step).Client.Mutations, FilterReader.Mutations(world, step) ?? new());
        var found = step.Object("filters").Has("exact") && !filter.Exact ? (mutations.FindAll(filter) is [var first, ..] ? first : null) : mutations.Find(filter);
        world.Probe("findMutation", found is null ? ("missing", true) : ("id", (double)found.Id));
    }

    private static Task? Continue(World world, Spec step, CallbackFrame? frame)
    {
        var mutation = world.ClientOf(step).Client.Mutations.FindAll().FirstOrDefault(mutation => mutation.Id == step.Number("mutation"));
        return mutation is null ? null : world.Promises.Follow(world.LabelOf(step), mutation.ContinueAsync());
    }
}
