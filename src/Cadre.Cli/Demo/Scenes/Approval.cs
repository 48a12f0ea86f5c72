using System.Text.Json;
using Cadre.Cli.Demo.Plans;
using Cadre.Cli.Demo.Staging;
using Cadre.Fleet;

namespace Cadre.Cli.Demo.Scenes;

/// <summary>An agent has everything ready and may not go on without somebody's yes: it does what a person says, or else the lead.</summary>
internal abstract class Approval : HaltedAgent
{
    private Request? _request;

    protected override string Activity => "approval_requested";

    protected override JsonElement Meta => _request is { } request ? SimulatedMeta.Asking(request.Command) : SimulatedMeta.Plain;

    /// <summary>What is asked for.</summary>
    protected abstract Request Draw(Stage stage);

    protected override (string Question, string Answer) Ask(Stage stage)
    {
        var request = _request = Draw(stage);
        return (request.Question, $"approved. {request.Done}");
    }

    protected override string Heed(string answer) => answer switch
    {
        "approved" => $"Approved: {_request!.Done}",
        "denied" => $"Denied: {_request!.Left}",
        _ => base.Heed(answer),
    };

    protected override async Task Settle(Stage stage, FleetState fleet, bool byPerson)
    {
        await base.Settle(stage, fleet, byPerson);
        // Whoever answered: it asks no more.
        if (byPerson)
            foreach (var actor in Actors) await stage.Report(actor, new() { Meta = SimulatedMeta.Plain });
    }
}

/// <summary>Something that an agent may not do by itself.</summary>
/// <param name="Question">Whether it may, in words.</param>
/// <param name="Command">What it would run.</param>
/// <param name="Done">What it says when it did.</param>
/// <param name="Left">What it says when it may not.</param>
internal sealed record Request(string Question, string Command, string Done, string Left);
