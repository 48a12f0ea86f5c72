using Cadre.Cli.Demo.Plans;
using Cadre.Cli.Demo.Staging;
using Cadre.Fleet;

namespace Cadre.Cli.Demo.Scenes;

/// <summary>Urgent work goes to the one who knows the code, and it becomes too much.</summary>
internal sealed class Overload : Trouble
{
    private static readonly string[] Urgent =
    [
        "Hotfix: VAT of 19 % shown as 18.99 %", "Hotfix: login loops with two tabs", "Hotfix: invoices without a due date break the list",
        "Hotfix: time zone of reminders", "Hotfix: download of large exports stops", "Hotfix: currency sign of Swiss francs",
    ];

    private AgentId? _agent;

    protected override async Task<bool> Begin(Stage stage, FleetState fleet)
    {
        if (CastOne(stage, fleet) is not { } agent) return false;
        _agent = agent.Id;
        foreach (var title in stage.Chance.Shuffled(Urgent).Take(2))
        {
            if (await stage.Plan(title) is { } task) await stage.Assign(task, agent.Id);
        }
        return await stage.Say(agent.Id, "Two urgent ones on top of mine; I switch between three things now");
    }

    protected override bool Stands(FleetState fleet) =>
        _agent is { } id && fleet.Agents.Find(id) is { Status: AgentStatus.Running } && fleet.InProgressOf(id).Skip(1).Any();

    protected override async Task Settle(Stage stage, FleetState fleet, bool byPerson)
    {
        if (byPerson || _agent is not { } id || fleet.Agents.Find(id) is not { } agent) return;
        await stage.Say(Roster.Lead, $"{id} keeps what it works on; the rest goes to whoever is free", ActivityTypes.BlockerResolved);
        foreach (var task in fleet.InProgressOf(id).Where(task => task.Id != agent.CurrentTask?.Id)) await stage.Requeue(task.Id);
    }
}
