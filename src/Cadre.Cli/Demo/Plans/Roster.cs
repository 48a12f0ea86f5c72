using Cadre.Fleet;

namespace Cadre.Cli.Demo.Plans;

/// <summary>The twelve who begin.</summary>
internal static class Roster
{
    public static readonly AgentId Lead = AgentId.Parse("lead");

    public static readonly IReadOnlyList<Member> Team =
    [
        new(Lead, "lead", "anthropic", AgentMaturity.Autonomous),
        Of("backend/ada", "backend-worker", "anthropic"),
        Of("backend/linus", "backend-worker", "openai"),
        Of("backend/barbara", "backend-worker", "anthropic"),
        Of("frontend/grace", "frontend-worker", "anthropic"),
        Of("frontend/hedy", "frontend-worker", "google"),
        Of("data/margaret", "data-worker", "anthropic"),
        Of("data/alan", "data-worker", "mistral"),
        Of("platform/ken", "platform-worker", "local"),
        Of("qa/radia", "qa-worker", "anthropic"),
        Of("docs/dennis", "docs-worker", "google"),
        Of("release/edsger", "release-worker", "anthropic", AgentMaturity.Directive),
    ];

    /// <summary>The team of a type: <c>backend</c> for <c>backend-worker</c>.</summary>
    public static string TeamOf(string type) => type.Replace("-worker", "", StringComparison.Ordinal);

    private static Member Of(string id, string type, string provider, AgentMaturity maturity = AgentMaturity.Collaborative) =>
        new(AgentId.Parse(id), type, provider, maturity);
}
