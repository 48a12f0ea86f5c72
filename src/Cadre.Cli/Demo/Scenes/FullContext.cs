using Cadre.Cli.Demo.Staging;
using Cadre.Fleet;

namespace Cadre.Cli.Demo.Scenes;

/// <summary>An agent has almost no context left and reports that it may lose the thread.</summary>
internal sealed class FullContext : Trouble
{
    private const double Worrying = 70;

    private AgentId? _agent;

    protected override async Task<bool> Begin(Stage stage, FleetState fleet)
    {
        if (CastOne(stage, fleet) is not { } agent) return false;
        _agent = agent.Id;
        long context = stage.Chance.Next(188_000, 198_000);
        if (!await stage.Report(agent.Id, new() { ContextTokens = context, RiskScore = stage.Chance.Next(72, 86) })) return false;
        return await stage.Say(agent.Id, $"Context nearly full: {context / 1_000}k of 200k tokens, and compaction fails");
    }

    protected override bool Stands(FleetState fleet) => _agent is { } id && fleet.Agents.Find(id) is { RiskScore: >= Worrying, Status: AgentStatus.Running };

    protected override async Task Settle(Stage stage, FleetState fleet, bool byPerson)
    {
        if (_agent is not { } id || fleet.Agents.Find(id) is not { } agent) return;
        await Tell(stage, fleet, id, byPerson, $"{id} starts again from its notes");
        await stage.Report(id, new() { ContextTokens = stage.Chance.Next(18_000, 30_000), RiskScore = byPerson ? agent.RiskScore : 10 });
    }
}
