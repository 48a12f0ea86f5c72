using Cadre.Cli.Demo.Staging;
using Cadre.Fleet;

namespace Cadre.Cli.Demo.Scenes;

/// <summary>An agent runs into an error that it cannot mend by itself.</summary>
internal sealed class Failure : Trouble
{
    private static readonly string[] Errors =
    [
        "Migration 0042 failed on staging: column \"due_at\" of relation \"invoices\" already exists",
        "npm ci: ERESOLVE, two versions of the date picker want different React",
        "Out of memory while importing statements: 2.1 GB of 2 GB",
        "The payment sandbox answers 503 since 20 minutes; 14 tests cannot run",
        "The model refused the request three times: the prompt is longer than its context",
    ];

    private AgentId? _agent;

    protected override async Task<bool> Begin(Stage stage, FleetState fleet)
    {
        if (CastOne(stage, fleet) is not { } agent) return false;
        _agent = agent.Id;
        var error = stage.Chance.Pick(Errors)!;
        if (!await stage.Report(agent.Id, new() { Status = AgentStatus.Error, Blocker = error, RiskScore = stage.Chance.Next(78, 96) })) return false;
        return await stage.Say(agent.Id, error, "error");
    }

    protected override bool Stands(FleetState fleet) => _agent is { } id && fleet.Agents.Find(id) is { Status: AgentStatus.Error };

    protected override async Task Settle(Stage stage, FleetState fleet, bool byPerson)
    {
        if (_agent is not { } agent) return;
        if (byPerson) await Tell(stage, fleet, agent, byPerson, "");
        else await stage.Say(agent, "Mended with a second attempt", ActivityTypes.CorrectionAttempt);
        await GoOn(stage, fleet, agent);
    }
}
