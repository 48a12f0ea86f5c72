using Cadre.Hub.Tests.Native;

namespace Cadre.Hub.Tests.OpenApi;

/// <summary>What the document says is what the hub answers: each operation is used, well and badly, and each answer is checked against it.</summary>
public sealed class OpenApiConformityTests
{
    private const string Ws = NativeHub.Root;

    private static readonly (string Operation, string Method, string Path, string? Body)[] Requests =
    [
        ("getHealth", "GET", "/healthz", null),
        ("getReadiness", "GET", "/readyz", null),
        ("getOpenApi", "GET", "/openapi/v1.json", null),
        ("createWorkspace", "POST", "/api/workspaces", """{"id":"w"}"""),
        ("createWorkspace", "POST", "/api/workspaces", """{"id":"w"}"""),
        ("createWorkspace", "POST", "/api/workspaces", """{"id":"W"}"""),
        ("listWorkspaces", "GET", "/api/workspaces", null),
        ("getWorkspace", "GET", "/api/workspaces/w", null),
        ("getWorkspace", "GET", "/api/workspaces/v", null),
        ("createAgent", "POST", Ws + "/agents", """{"id":"a","meta":{"x":1},"progress":3,"blocker":"b","dependencies":["b"],"status":"blocked"}"""),
        ("createAgent", "POST", Ws + "/agents", """{"id":"b","riskScore":95,"delayedOutputs":["report"]}"""),
        ("createAgent", "POST", Ws + "/agents", """{"id":"b"}"""),
        ("createAgent", "POST", Ws + "/agents", """{"name":"b"}"""),
        ("listAgents", "GET", Ws + "/agents", null),
        ("listAgents", "GET", Ws + "/agents?status=x", null),
        ("getAgent", "GET", Ws + "/agents/a", null),
        ("getAgent", "GET", Ws + "/agents/x", null),
        ("updateAgent", "PATCH", Ws + "/agents/a", """{"status":"running"}"""),
        ("updateAgent", "PATCH", Ws + "/agents/a", """{"status":"x"}"""),
        ("createTask", "POST", Ws + "/tasks", """{"title":"one"}"""),
        ("createTask", "POST", Ws + "/tasks", """{"title":"two","blockedBy":[1]}"""),
        ("createTask", "POST", Ws + "/tasks", """{"title":"two","id":1}"""),
        ("listTasks", "GET", Ws + "/tasks", null),
        ("getTask", "GET", Ws + "/tasks/1", null),
        ("updateTask", "PATCH", Ws + "/tasks/1", """{"progress":10}"""),
        ("assignTask", "POST", Ws + "/tasks/1/assign", """{"agentId":"a"}"""),
        ("blockTask", "POST", Ws + "/tasks/1/block", """{"blockedBy":[2]}"""),
        ("unblockTask", "POST", Ws + "/tasks/1/unblock", null),
        ("addActivity", "POST", Ws + "/activity", """{"message":"m","detail":{"y":2}}"""),
        ("listActivity", "GET", Ws + "/activity", null),
        ("getProgress", "GET", Ws + "/progress", null),
        ("acquireClaim", "POST", Ws + "/claims", """{"agentId":"a","resource":"path:src/**","note":"n"}"""),
        ("acquireClaim", "POST", Ws + "/claims", """{"agentId":"a","resource":"path:src/**"}"""),
        ("acquireClaim", "POST", Ws + "/claims", """{"agentId":"b","resource":"path:src/a"}"""),
        ("listClaims", "GET", Ws + "/claims", null),
        ("renewClaim", "POST", Ws + "/claims/claim-1/renew", "{}"),
        ("getState", "GET", Ws + "/state", null),
        ("getState", "GET", Ws + "/state?at=x", null),
        ("getGraph", "GET", Ws + "/graph", null),
        ("getConflicts", "GET", Ws + "/conflicts", null),
        ("postEvents", "POST", Ws + "/events", """[{"type":"agent.updated","data":{"agentId":"a","changes":{"status":"idle","blocker":null},"timestamp":0}},{"type":"x","data":{}}]"""),
        ("postEvents", "POST", Ws + "/events?atomic=true", "[7]"),
        ("postEvents", "POST", Ws + "/events", "{"),
        ("listEvents", "GET", Ws + "/events", null),
        ("listEvents", "GET", Ws + "/events?after=other:1", null),
        ("listEvents", "GET", Ws + "/events?after=x", null),
        ("streamEvents", "GET", Ws + "/events/stream?after=x", null),
        ("socketEvents", "GET", Ws + "/events/ws", null),
        ("releaseClaim", "DELETE", Ws + "/claims/claim-1", null),
        ("retireAgent", "DELETE", Ws + "/agents/b", null),
        ("retireAgent", "DELETE", Ws + "/agents/b", null),
        ("createToken", "POST", "/api/tokens", """{"workspace":"w","role":"viewer","name":"n"}"""),
        ("createToken", "POST", "/api/tokens", """{"workspace":"w","role":"x"}"""),
        ("listTokens", "GET", "/api/tokens", null),
        ("revokeToken", "DELETE", "/api/tokens/x", null),
        ("createSignIn", "POST", "/api/sign-ins", """{"workspace":"w","role":"viewer","name":"n"}"""),
        ("createSignIn", "POST", "/api/sign-ins", null),
        ("createSignIn", "POST", "/api/sign-ins", """{"role":"x"}"""),
        ("createSession", "POST", "/api/sessions", """{"code":"x"}"""),
        ("createSession", "POST", "/api/sessions", """{"code":7}"""),
        ("getSession", "GET", "/api/session", null),
        ("endSession", "DELETE", "/api/session", null),
        ("listExecutiveAgents", "GET", "/api/agents", null),
        ("getExecutiveAgent", "GET", "/api/agents/a", null),
        ("updateExecutiveAgent", "POST", "/api/agents/a", """{"riskScore":70,"blockedTasks":["t"]}"""),
        ("updateExecutiveAgent", "POST", "/api/agents/x", """{"riskScore":70}"""),
        ("streamExecutiveAgents", "GET", "/api/agents/events/stream?after=x", null),
        ("getExecutivePredictions", "GET", "/api/conflicts/predictions", null),
        ("listProjectAgents", "GET", "/api/projects/1/agents", null),
        ("listProjectTasks", "GET", "/api/projects/1/tasks", null),
        ("listProjectTasks", "GET", "/api/projects/1/tasks?limit=0", null),
        ("listProjectActivity", "GET", "/api/projects/1/activity", null),
        ("getProjectProgress", "GET", "/api/projects/1/progress", null),
        ("getProjectProgress", "GET", "/api/projects/9/progress", null),
        ("postProjectMessages", "POST", "/api/projects/1/messages", """{"type":"task_completed","task_id":1,"timestamp":"2026-01-01T00:00:00Z"}"""),
        ("projectSocket", "GET", "/ws", null),
    ];

    [Fact]
    public async Task Every_answer_is_foreseen_by_the_document()
    {
        await using var hub = await NativeHub.StartAsync();
        var document = await ApiDocument.OfAsync(hub);

        foreach (var (operation, method, path, body) in Requests)
            document.ShouldForesee(operation, await hub.SendAsync(new HttpMethod(method), path, body));

        document.Operations.Select(o => o.Operation.GetProperty("operationId").GetString()!).ShouldBe(Requests.Select(r => r.Operation).Distinct(), ignoreOrder: true);
    }

    [Fact]
    public async Task Every_operation_describes_itself_and_its_path()
    {
        await using var hub = await NativeHub.StartAsync();
        var document = await ApiDocument.OfAsync(hub);

        foreach (var (path, method, operation) in document.Operations)
        {
            operation.GetProperty("summary").GetString().ShouldNotBeNullOrWhiteSpace($"{method} {path}");
            operation.GetProperty("description").GetString().ShouldNotBeNullOrWhiteSpace($"{method} {path}");
            var described = operation.TryGetProperty("parameters", out var parameters)
                ? parameters.EnumerateArray().Where(p => p.GetProperty("in").GetString() == "path").Select(p => p.GetProperty("name").GetString()).ToList()
                : [];
            var needed = path.Split('/').Where(s => s.StartsWith('{')).Select(s => s.Trim('{', '}'));
            described.ShouldBe(needed, ignoreOrder: true, $"{method} {path}");
        }
    }
}
