using System.Collections.Immutable;
using System.Text;
using Cadre.Fleet;

namespace Cadre.Dashboard.Components.Fleet;

/// <summary>Which agents the page shows, and how: all of it stands in its address.</summary>
internal sealed record FleetFilter
{
    public string Search { get; init; } = "";

    /// <summary>Empty: all.</summary>
    public ImmutableArray<AgentStatus> Statuses { get; init; } = [];

    /// <summary>Empty: all.</summary>
    public string Type { get; init; } = "";

    public AgentSort Sort { get; init; }

    public AgentGrouping Group { get; init; }

    /// <summary>Whether the agents are rows of a table, or else cards.</summary>
    public bool IsTable { get; init; }

    /// <summary>Whether all who need somebody are shown above, or else the most urgent.</summary>
    public bool AllNeeds { get; init; }

    /// <summary>Reads the query of an address; what it does not know counts for nothing.</summary>
    public static FleetFilter Of(string? search, string? status, string? type, string? sort, string? group, string? view, string? needs) => new()
    {
        Search = search?.Trim() ?? "",
        Statuses = [.. AgentOrder.Statuses.Where(known => (status ?? "").Split(',', StringSplitOptions.TrimEntries).Contains(Words.Of(known)))],
        Type = type ?? "",
        Sort = Read<AgentSort>(sort),
        Group = Read<AgentGrouping>(group),
        IsTable = view == "table",
        AllNeeds = needs == "all",
    };

    /// <summary>Whether some agents may be left out.</summary>
    public bool IsNarrow => Search.Length > 0 || !Statuses.IsEmpty || Type.Length > 0;

    /// <summary>The same view of all agents.</summary>
    public FleetFilter Cleared => this with { Search = "", Statuses = [], Type = "" };

    /// <summary>The query of the address that shows this: <c>?…</c>, or empty. In the order of the form, so that one view has one address.</summary>
    public string Query
    {
        get
        {
            var query = new StringBuilder();
            Add("q", Search);
            Add("status", string.Join(',', Statuses.Select(Words.Of)));
            Add("type", Type);
            Add("group", NameOf(Group));
            Add("sort", NameOf(Sort));
            Add("view", IsTable ? "table" : "");
            Add("needs", AllNeeds ? "all" : "");
            return query.ToString();

            void Add(string name, string value)
            {
                if (value.Length > 0) query.Append(query.Length == 0 ? '?' : '&').Append(name).Append('=').Append(Uri.EscapeDataString(value).Replace("%2C", ",", StringComparison.Ordinal));
            }
        }
    }

    /// <summary>How a value that is not the usual one is written in the address.</summary>
    public static string NameOf<T>(T value) where T : struct, Enum => value.Equals(default(T)) ? "" : value.ToString().ToLowerInvariant();

    public bool Matches(Agent agent) =>
        (Statuses.IsEmpty || Statuses.Contains(agent.Status))
        && (Type.Length == 0 || agent.Type == Type)
        && Search.Split(' ', StringSplitOptions.RemoveEmptyEntries).All(word => Has(agent, word));

    /// <summary>The groups that have an agent, in their order; one without a name if nothing is grouped.</summary>
    public ImmutableArray<string> Groups(IEnumerable<Agent> agents)
    {
        var there = agents.Where(Matches).Select(GroupOf).Distinct();
        return Group is AgentGrouping.Status
            ? [.. there.OrderBy(name => AgentOrder.Statuses.TakeWhile(status => Words.Of(status) != name).Count())]
            : [.. there.Order(StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>The agents of a group, in their order.</summary>
    /// <param name="agents">All, in the order in which they joined.</param>
    /// <param name="group">One of <see cref="Groups"/>.</param>
    /// <param name="age">How long ago a moment was.</param>
    public ImmutableArray<string> Ids(IEnumerable<Agent> agents, string group, Func<long, TimeSpan> age) =>
        [.. AgentOrder.By(agents.Where(agent => Matches(agent) && GroupOf(agent) == group), Sort, age).Select(static agent => agent.Id.Value)];

    private string GroupOf(Agent agent) => Group switch
    {
        AgentGrouping.Status => Words.Of(agent.Status),
        AgentGrouping.Type => agent.Type,
        _ => "",
    };

    private static bool Has(Agent agent, string word)
    {
        return Contains(agent.Id.Value) || Contains(agent.Type) || Contains(agent.Blocker)
            || (agent.CurrentTask is { } task && (Contains(task.Title) || word == $"#{task.Id}"));

        bool Contains(string? text) => text is not null && text.Contains(word, StringComparison.OrdinalIgnoreCase);
    }

    private static T Read<T>(string? name) where T : struct, Enum =>
        Enum.GetValues<T>().FirstOrDefault(value => NameOf(value) is { Length: > 0 } known && known == name);
}
