using Cadre.Cli.Demo.Staging;
using Cadre.Fleet;

namespace Cadre.Cli.Demo.Scenes;

/// <summary>Two agents want the same: the second claim is refused, and its agent waits for the first.</summary>
internal sealed class ClaimClash : Trouble
{
    private static readonly string[][] Clashes =
    [
        ["path:src/billing/**", "path:src/billing/totals/*.cs", "moves the rounding of totals"],
        ["path:db/migrations/**", "path:db/migrations/0042_invoice_lines.sql", "puts the migrations in order"],
        ["slot:staging", "slot:staging", "watches the import on staging"],
        ["port:5433", "port:5433", "runs a second database for the load test"],
    ];

    private (AgentId Holder, AgentId Waiting, string Held, string Wanted)? _clash;

    protected override async Task<bool> Begin(Stage stage, FleetState fleet)
    {
        if (CastOne(stage, fleet) is not { } holder || CastOne(stage, fleet) is not { } waiting) return false;
        if (stage.Chance.Pick(Clashes) is not [var held, var wanted, var note] || await stage.Claim(holder.Id, held, note) is not null) return false;
        if (await stage.Claim(waiting.Id, wanted, waiting.CurrentTask!.Title) is not { } refusal)
        {
            // Somebody ended the first claim in between.
            return false;
        }
        _clash = (holder.Id, waiting.Id, held, wanted);
        await stage.Say(waiting.Id, $"Claim refused: {refusal}", "claim_refused", new { resource = wanted, holder = holder.Id.Value });
        return await Halt(stage, waiting, $"Waits for {wanted}: {holder.Id} holds {held}", 45, holder.Id.Value);
    }

    protected override bool Stands(FleetState fleet) =>
        _clash is { } clash && IsHalted(fleet, clash.Waiting) && fleet.ClaimsOf(clash.Holder).Any(claim => claim.Resource == clash.Held);

    protected override async Task Settle(Stage stage, FleetState fleet, bool byPerson)
    {
        if (_clash is not { } clash) return;
        foreach (var claim in fleet.ClaimsOf(clash.Holder).Where(claim => claim.Resource == clash.Held)) await stage.Release(claim.Id);
        await Tell(stage, fleet, clash.Waiting, byPerson, $"{clash.Holder} is done with {clash.Held}; {clash.Waiting} goes on");
        if (IsHalted(fleet, clash.Waiting)) await stage.Claim(clash.Waiting, clash.Wanted, "granted at the second attempt");
        await GoOn(stage, fleet, clash.Waiting);
    }
}
