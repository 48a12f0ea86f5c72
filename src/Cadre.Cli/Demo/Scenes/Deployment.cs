using Cadre.Cli.Demo.Staging;
using Cadre.Fleet;

namespace Cadre.Cli.Demo.Scenes;

/// <summary>A release is ready for production; its agent holds the slot until it may deploy, or may not.</summary>
internal sealed class Deployment : Approval
{
    private const string Slot = "slot:deploy-production";

    protected override string Type => "release-worker";

    protected override async Task<bool> Begin(Stage stage, FleetState fleet)
    {
        if (!await base.Begin(stage, fleet)) return false;
        foreach (var actor in Actors) await stage.Claim(actor, Slot, "until the deployment is approved or turned down");
        return true;
    }

    protected override Request Draw(Stage stage)
    {
        var release = $"2.{stage.Chance.Next(4, 9)}.{stage.Chance.Next(0, 6)}";
        var migrations = stage.Chance.Next(1, 4);
        return new(
            $"Deploy {release} to production? Tests green, {migrations} {(migrations == 1 ? "migration" : "migrations")}.",
            $"deploy production --release {release} --migrate",
            $"{release} is live; error rate unchanged.",
            $"{release} stays on staging; the slot is free again.");
    }

    protected override async Task Settle(Stage stage, FleetState fleet, bool byPerson)
    {
        await base.Settle(stage, fleet, byPerson);
        foreach (var claim in fleet.Claims.Where(claim => claim.Resource == Slot && Actors.Contains(claim.AgentId))) await stage.Release(claim.Id);
    }
}
