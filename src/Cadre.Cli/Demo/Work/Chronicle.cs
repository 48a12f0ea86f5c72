using System.Globalization;
using Cadre.Cli.Demo.Plans;
using Cadre.Cli.Demo.Staging;
using Cadre.Fleet;

namespace Cadre.Cli.Demo.Work;

/// <summary>What agents at work tell about it: commits with their files, test runs, remarks.</summary>
internal static class Chronicle
{
    private static readonly string[] Remarks =
    [
        "Reading the code around it first", "Two edge cases more than the task says; covering them", "Smaller than expected: half of it was there already",
        "Asked for a review", "Review comments worked in", "Rebased on main, no conflicts", "Measured before and after: no slower",
    ];

    private static readonly string[] Files = ["Model.cs", "Service.cs", "Endpoints.cs", "Rules.cs", "Totals.cs", "Reader.cs", "Writer.cs", "Page.razor"];

    public static Task Tell(Stage stage, AgentId agent, FleetTask task) => stage.Chance.Next(3) switch
    {
        0 => Commit(stage, agent, task),
        1 => Test(stage, agent, task),
        _ => stage.Say(agent, stage.Chance.Pick(Remarks)!),
    };

    public static Task Commit(Stage stage, AgentId agent, FleetTask task)
    {
        var folder = $"src/{Epic.AreaOf(task)}";
        var files = stage.Chance.Shuffled(Files).Take(stage.Chance.Next(1, 4)).Order(StringComparer.Ordinal).Select(file => $"{folder}/{file}").ToArray();
        var hash = stage.Chance.Next(0x1000000, 0xfffffff).ToString("x7", CultureInfo.InvariantCulture);
        return stage.Say(agent, $"Commit {hash}: {task.Title}", ActivityTypes.CommitCreated, new { commit = hash, files });
    }

    private static Task Test(Stage stage, AgentId agent, FleetTask task)
    {
        var passed = stage.Chance.Next(40, 400);
        var failed = stage.Chance.Happens(0.2) ? stage.Chance.Next(1, 4) : 0;
        var verdict = failed == 0 ? $"{passed} tests green" : $"{failed} of {passed + failed} tests red";
        return stage.Say(agent, $"{verdict} for {task.Title}", ActivityTypes.TestResult, new { passed, failed });
    }
}
