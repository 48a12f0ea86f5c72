using Cadre.Client;
using Cadre.Fleet;

namespace Cadre.Dashboard.Components;

/// <summary>Which agents need somebody.</summary>
internal static class Needs
{
    public static bool Somebody(Agent agent) => agent.Status is AgentStatus.Blocked or AgentStatus.Error;

    public static int Count(HubPage<Agent> page) => page.Items.Count(Somebody);

    /// <summary>The title of a page, which counts who needs somebody.</summary>
    public static string Title(FleetScope scope, int count) => $"{(count > 0 ? $"({count}) " : "")}{(scope.IsPast ? "The past of " : "")}{scope.Session.Workspace} – Cadre";
}
