using System.Collections.Immutable;
using System.Text.Json;
using Cadre.Client;
using Cadre.Dashboard.Components;
using Cadre.Dashboard.Components.Fleet;
using Cadre.Fleet;

namespace Cadre.Dashboard.Background;

/// <summary>Who needs somebody, as a tab in the background is told.</summary>
internal static class NeedsNow
{
    /// <summary>Nobody reads a longer list in a notice; the title counts them all.</summary>
    private const int Most = 20;

    private static readonly JsonSerializerOptions Written = new(JsonSerializerDefaults.Web);

    public static ImmutableArray<Newcomer> Of(HubPage<Agent> page) => [.. page.Items.Where(Needs.Somebody).Select(Newcomer.Of)];

    /// <summary>One JSON object in a line: the title of the page, and each need with the address of its agent.</summary>
    public static string Json(FleetScope scope, ImmutableArray<Newcomer> needy) => JsonSerializer.Serialize(new
    {
        Title = Needs.Title(scope, needy.Length),
        Needs = needy.Take(Most).Select(one => new { one.Agent, one.Says, Href = scope.Href(AgentId.Parse(one.Agent)) }),
    }, Written);
}
