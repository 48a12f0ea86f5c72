using Cadre.Cli.Demo.Staging;
using Cadre.Fleet;

namespace Cadre.Cli.Demo.Scenes;

/// <summary>Something that another agent counts on comes late.</summary>
internal sealed class LateOutput : Trouble
{
    private static readonly string[] Outputs = ["openapi.yaml", "test data for Q1", "export/invoices.csv", "schema.sql", "screens of the portal"];

    private (AgentId Late, AgentId Waiting, string Output)? _delay;

    protected override async Task<bool> Begin(Stage stage, FleetState fleet)
    {
        if (CastOne(stage, fleet) is not { } late || CastOne(stage, fleet) is not { } waiting) return false;
        var output = stage.Chance.Pick(Outputs)!;
        _delay = (late.Id, waiting.Id, output);
        return await stage.Report(late.Id, new() { DelayedOutputs = new([output]), RiskScore = 40 })
            && await stage.Report(waiting.Id, new() { Dependencies = new([output]), RiskScore = 30 })
            && await stage.Say(late.Id, $"\"{output}\" will be late: the source changed overnight");
    }

    protected override bool Stands(FleetState fleet) =>
        _delay is { } delay && fleet.Agents.Find(delay.Late)?.DelayedOutputs.Contains(delay.Output) == true;

    protected override async Task Settle(Stage stage, FleetState fleet, bool byPerson)
    {
        if (_delay is not { } delay) return;
        if (!byPerson) await stage.Say(delay.Late, $"Delivered: \"{delay.Output}\"");
        await GoOn(stage, fleet, delay.Late);
        await GoOn(stage, fleet, delay.Waiting);
    }
}
