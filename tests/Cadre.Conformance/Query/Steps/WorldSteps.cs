using static Cadre.Conformance.Query.StepTable;

namespace Cadre.Conformance.Query;

/// <summary>Steps about clients, their defaults, and the world around them.</summary>
internal static class WorldSteps
{
    public static void AddTo(Dictionary<string, RunStep> table)
    {
        table["client"] = Plain(static (world, step) => world.Clients[step.Needed("id")] = new(world, step.Needed("id"), step.Object("config")));
        table["mount"] = Plain(static (world, step) => world.ClientOf(step).Client.Mount());
        table["unmount"] = Plain(static (world, step) => world.ClientOf(step).Client.Unmount());
        table["clear"] = Plain(static (world, step) => world.ClientOf(step).Client.Clear());
        table["setDefaults"] = Plain(SetDefaults);
        table["setQueryDefaults"] = Plain(SetQueryDefaults);
        table["setMutationDefaults"] = Plain(SetMutationDefaults);
        table["queryDefaults"] = Plain(QueryDefaults);
        table["settle"] = Plain(static (_, _) => { });
        table["online"] = Plain(static (world, step) => world.Scheduler.Online.IsOnline = step.Says("value"));
        table["focus"] = Plain(static (world, step) => world.Scheduler.Focus.SetFocused(step["value"] as bool?));
        table["focusEvent"] = Plain(static (world, _) => world.Scheduler.Focus.Announce());
        table["flag"] = Plain(static (world, step) => world.Flags[step.Needed("name")] = Json.Copy(step["value"]));
        table["all"] = Plain(All);
        table["batch"] = Plain(static (world, step) => world.ClientOf(step).Client.Batch(() => All(world, step)));
    }

    private static void All(World world, Spec step)
    {
        foreach (var inner in step.List("steps")) world.Execute(Spec.Of(inner));
    }

    private static void SetDefaults(World world, Spec step)
    {
        var client = world.ClientOf(step);
        client.Client.DefaultQueryOptions = world.Plain.Defaults(step.Object("queries"), client.Name);
        client.Client.DefaultMutationOptions = world.MutationOptions.Read(step.Object("mutations"), "mut:default");
    }

    private static void SetQueryDefaults(World world, Spec step)
    {
        var client = world.ClientOf(step);
        client.Client.SetQueryDefaults(world.Keys.Of(step["key"]), world.KindOf(step["key"]).Defaults(step.Object("opt"), client.Name));
    }

    private static void SetMutationDefaults(World world, Spec step) => world.ClientOf(step).Client.SetMutationDefaults(
        world.Keys.Of(step["key"]), world.MutationOptions.Read(step.Object("opt"), $"mut:default:{CanonicalJson.Of(step["key"])}"));

    private static void QueryDefaults(World world, Spec step)
    {
        var defaults = world.ClientOf(step).Client.GetQueryDefaults(world.Keys.Of(step["key"]));
        world.Probe(
            "queryDefaults",
            ("names", OptionNames.Of(defaults).ToList<object?>()),
            ("staleTime", world.QueryOptions.Said(defaults.StaleTime)),
            ("gcTime", defaults.GcTime is { } time ? Shown.Time(time) : Nothing.Value));
    }
}
