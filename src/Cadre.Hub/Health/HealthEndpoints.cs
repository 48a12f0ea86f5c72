using System.Text.Json;
using Cadre.Hub.Hosting;
using Cadre.Hub.OpenApi;
using Cadre.Hub.Problems;
using Cadre.Hub.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Cadre.Hub.Health;

/// <summary>Whether the process lives, and whether the hub can serve.</summary>
internal static class HealthEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapOperation(
            new Operation("getHealth", "GET", "/healthz", "Whether the process is alive")
            {
                Tag = "Health",
                Answers = [Answer.Ok("It is.", Shapes.Object("Alive.", ("status", Shapes.Choice("Always the same.", "ok"))))],
            },
            static async context => await ReplyWriter.WriteObjectAsync(context, StatusCodes.Status200OK, json => json.WriteString("status"u8, "ok"u8)));

        routes.MapOperation(
            new Operation("getReadiness", "GET", "/readyz", "Whether the hub can serve")
            {
                Tag = "Health",
                Description = "Checks that the store can be written. The answer may be a second old.",
                Answers = [Answer.Ok("It can.", Shapes.Object("Ready.",
                    ("status", Shapes.Choice("Always the same.", "ready")),
                    ("checks", Shapes.Free("Each thing the hub needs, with `ok`."))))],
                Problems = [ProblemKinds.NotReady],
            },
            GetReadinessAsync);
    }

    private static async Task GetReadinessAsync(HttpContext context)
    {
        var checks = await context.RequestServices.GetRequiredService<Readiness>().GetAsync(context.RequestAborted);
        var failed = checks.Where(c => c.Reason is not null).ToList();
        if (failed.Count > 0)
        {
            await ProblemWriter.WriteAsync(context, new Problem(
                ProblemKinds.NotReady, string.Join(' ', failed.Select(c => $"The {c.Name} cannot be used: {c.Reason}")))
            {
                RetryAfter = TimeSpan.FromSeconds(1),
                Extras = json => WriteChecks(json, checks),
            });
            return;
        }

        await ReplyWriter.WriteObjectAsync(context, StatusCodes.Status200OK, json =>
        {
            json.WriteString("status"u8, "ready"u8);
            WriteChecks(json, checks);
        });
    }

    private static void WriteChecks(Utf8JsonWriter json, IReadOnlyList<(string Name, string? Reason)> checks)
    {
        json.WriteStartObject("checks"u8);
        foreach (var (name, reason) in checks)
            json.WriteString(name, reason ?? "ok");
        json.WriteEndObject();
    }
}
