using System.Text.Json;
using Cadre.Cli.Demo.Plans;
using Cadre.Cli.Demo.Staging;
using Cadre.Cli.Demo.Work;
using Cadre.Fleet;

namespace Cadre.Cli.Demo.Scenes;

/// <summary>Something goes wrong, stands for a while, and is settled: by a person in the meantime, or else by the team.</summary>
internal abstract class Trouble : IScene
{
    private readonly List<AgentId> _actors = [];

    public async IAsyncEnumerable<TimeSpan> Play(Stage stage)
    {
        try
        {
            await foreach (var pause in Prelude(stage)) yield return pause;
            if (!await Begin(stage, await stage.Look())) yield break;
            var end = stage.Now + stage.Chance.Seconds(20, 60);
            while (stage.Now < end && Stands(await stage.Look())) yield return TimeSpan.FromSeconds(1);
            var fleet = await stage.Look();
            await Settle(stage, fleet, byPerson: !Stands(fleet));
        }
        finally
        {
            foreach (var actor in _actors) stage.Dismiss(actor);
        }
    }

    /// <summary>Those who play it.</summary>
    protected IReadOnlyList<AgentId> Actors => _actors;

    /// <summary>What comes before the trouble.</summary>
    protected virtual IAsyncEnumerable<TimeSpan> Prelude(Stage stage) => AsyncEnumerable.Empty<TimeSpan>();

    /// <summary>Makes the trouble.</summary>
    /// <returns>Whether there is one now; false if nobody is there to play it.</returns>
    protected abstract Task<bool> Begin(Stage stage, FleetState fleet);

    /// <summary>Whether the trouble is as it was made; if not, somebody did something about it.</summary>
    protected abstract bool Stands(FleetState fleet);

    /// <summary>Ends what is left of the trouble, and nothing that somebody else did.</summary>
    protected abstract Task Settle(Stage stage, FleetState fleet, bool byPerson);

    /// <summary>Casts an agent at work that no other scene has; the lead settles troubles and makes none.</summary>
    protected Agent? CastOne(Stage stage, FleetState fleet, Func<Agent, bool>? suits = null)
    {
        var agent = stage.Chance.Pick(fleet.Agents.Where(agent =>
            agent.IsSimulated && agent.Id != Roster.Lead && stage.IsFree(agent.Id) && agent.Status is AgentStatus.Running && fleet.WorkOf(agent) is not null && (suits is null || suits(agent))));
        if (agent is not null) Cast(stage, agent.Id);
        return agent;
    }

    protected void Cast(Stage stage, AgentId agent)
    {
        stage.Cast(agent);
        _actors.Add(agent);
    }

    /// <summary>What an agent that stands still says of itself beside its words.</summary>
    protected virtual JsonElement Meta => SimulatedMeta.Plain;

    /// <summary>Makes an agent stand still.</summary>
    protected Task<bool> Halt(Stage stage, Agent agent, string why, double risk, params string[] waitsFor) => stage.Report(agent.Id, new()
    {
        Status = AgentStatus.Blocked,
        Blocker = why,
        BlockedTasks = new(agent.CurrentTask is { } task ? [task.Title] : []),
        Dependencies = new([.. waitsFor]),
        RiskScore = risk,
        Meta = Meta,
    });

    protected static bool IsHalted(FleetState fleet, AgentId? agent) => agent is { } id && fleet.Agents.Find(id) is { Status: AgentStatus.Blocked };

    /// <summary>Lets an agent go on if it is still there and nobody else did.</summary>
    protected static async Task GoOn(Stage stage, FleetState fleet, AgentId id)
    {
        if (fleet.Agents.Find(id) is { } agent && (agent.IsStuck || !agent.Dependencies.IsEmpty || !agent.BlockedTasks.IsEmpty || !agent.DelayedOutputs.IsEmpty))
            await stage.Report(id, Recovery.Of(agent));
    }

    /// <summary>Says how it ended, in the name of who is still there to say it.</summary>
    protected static Task Tell(Stage stage, FleetState fleet, AgentId agent, bool byPerson, string byTeam, string byAgent = "Going on: a person settled it") => byPerson
        ? fleet.Agents.ContainsKey(agent) ? stage.Say(agent, byAgent, ActivityTypes.AgentResumed) : Task.CompletedTask
        : stage.Say(Roster.Lead, byTeam, ActivityTypes.BlockerResolved);
}
