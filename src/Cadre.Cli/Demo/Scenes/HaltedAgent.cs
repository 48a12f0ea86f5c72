using Cadre.Cli.Demo.Staging;
using Cadre.Fleet;

namespace Cadre.Cli.Demo.Scenes;

/// <summary>One agent stands still until it gets an answer.</summary>
internal abstract class HaltedAgent : Trouble
{
    private AgentId? _agent;
    private string _question = "";
    private string _answer = "";

    /// <summary>Whom to ask first.</summary>
    protected virtual string? Type => null;

    protected virtual string Activity => ActivityTypes.BlockerCreated;

    /// <summary>What is asked, and what the team answers.</summary>
    protected abstract (string Question, string Answer) Ask(Stage stage);

    /// <summary>What the agent says when a person gave it an answer.</summary>
    protected virtual string Heed(string answer) => $"Going on with the answer: {answer}";

    protected override async Task<bool> Begin(Stage stage, FleetState fleet)
    {
        if ((CastOne(stage, fleet, agent => agent.Type == Type) ?? CastOne(stage, fleet)) is not { } agent) return false;
        (_question, _answer) = Ask(stage);
        _agent = agent.Id;
        if (!await Halt(stage, agent, _question, stage.Chance.Next(35, 60))) return false;
        return await stage.Say(agent.Id, _question, Activity);
    }

    protected override bool Stands(FleetState fleet) => IsHalted(fleet, _agent);

    protected override async Task Settle(Stage stage, FleetState fleet, bool byPerson)
    {
        if (_agent is not { } agent) return;
        var given = byPerson ? fleet.AnswerTo(agent, _question) : null;
        if (given is null) await Tell(stage, fleet, agent, byPerson, $"{agent}: {_answer}");
        else await Tell(stage, fleet, agent, byPerson, "", Heed(given));
        await GoOn(stage, fleet, agent);
    }
}
