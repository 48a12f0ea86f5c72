using Cadre.Cli.Demo.Plans;
using Cadre.Cli.Demo.Staging;
using Cadre.Fleet;

namespace Cadre.Cli.Demo.Scenes;

/// <summary>Somebody lets a task wait for one that waits for it: a circle in the plan, found and broken.</summary>
internal sealed class TaskCircle : Trouble
{
    private (TaskId Earlier, TaskId Later)? _link;

    protected override async Task<bool> Begin(Stage stage, FleetState fleet)
    {
        var links = from later in fleet.Tasks
                    where later.Status is FleetTaskStatus.Blocked
                    from id in later.BlockedBy
                    let earlier = fleet.Tasks.Find(id)
                    where earlier is { Status: FleetTaskStatus.Blocked or FleetTaskStatus.Pending } && !earlier.BlockedBy.Contains(later.Id)
                    select new { Earlier = earlier, Later = later };
        if (stage.Chance.Pick(links) is not { } link || !await stage.Wait(link.Earlier.Id, link.Earlier.BlockedBy.Add(link.Later.Id))) return false;
        _link = (link.Earlier.Id, link.Later.Id);
        return await stage.Say(Roster.Lead, $"#{link.Earlier.Id} has to wait for #{link.Later.Id}: its tests are needed first", ActivityTypes.TaskBlocked);
    }

    protected override bool Stands(FleetState fleet) =>
        _link is { } link && fleet.Tasks.Find(link.Earlier)?.BlockedBy.Contains(link.Later) == true && fleet.Tasks.Find(link.Later)?.BlockedBy.Contains(link.Earlier) == true;

    protected override async Task Settle(Stage stage, FleetState fleet, bool byPerson)
    {
        if (byPerson || _link is not { } link || fleet.Tasks.Find(link.Earlier) is not { } earlier) return;
        await stage.Say(Roster.Lead, $"#{link.Earlier} and #{link.Later} wait for each other; #{link.Earlier} goes first after all", ActivityTypes.TaskUnblocked);
        await stage.Wait(link.Earlier, earlier.BlockedBy.Remove(link.Later));
    }
}
