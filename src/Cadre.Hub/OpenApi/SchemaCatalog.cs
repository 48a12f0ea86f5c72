using Cadre.Hub.Access;
using Cadre.Hub.OpenApi.Schemas;
using Cadre.Hub.Problems;
using Microsoft.OpenApi;

namespace Cadre.Hub.OpenApi;

/// <summary>The named schemas of the API document.</summary>
internal static class SchemaCatalog
{
    public static IReadOnlyDictionary<string, OpenApiSchema> All { get; } = new SortedDictionary<string, OpenApiSchema>(StringComparer.Ordinal)
    {
        ["Activity"] = FleetSchemas.Activity,
        ["Agent"] = AgentSchemas.Agent,
        ["AgentChanges"] = AgentSchemas.Changes,
        ["AgentCreation"] = AgentSchemas.Creation,
        ["BatchResult"] = EventSchemas.BatchResult,
        ["Claim"] = FleetSchemas.Claim,
        ["Event"] = EventSchemas.Event,
        ["ExecutiveAgent"] = AgentSchemas.Executive,
        ["IncomingEvent"] = EventSchemas.Incoming,
        ["Prediction"] = FleetSchemas.Prediction,
        ["Problem"] = Problem(),
        ["Progress"] = FleetSchemas.Progress,
        ["ProjectActivity"] = ProjectSchemas.Activity,
        ["ProjectAgent"] = ProjectSchemas.Agent,
        ["ProjectProgress"] = ProjectSchemas.Progress,
        ["ProjectTask"] = ProjectSchemas.Task,
        ["State"] = FleetSchemas.State,
        ["Task"] = FleetSchemas.Task,
        ["Token"] = Shapes.Object("A token without its secret.",
            ("id", Shapes.Text("The public part.")),
            ("workspace", Shapes.Text("The workspace it is good for, or `*`.")),
            ("role", Shapes.Choice("What it allows.", RoleNames.All)),
            ("name?", Shapes.Text("Whose it is.")),
            ("createdAt", Shapes.Time("When it was made.")),
            ("lastUsedAt?", Shapes.Time("Roughly when it was last used.")),
            ("expiresAt?", Shapes.Time("When it stops working; a token without one has no end.")),
            ("revokedAt?", Shapes.Time("When it was revoked."))),
        ["WorkGraph"] = FleetSchemas.WorkGraph,
        ["Workspace"] = FleetSchemas.Workspace,
    };

    private static OpenApiSchema Problem()
    {
        var problem = Shapes.Object("What went wrong, with which value, and what would be right (RFC 9457). Further members depend on the code.",
            ("type", Shapes.Text("`https://cadre.dev/problems/` and the code.")),
            ("title", Shapes.Text("The kind of problem in words.")),
            ("status", Shapes.Whole("The HTTP status.", 400, 599)),
            ("detail", Shapes.Text("What is wrong this time.")),
            ("code", Shapes.Choice("The kind of problem.", ProblemKinds.All.Order(StringComparer.Ordinal))),
            ("error", Shapes.Text("`not found` for 404, else the code.")),
            ("instance?", Shapes.Text("The path of the request.")),
            ("pointer?", Shapes.Text("Where the bad value is: a JSON pointer, `query:name` or `header:name`.")),
            ("value?", Shapes.Text("The bad value, cut after 200 characters.")),
            ("allowed?", Shapes.ListOf("The values that would be right.", Shapes.Text("A value."))),
            ("expected?", Shapes.Text("What a right value looks like.")),
            ("didYouMean?", Shapes.Text("What was probably meant.")));
        problem.AdditionalPropertiesAllowed = true;
        return problem;
    }
}
