using Cadre.Bench.Loading;

namespace Cadre.Bench.Servers;

/// <summary>The same agents and the same events for every server.</summary>
internal static class Payloads
{
    public const int Agents = 50;

    private const int PadLength = 122;
    private static readonly string[] Executives = ["ceo", "coo", "cmo", "cro", "cco", "content", "cos"];

    /// <summary>The seven that every executive server has, then as many more as make fifty.</summary>
    public static IReadOnlyList<string> AgentIds { get; } =
        [.. Executives, .. Enumerable.Range(0, Agents - Executives.Length).Select(i => $"agent-{i}")];

    /// <summary>A change of an agent; the state that a server makes of it has about 300 bytes.</summary>
    public static string Change(int number) => $$"""{"status":"running","riskScore":{{10 + number % 90}},"meta":{{Meta}}}""";

    /// <summary>An agent's whole state, for servers that only pass on what is posted.</summary>
    public static string State(int number) =>
        $$"""{"id":"{{AgentIds[number % Agents]}}","status":"running","riskScore":{{10 + number % 90}},"blockedTasks":[],"dependencies":[],"delayedOutputs":[],"meta":{{Meta}},"updatedAt":1700000000000,"version":1000}""";

    public static string Meta { get; } = $$"""{{{Request.StampPlaceholder}},"pad":"{{new string('x', PadLength)}}"}""";

    /// <summary>Executive POSTs over all agents.</summary>
    public static Request[] ExecutivePosts(Uri server) =>
        [.. AgentIds.Select((id, i) => Request.Post(server, $"/api/agents/{id}", Change(i)))];
}
