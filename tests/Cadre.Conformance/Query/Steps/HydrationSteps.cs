using Cadre.Query;
using static Cadre.Conformance.Query.StepTable;

namespace Cadre.Conformance.Query;

/// <summary>Steps that take what one client knows over to another.</summary>
internal static class HydrationSteps
{
    public static void AddTo(Dictionary<string, RunStep> table)
    {
        table["dehydrate"] = Plain(Dehydrate);
        table["hydrate"] = Plain(Hydrate);
    }

    public static HydrateOptions Options(World world, Spec options, string client, string channel) => new()
    {
        Queries = world.Plain.Defaults(options.Object("queries"), client),
        Mutations = options.Has("mutations") ? world.MutationOptions.Read(options.Object("mutations"), channel) : null,
    };

    private static void Dehydrate(World world, Spec step)
    {
        var state = world.ClientOf(step).Client.Dehydrate(Taken(step));
        world.Dehydrated[step.Needed("as")] = step.Says("live") ? state : DehydratedState.FromJson(state.ToJson(DataTypesInScenarios.All), DataTypesInScenarios.All);
        world.Probe(
            "dehydrate",
            ("queries", state.Queries.Select(query => Query(world, query)).ToList<object?>()),
            ("mutations", state.Mutations.Select(mutation => Mutation(world, mutation)).ToList<object?>()));
    }

    private static void Hydrate(World world, Spec step)
    {
        var client = world.ClientOf(step);
        client.Client.Hydrate(world.Dehydrated[step.Needed("from")], Options(world, step, client.Name, $"mut:{client.Name}/hydrate"));
    }

    private static DehydrateOptions Taken(Spec step)
    {
        var taken = new DehydrateOptions();
        if (step.Says("all")) taken = taken with { ShouldDehydrateQuery = _ => true };
        if (step.Says("pending")) taken = taken with { ShouldDehydrateQuery = query => query.State.Status is QueryStatus.Success or QueryStatus.Pending };
        if (step.Has("predicate")) taken = taken with { ShouldDehydrateQuery = QueryQuestions.Predicate(step.Object("predicate")) };
        if (step.Says("none")) taken = taken with { ShouldDehydrateQuery = _ => false };
        if (step.Says("allMutations")) taken = taken with { ShouldDehydrateMutation = _ => true };
        if (step.Says("noMutations")) taken = taken with { ShouldDehydrateMutation = _ => false };
        return taken;
    }

    private static Dictionary<string, object?> Query(World world, DehydratedQuery query)
    {
        var fields = Shown.Query(query.State);
        fields["key"] = world.Keys.Parts(query.Key);
        fields["at"] = (double)query.DehydratedAt;
        if (query.Fetch is not null) fields["promise"] = true;
        if (query.Meta is { } meta) fields["meta"] = meta;
        if (query.IsInfinite) fields["type"] = "infinite";
        return fields;
    }

    private static Dictionary<string, object?> Mutation(World world, DehydratedMutation mutation)
    {
        var fields = Shown.Mutation(mutation.State);
        if (mutation.Key is { } key) fields["key"] = world.Keys.Parts(key);
        if (mutation.Scope is { } scope) fields["scope"] = scope;
        if (mutation.Meta is { } meta) fields["meta"] = meta;
        return fields;
    }
}
