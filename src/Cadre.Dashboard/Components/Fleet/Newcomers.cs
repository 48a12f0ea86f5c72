using System.Collections.Immutable;
using Cadre.Fleet;

namespace Cadre.Dashboard.Components.Fleet;

/// <summary>An agent that needs somebody, and why.</summary>
internal readonly record struct Newcomer(string Agent, string Says)
{
    public static Newcomer Of(Agent agent) => new(agent.Id.Value, Urgency.NeedOf(agent) switch
    {
        Need.Mending => $"{agent.Id} has failed{Colon(agent.Blocker)}",
        Need.Approval => $"{agent.Id} asks for approval{Colon(agent.Blocker)}",
        _ => $"{agent.Id} is blocked{Colon(agent.Blocker)}",
    });

    private static string Colon(string? blocker) => blocker is null ? "" : $": {blocker}";
}

/// <summary>Says who needs somebody and did not a moment ago; nobody is told twice.</summary>
internal sealed class Newcomers
{
    private ImmutableArray<Newcomer> _known;
    private string _said = "";

    /// <summary>What to say now; the same as before while nothing changes, and nothing about those who were there at first.</summary>
    public string Tell(ImmutableArray<Newcomer> needy)
    {
        if (needy.IsDefault || needy == _known) return _said;
        var known = _known;
        _known = needy;
        if (known.IsDefault) return _said;
        var came = needy.Except(known).ToList();
        return _said = came switch
        {
            [] => "",
            [var one] => one.Says,
            [var first, ..] => $"{first.Says} – and {Words.Count(came.Count - 1, "more agent needs you", "more agents need you")}",
        };
    }
}
