using Cadre.Cli.Demo.Staging;
using Cadre.Fleet;

namespace Cadre.Cli.Demo.Scenes;

/// <summary>An agent has everything ready and may not go on without somebody's yes; it holds the slot meanwhile.</summary>
internal sealed class Approval : HaltedAgent
{
    private const string Slot = "slot:deploy-production";

    protected override string Type => "release-worker";

    protected override string Activity => "approval_requested";

    protected override async Task<bool> Begin(Stage stage, FleetState fleet)
    {
        if (!await base.Begin(stage, fleet)) return false;
        foreach (var actor in Actors) await stage.Claim(actor, Slot, "until the deployment is approved or turned down");
        return true;
    }

    protected override (string Question, string Answer) Ask(Stage stage)
    {
        var release = $"2.{stage.Chance.Next(4, 9)}.{stage.Chance.Next(0, 6)}";
        var migrations = stage.Chance.Next(1, 4);
        return ($"Deploy {release} to production? Tests green, {migrations} {(migrations == 1 ? "migration" : "migrations")}.", $"approved. {release} is live; error rate unchanged.");
    }

    protected override async Task Settle(Stage stage, FleetState fleet, bool byPerson)
    {
        await base.Settle(stage, fleet, byPerson);
        foreach (var claim in fleet.Claims.Where(claim => claim.Resource == Slot && Actors.Contains(claim.AgentId))) await stage.Release(claim.Id);
    }
}
