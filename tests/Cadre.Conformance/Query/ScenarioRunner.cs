namespace Cadre.Conformance.Query;

/// <summary>Runs scenarios in virtual time.</summary>
internal static class ScenarioRunner
{
    /// <exception cref="ScenarioException">The scenario says something that has no counterpart here.</exception>
    public static Trace Run(Scenario scenario)
    {
        var world = new World(scenario);
        try
        {
            world.Scheduler.Run(() => world.Clients[World.Main] = new(world, World.Main, scenario.Spec.Object("client")));
            for (var i = 0; i < scenario.Steps.Count; i++)
            {
                world.BeginStep(i);
                Run(world, scenario.Steps[i]);
                if (world.Fault is { } fault) throw fault;
            }
            world.BeginStep(scenario.Steps.Count);
            world.Scheduler.Run(() => FinalState.Emit(world));
            return world.Trace;
        }
        finally
        {
            world.Close();
            foreach (var client in world.Clients.Values) world.Scheduler.Run(client.Client.Dispose);
        }
    }

    private static void Run(World world, Spec step)
    {
        if (step.Text("do") == "advance")
        {
            world.Scheduler.Advance((long)(step.Number("ms") ?? throw new ScenarioException("advance says no time")));
            return;
        }
        world.Scheduler.Run(() => world.Execute(step));
        world.Scheduler.Settle();
    }
}
