using Cadre.Query;

namespace Guide;

#region keys
/// <summary>Every key of the application.</summary>
public static class FleetKeys
{
    public static QueryKey Agents { get; } = ["agents"];
    public static QueryKey AgentLists { get; } = ["agents", "list"];
    public static QueryKey AgentList(AgentFilter filter) => ["agents", "list", filter];
    public static QueryKey Agent(string id) => ["agents", "detail", id];
    public static QueryKey TasksOf(string agentId) => ["agents", "detail", agentId, "tasks"];
    public static QueryKey Statistics { get; } = ["statistics"];
    public static QueryKey Activity { get; } = ["activity"];
    public static QueryKey Job(string id) => ["jobs", id];
}
#endregion
