using Cadre.Cli.Demo.Plans;
using Cadre.Cli.Demo.Staging;
using Cadre.Fleet;

namespace Cadre.Cli.Demo.Scenes;

/// <summary>An agent says nothing any more. Predictions notice after ten minutes, so this one takes longer than the others.</summary>
internal sealed class Silence : Trouble
{
    private static readonly TimeSpan Unnoticed = TimeSpan.FromMinutes(10);

    private Agent? _agent;

    protected override async IAsyncEnumerable<TimeSpan> Prelude(Stage stage)
    {
        _agent = CastOne(stage, await stage.Look());
        var end = stage.Now + Unnoticed;
        while (stage.Now < end && Stands(await stage.Look())) yield return TimeSpan.FromSeconds(5);
    }

    protected override Task<bool> Begin(Stage stage, FleetState fleet) => Task.FromResult(Stands(fleet));

    protected override bool Stands(FleetState fleet) => _agent is { } silent && fleet.Agents.Find(silent.Id)?.Version == silent.Version;

    protected override async Task Settle(Stage stage, FleetState fleet, bool byPerson)
    {
        if (byPerson || _agent is not { } silent) return;
        await stage.Say(Roster.Lead, $"No sign of life from {silent.Id} for ten minutes: restarted", ActivityTypes.AgentResumed);
        await stage.Report(silent.Id, new() { ContextTokens = 14_000, RiskScore = 15 });
    }
}
