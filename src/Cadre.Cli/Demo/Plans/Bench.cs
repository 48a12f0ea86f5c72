using Cadre.Fleet;

namespace Cadre.Cli.Demo.Plans;

/// <summary>Those who join later, each under a name that nobody bears.</summary>
internal sealed class Bench
{
    private static readonly string[] Names =
    [
        "tony", "frances", "vint", "jean", "donald", "sophie", "niklaus", "adele", "butler", "shafi", "john", "karen",
        "leslie", "cynthia", "robin", "kristen", "ole", "evelyn", "whit", "lynn", "per", "mary", "ivan", "ruth",
    ];

    private int _next;

    public Member Next(FleetState fleet, string type)
    {
        while (true)
        {
            var (round, index) = Math.DivRem(_next++, Names.Length);
            var id = AgentId.Parse($"{Roster.TeamOf(type)}/{Names[index]}{(round == 0 ? "" : $"-{round + 1}")}");
            if (!fleet.Agents.ContainsKey(id)) return new(id, type, "anthropic", AgentMaturity.Collaborative);
        }
    }
}
