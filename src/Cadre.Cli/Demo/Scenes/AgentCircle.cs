using Cadre.Cli.Demo.Staging;
using Cadre.Fleet;

namespace Cadre.Cli.Demo.Scenes;

/// <summary>Two agents wait for each other, each politely.</summary>
internal sealed class AgentCircle : Trouble
{
    private (AgentId First, AgentId Second)? _pair;

    protected override async Task<bool> Begin(Stage stage, FleetState fleet)
    {
        if (CastOne(stage, fleet) is not { } first || CastOne(stage, fleet) is not { } second) return false;
        _pair = (first.Id, second.Id);
        return await Halt(stage, first, $"Waits until {second.Id} has settled the names of the fields", 50, second.Id.Value)
            && await Halt(stage, second, $"Waits until {first.Id} has merged its branch", 50, first.Id.Value)
            && await stage.Say(second.Id, $"I wait for {first.Id}, which seems to wait for me", ActivityTypes.BlockerCreated);
    }

    protected override bool Stands(FleetState fleet) =>
        _pair is { } pair && WaitsFor(fleet, pair.First, pair.Second) && WaitsFor(fleet, pair.Second, pair.First);

    protected override async Task Settle(Stage stage, FleetState fleet, bool byPerson)
    {
        if (_pair is not { } pair) return;
        await Tell(stage, fleet, pair.First, byPerson, $"{pair.First} goes first with the names as they are; {pair.Second} follows");
        await GoOn(stage, fleet, pair.First);
        await GoOn(stage, fleet, pair.Second);
    }

    private static bool WaitsFor(FleetState fleet, AgentId agent, AgentId other) =>
        fleet.Agents.Find(agent) is { Status: AgentStatus.Blocked } waiting && waiting.Dependencies.Contains(other.Value);
}
