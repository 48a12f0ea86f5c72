using System.Text.Json;
using Cadre.Bench.Loading;

namespace Cadre.Bench.Dashboard;

/// <summary>Two hundred agents at work on 5,000 tasks, some hundred of which wait for others; the same each time.</summary>
internal static class LargeFleet
{
    public const int Agents = 200;
    public const int Tasks = 5_000;

    /// <summary>Above those of recorded feeds.</summary>
    public const int FirstTask = 10_001;

    private const string Workspace = "/api/workspaces/default";
    private const int Done = 2_600;
    private const int Waiting = 400;

    private static readonly string[] Teams = ["api", "billing", "data", "docs", "infra", "mobile", "qa", "search", "security", "web"];
    private static readonly string[] Names = ["ada", "ben", "cleo", "dan", "eva", "finn", "gus", "hana", "ines", "jon", "kai", "lin", "mio", "noa", "omar", "pia", "ren", "sol", "tess", "vera"];
    private static readonly string[] Deeds = ["Round", "Export", "Index", "Cache", "Validate", "Translate", "Paginate", "Encrypt", "Retry", "Document", "Measure", "Split"];
    private static readonly string[] Things = ["the totals of invoices", "reminder letters", "the ledger by fiscal year", "search results", "webhook deliveries", "sign-in links", "the price list", "audit entries", "uploads", "the change feed", "refunds"];
    private static readonly string[] Whys = ["for EN 16931", "before the cut-over", "in three stages", "per tenant", "without a lock", "for the mobile app", "after the split"];

    public static string AgentId(int agent) => $"{Teams[agent % Teams.Length]}/{Names[agent / Teams.Length]}";

    public static long TaskOf(int agent) => FirstTask + Done + agent;

    public static string Title(long task) =>
        $"{Deeds[task % Deeds.Length]} {Things[task % Things.Length]} {Whys[task % Whys.Length]}";

    /// <summary>The fleet as events, one a line.</summary>
    public static IEnumerable<string> Events() =>
        Enumerable.Range(0, Tasks).Select(i => Event("task.created", new { task = Task(i) }))
            .Concat(Enumerable.Range(0, Agents).Select(i => Event("agent.created", new { agent = Agent(i) })));

    /// <summary>What agents report while they work, in turns of all of them: where they stand, stamped with the time, and how far their task is.</summary>
    public static Request[] Reports(Uri hub) =>
        [.. Enumerable.Range(0, 5 * Agents).SelectMany(number => (Request[])[Report(hub, number), Request.Patch(hub, $"{Workspace}/tasks/{TaskOf(number % Agents)}", Json(new { status = "in_progress", progress = ((number / Agents + 1) * 19 + number) % 100 }))])];

    /// <summary>A stamped report of where an agent stands.</summary>
    public static Request Report(Uri hub, int number)
    {
        var agent = number % Agents;
        var task = new { id = TaskOf(agent), title = $"{Title(TaskOf(agent))}, {Request.TextStamp}" };
        return Request.Patch(hub, $"{Workspace}/agents/{Uri.EscapeDataString(AgentId(agent))}", Json(new { currentTask = task, riskScore = (number * 7) % 60, contextTokens = 20_000 + number * 997 % 150_000 }));
    }

    private static object Task(int i)
    {
        var id = FirstTask + i;
        long[] blockedBy = i - Done - Agents is >= 0 and < Waiting and var waiting ? [TaskOf(waiting % Agents), FirstTask + Done + Agents + Waiting + waiting] : [];
        var agent = i - Done is >= 0 and < Agents and var own ? AgentId(own) : null;
        var status = i < Done ? "completed" : agent is not null ? "in_progress" : blockedBy.Length > 0 ? "blocked" : "pending";
        return new { id, title = Title(id), status, agentId = agent, blockedBy, progress = agent is null ? default(int?) : i % 100, timestamp = 0 };
    }

    private static object Agent(int i)
    {
        var status = i % 20 == 3 ? "blocked" : i % 50 == 7 ? "error" : "running";
        return new
        {
            id = AgentId(i),
            type = $"{Teams[i % Teams.Length]}-worker",
            status,
            blocker = status == "running" ? null : $"May I change what {Things[i % Things.Length]} look like to those who have them already?",
            currentTask = new { id = TaskOf(i), title = Title(TaskOf(i)) },
            riskScore = i * 13 % 60,
            contextTokens = 20_000 + i * 733 % 150_000,
            dependencies = i % 9 == 4 ? new[] { AgentId((i + 3) % Agents) } : [],
            timestamp = 0,
        };
    }

    private static string Event(string type, object data) => Json(new { type, data });

    private static string Json(object value) => JsonSerializer.Serialize(value, Written);

    private static readonly JsonSerializerOptions Written = new() { DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull };
}
